/** What one path through the menus of a bot led to, read from the conversation in which it was walked. */
import type { Evidence } from '../audits/audit.js'
import { humanJoined, humanPromised } from '../consumer/conditions.js'
import { bare } from '../understanding/text/normalise.js'
import type { LevelSeen, TurnReading } from '../understanding/types.js'

/**
 * Where a path ends, or that it goes on.
 *
 * - `menu`: new choices are offered. `loop`: only those of a menu before it, and nothing was answered. `same`: what
 *   another path led to, word for word.
 * - `person`: somebody joined. `promised`: nobody came within the wait for a person.
 * - `answer`: the bot answered. `asks`: it wants to be told something. `form`: it wants a form filled in.
 * - `away`: a link that leaves the chat; it is not followed. `refused`: the bot said no to a request for a person.
 *   `nothing`: no answer, no choice and no person. `silent`, `closed`, `error`: how the bot ended it.
 * - `changed`: a choice before it was not offered again. `failed`: ombud or the network could not go on.
 * - `untaken`: it was not walked.
 */
export type PathEnd =
  | 'menu'
  | 'loop'
  | 'same'
  | 'person'
  | 'promised'
  | 'answer'
  | 'asks'
  | 'form'
  | 'away'
  | 'refused'
  | 'nothing'
  | 'silent'
  | 'closed'
  | 'error'
  | 'changed'
  | 'failed'
  | 'untaken'

export interface PathChoice {
  label: string
  /** Where it leads, for a link. */
  url?: string
  /** Part of the page, not of an answer. */
  standing: boolean
}

export interface PathReading {
  end: PathEnd
  why?: string
  /** What the bot said last. */
  words: string
  /** What the bot offered with it, each label once. */
  choices: PathChoice[]
  /** The same for the same labels under the same words. */
  state: string
}

/** How a conversation ended, as the journal has it. */
interface Stopped {
  reason: string
  whose: string
  detail?: string
}

const LONGEST = 2000
/** Acts that make an end. */
const ENDING = {
  refused: ['refuses-human', 'out-of-hours', 'conditions-transfer'],
  asks: ['asks-slot', 'asks-confirmation'],
}
/** Times, tickets and order numbers make no other state. */
const NUMBER = /\d[\d:./-]{3,}/g

/**
 * Reads the end of a path.
 * @param step the last step of the path; undefined where nothing was said or chosen
 * @param before labels that were offered on the way
 */
export function readPath(
  { reading, events, levels }: Evidence,
  stop: Stopped,
  step: string | undefined,
  before: ReadonlySet<string>,
): PathReading {
  const turn = reading.turns.findLast((one) => (step === undefined ? one.turn === 0 : one.step === step))
  const choices = turn ? choicesOf(turn, events) : []
  const labels = choices.filter(({ standing }) => !standing).map(({ label }) => label)
  const words = turn?.answer.slice(0, LONGEST) ?? ''
  const state = `${bare(words.replace(NUMBER, '#'))}\n${[...labels].sort().join('\n')}`
  const skipped = events.some(
    (event) =>
      (event.kind === 'decision' && event.skipped === 'not-offered') ||
      (event.kind === 'error' && event.code === 'choice-gone'),
  )
  const form = events.some((event) => event.kind === 'form' && event.turn === turn?.turn)
  const from = turn?.lines[0] ?? 0
  const here = levels.filter(({ line }) => line >= from)
  const isNew = labels.some((label) => !before.has(label))
  const end = endOf({ stop, skipped, turn, form, here, offers: labels.length > 0, isNew })
  const why = end === 'failed' ? (stop.detail ?? stop.reason) : whyOf(end, turn, here)
  return { end, words, choices, state, ...(why === undefined ? {} : { why }) }
}

interface Seen {
  stop: Stopped
  skipped: boolean
  turn: TurnReading | undefined
  form: boolean
  here: readonly LevelSeen[]
  offers: boolean
  isNew: boolean
}

function endOf({ stop, skipped, turn, form, here, offers, isNew }: Seen): PathEnd {
  const did = (...acts: string[]) => turn?.acts.some(({ act }) => acts.includes(act)) ?? false
  if (skipped) return 'changed'
  if (stop.whose !== 'consumer' && stop.whose !== 'bot') return 'failed'
  if (humanJoined({ levels: here })) return 'person'
  if (humanPromised({ levels: here }) || did('promises-transfer', 'queue')) return 'promised'
  if (stop.reason === 'closed' || stop.reason === 'silent') return stop.reason
  if (stop.whose === 'bot' || did('error')) return 'error'
  if (turn === undefined || turn.silent) return offers ? 'menu' : 'silent'
  if (form) return 'form'
  if (isNew) return 'menu'
  if (turn.answers) return 'answer'
  if (did(...ENDING.refused)) return 'refused'
  if (did(...ENDING.asks)) return 'asks'
  return offers ? 'loop' : 'nothing'
}

/** The words that an end rests on. */
function whyOf(end: PathEnd, turn: TurnReading | undefined, here: readonly LevelSeen[]): string | undefined {
  if (end === 'person' || end === 'promised') return here.at(-1)?.why
  if (end !== 'refused' && end !== 'asks') return undefined
  return turn?.acts.find(({ act }) => ENDING[end].includes(act))?.span
}

function choicesOf(turn: TurnReading, events: Evidence['events']): PathChoice[] {
  const found = new Map<string, PathChoice>()
  for (const { label, line, standing } of turn.choices) {
    const event = events[line - 1]
    const option = event?.kind === 'choices' ? event.options.find((one) => one.label === label) : undefined
    const name = label.trim()
    if (name !== '' && !found.has(name))
      found.set(name, {
        label: name,
        standing,
        ...(option?.kind === 'link' ? { url: option.url ?? '' } : {}),
      })
  }
  return [...found.values()]
}
