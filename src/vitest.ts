/** For Vitest: matchers (`import 'ombud/vitest'`, then `await expect(conversation).toReachHuman()`) and `runChannelTests`. */
import { describe, expect, it } from 'vitest'
import { ACCEPTED } from './audits/human.js'
import type { Channel } from './channel/channel.js'
import { type ChannelTestOptions, channelChecks } from './channel/own/conformance.js'
import type { ChannelPlugin } from './channel/own/own.js'
import { formatDuration, milliseconds } from './documents/duration.js'
import { requests } from './handoff/requests.js'
import type { Conversation } from './library/converse.js'
import { cut, oneLine } from './report/text.js'
import type { Level } from './understanding/types.js'

/** What counts as reaching a person. */
export interface ReachHumanOptions {
  /** Evidence needed, judged as the audit `human` does: `E3-claimed` (default) also passes on proof, `E3` only on proof. */
  level?: Level
  /** Longest time from the first request (else the consumer's first message) to the evidence, for example `30s`. */
  within?: string
}

interface OmbudMatchers<R> {
  /** A person was reached in the conversation, a promise of one is not enough. */
  toReachHuman(options?: ReachHumanOptions): Promise<R>
  /** Every expectation that applies passed; what could not be decided was not met. */
  toMeetExpectations(): Promise<R>
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the type parameter of Vitest's own interface
  interface Assertion<T = any> extends OmbudMatchers<T> {}
  interface AsymmetricMatchersContaining extends OmbudMatchers<unknown> {}
}

expect.extend({
  async toReachHuman(received: Conversation | Promise<Conversation>, options: ReachHumanOptions = {}) {
    const { level = 'E3-claimed', within } = options
    const { events, levels, stop } = await received
    const first = events.find((e) => e.kind === 'text' && e.actor === 'consumer')
    const asked = requests(events)[0]?.at ?? first?.at ?? 0
    const reached = levels.some(
      (l) =>
        ACCEPTED[level].includes(l.level) && (within === undefined || l.at - asked <= milliseconds(within)),
    )
    const seen = levels.map(
      (l) => `${l.level} after ${formatDuration(Math.max(0, l.at - asked))}: ${oneLine(cut(l.why, 200))}`,
    )
    return {
      pass: reached,
      message: () =>
        `expected the conversation ${reached ? 'not ' : ''}to reach a person (${level}${within ? ` within ${within}` : ''})\n` +
        `seen: ${seen.join('\n      ') || 'no sign of a person'}\nended: ${ended(stop)}`,
    }
  },
  async toMeetExpectations(received: Conversation | Promise<Conversation>) {
    const { findings, stop } = await received
    const expected = findings.filter((f) => f.expected && f.outcome !== 'not-applicable')
    const unmet = expected.filter((f) => f.outcome !== 'pass')
    const pass = expected.length > 0 && unmet.length === 0
    const told = unmet.map(
      (f) => `${f.outcome} ${f.audit}${f.step ? ` (${f.step})` : ''}: ${oneLine(cut(f.message.en, 400))}`,
    )
    return {
      pass,
      message: () =>
        pass
          ? 'expected an expectation to fail; all were met'
          : `expected every expectation to be met\n${told.join('\n') || 'nothing was audited'}\nended: ${ended(stop)}`,
    }
  },
})

/** Why a conversation ended; the detail may quote the bot. */
const ended = ({ reason, whose, detail }: Conversation['stop']) =>
  `${reason} (${whose})${detail ? `: ${oneLine(cut(detail, 400))}` : ''}`

export type { ChannelTestOptions }

/**
 * Tests whether a channel keeps to the interface, with a bot behind it. To be called where tests are declared.
 * @param channel of one's own, with `options`; or one of ombud's, with `channel` of a target file
 */
export function runChannelTests(
  channel: Channel | ChannelPlugin,
  options: ChannelTestOptions & { name?: string } = {},
): void {
  const { name = 'name' in channel ? channel.name : 'a channel', timeout = 10_000 } = options
  describe(`${name} keeps to the interface of channels`, () => {
    for (const check of channelChecks(channel, options)) it(check.name, () => check.run(), timeout * 4)
  })
}
