/** Measures of the way to a person. */
import { ACCEPTED } from '../../audits/human.js'
import type { Row } from '../../documents/types/row.js'
import type { Level } from '../../understanding/types.js'
import type { Measure, Observation, TrialFacts } from './measure.js'

type Way = NonNullable<Row['way']>
type Seen = NonNullable<Row['levels']>[number]

const DEFAULT_LEVEL: Level = 'E3'
/** Levels that take a person's time; `--no-human` stops before them. */
const TAKES_A_PERSON: ReadonlySet<Level> = new Set<Level>(['E3-claimed', 'E3', 'E4', 'E5'])

/** A person was reached, at the level asked for. */
export const reached: Measure = (facts, { level = DEFAULT_LEVEL }) =>
  asked(facts, (way) => {
    const seen = first(facts.row, level)
    if (seen) return { value: 1, lines: lines(way, seen) }
    return { value: isOpen(facts.row, way, level) ? undefined : 0, lines: lines(way) }
  })

/** The first request for a person set a transfer going (E1 or higher, E2 unless `level` says otherwise). */
export const firstRequest: Measure = (facts, { level = 'E1' }) =>
  asked(facts, (way) => {
    if (way.made === 0) return undefined
    const seen = first(facts.row, level) ?? first(facts.row, 'E3-claimed')
    if (seen) return { value: seen.requests <= 1 ? 1 : 0, lines: lines(way, seen) }
    return { value: way.made === 1 && isOpen(facts.row, way, level) ? undefined : 0, lines: lines(way) }
  })

/** One action, from the opening of the chat, led to the queue or to a person (E2, unless `level` says otherwise). */
export const oneStep: Measure = (facts, { level = 'E2' }) =>
  asked(facts, (way) => {
    const seen = first(facts.row, level)
    if (seen) return { value: seen.actions <= 1 ? 1 : 0, lines: lines(way, seen) }
    // More than one action was needed whatever else would have been shown.
    const claimed = first(facts.row, 'E3-claimed')
    const open = isOpen(facts.row, way, level) && (claimed === undefined || claimed.actions <= 1)
    return { value: open && (way.actionsToAsk ?? 1) <= 1 ? undefined : 0, lines: lines(way, claimed) }
  })

/** Milliseconds from the first request to the person; nobody is longer than any time. */
export const timeToPerson: Measure = (facts) =>
  asked(facts, (way) => {
    if (way.actionsToAsk === null) return undefined
    const seen = first(facts.row, 'E3-claimed')
    const open = way.time === null && isOpen(facts.row, way, 'E3')
    return { value: open ? undefined : way.time, lines: lines(way, seen) }
  })

/** A visible way to a person on the first screen. */
export const entryFirst: Measure = ({ row: { way } }) => flag(way, inSight(way?.entryFirst))
/** A visible way to a person in the first turn that failed. */
export const entryAfterFailure: Measure = ({ row: { way } }) => flag(way, inSight(way?.entryAfterFailure))
/** A person was offered unasked after two failures in a row. */
export const volunteered: Measure = ({ row: { way } }) => flag(way, way?.volunteered)
/** Of conversations in which the bot showed anything: a person was offered, queued for or there before any request. */
export const unasked: Measure = ({ row }) => (row.content ? flag(row.way, row.way?.unasked) : [])
/** A person came in the time that was told. */
export const waitKept: Measure = ({ row: { way } }) => flag(way, way?.kept)

/** Trials that asked for a person, or to whom one came. */
function asked({ row }: TrialFacts, look: (way: Way) => Observation | undefined): Observation[] {
  const { way } = row
  if (way === undefined || (way.made === 0 && way.reached === null)) return []
  const seen = look(way)
  return seen === undefined ? [] : [seen]
}

/** The first sight of what proves this level. */
function first(row: Row, level: Level): Seen | undefined {
  return row.levels
    ?.filter((seen) => ACCEPTED[level].includes(seen.level as Level))
    .sort((a, b) => a.at - b.at)[0]
}

/**
 * Whether it cannot be told that nobody was reached: somebody was still on the way, a person is said to have come
 * and the platform shows nothing of it, or nobody was to be reached.
 */
function isOpen(row: Row, way: Way, level: Level): boolean {
  if (way.open || way.reached === 'claimed') return true
  return row.people === 'none' && TAKES_A_PERSON.has(level)
}

function lines({ asked: line }: Way, seen?: Seen): number[] {
  return [...(line === null ? [] : [line]), ...(seen === undefined ? [] : [seen.line])]
}

const inSight = (entry: string | null | undefined) => (entry == null ? null : entry !== 'none')

function flag(way: Way | undefined, held: boolean | null | undefined): Observation[] {
  return way === undefined || held == null ? [] : [{ value: held ? 1 : 0, lines: lines(way) }]
}
