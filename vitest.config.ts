import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take the longest, the longest first. Begun last, one of them would run alone at the end. */
const longest = [
  'test/office/pages/every-page.test.ts',
  'test/program/hard-round.test.ts',
  'test/faults/kill.test.ts',
  'test/program/rounds.test.ts',
  'test/rehearsal/third-round.test.ts',
  'test/application/pages.test.ts',
  'test/office/whole-run.test.ts',
  'test/faults/races.test.ts',
  'test/faults/services.test.ts',
  'test/faults/links.test.ts',
  'test/approval/decision/every-page.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((file) => moduleId.replaceAll('\\', '/').endsWith(file));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 60_000,
    // Two cores: more files at once than cores only makes the slow ones slower.
    maxWorkers: 2,
    passWithNoTests: false,
    sequence: { sequencer: LongestFirst },
    // What functions count belongs into their log, not between the results of tests.
    env: { POWERTOOLS_METRICS_DISABLED: 'true' },
  },
});
