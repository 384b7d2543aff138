/** Guards and handlers: whether a condition of a scenario holds of the last turn. */
import type { Condition } from '../documents/types/scenario.js'
import type { View } from './consumer.js'

const STATES = new Set(['resolved', 'human-joined', 'human-asked', 'silent'])
const MAX_MATCHED = 20_000

/** Evidence levels that mean a person is there, claimed or proven. */
const PRESENT = new Set(['E3-claimed', 'E3', 'E4'])

/** A person has joined, as far as can be seen. */
export const humanJoined = (view: Pick<View, 'levels'>): boolean =>
  view.levels.some((l) => PRESENT.has(l.level))

/** Somebody said that a person will come, or a platform queued it. */
export const humanPromised = (view: Pick<View, 'levels'>): boolean =>
  view.levels.some((l) => l.level === 'E0' || l.level === 'E1' || l.level === 'E2')

/** True where `condition` holds of the last turn. A pure function of the view. */
export function holds(condition: Condition, view: View, asked: boolean): boolean {
  if (typeof condition === 'string')
    return STATES.has(condition) ? state(condition, view, asked) : did(condition, undefined, view)
  const { act, slot, says, offers } = condition
  const acts = act === undefined ? [] : [act].flat()
  return (
    (condition.state === undefined || state(condition.state, view, asked)) &&
    (acts.length === 0 || acts.some((name) => did(name, slot, view))) &&
    (act !== undefined || slot === undefined || did('asks-slot', slot, view)) &&
    (says === undefined || new RegExp(says, 'u').test(lastTurn(view)?.answer.slice(0, MAX_MATCHED) ?? '')) &&
    (offers === undefined || view.offers.some((o) => o.label.includes(offers)))
  )
}

/** What a guard or handler rested on, for the transcript. */
export function basisOf(view: View): { turn: number; acts: string[] } {
  const turn = lastTurn(view)
  return { turn: turn?.turn ?? 0, acts: turn?.acts.map((a) => a.act) ?? [] }
}

function state(name: string, view: View, asked: boolean): boolean {
  if (name === 'resolved') return view.resolved
  if (name === 'human-joined') return humanJoined(view)
  if (name === 'human-asked') return asked
  return lastTurn(view)?.silent ?? false
}

function did(act: string, slot: string | undefined, view: View): boolean {
  return lastTurn(view)?.acts.some((a) => a.act === act && (slot === undefined || a.slot === slot)) ?? false
}

const lastTurn = (view: View) => view.reading.turns.at(-1)
