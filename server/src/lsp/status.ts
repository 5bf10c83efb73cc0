import type { SettingProblem } from '../core/settings/read-settings.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { hostReason } from '../host/unread-reasons.ts';
import type { StatusParams } from '../shared/protocol.ts';
import { countProblems } from './diagnostics/delivery.ts';
import type { SweepResult } from './diagnostics/sweep.ts';
import type { Documents } from './documents.ts';
import type { Scan } from './scan.ts';
import { debounce } from './timing.ts';
import { defineMessages, formatMessage } from '../core/util/format.ts';

/** Tells the client how the server is, whenever that changes. */
export interface Status {
  /** Says it again, if it is different. */
  update(): void;
  /** Takes in the problems of the workspace; those that are shown are counted. */
  setProblems(result: SweepResult): void;
  setSettingProblems(problems: readonly SettingProblem[]): void;
  stop(): void;
}

/** How long changes are gathered, in milliseconds. */
const gather = 100;

/** Prepares the status; `send` is called with what differs from the last time. */
export function createStatus(
  documents: Documents,
  scanState: () => Scan['state'],
  send: (status: StatusParams) => void,
): Status {
  let problems: StatusParams['problems'] = { error: 0, warning: 0, information: 0, hint: 0 };
  let settingProblems: readonly SettingProblem[] = [];
  let counts: Counts = { services: 0, files: 0, scopes: 0 };
  let last = '';

  const update = debounce(gather, () => {
    const status = current();
    const text = JSON.stringify(status);
    if (text === last) return;
    last = text;
    send(status);
  });

  const current = (): StatusParams => {
    const { snapshot } = documents;
    const state = scanState();
    // That a link is not followed is nothing to mend.
    const unread = snapshot.unread.filter(({ reason }) => reason !== hostReason('outside'));
    const message = messageOf(state, unread.length, settingProblems);
    const indexing = state === 'waiting' || state === 'running';
    // What is read only in part would have to be put together for it, again and again.
    if (!indexing) counts = countObjects(snapshot);
    return {
      health: message === undefined ? 'ok' : 'warning',
      indexing,
      ...counts,
      problems,
      ...(message === undefined ? {} : { message }),
    };
  };

  return {
    update,
    setProblems(result) {
      problems = countProblems(result, documents.settings.diagnosticsScope);
      update();
    },
    setSettingProblems(given) {
      settingProblems = given;
      update();
    },
    stop: () => update.cancel(),
  };
}

/** What there is, as it was counted when all was read. */
type Counts = Pick<StatusParams, 'services' | 'files' | 'scopes'>;

function countObjects(snapshot: Snapshot): Counts {
  return {
    services: snapshot.ofKind('Service').length,
    files: manifestCount(snapshot),
    scopes: snapshot.scopes.bound.length,
  };
}

/** How many files hold objects. */
export function manifestCount(snapshot: Snapshot): number {
  return new Set(snapshot.resources.map((placed) => placed.document.file)).size;
}

const messages = defineMessages('lsp/status', {
  cancelled: 'Reading the workspace was cancelled, so only some of its files are known.',
  unread: '{unread} {file/files} could not be read. The log says why.',
});

function messageOf(
  state: Scan['state'],
  unread: number,
  settingProblems: readonly SettingProblem[],
): string | undefined {
  if (state === 'cancelled') return formatMessage(messages.cancelled);
  if (settingProblems[0] !== undefined) return settingProblems[0].message;
  return unread > 0 ? formatMessage(messages.unread, { unread }) : undefined;
}
