import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

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
// What runs inside VS Code has its own runner.
const elsewhere = ['test/extension/**', '**/node_modules/**'];

// Most tests are calls of functions: they share the modules of a thread and have no limit of time, since a busy machine is no mistake.
// Those with processes have a worker to themselves, and a limit that only ends what hangs. There is one worker more than cores, since a
// worker that has started a process waits for it.
export default defineConfig({
  test: {
    passWithNoTests: true,
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: 'functions',
          include: ['test/**/*.test.ts'],
          exclude: [...startingProcesses, ...elsewhere],
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
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
