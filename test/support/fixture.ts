import type { Settings } from '../../server/src/core/settings/settings.ts';
import { defaultSettings } from '../../server/src/core/settings/settings.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { snapshotOf } from './snapshot-of.ts';

/** A stretch of a fixture file drawn by a line of carets below it. */
export interface Mark {
  readonly path: string;
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
  /** What is written behind the carets. */
  readonly label: string;
}

/** Files drawn in one text. */
export interface Fixture {
  readonly files: readonly { readonly uri: string; readonly path: string; readonly text: string }[];
  readonly marks: readonly Mark[];
  /** Where `$0` was. */
  readonly cursor: { readonly uri: string; readonly path: string; readonly offset: number } | undefined;
}

/**
 * Reads a fixture: `#- /path` starts a file (the first is `/manifest.yaml` without one), `$0` is the cursor, a line of
 * carets marks the line above and is taken out. The common indentation is taken off. A document with a `kind:` and no
 * `apiVersion:` gets the usual one of its kind.
 */
export function parseFixture(source: string): Fixture {
  const sections = splitFiles(dedent(source));
  const files: { uri: string; path: string; text: string }[] = [];
  const marks: Mark[] = [];
  let cursor: Fixture['cursor'];
  for (const section of sections) {
    const { text, marks: found, cursor: offset } = readSection(section.path, section.lines);
    const uri = `file://${section.path}`;
    files.push({ uri, path: section.path, text });
    marks.push(...found);
    if (offset !== undefined) cursor = { uri, path: section.path, offset };
  }
  return { files, marks, cursor };
}

/** The complete snapshot of a fixture. */
export function snapshotOfFixture(fixture: Fixture, settings: Partial<Settings> = {}): Snapshot {
  return snapshotOf(fixture.files, { ...defaultSettings, ...settings });
}

/** A text without the indentation that all its lines share, and without a first and last line of white space. */
export function dedent(source: string): string {
  const lines = source
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(common, line.length - line.trimStart().length))).join('\n');
}

/**
 * The carets may be in a comment, so that a page's example stays YAML; `#<^^^^` draws from the first column on.
 */
const caretLine = /^\s*(?:#<|#?\s*)(\^+)(?:\s+(.*))?$/;
const usualVersions: Readonly<Record<string, string>> = {
  StatefulSet: 'apps/v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  GRPCRoute: 'gateway.networking.k8s.io/v1',
  TLSRoute: 'gateway.networking.k8s.io/v1alpha3',
  TCPRoute: 'gateway.networking.k8s.io/v1alpha2',
  UDPRoute: 'gateway.networking.k8s.io/v1alpha2',
  HorizontalPodAutoscaler: 'autoscaling/v2',
};

function splitFiles(source: string): readonly { readonly path: string; readonly lines: readonly string[] }[] {
  const sections: { path: string; lines: string[] }[] = [];
  for (const line of source.split('\n')) {
    const header = /^#- (\/\S+)\s*$/.exec(line);
    if (header?.[1] !== undefined) {
      const before = sections.at(-1);
      if (before !== undefined && before.lines.at(-1) !== '') before.lines.push('');
      sections.push({ path: header[1], lines: [] });
    } else {
      if (sections.length === 0) sections.push({ path: '/manifest.yaml', lines: [] });
      sections.at(-1)?.lines.push(line);
    }
  }
  return sections;
}

function readSection(
  path: string,
  lines: readonly string[],
): { readonly text: string; readonly marks: readonly Mark[]; readonly cursor: number | undefined } {
  const kept: string[] = [];
  const drawn: { line: string; lineNumber: number; start: number; end: number; label: string }[] = [];
  for (const line of withApiVersions(lines)) {
    const carets = caretLine.exec(line);
    if (carets?.[1] === undefined) {
      kept.push(line);
      continue;
    }
    const start = line.startsWith('#<') ? 0 : line.indexOf('^');
    drawn.push({
      line: kept.at(-1) ?? '',
      lineNumber: kept.length - 1,
      start,
      end: start + carets[1].length,
      label: (carets[2] ?? '').trim(),
    });
  }
  const raw = kept.join('\n');
  const cursor = raw.indexOf('$0');
  const text = raw.replace('$0', '');
  const starts = lineStarts(kept);
  const marks = drawn.map((mark) => {
    const shift = (column: number): number => {
      const offset = (starts[mark.lineNumber] ?? 0) + column;
      return cursor >= 0 && offset > cursor ? offset - Math.min(2, offset - cursor) : offset;
    };
    return { path, start: shift(mark.start), end: shift(mark.end), label: mark.label };
  });
  return { text, marks, cursor: cursor < 0 ? undefined : cursor };
}

function lineStarts(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  return starts;
}

function withApiVersions(lines: readonly string[]): readonly string[] {
  const result: string[] = [];
  let documentLines: string[] = [];
  const flush = (): void => {
    const kindAt = documentLines.findIndex((line) => /^kind:\s*\w+/.test(line));
    const kind = /^kind:\s*(\w+)/.exec(documentLines[kindAt] ?? '')?.[1];
    const has = documentLines.some((line) => /^apiVersion:/.test(line));
    if (kind !== undefined && !has) documentLines.splice(kindAt, 0, `apiVersion: ${usualVersions[kind] ?? 'v1'}`);
    result.push(...documentLines);
    documentLines = [];
  };
  for (const line of lines) {
    if (/^---(\s|$)/.test(line)) flush();
    documentLines.push(line);
  }
  flush();
  return result;
}
