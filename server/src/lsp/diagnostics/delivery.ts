import type { Settings } from '../../core/settings/settings.ts';
import { addAll } from '../../core/util/collections.ts';
import type { StatusParams } from '../../shared/protocol.ts';
import { uriKey } from '../uris.ts';
import { emptyReport, emptyResultId, type Report } from './reports.ts';
import type { SweepResult } from './sweep.ts';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';

/** What a client was told about a file. */
export interface Told {
  readonly uri: string;
  readonly resultId: string;
}

/** The reports a client is to see: those of all files, or in the other scope those of open documents. Of other files there is nothing to report. */
export function wantedReports(result: SweepResult, scope: Settings['diagnosticsScope']): ReadonlyMap<string, Report> {
  if (scope === 'workspace') return result.reports;
  return new Map([...result.reports].filter(([key]) => result.open.has(key)));
}

/** How many problems a client is to see, by level. */
export function countProblems(result: SweepResult, scope: Settings['diagnosticsScope']): StatusParams['problems'] {
  const counts = [...wantedReports(result, scope).values()].map((report) => report.counts);
  const sum = (severity: 1 | 2 | 3 | 4): number => counts.reduce((total, one) => total + one[severity], 0);
  return { error: sum(1), warning: sum(2), information: sum(3), hint: sum(4) };
}

/**
 * What has to be said so that a client knows `wanted`, and is told nothing about files that have no problems and never
 * had any. Files that are gone or have no problems any more, and files under another spelling of their URI, are said to have none, once.
 * `told` is brought up to date.
 */
export function outdated(told: Map<string, Told>, wanted: ReadonlyMap<string, Report>): readonly Report[] {
  const gone = [...told.keys()].filter((key) => !wanted.has(key));
  return [...gone.flatMap((key) => takeBack(told, key)), ...changed(told, wanted)];
}

/** The same of some files alone, whatever the client knows of others. */
function changed(told: Map<string, Told>, wanted: ReadonlyMap<string, Report>): readonly Report[] {
  const result: Report[] = [];
  for (const [key, report] of wanted) {
    const before = told.get(key);
    if (before !== undefined && before.uri !== report.uri) addAll(result, takeBack(told, key));
    if ((told.get(key)?.resultId ?? emptyResultId) === report.resultId) continue;
    told.set(key, { uri: report.uri, resultId: report.resultId });
    result.push(report);
  }
  return result;
}

/** Says of a file that it has no problems, where it was told to have some. */
function takeBack(told: Map<string, Told>, key: string): readonly Report[] {
  const before = told.get(key);
  told.delete(key);
  return before === undefined || before.resultId === emptyResultId ? [] : [emptyReport(before.uri, key)];
}

/** What a client says it was told, by key. */
export function readTold(previous: readonly { readonly uri: string; readonly value: string }[]): Map<string, Told> {
  return new Map(previous.map(({ uri, value }) => [uriKey(uri), { uri, resultId: value }]));
}

/** Sends problems to clients that cannot ask for them. */
interface Push {
  deliver(result: SweepResult): void;
}

/** Prepares to send; what a client was told is kept, so that only changes are sent. */
export function createPush(
  scope: () => Settings['diagnosticsScope'],
  versionOf: (uri: string) => number | undefined,
  send: (params: PublishDiagnosticsParams) => void,
): Push {
  const told = new Map<string, Told>();
  return {
    deliver(result) {
      const wanted = wantedReports(result, scope());
      // What is missing from a result for some files may still come.
      const news = result.covers === 'workspace' ? outdated(told, wanted) : changed(told, wanted);
      for (const { uri, items } of news) {
        const version = versionOf(uri);
        send({ uri, diagnostics: [...items], ...(version === undefined ? {} : { version }) });
      }
    },
  };
}
