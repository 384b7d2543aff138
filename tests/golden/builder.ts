/** Writes transcripts for tests, event by event, the way a conversation over HTTP or in a browser leaves them. */
import type { Evidence } from '../../src/audits/audit.js'
import type { Lang, PlanTrial, ReadyScenario, ReadyTarget } from '../../src/documents/ready.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { levelsSeen } from '../../src/handoff/levels.js'
import { read } from '../../src/understanding/reading.js'

type Rest = Record<string, unknown>

/** A transcript in the making. Times are milliseconds. */
export class Talk {
  readonly events: TranscriptEvent[] = []
  #at = 0
  #turn = 0
  #messages = 0
  #open = false

  constructor(trial = 'shop/case/-/1') {
    this.#add('header', 'harness', {
      version: 1,
      trial,
      attempt: 1,
      clock: { utc: '2026-11-20T02:00:00.000Z', offset: 480 },
      tool: { name: 'ombud', version: '0.1.0', node: '20.20.0' },
      channel: { kind: 'http', url: 'http://127.0.0.1:8080/chat' },
    })
    this.#openTurn({})
  }

  /** The consumer says something in a step; the turn before is closed. */
  say(step: string, text: string, more: Rest = {}): this {
    this.decide(step, { verb: 'say', intended: text, ...more })
    this.#openTurn({ step, occurrence: more.occurrence ?? 0 })
    return this.#text('consumer', text, {})
  }

  /** What the consumer decided; with `skipped` nothing was said. */
  decide(step: string, more: Rest): this {
    if (this.#open) this.close()
    this.#at += 10
    return this.#add('decision', 'harness', { step, occurrence: 0, ...more })
  }

  /** The bot says something after a while. */
  bot(text: string, after = 800, more: Rest = {}): this {
    this.#at += after
    return this.#text('bot', text, more)
  }

  /** Any other event. */
  event(kind: TranscriptEvent['kind'], actor: string, more: Rest, after = 100): this {
    this.#at += after
    return this.#add(kind, actor, { turn: this.#turn - 1, ...more })
  }

  offer(...labels: string[]): this {
    const options = labels.map((label) => ({ label, kind: 'button' }))
    return this.event('choices', 'bot', { options }, 0)
  }

  /** Time passes. */
  wait(ms: number): this {
    this.#at += ms
    return this
  }

  close(rule = 'quiet', more: Rest = {}): this {
    if (!this.#open) return this
    this.#open = false
    this.#at += 1500
    return this.#add('turn', 'harness', { turn: this.#turn - 1, change: 'close', rule, ...more })
  }

  /** The conversation ends. */
  stop(reason = 'script-end', whose = 'consumer', more: Rest = {}): TranscriptEvent[] {
    this.close()
    this.#add('stop', 'harness', { reason, whose, ...more })
    return this.events
  }

  #openTurn(more: Rest): void {
    this.#open = true
    this.#add('turn', 'harness', { turn: this.#turn, change: 'open', ...more })
    this.#turn++
  }

  #text(actor: string, text: string, more: Rest): this {
    this.#messages++
    return this.#add('text', actor, {
      turn: this.#turn - 1,
      id: `m${this.#messages}`,
      text,
      revision: 0,
      final: true,
      ...more,
    })
  }

  #add(kind: string, actor: string, more: Rest): this {
    const source = actor === 'harness' ? 'harness' : 'http'
    this.events.push({
      seq: this.events.length + 1,
      at: this.#at,
      kind,
      actor,
      source,
      ...more,
    } as TranscriptEvent)
    return this
  }
}

/** What a case says besides its transcript; everything else has a default. */
export interface Case {
  lang?: Lang
  scenario: Partial<ReadyScenario>
  target?: Partial<ReadyTarget>
  truth?: Evidence['truth']
  facts?: Evidence['facts']
  laws?: Evidence['laws']
  trial?: Partial<PlanTrial>
}

/** The evidence of a transcript: read by the real readers. */
export function evidenceOf(events: readonly TranscriptEvent[], given: Case): Evidence {
  const lang = given.lang ?? 'zh-CN'
  const reading = read(events, { lang })
  const trial: PlanTrial = {
    id: 'shop/case/-/1',
    target: 'shop',
    scenario: 'case',
    persona: 'control',
    arm: {},
    repetition: 1,
    contacts: 0,
    ...given.trial,
  }
  return {
    trial,
    scenario: { id: trial.scenario, lang, title: trial.scenario, steps: [], ...given.scenario },
    target: {
      id: trial.target,
      merchant: trial.target,
      title: trial.target,
      channel: { http: { url: 'http://127.0.0.1:8080/chat' } },
      ...given.target,
    } as ReadyTarget,
    persona: { id: trial.persona } as Evidence['persona'],
    laws: given.laws ?? [],
    facts: given.facts ?? {},
    wording: {},
    truth: given.truth ?? {},
    events,
    reading,
    levels: levelsSeen(events, reading),
  }
}
