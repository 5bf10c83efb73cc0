import { defineConfig } from 'vitest/config';

// Everything outside VS Code. What runs inside it lives in test/extension and has its own runner.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/extension/**', '**/node_modules/**'],
    passWithNoTests: true,
    testTimeout: 10_000,
  },
});
