import { type Disposable, type Event, EventEmitter, type ExtensionContext, l10n, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  noteNotification,
  type NoteParams,
  statusNotification,
  type StatusParams,
} from '../../server/src/shared/protocol.ts';
import { checkedNotification } from '../../server/src/shared/served-services.ts';
import { treeChangedNotification, type TreeChangedParams } from '../../server/src/shared/tree.ts';
import type { AfterEnd } from './client.ts';
import { tellTrouble } from './output.ts';
import { showNote } from './note.ts';
import { createQuestions, type ServerQuestions } from './server-questions.ts';

/** How the language server is: on its way, gone, or as it says itself. */
export type ServerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'running'; readonly status: StatusParams };

/** Whether the server has read everything, after which it may answer otherwise than before. */
export function hasRead(state: ServerState): boolean {
  return state.kind === 'running' && !state.status.indexing;
}

/** The language server, as the rest of the extension sees it: typed questions, and no word of the protocol's library. */
export interface Server extends ServerQuestions, Disposable {
  readonly onDidChangeState: Event<ServerState>;
  readonly state: ServerState;
  /** Everything has been checked again after a change. */
  readonly onDidCheck: Event<void>;
  /** Children in the tree of names are no longer what they were, of the nodes at these paths. */
  readonly onDidChangeTree: Event<TreeChangedParams['paths']>;
  /** Starts it in the background; trouble is logged and told through the state. */
  start(): void;
  /** Ends it, in whatever state it is, and starts a new one. */
  restart(): Promise<void>;
}

/** After that many ends within this time it is left stopped, and a person is asked. */
const crashLimit = { count: 5, milliseconds: 3 * 60_000 };

/** Counts how often the server ends by itself. */
function countCrashes() {
  const times: number[] = [];
  return {
    clear: () => void (times.length = 0),
    /** Takes in one more. */
    isOneTooMany() {
      const now = Date.now();
      times.push(now);
      while (times.length > crashLimit.count) times.shift();
      return times.length === crashLimit.count && now - (times[0] ?? now) <= crashLimit.milliseconds;
    },
  };
}

/** The clients that are made one after the other, of which the last one asks the server. */
interface Clients {
  /** Makes and starts one. Whoever asks from now on is answered by it, be it that another one has to end first. */
  start(after?: Promise<void>): void;
  /** The one that runs, or is about to; rejected where it did not start. */
  readonly running: () => Promise<BaseLanguageClient>;
  /** A client whose server never came up or is gone cannot be stopped, which is as good. */
  end(): Promise<void>;
}

function createClients(
  make: () => Promise<BaseLanguageClient>,
  output: LogOutputChannel,
  onFailure: (message: string) => void,
): Clients {
  let made: Promise<BaseLanguageClient> | undefined;
  let started: Promise<BaseLanguageClient> | undefined;
  return {
    start(after) {
      const making = Promise.resolve(after).then(make);
      made = making;
      started = making.then(async (client) => {
        await client.start();
        return client;
      });
      // Code that asks the server something gets the error as well; it need not.
      started.catch((error: unknown) => {
        const message = l10n.t('The Headlight language server did not start.');
        output.error(message, error);
        if (made === making) onFailure(message);
      });
    },
    async running() {
      if (started === undefined) throw new Error('The language server was not started.');
      return started;
    },
    async end() {
      const ending = made;
      made = undefined;
      try {
        await (await ending)?.dispose();
      } catch (error) {
        output.debug(l10n.t('The language server had already stopped.'), error);
      }
    },
  };
}

/** Makes the server's handle; nothing is started yet. */
export function createServer(context: ExtensionContext, output: LogOutputChannel): Server {
  const states = new EventEmitter<ServerState>();
  const checks = new EventEmitter<void>();
  const treeChanges = new EventEmitter<TreeChangedParams['paths']>();
  let state: ServerState = { kind: 'starting' };
  const crashes = countCrashes();
  const clients = createClients(makeClient, output, stopped);

  function become(next: ServerState): void {
    state = next;
    states.fire(next);
  }

  /** The client's library is loaded here, after VS Code has been told that the extension is there. */
  async function makeClient(): Promise<BaseLanguageClient> {
    const { createClient } = await import('./client.ts');
    const client = await createClient(context, output, ended);
    client.onNotification(statusNotification, (status: StatusParams) => become({ kind: 'running', status }));
    client.onNotification(checkedNotification, () => checks.fire());
    client.onNotification(treeChangedNotification, ({ paths }: TreeChangedParams) => treeChanges.fire(paths));
    client.onNotification(noteNotification, (note: NoteParams) => showNote(note.message));
    return client;
  }

  function start(after?: Promise<void>): void {
    become({ kind: 'starting' });
    clients.start(after);
  }

  async function restart(): Promise<void> {
    output.info(l10n.t('Restarting the language server.'));
    crashes.clear();
    start(clients.end());
    await clients.running();
  }

  /** What to do after the server has ended by itself. */
  function ended(): AfterEnd {
    if (!crashes.isOneTooMany()) {
      become({ kind: 'starting' });
      output.warn(
        l10n.t('The language server has stopped unexpectedly. The lines around this one show what it printed.'),
      );
      return { action: 'startAgain', message: l10n.t('Starting the language server again.') };
    }
    stopped(
      l10n.t(
        'The Headlight language server crashed {0} times within a few minutes and was not started again.',
        crashLimit.count,
      ),
    );
    return {
      action: 'leaveStopped',
      message: l10n.t('Run "Headlight: Restart Server" to start the language server again.'),
    };
  }

  function stopped(message: string): void {
    become({ kind: 'stopped' });
    const again = l10n.t('Restart Server');
    void tellTrouble(output, message, again).then((choice) => {
      if (choice === again) restart().catch(() => undefined);
    });
  }

  return {
    onDidChangeState: states.event,
    onDidCheck: checks.event,
    onDidChangeTree: treeChanges.event,
    get state() {
      return state;
    },
    start: () => start(),
    restart,
    ...createQuestions(clients.running),
    dispose: () => {
      states.dispose();
      checks.dispose();
      treeChanges.dispose();
      void clients.end();
    },
  };
}
