/** Each event of a conversation as a line for whoever steps through it. Whatever a bot said is made harmless. */
import type { Lang } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { read } from '../understanding/reading.js'
import type { TurnLatency } from '../understanding/types.js'
import { said } from './reporters/words.js'

type Of<K extends TranscriptEvent['kind']> = Extract<TranscriptEvent, { kind: K }>

const MOST = 2000

const ACTORS: Record<Lang, Record<TranscriptEvent['actor'], string>> = {
  en: { consumer: 'consumer', bot: 'bot', human: 'human', system: 'system', unknown: '?', harness: 'ombud' },
  'zh-CN': {
    consumer: '消费者',
    bot: '机器人',
    human: '人工',
    system: '系统',
    unknown: '？',
    harness: 'ombud',
  },
}
const RULES: Record<Lang, Record<NonNullable<Of<'turn'>['rule']>, string>> = {
  en: {
    channel: 'the reply was complete',
    stream: 'its stream ended and nothing more came',
    typing: 'typing stopped and nothing more came',
    quiet: 'nothing more came',
    cap: 'the longest time was reached',
    closed: 'the chat or the run was closed',
    error: 'an error',
  },
  'zh-CN': {
    channel: '回复已完整',
    stream: '数据流已结束且没有新内容',
    typing: '不再显示正在输入且没有新内容',
    quiet: '没有新内容',
    cap: '达到最长等待时间',
    closed: '对话或运行已关闭',
    error: '出错',
  },
}

export class EventLines {
  readonly #lang: Lang
  readonly #spoken: Lang
  readonly #events: TranscriptEvent[] = []
  /** What was last shown of each message. */
  readonly #shown = new Map<string, string>()

  /**
   * @param lang what the user reads
   * @param spoken what the consumer and the bot speak
   */
  constructor(lang: Lang, spoken: Lang) {
    this.#lang = lang
    this.#spoken = spoken
  }

  /** The lines that tell this event; it must be the next one of its transcript. */
  of(event: TranscriptEvent): string[] {
    this.#events.push(event)
    const time = `${(event.at / 1000).toFixed(2).padStart(8)} s`
    return this.#words(event).map((words) => `${time}  ${words}`)
  }

  #words(event: TranscriptEvent): string[] {
    const en = this.#lang === 'en'
    switch (event.kind) {
      case 'text':
        return this.#text(event)
      case 'turn':
        return event.change === 'open' ? [this.#opened(event)] : this.#closed(event)
      case 'choices':
        return [
          `${en ? 'offered' : '选项'}: ${said(event.options.map(({ label }) => `[${label}]`).join(' '), MOST)}`,
        ]
      case 'decision':
        return event.skipped === undefined || event.step.startsWith('~')
          ? []
          : [`${en ? 'left out' : '略过'} ${said(event.step)}: ${said(event.skipped)}`]
      case 'stop':
        return [`${en ? 'end' : '结束'}: ${event.reason}${event.detail ? `  ${said(event.detail)}` : ''}`]
      case 'header':
        return [
          `${event.trial}  ${said(event.channel.browser ?? event.channel.kind)}  ${said(event.channel.url)}`,
        ]
      case 'typing':
        return event.on ? [`${this.#actor(event)}  …`] : []
      case 'error':
        return [`${en ? 'error' : '错误'} ${said(event.code)}: ${said(event.message)}`]
      default: {
        const { seq, at, kind, actor, source, turn, ...rest } = event
        return [`${kind}  ${said(JSON.stringify(rest))}`]
      }
    }
  }

  #text({ id, text, revision, late, ...event }: Of<'text'>): string[] {
    // A bubble that grows is shown as it begins, and once more as it stood when its turn was closed.
    if (revision > 0 && !late) return []
    this.#shown.set(id, text)
    return [`${this.#actor(event)}${late ? this.#late : ''}  ${said(text, MOST)}`]
  }

  #opened({ turn = 0, step }: Of<'turn'>): string {
    const name = this.#lang === 'en' ? `turn ${turn}` : `第 ${turn} 轮`
    return `── ${name}${step === undefined ? '' : `  ${said(step)}`}`
  }

  #closed({ turn: n, rule, unreliable }: Of<'turn'>): string[] {
    const en = this.#lang === 'en'
    const reading = read(this.#events, { lang: this.#spoken }).turns.find(({ turn }) => turn === n)
    const grown = (reading?.messages ?? []).filter(({ id, text }) => this.#shown.get(id) !== text)
    for (const { id, text } of grown) this.#shown.set(id, text)
    const acts = [...new Set(reading?.acts.map(({ act }) => act))].join(', ')
    const why = rule === undefined ? '' : RULES[this.#lang][rule]
    return [
      ...grown.map((message) => `${this.#actor(message)}  ${said(message.text, MOST)}`),
      ...(acts === '' ? [] : [`${en ? 'read as' : '读作'}: ${acts}`]),
      ...(unreliable === undefined ? [] : [`${en ? 'times withheld' : '不计时间'}: ${said(unreliable)}`]),
      `${en ? 'turn closed' : '本轮结束'}: ${why} (${rule})${this.#times(reading?.latency)}`,
    ]
  }

  /** How long the answer took; nothing where none came. */
  #times(latency: TurnLatency | undefined): string {
    if (latency?.firstContent == null || latency.complete == null) return ''
    const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
    const [first, whole] = this.#lang === 'en' ? ['first words', 'whole'] : ['首次内容', '完整']
    return `  ${first} ${seconds(latency.firstContent)}, ${whole} ${seconds(latency.complete)}`
  }

  #actor({ actor }: Pick<TranscriptEvent, 'actor'>): string {
    return ACTORS[this.#lang][actor]
  }

  get #late(): string {
    return this.#lang === 'en' ? ' (late)' : '（迟到）'
  }
}
