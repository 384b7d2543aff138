/** What the consumer does about the bot's last turn: one list, the first reaction that applies is taken. */
import type { Ending, Offer } from '../consumer.js'
import { confirmation } from './confirm.js'
import type { Asked, Heard } from './heard.js'
import { type Choice, sayingSo } from './offers.js'
import type { Trouble } from './patience.js'
import { isSpent, type State } from './state.js'

/** What the consumer means to do; names of wordings are completed with how it sounds. */
export type Intent = {
  /** What the decision is, for the transcript. */
  acts: readonly string[]
  /** Has been dealt with from now on. */
  marks?: readonly string[]
  /** Facts to tell next. */
  pending?: readonly string[]
} & (
  | { do: 'say'; wording: string; values?: Readonly<Record<string, string>>; told?: readonly string[] }
  /** The need alone, or the label of a choice that has no button. */
  | { do: 'words'; text?: string }
  | { do: 'choose'; offer: Offer }
  | { do: 'ask-human'; wording: string }
  | { do: 'wait' }
  | { do: 'end'; ending: Ending; wording?: string }
)

type React = (state: State, heard: Heard, trouble: Trouble | undefined) => Intent | undefined

/** Facts in one message of somebody who tells all at once. */
const AT_ONCE = 3
const ESCALATION = ['ask-human', 'insist-human', 'complain'] as const
const ACT_OF = { 'ask-human': 'ask-human', 'insist-human': 'insist', complain: 'complain' } as const

/** By priority, the names being the rules of the transcript. A person who is there comes before all (moves.ts). */
export const REACTIONS: readonly (readonly [rule: string, React])[] = [
  ['met', met],
  ['promised', promised],
  ['cap', cap],
  ['asked', asked],
  ['pending', pending],
  ['person-offered', personOffered],
  ['question', question],
  ['choices', choices],
  ['spent', spent],
  ['asked-again', askedAgain],
  ['trouble', (state, heard, trouble) => inTrouble(state, heard, trouble ?? 'unmet')],
]

/** The need is met: one more turn, in which nothing is asked, then the end. */
function met(state: State, heard: Heard): Intent | undefined {
  const parted = state.dealt.has('parting')
  if (!heard.met && !parted) return undefined
  const ending = Object.keys(state.wants).length > 0 ? 'resolved' : 'script-end'
  if (parted || state.said >= state.turns) return { do: 'end', ending, acts: [] }
  return { do: 'say', wording: 'anything-else', acts: ['anything-else'], marks: ['parting'] }
}

function promised(state: State, { acts, turn, waited }: Heard): Intent | undefined {
  const mark = `waited:${turn.turn}`
  if (!acts.has('promises-transfer') || !state.person || waited || state.dealt.has(mark)) return undefined
  return { do: 'wait', acts: [], marks: [mark] }
}

/** The last message that there may be. */
function cap(state: State): Intent | undefined {
  return state.said >= state.turns - 1 ? givesUp(state) : undefined
}

/** Details that are asked for the first time: what is known, else that it is not. */
function asked(state: State, { fresh }: Heard): Intent | undefined {
  const [first] = fresh
  if (!first) return undefined
  const facts = [...new Set(fresh.flatMap(({ answer }) => (typeof answer === 'object' ? [answer.fact] : [])))]
  if (facts.length === 0) return without(first)
  const pace = state.trial.persona.axes?.disclosure ?? 'on-ask'
  if (pace === 'fragments') return { ...tell(state, facts.slice(0, 1), 'tell'), pending: facts.slice(1) }
  return tell(
    state,
    pace === 'all-at-once' ? [...facts, ...others(state, facts)].slice(0, AT_ONCE) : facts,
    'tell',
  )
}

function pending(state: State): Intent | undefined {
  const [first, ...rest] = state.pending.filter((name) => !state.told.has(name))
  return first === undefined ? undefined : { ...tell(state, [first], 'tell'), pending: rest }
}

/** A person is taken once, and only where the bot does not get on. */
function personOffered(state: State, heard: Heard, trouble: Trouble | undefined): Intent | undefined {
  const needed = trouble !== undefined || isSpent(state) || state.requests > 0
  if (!heard.offersPerson || !state.person || !needed || state.dealt.has('accepted')) return undefined
  return { do: 'ask-human', wording: 'accept-human', acts: ['accept-human'], marks: ['accepted'] }
}

function question(state: State, heard: Heard): Intent | undefined {
  if (!heard.question) return undefined
  const answer = confirmation(heard.question.text, state.trial, state.need)
  const marks = [heard.question.key]
  if (answer.act === 'correct') return { ...tell(state, [answer.fact], 'correct'), marks }
  if (answer.act === 'decline')
    return { do: 'say', wording: 'decline', acts: [`decline:${answer.fact}`], marks }
  if (answer.act === 'unknown') return { do: 'say', wording: 'unknown', acts: ['unknown'], marks }
  const button = sayingSo(heard.choices, answer.act)
  return button
    ? choose(button, [answer.act], marks)
    : { do: 'say', wording: answer.act, acts: [answer.act], marks }
}

function choices(state: State, { choice }: Heard): Intent | undefined {
  if (!choice) return undefined
  if (choice.offer && state.trial.persona.axes?.menus === 'asks-how' && !state.dealt.has('how-to-press'))
    return { do: 'say', wording: 'how-to-press', acts: ['how-to-press'], marks: ['how-to-press'] }
  return choose(choice, ['choose'], [`choice:${choice.label}`])
}

/** Patience is spent: asks for a person, insists, complains, and gives up. */
function spent(state: State): Intent | undefined {
  if (!isSpent(state)) return undefined
  if (!state.person || state.requests >= state.insists) return givesUp(state)
  const wording = ESCALATION[Math.min(state.requests, ESCALATION.length - 1)] ?? 'complain'
  return { do: 'ask-human', wording, acts: [ACT_OF[wording]] }
}

function askedAgain(state: State, heard: Heard, trouble: Trouble | undefined): Intent | undefined {
  const [first] = heard.asked
  if (trouble !== 'asked-again' || !first) return undefined
  const facts = heard.asked.flatMap(({ answer }) => (typeof answer === 'object' ? [answer.fact] : []))
  return facts.length > 0 ? tell(state, [...new Set(facts)].slice(0, AT_ONCE), 'tell-again') : without(first)
}

function inTrouble(state: State, heard: Heard, trouble: Trouble): Intent {
  const refuses = state.trial.persona.axes?.links === 'refuses' && heard.links && !state.dealt.has('no-link')
  if (refuses) return { do: 'say', wording: 'no-link', acts: ['no-link'], marks: ['no-link'] }
  if (trouble === 'closes') {
    const button = sayingSo(heard.choices, 'unsolved')
    if (button && !state.dealt.has(`choice:${button.label}`))
      return choose(button, ['deny'], [`choice:${button.label}`])
  }
  const wording = WORDS[trouble] ?? 'restate'
  return {
    do: 'say',
    wording,
    acts: [ITSELF.has(wording) ? wording : 'restate'],
  }
}

/** What is said about each kind of trouble; else the need again in other words. */
const WORDS: Partial<Record<Trouble, string>> = {
  silent: 'silent',
  'same-reply': 'same-reply',
  'off-topic': 'off-topic',
  'no-fit': 'none-of-these',
  closes: 'not-yet',
  queue: 'waiting-ok',
}

/** Wordings that are acts of their own; all others say the need again. */
const ITSELF = new Set(['waiting-ok', 'none-of-these'])

function givesUp(state: State): Intent {
  const words = state.said < state.turns ? { wording: 'give-up' } : {}
  return { do: 'end', ending: 'gave-up', ...words, acts: ['give-up'] }
}

/** Tells facts in one message: the values, in the order in which they were asked for. */
function tell(
  { trial }: State,
  names: readonly string[],
  wording: 'tell' | 'tell-again' | 'correct',
): Intent {
  const values = names.flatMap((name) => {
    const fact = trial.facts[name]
    return fact && 'value' in fact ? [fact.value] : []
  })
  const act = wording === 'correct' ? 'correct' : 'inform'
  return {
    do: 'say',
    wording,
    values: { value: values.join(trial.scenario.lang === 'zh-CN' ? '，' : ', ') },
    told: names,
    acts: names.map((name) => `${act}:${name}`),
  }
}

/** A detail that nobody tells: it is not known, it is nobody's business, or it is the need itself. */
function without({ slot, key, answer }: Asked): Intent {
  const marks = [key]
  if (answer === 'need') return { do: 'words', acts: ['restate'], marks }
  const wording = answer === 'decline' ? 'decline' : 'unknown'
  return { do: 'say', wording, acts: [slot === '' ? wording : `${wording}:${slot}`], marks }
}

/** What else the consumer knows and would tell when asked. */
function others({ trial, told }: State, names: readonly string[]): string[] {
  return Object.entries(trial.facts).flatMap(([name, fact]) =>
    'value' in fact && fact.reveal === 'on-ask' && !told.has(name) && !names.includes(name) ? [name] : [],
  )
}

function choose({ offer, label }: Choice, acts: readonly string[], marks: readonly string[]): Intent {
  return offer ? { do: 'choose', offer, acts, marks } : { do: 'words', text: label, acts, marks }
}
