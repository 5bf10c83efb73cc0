import { availableParallelism } from 'node:os';
import path from 'node:path';
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

/** Who starts processes waits for them, and functions never wait: behind all others they leave no core without work at the end. */
const order = ['apart', 'processes', 'functions'];

/** The files that take longest, and those of properties, which one core would be left with at the end. */
const longest = [
  ...['benchmark/benchmark', 'generated', 'package', 'core/kustomize/oracle', 'lsp/workspace', 'lsp/diagnostics'],
  ...['core/rules/fixes.property', 'core/edits/headless-versions.property', 'core/workspace/derived-again'],
].map((name) => path.join(import.meta.dirname, 'test', `${name}.test.ts`));

/** The order of files: vitest's own, but the longest of each project first. */
class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    /** @param {import('vitest/node').TestSpecification} file */
    const rank = ({ project, moduleId }) => {
      const length = longest.includes(moduleId) ? 0 : moduleId.endsWith('.property.test.ts') ? 1 : 2;
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
      {
        test: {
          name: 'functions',
          include: ['test/**/*.test.ts'],
          exclude: [...startingProcesses, ...slowing, ...elsewhere],
          setupFiles: 'test/support/seed.ts',
          pool: 'threads',
          isolate: false,
          testTimeout: 0,
          hookTimeout: 0,
        },
      },
      {
        test: {
          name: 'processes',
          include: startingProcesses,
          exclude: elsewhere,
          setupFiles: 'test/support/seed.ts',
          globalSetup: 'test/support/programs.ts',
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      { test: { name: 'apart', include: slowing, testTimeout: 0, hookTimeout: 0 } },
    ],
  },
});
