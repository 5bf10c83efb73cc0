import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** The test files that start processes; test/architecture.test.ts holds all others to starting none. */
export const startingProcesses = [
  'test/lsp/*.test.ts',
  'test/editors/*.test.ts',
  'test/cli/{escapes,fix,shipped}.test.ts',
  'test/host/node.test.ts',
  'test/core/**/{oracle,*.oracle}.test.ts',
  'test/core/dns/name-server.test.ts',
  'test/grammar/*.test.ts',
  'test/benchmark/*.test.ts',
  'test/{generated,package}.test.ts',
];
/** Those that have V8 optimize nothing, which holds for a whole process. */
const slowing = ['test/core/growth.test.ts'];
// What runs inside VS Code has its own runner.
const elsewhere = ['test/extension/**', '**/node_modules/**'];

/** `npm test` compiles tests before (scripts/lib/compiled-tests.mjs); by themselves they are read as they stand. */
const isCompiled = process.env['HEADLIGHT_TESTS'] === 'compiled';
const inThreads = { pool: /** @type {const} */ ('threads'), isolate: false, testTimeout: 0, hookTimeout: 0 };

/**
 * A project of vitest, as compiled where that is done.
 * @param {string} name
 * @param {readonly string[]} include
 * @param {readonly string[]} exclude
 * @param {import('vitest/config').TestUserConfig} options
 */
function project(name, include, exclude, options) {
  /** @param {string} file */
  const placeOf = (file) => (isCompiled ? `.cache/tests/${file.replace(/\.ts$/, '.mjs')}` : file);
  return {
    test: {
      name,
      include: include.map(placeOf),
      exclude: exclude.map(placeOf).concat(elsewhere),
      setupFiles: placeOf('test/support/seed.ts'),
      // Node loads them itself, with all that they share.
      ...(isCompiled ? { server: { deps: { external: [/\/\.cache\/tests\//] } } } : {}),
      ...options,
    },
  };
}

/** Who starts processes waits for them, and functions never wait: behind all others they leave no core without work at the end. */
const order = ['apart', 'processes', 'functions'];

/** The files that take longest, and those of properties, which one core would be left with at the end. */
const longest = [
  ...['benchmark/benchmark', 'generated', 'package', 'core/kustomize/oracle', 'lsp/workspace', 'lsp/diagnostics'],
  ...['core/rules/fixes.property', 'core/edits/headless-versions.property', 'core/workspace/derived-again'],
].map((name) => `test/${name}.test`);

/** The order of files: vitest's own, but the longest of each project first. */
class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    /** @param {import('vitest/node').TestSpecification} file */
    const rank = ({ project, moduleId }) => {
      const name = moduleId.slice(moduleId.lastIndexOf('/test/') + 1, moduleId.lastIndexOf('.'));
      const length = longest.includes(name) ? 0 : name.endsWith('.property.test') ? 1 : 2;
      return 3 * order.indexOf(project.name) + length;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

// Most tests are calls of functions: they share the modules of a thread and have no limit of time, since a busy machine is no mistake.
// Those with processes share processes of their own, and have a limit that only ends what hangs. There is one worker more than cores,
// since a worker that has started a process waits for it.
export default defineConfig({
  test: {
    passWithNoTests: true,
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('functions', ['test/**/*.test.ts'], [...startingProcesses, ...slowing], inThreads),
      project('processes', startingProcesses, [], {
        globalSetup: 'test/support/programs.ts',
        isolate: false,
        testTimeout: 300_000,
        hookTimeout: 300_000,
      }),
      project('apart', slowing, [], { testTimeout: 0, hookTimeout: 0 }),
    ],
  },
});
