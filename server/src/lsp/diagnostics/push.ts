import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Settings } from '../../core/settings/settings.ts';
import { outdated, wantedReports, type Told } from './delivery.ts';
import { emptyReport } from './reports.ts';
import type { SweepResult } from './sweep.ts';

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
      // While the workspace is being read, what is missing from the result may still come.
      const known = result.covers === 'workspace' ? wanted : new Map([...lastTold(told), ...wanted]);
      for (const { uri, items } of outdated(told, known)) {
        const version = versionOf(uri);
        send({ uri, diagnostics: [...items], ...(version === undefined ? {} : { version }) });
      }
    },
  };
}

function lastTold(told: ReadonlyMap<string, Told>): SweepResult['reports'] {
  return new Map([...told].map(([key, { uri, resultId }]) => [key, { ...emptyReport(uri, key), resultId }]));
}
