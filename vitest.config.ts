import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 60_000,
    // Two cores: more files at once than cores only makes the slow ones slower.
    maxWorkers: 2,
    passWithNoTests: false,
    // What functions count belongs into their log, not between the results of tests.
    env: { POWERTOOLS_METRICS_DISABLED: 'true' },
  },
});
