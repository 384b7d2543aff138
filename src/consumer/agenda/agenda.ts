/**
 * The agenda consumer: holds a whole conversation for one need, without a language model. After each turn of the bot
 * the first reaction of one list is taken (agenda-based simulation: Schatzmann et al., NAACL 2007), with acts read from
 * words. The same readings and seed give the same decisions; elapsed time feeds none.
 */
import { partsOf } from '../../documents/joined.js'
import type { ReadyStep, ResolvedTrial } from '../../documents/ready.js'
import { wordings } from '../../documents/resolve.js'
import { templatePaths } from '../../documents/template.js'
import type { Say } from '../../documents/types/scenario.js'
import { basisOf } from '../conditions.js'
import { MANNERS } from '../consumer.js'
import { hasHumanOffer, type Moves, type Turn, type Why } from '../moves.js'
import { heardOf } from './heard.js'
import { COST, troubleOf } from './patience.js'
import { type Intent, REACTIONS } from './reactions.js'
import { registerOf, type State } from './state.js'

type Converse = NonNullable<ReadyStep['converse']>

const PATIENCE = 4
const INSISTS = 3
const TURNS = 12
/** A fact of so many signs counts as told where its value stands in what was said. */
const TELLING = 2

/** Carries out a `converse` step: until the need is met, a person is there, or the consumer gives up. */
export function* converseFor(moves: Moves, step: ReadyStep, converse: Converse): Turn {
  return yield* new Agenda(moves, step, converse).hold()
}

class Agenda {
  readonly #moves: Moves
  readonly #ask: Say
  readonly #state: State
  /** Wordings of the need that were said. */
  readonly #used = new Set<string>()
  /** The last step of the scenario: with it the conversation ends. */
  readonly #last: boolean

  constructor(moves: Moves, step: ReadyStep, converse: Converse) {
    const { trial } = moves
    const { axes } = trial.persona
    const patience = converse.patience ?? axes?.patience ?? PATIENCE
    const needs = needsOf(trial, converse.ask)
    this.#moves = moves
    this.#ask = converse.ask
    this.#last = trial.scenario.steps.at(-1)?.id === step.id
    this.#state = {
      trial,
      step: step.id,
      needs,
      need: needs[0] ?? '',
      wants: wantedOf(trial, converse.wants),
      person: converse.person !== false,
      insists: axes?.insists ?? INSISTS,
      turns: converse.turns ?? TURNS,
      tolerance: patience,
      patience,
      said: 0,
      requests: 0,
      told: new Set(),
      pending: [],
      dealt: new Set(),
    }
  }

  *hold(): Turn {
    const { speaker } = this.#moves
    const { text, name } = speaker.draw(this.#state.step, 0, this.#ask)
    for (const need of this.#state.needs) if (text.includes(need)) this.#needSaid(need)
    let ending = yield* this.#speak(text, { rule: 'need', acts: ['ask'] }, name)
    while (ending === undefined) {
      const [rule, intent] = this.#next()
      if (intent.do === 'end' && intent.wording === undefined) return yield* this.#end(rule, intent)
      ending = yield* this.#carryOut(rule, intent)
      if (intent.do === 'end') return ending ?? intent.ending
    }
    return ending
  }

  /** The reaction to the last turn; a turn that leads nowhere is paid for first. */
  #next(): [rule: string, intent: Intent] {
    const state = this.#state
    const heard = heardOf(state, this.#moves.view)
    const trouble = heard.met ? undefined : troubleOf(state, heard)
    if (trouble !== undefined) state.patience -= COST[trouble]
    for (const [rule, react] of REACTIONS) {
      const intent = react(state, heard, trouble)
      if (intent) return [trouble !== undefined && rule === 'trouble' ? trouble : rule, intent]
    }
    throw new Error('the last reaction always applies')
  }

  *#carryOut(rule: string, intent: Intent): Turn {
    const state = this.#state
    const { acts } = intent
    for (const mark of intent.marks ?? []) state.dealt.add(mark)
    state.pending = intent.pending ?? []
    if (intent.do === 'wait') {
      const ms = this.#moves.humanWait(state.step)
      return yield* this.#moves.awaitHuman(MANNERS.waiting, state.said, ms)
    }
    if (intent.do === 'words') return yield* this.#speak(intent.text ?? this.#another(), { rule, acts })
    if (intent.do === 'choose') {
      const why = this.#why({ rule, acts })
      state.said++
      return yield* this.#moves.act({
        do: 'choose',
        step: state.step,
        verb: 'choose',
        offer: intent.offer,
        ...why,
      })
    }
    const name = this.#moves.speaker.named(intent.wording ?? '', registerOf(state))
    if (intent.do === 'ask-human') return yield* this.#askHuman(rule, acts, name)
    const values = intent.do === 'say' ? intent.values : undefined
    const told = intent.do === 'say' ? intent.told : undefined
    return yield* this.#speak(this.#worded(name, values), { rule, acts }, name, told)
  }

  *#askHuman(rule: string, acts: readonly string[], wording: string): Turn {
    const state = this.#state
    const { by } = state.trial.trial.arm
    const ways = by === undefined ? [...(hasHumanOffer(this.#moves.view) ? ['button'] : []), 'phrase'] : [by]
    const why = this.#why({ rule, acts })
    state.requests++
    state.said++
    const text = this.#worded(wording)
    return yield* this.#moves.request(state.step, why.occurrence, ways, { text, wording, ...why })
  }

  /** Says something; facts that stand in the words are told with it. */
  *#speak(text: string, why: Omit<Why, 'occurrence'>, wording?: string, named: readonly string[] = []): Turn {
    const state = this.#state
    const { facts } = state.trial
    const inWords = Object.entries(facts).flatMap(([name, fact]) =>
      'value' in fact && fact.value.length >= TELLING && text.includes(fact.value) ? [name] : [],
    )
    const told = [...new Set([...named, ...inWords])]
    for (const name of told) state.told.add(name)
    const full = this.#why(why)
    state.said++
    const words = {
      step: state.step,
      verb: 'converse',
      text,
      ...full,
      ...(wording === undefined ? {} : { wording }),
    }
    return yield* this.#moves.act({
      ...this.#moves.speaker.say(told.length > 0 ? { ...words, told } : words),
      ...full,
    })
  }

  *#end(rule: string, { ending, acts }: Intent & { do: 'end' }): Turn {
    const { step } = this.#state
    const reason = ending === 'gave-up' ? 'gave up' : 'the need is met'
    const over = yield* this.#moves.act({
      do: 'skip',
      step,
      verb: 'converse',
      reason,
      ...this.#why({ rule, acts }),
    })
    if (over !== undefined) return over
    return this.#last || ending === 'gave-up' ? ending : undefined
  }

  #why(why: Omit<Why, 'occurrence'>): Why {
    const { view } = this.#moves
    return { basis: basisOf(view), ...why, occurrence: this.#state.said }
  }

  /** A wording of the bank that was not used yet, with the need in other words where it has a place for it. */
  #worded(name: string, values: Readonly<Record<string, string>> = {}): string {
    const { speaker } = this.#moves
    const template = speaker.fresh(name, this.#state.step)
    const need = templatePaths(template).includes('need')
    return speaker.filled(template, need ? { ...values, need: this.#another() } : values)
  }

  /** The need in words that were not used, as long as there are some. */
  #another(): string {
    const { step, needs } = this.#state
    const need = this.#moves.speaker.another(step, this.#used.size, needs, this.#used)
    this.#needSaid(need)
    return need
  }

  #needSaid(need: string): void {
    this.#used.add(need)
    this.#state.need = need
  }
}

/** The need as it is said again: of wordings that are put together the last part, the question without what leads to it. */
function needsOf(trial: ResolvedTrial, ask: Say): string[] {
  const own = trial.scenario.wording ?? {}
  const named = typeof ask === 'string' && Object.hasOwn(own, ask) ? own[ask] : undefined
  const last = named === undefined ? undefined : partsOf(named)?.at(-1)
  const { candidates } = wordings(
    trial,
    last === undefined ? ask : typeof last === 'string' ? last : [...last],
  )
  return [...new Set(candidates)]
}

function wantedOf({ truth }: ResolvedTrial, wants: Converse['wants']): ResolvedTrial['truth'] {
  const names = wants === undefined ? Object.keys(truth) : [wants].flat()
  return Object.fromEntries(
    names.flatMap((name) => {
      const one = Object.hasOwn(truth, name) ? truth[name] : undefined
      return one === undefined || 'absent' in one ? [] : [[name, one]]
    }),
  )
}
