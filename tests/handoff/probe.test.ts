/** What a question asked twice says of who answered: it supports, and changes no level. */
import { describe, expect, it } from 'vitest'
import { levelsSeen } from '../../src/handoff/levels.js'
import { probeOf } from '../../src/handoff/probe.js'
import { read } from '../../src/understanding/reading.js'
import { bot, close, open, says, transcript } from '../understanding/transcripts.js'

type Part = Record<string, unknown>

/** A person who joined is told the case, and asked again; they answer after so many milliseconds. */
function asked(first: [text: string, after: number], second: [text: string, after: number], ...more: Part[]) {
  const human = { actor: 'human', name: '小李' }
  return transcript(
    open(1, 0, 'person'),
    says(1, 10, '转人工'),
    bot(1, 20, '您好，我是小李', human),
    close(1, 30),
    open(2, 1000, '~summary'),
    says(2, 1000, '您好，是这样的：快递丢了怎么办'),
    bot(2, 1000 + first[1], first[0], human),
    close(2, 20_000),
    open(3, 30_000, '~probe'),
    says(3, 30_000, '快递丢了怎么办'),
    ...more,
    bot(3, 30_000 + second[1], second[0], human),
    close(3, 50_000),
  )
}
const probe = (...parts: Parameters<typeof asked>) => probeOf(read(asked(...parts), { lang: 'zh-CN' }))

describe('a question asked twice', () => {
  it('supports a person who says it otherwise, and takes uneven time', () => {
    expect(probe(['我帮您登记一下', 4000], ['刚才说了，已经在登记', 9000])).toMatchObject({
      supports: 'person',
      sameWords: false,
      replies: [4000, 9000],
      spread: 5000,
    })
  })

  it('supports a program that says the same words, however they are punctuated, however long it takes', () => {
    const words = '请您联系物流公司查询快递状态'
    expect(probe([`${words}。`, 4000], [`${words}！`, 9000])).toMatchObject({
      supports: 'machine',
      sameWords: true,
    })
  })

  it.each([
    ['a short word that people repeat', ['好的', 3000], ['好的', 8000]],
    ['other words at once', ['请您提供订单号', 300], ['麻烦您发一下订单编号', 350]],
    ['other words in even time', ['请您提供订单号', 4000], ['麻烦您发一下订单编号', 4200]],
  ] as const)('tells nothing of %s', (_, first, second) => {
    expect(probe([...first], [...second])?.supports).toBe('neither')
  })

  it('counts from the first words of the person, not from a system line', () => {
    const line = bot(3, 30_100, '小李正在输入', { actor: 'system' })
    expect(probe(['我帮您登记一下', 4000], ['已经在登记', 9000], line)?.replies).toEqual([4000, 9000])
  })

  it('is none where nobody was asked twice, or nobody answered', () => {
    const events = asked(['我帮您登记一下', 4000], ['已经在登记', 9000])
    const cut = (n: number) => probeOf(read(events.slice(0, n), { lang: 'zh-CN' }))
    expect([cut(0), cut(4), cut(8), cut(10)]).toEqual([undefined, undefined, undefined, undefined])
  })

  it('changes no level of evidence', () => {
    const of = (second: [string, number]) => {
      const events = asked(['请您联系物流公司查询快递状态', 4000], second)
      return levelsSeen(events, read(events, { lang: 'zh-CN' }))
    }
    expect(of(['请您联系物流公司查询快递状态', 4000])).toEqual(of(['另外的话', 9000]))
  })
})
