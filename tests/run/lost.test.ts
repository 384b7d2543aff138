/** Who may not speak any more, and trials with which their process dies again and again. */
import { expect, it } from 'vitest'
import { httpChannel } from '../../src/channel/http/http.js'
import { converse } from '../../src/conversation/converse.js'
import { Pace } from '../../src/conversation/pace.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { run } from '../../src/index.js'
import type { AttemptEnd } from '../../src/run/attempts.js'
import { trialsOf } from '../support/trials.js'
import { botOf, GOOD_ANSWER, question, saidIn, targetOf, Workplace } from '../support/workplace.js'

const TURNS = ['多久发货？', '发什么快递？', '可以改地址吗？']

/** A conversation of three turns with a real bot, whose place is lost when the bot has heard so many messages. */
async function talk(lostAfter: number) {
  const bot = await botOf(() => GOOD_ANSWER)
  const steps = TURNS.map((text, i) => ({ id: `q${i}`, say: [text] }))
  const [trial] = trialsOf(new Workplace(), { steps }, { target: targetOf(bot) })
  if (!trial) throw new Error('no trial')
  const channel = httpChannel()
  const lines: TranscriptEvent[] = []
  let asked = 0
  const { reason, whose } = await converse({
    trial,
    channel,
    attempt: 1,
    seed: 's',
    pace: new Pace(),
    write: (line) => void lines.push(JSON.parse(line) as TranscriptEvent),
    keep: () => '',
    signal: new AbortController().signal,
    alive: () => {
      asked++
      return bot.heard.length < lostAfter
    },
  })
  await channel.close()
  return { bot, lines, reason, whose, asked }
}

it('is asked before every message whether it may speak, and says nothing when it may not', async () => {
  const { bot, lines, reason, whose } = await talk(2)
  expect(bot.heard.map(({ text }) => text)).toEqual(TURNS.slice(0, 2))
  expect({ reason, whose }).toEqual({ reason: 'cancelled', whose: 'harness' })
  expect(saidIn(lines).filter(([actor]) => actor === 'consumer')).toHaveLength(2)
  expect(lines.at(-1)).toMatchObject({ kind: 'stop', reason: 'cancelled' })
})

it('speaks to the end where it may', async () => {
  const { bot, reason, asked } = await talk(Number.POSITIVE_INFINITY)
  expect(bot.heard.map(({ text }) => text).slice(0, 3)).toEqual(TURNS)
  expect(asked).toBe(bot.heard.length)
  expect(reason).toBe('script-end')
})

it('is not held a fourth time when three attempts were lost with their process, unless somebody asks for it', async () => {
  const bot = await botOf(() => GOOD_ANSWER)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write('ask.scenario.yaml', question('ask'))
  await work.run([work.path])
  const trial = 'shop/ask/-/1'
  const time = new Date().toISOString()
  const begun = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      JSON.stringify({ kind: 'begin', trial, attempt: i + 1, time, contacts: 0, key: 'shop' }),
    )
  const resume = () => run({ resume: work.file('run'), politeness: work.path, lang: 'en' })

  work.write('run/journal.jsonl', `${begun(2).join('\n')}\n`)
  await resume()
  expect(bot.heard).toHaveLength(2)

  work.write('run/journal.jsonl', `${begun(3).join('\n')}\n`)
  const { result } = await resume()
  expect(bot.heard).toHaveLength(2)
  expect(result.scorecard.targets[0]?.unscored).toMatchObject([{ trial, reason: 'attempts' }])
  const ends = work.journal().filter((line): line is AttemptEnd => line.kind === 'end')
  expect(ends.map(({ status, lost }) => [status, lost])).toEqual([
    ['aborted', true],
    ['aborted', true],
    ['aborted', true],
    ['unscored', undefined],
  ])

  await run({ resume: work.file('run'), retryUnscored: true, politeness: work.path, lang: 'en' })
  expect(bot.heard).toHaveLength(3)
})
