/** Short conversations to try an audit on: an answer, a fallback, and a question that stays without an answer. */
import type { Evidence } from '../audits/audit.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { VERSION } from '../documents/version.js'
import { evidenceOf } from './evidence.js'

const WORDS: Record<Lang, { question: string; answers: readonly (string | undefined)[] }> = {
  'zh-CN': {
    question: '退款多久到账？',
    answers: ['退款会在1-3个工作日内到账。', '抱歉，我没有听懂您的问题。', undefined],
  },
  en: {
    question: 'How long does the refund take?',
    answers: [
      'The refund arrives within 1-3 working days.',
      'Sorry, I did not understand your question.',
      undefined,
    ],
  },
}

/** One conversation for each answer. */
export function sampleEvidence(lang: Lang): Evidence[] {
  const { question, answers } = WORDS[lang]
  return answers.map((answer) => {
    const events = conversation(question, answer)
    const url = 'http://127.0.0.1/chat'
    return evidenceOf(
      {
        trial: {
          id: 'sample/sample/-/1',
          target: 'sample',
          scenario: 'sample',
          persona: 'control',
          arm: {},
          repetition: 1,
          contacts: 0,
        },
        scenario: { id: 'sample', lang, title: 'sample', steps: [{ id: 'say', say: [question] }] },
        target: {
          id: 'sample',
          merchant: 'sample',
          title: 'sample',
          channel: { http: { url } },
        } as ReadyTarget,
        persona: { id: 'control' },
        laws: [],
        wording: {},
        facts: {},
        truth: {},
      },
      events,
    )
  })
}

/** The transcript of one question; times in milliseconds. */
function conversation(question: string, answer: string | undefined): TranscriptEvent[] {
  const end = answer === undefined ? 60_000 : 2500
  const text = (actor: 'consumer' | 'bot', at: number, words: string) => ({
    kind: 'text',
    actor,
    at,
    turn: 1,
    id: actor,
    text: words,
    revision: 0,
    final: true,
  })
  const harness = (kind: string, at: number, more: object) => ({ kind, actor: 'harness', at, ...more })
  const parts = [
    harness('header', 0, {
      version: 1,
      trial: 'sample/sample/-/1',
      attempt: 1,
      clock: { utc: '2026-11-20T02:00:00.000Z', offset: 480 },
      tool: { name: 'ombud', version: VERSION, node: '20' },
      channel: { kind: 'http', url: 'http://127.0.0.1/chat' },
    }),
    harness('turn', 0, { turn: 0, change: 'open' }),
    harness('turn', 10, { turn: 0, change: 'close', rule: 'exchange' }),
    harness('decision', 10, { step: 'say', occurrence: 0, verb: 'say', intended: question }),
    harness('turn', 10, { turn: 1, change: 'open', step: 'say', occurrence: 0 }),
    text('consumer', 10, question),
    ...(answer === undefined ? [] : [text('bot', 1000, answer)]),
    harness('turn', end, { turn: 1, change: 'close', rule: answer === undefined ? 'cap' : 'exchange' }),
    harness('stop', end, { reason: 'script-end', whose: 'consumer' }),
  ]
  return parts.map(
    (part, i) =>
      ({
        seq: i + 1,
        source: part.actor === 'harness' ? 'harness' : 'http',
        ...part,
      }) as unknown as TranscriptEvent,
  )
}
