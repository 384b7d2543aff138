/** How a conversation stands against its truths: resolved, only claimed so, a dead end, open, or not to be told. */
import { describe, expect, it } from 'vitest'
import { resolutionOf } from '../../src/understanding/answers/resolved.js'
import { read } from '../../src/understanding/reading.js'
import { bot, close, open, says, transcript } from './transcripts.js'

const TRUTH = { window: { values: ['7天'] }, arrival: { values: ['1-3个工作日'] } }

/** A conversation of questions and answers; an empty answer is a silence. */
function resolution(truth: Parameters<typeof resolutionOf>[1], ...turns: [string, string][]) {
  const events = transcript(
    ...turns.flatMap(([question, answer], i) => {
      const [turn, at] = [i + 1, i * 1000]
      return [
        open(turn, at),
        says(turn, at + 1, question),
        ...(answer === '' ? [] : [bot(turn, at + 100, answer)]),
        close(turn, at + 900),
      ]
    }),
  )
  return resolutionOf(read(events, { lang: 'zh-CN' }), truth)
}

describe('a conversation is', () => {
  it('resolved when every truth was stated, with the lines that state them', () => {
    expect(
      resolution(TRUTH, ['几天内能退', '签收后七天内可以退货。'], ['钱多久到', '1到3个工作日到账。']),
    ).toEqual({ outcome: 'resolved', missing: [], lines: [3, 7] })
  })

  it('open while a truth is missing and the talk goes on', () => {
    expect(resolution(TRUTH, ['几天内能退', '签收后七天内可以退货。'])).toMatchObject({
      outcome: 'open',
      missing: ['arrival'],
    })
  })

  it('only claimed when the bot says that it is done', () => {
    expect(resolution(TRUTH, ['我要退货', '您的退货申请已经提交，祝您生活愉快！'])).toMatchObject({
      outcome: 'claimed',
      missing: ['window', 'arrival'],
      lines: [3],
    })
  })

  it('only claimed when the consumer is content with less', () => {
    expect(
      resolution(TRUTH, ['几天内能退', '我们一般支持退货，放心。'], ['好的，知道了，谢谢', '不客气。']),
    ).toMatchObject({ outcome: 'claimed', lines: [3] })
  })

  it('a dead end when the last replies lead nowhere, whatever was claimed before', () => {
    const sorry = '抱歉，我没有理解您的问题。'
    expect(
      resolution(
        TRUTH,
        ['退货', '您的申请已经提交。'],
        ['钱多久到账', sorry],
        ['我问的是钱什么时候退', sorry],
      ),
    ).toMatchObject({ outcome: 'dead-end', deadEnd: { replies: 2 }, lines: [7, 11] })
    expect(resolution(TRUTH, ['钱多久到账', ''], ['在吗', ''])).toMatchObject({ outcome: 'dead-end' })
  })

  it('no dead end where a way on is left', () => {
    const offer = '抱歉，我没有理解您的问题。需要为您转接人工客服吗？'
    expect(resolution(TRUTH, ['钱多久到账', offer], ['退款时间', offer]).outcome).not.toBe('dead-end')
  })

  it('uncertain without truths, unless it is a dead end', () => {
    expect(resolution({}, ['几天内能退', '七天。'])).toEqual({ outcome: 'uncertain', missing: [], lines: [] })
    expect(resolution({ a: { absent: 'unknown', skip: false } }, ['退货', ''], ['退货', '']).outcome).toBe(
      'dead-end',
    )
  })
})
