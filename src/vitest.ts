/** Matchers for Vitest: `import 'ombud/vitest'`, then `await expect(conversation).toReachHuman()`. */
import { expect } from 'vitest'
import { milliseconds } from './documents/duration.js'
import type { Conversation } from './library/converse.js'
import type { Level } from './understanding/types.js'

/** What counts as reaching a person. */
export interface ReachHumanOptions {
  /** Evidence needed: `E3-claimed` (default) also passes on proof; `E3` and above only on proof. */
  level?: Level
  /** Longest time from the first message of the consumer to the evidence, for example `30s`. */
  within?: string
}

interface OmbudMatchers<R> {
  /** A person was reached in the conversation (or the promise of one). */
  toReachHuman(options?: ReachHumanOptions): Promise<R>
  /** Every expectation of the scenario passed. */
  toMeetExpectations(): Promise<R>
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the type parameter of Vitest's own interface
  interface Assertion<T = any> extends OmbudMatchers<T> {}
  interface AsymmetricMatchersContaining extends OmbudMatchers<unknown> {}
}

const STRENGTH: Level[] = ['E0', 'E1', 'E2', 'E3-claimed', 'E3', 'E4', 'E5']

expect.extend({
  async toReachHuman(received: Conversation | Promise<Conversation>, options: ReachHumanOptions = {}) {
    const { level = 'E3-claimed', within } = options
    const conversation = await received
    const needed = STRENGTH.indexOf(level)
    const opened = conversation.events.find((e) => e.kind === 'text' && e.actor === 'consumer')?.at ?? 0
    const enough = conversation.levels.filter((l) => STRENGTH.indexOf(l.level) >= needed)
    const seen = conversation.levels.map((l) => `${l.level} after ${seconds(l.at - opened)}: ${l.why}`)
    const intime = enough.some((l) => within === undefined || l.at - opened <= milliseconds(within))
    return {
      pass: intime,
      message: () =>
        `expected the conversation ${intime ? 'not ' : ''}to reach a person (${level}${within ? ` within ${within}` : ''})\n` +
        `seen: ${seen.join('\n      ') || 'no sign of a person'}\nended: ${conversation.stop.reason} (${conversation.stop.whose})`,
    }
  },
  async toMeetExpectations(received: Conversation | Promise<Conversation>) {
    const { findings, stop } = await received
    const expected = findings.filter((f) => f.expected)
    const failed = expected.filter((f) => f.outcome === 'fail')
    const pass = expected.length > 0 && failed.length === 0
    return {
      pass,
      message: () =>
        pass
          ? 'expected an expectation to fail; all were met'
          : `${failed.map((f) => `${f.audit}${f.step ? ` (${f.step})` : ''}: ${f.message.en}`).join('\n') || 'nothing was audited'}\nended: ${stop.reason} (${stop.whose})`,
    }
  },
})

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
