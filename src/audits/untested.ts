/** With --no-human the consumer withdraws where a person is promised: whether one comes was not tested. */
import type { Evidence, Verdict } from './audit.js'
import { verdict } from './words.js'

/** The step in which the consumer withdraws. */
const WITHDRAW = '~withdraw'

/**
 * That whatever follows a promise or a queue cannot be told, and why; undefined where nobody withdrew. For audits that
 * found no proof before.
 */
export function untested(
  { events }: Pick<Evidence, 'events'>,
  more: Partial<Pick<Verdict, 'wanted' | 'measured'>> = {},
): Verdict | undefined {
  const withdrawal = events.find((event) => event.kind === 'decision' && event.step === WITHDRAW)
  if (withdrawal === undefined) return undefined
  return verdict(
    'inconclusive',
    [
      '未测试（--no-human）：机器人答应转人工或开始排队后，消费者即表示不用转了',
      'was not tested (--no-human): the consumer withdrew when a person was promised or it was queued',
    ],
    [withdrawal.seq],
    more,
  )
}
