import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/** Counts work until it is stopped. */
export interface Counting {
  /**
   * How much work something is, as numbers that are the same on every machine: of each of our functions how often the piece of it is run
   * that is run most, counted by V8. Regular expressions and what JavaScript itself does count as nothing.
   */
  workOf(run: () => void): ReadonlyMap<string, number>;
  /** Without it, all that the process does afterwards is slow. */
  stop(): void;
}

/** Begins to count, which takes V8 longer than most of what is counted. */
export function startCounting(): Counting {
  // Code that is compiled once more counts otherwise.
  setFlagsFromString('--no-opt');
  const session = new Session();
  session.connect();
  post(session, 'Profiler.enable');
  post(session, 'Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    workOf: (run) => {
      // The numbers begin anew once they are taken.
      post(session, 'Profiler.takePreciseCoverage');
      run();
      return countsIn(post(session, 'Profiler.takePreciseCoverage') as { readonly result: readonly ScriptCoverage[] });
    },
    stop: () => {
      session.disconnect();
      setFlagsFromString('--opt');
    },
  };
}

/** As they stand, or as compiled before all tests. */
const ourModules = /^.*\/(?:server\/src|\.cache\/tests\/shared)\//;

function countsIn({ result }: { readonly result: readonly ScriptCoverage[] }): ReadonlyMap<string, number> {
  const ours = result.filter(({ url }) => ourModules.test(url));
  return new Map(
    ours.flatMap(({ url, functions }) =>
      functions.map(({ functionName, ranges }) => [
        `${functionName} at ${ranges[0]?.startOffset ?? 0} of ${url.replace(ourModules, '')}`,
        Math.max(...ranges.map(({ count }) => count)),
      ]),
    ),
  );
}

/** The functions that do much more than twice of something for twice as much; what is done a few times counts as nothing. */
export function growing(once: ReadonlyMap<string, number>, twice: ReadonlyMap<string, number>): readonly string[] {
  return [...twice].flatMap(([name, count]) => (count > many && count > 3 * (once.get(name) ?? 0) ? [name] : []));
}

const many = 2200;

interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
  }[];
}

/** Within the same thread, a session answers at once. */
function post(session: Session, method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer;
}
