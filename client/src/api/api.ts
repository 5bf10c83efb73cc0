import { type Disposable, EventEmitter, Uri, workspace } from 'vscode';
import type { RecordsPlace } from '../../../server/src/shared/protocol.ts';
import type { WireServedService } from '../../../server/src/shared/served-services.ts';
import type { FoundProblem } from '../server-questions.ts';
import type { Server, ServerState } from '../server.ts';
import type {
  DnsRecord,
  HeadlightApi,
  HeadlightExtension,
  HeadlightState,
  Place,
  Problem,
  Service,
} from './headlight.d.ts';
import { rangeOf } from '../views/position.ts';

/** What other extensions get. When it is disposed of, its events end. */
interface OwnApi extends Disposable {
  readonly exports: HeadlightExtension;
}

/** Makes the interface for other extensions. */
export function createApi(server: Server): OwnApi {
  const states = new EventEmitter<HeadlightState>();
  let state = stateOf(server.state, 'starting');
  const listening = server.onDidChangeState((next) => {
    const before = state;
    state = stateOf(next, before);
    if (state !== before) states.fire(state);
  });

  /** Waits until the workspace has been read. */
  const ready = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const decide = (): boolean => {
        if (state === 'ready') resolve();
        if (state === 'stopped') reject(new Error('The language server of Headlight is not running.'));
        return state !== 'starting';
      };
      if (decide()) return;
      const waiting = states.event(() => {
        if (decide()) waiting.dispose();
      });
    });
  const served = async (of: Uri | undefined): Promise<readonly WireServedService[]> => {
    await ready();
    return server.servedServices(of);
  };

  const api: HeadlightApi = {
    version: 1,
    get state() {
      return state;
    },
    onDidChangeState: states.event,
    onDidChange: server.onDidCheck,
    services: async (of) => (await served(of)).map(toService),
    records: async (of) => (await served(of)).flatMap(({ records }) => records.map(toRecord)),
    problems: async (of) => {
      await ready();
      const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
      const { problems } = await server.check(of === undefined ? folders : [of]);
      return problems.map(toProblem);
    },
  };
  return {
    exports: {
      getApi(version: number) {
        if (version === api.version) return api;
        throw new RangeError(`Headlight has version ${api.version} of its API, and none ${version}.`);
      },
    },
    dispose() {
      listening.dispose();
      states.dispose();
    },
  };
}

/** While a workspace that was read is read again, answers go on. */
function stateOf(server: ServerState, before: HeadlightState): HeadlightState {
  if (server.kind !== 'running') return server.kind;
  return server.status.indexing && before !== 'ready' ? 'starting' : 'ready';
}

function toService({ name, namespace, fullName, kind, place, records }: WireServedService): Service {
  const names = [...new Set(records.map((record) => withoutFinalDot(record.name)))];
  return { name, namespace, fullName, kind, names, place: toPlace(place) };
}

function toRecord({ name, type, data, condition, level, place }: WireServedService['records'][number]): DnsRecord {
  return { name: withoutFinalDot(name), type, data, condition, level, place: place && toPlace(place) };
}

function toProblem({ code, severity, message, uri, range }: FoundProblem): Problem {
  const level = ({ 1: 'error', 2: 'warning', 3: 'information' } as const)[severity];
  // What is wrong and what follows from it are two lines for VS Code.
  return { code, severity: level, message: message.replace('\n', ' '), place: { uri, range } };
}

function toPlace({ uri, range }: RecordsPlace): Place {
  return { uri: Uri.parse(uri), range: rangeOf(range) };
}

function withoutFinalDot(name: string): string {
  return name.replace(/\.$/, '');
}
