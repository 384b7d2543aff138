import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, so that nothing runs alone in the end. */
const LONGEST = [
  'tests/demo/flips-page.test.ts',
  'tests/channel/browser/reading.test.ts',
  'tests/demo/flips.test.ts',
  'tests/channel/browser/find.test.ts',
  'tests/channel/browser/assist.test.ts',
  'tests/run/resume.test.ts',
  'tests/cli/page.test.ts',
  'tests/cli/reporters.test.ts',
  'tests/cli/map.test.ts',
  'tests/extend/own-audit.test.ts',
  'tests/docs/ci.test.ts',
  'tests/cli/calibrate-faq.test.ts',
  'tests/cli/plan.test.ts',
  'tests/cli/queue.test.ts',
  'tests/docs/extending.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/build.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Files share a process, and so what they import: no file leaves anything behind for the next one.
    isolate: false,
    // Of tests in one file that are marked as concurrent: they wait for pages.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
  },
})
