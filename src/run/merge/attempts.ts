/** Unites what several runs have on file of the same trials: the first result counts, the others are surplus. */
import { sha256 } from '../../documents/canonical.js'
import type { PlanTrial } from '../../documents/ready.js'
import type { JournalLine } from '../../documents/types/journal.js'
import type { Plan } from '../../documents/types/plan.js'
import { trialStates } from '../attempts.js'
import { type Copies, sourceBytes } from './copies.js'
import type { Source } from './sources.js'

/** Where the attempts of one trial of one run go. */
interface Place {
  /** Is added to their numbers, so that no transcript has the name of another. */
  shift: number
  surplus: boolean
  /** Another run has the very same attempts. */
  twin: boolean
}

const AS_IT_IS: Place = { shift: 0, surplus: false, twin: false }

/**
 * The journal of all, in order of time, and copies of its transcripts.
 * @returns lines of the merged journal
 */
export function uniteAttempts(plan: Plan, sources: readonly Source[], copies: Copies): JournalLine[] {
  const trials = new Map(plan.trials.map((trial) => [trial.id, trial]))
  const bySource = sources.map((source) => linesByTrial(source))
  const places = bySource.map(() => new Map<string, Place>())
  for (const [id, holders] of holdersOf(bySource))
    if (holders.length > 1) placeAll(id, holders, { trial: trials.get(id), sources, bySource, places })
  sources.forEach(({ directory }, at) => {
    for (const [id, lines] of bySource[at] ?? []) {
      const trial = trials.get(id)
      const { shift, twin } = places[at]?.get(id) ?? AS_IT_IS
      if (!trial || twin) continue
      for (const attempt of new Set(lines.map((line) => line.attempt)))
        copies.file(
          directory,
          directory.transcriptName(trial, attempt),
          directory.transcriptName(trial, attempt + shift),
        )
    }
  })
  return inTime(sources).flatMap(({ line, at }) => {
    const { shift, surplus, twin } = places[at]?.get(line.trial) ?? AS_IT_IS
    if (twin) return []
    const trial = trials.get(line.trial)
    const moved =
      trial && shift > 0 ? movedTo(line, trial, line.attempt + shift, sources[at] as Source) : line
    return surplus ? { ...moved, surplus } : moved
  })
}

function movedTo(line: JournalLine, trial: PlanTrial, attempt: number, { directory }: Source): JournalLine {
  if (line.kind === 'begin' || line.file === undefined) return { ...line, attempt }
  return { ...line, attempt, file: directory.transcriptName(trial, attempt) }
}

function linesByTrial({ journal }: Source): Map<string, JournalLine[]> {
  const lines = new Map<string, JournalLine[]>()
  for (const line of journal) {
    const own = lines.get(line.trial)
    if (own) own.push(line)
    else lines.set(line.trial, [line])
  }
  return lines
}

/** The runs that have something on file of each trial. */
function holdersOf(bySource: readonly ReadonlyMap<string, unknown>[]): Map<string, number[]> {
  const holders = new Map<string, number[]>()
  bySource.forEach((lines, at) => {
    for (const id of lines.keys()) holders.set(id, [...(holders.get(id) ?? []), at])
  })
  return holders
}

/** Decides which run's attempts count for a trial that several have: those with the result that was committed first. */
function placeAll(
  id: string,
  holders: readonly number[],
  {
    trial,
    sources,
    bySource,
    places,
  }: {
    trial: PlanTrial | undefined
    sources: readonly Source[]
    bySource: readonly ReadonlyMap<string, JournalLine[]>[]
    places: readonly Map<string, Place>[]
  },
): void {
  const candidates = holders.map((at) => {
    const lines = bySource[at]?.get(id) ?? []
    const attempts = [...new Set(lines.map((line) => line.attempt))]
    const texts = trial
      ? attempts.map((attempt) => {
          const { directory } = sources[at] as Source
          return sha256(sourceBytes(directory, directory.transcriptName(trial, attempt)) ?? '')
        })
      : []
    const content = sha256(JSON.stringify([lines, texts]))
    return { at, attempts, committed: committedAt(id, lines), content }
  })
  // Of two that were committed in the same millisecond their content decides, so that their order here does not.
  candidates.sort((a, b) => a.committed - b.committed || (a.content < b.content ? -1 : 1))
  const seen = new Set<string>()
  const taken = new Set<number>()
  for (const { at, attempts, content } of candidates) {
    const twin = seen.has(content)
    const shift = attempts.some((attempt) => taken.has(attempt)) ? Math.max(...taken) : 0
    places[at]?.set(id, { shift, surplus: seen.size > 0, twin })
    if (!twin) for (const attempt of attempts) taken.add(attempt + shift)
    seen.add(content)
  }
}

/** When the result of a trial was committed, milliseconds; what has none comes last. */
function committedAt(id: string, lines: readonly JournalLine[]): number {
  const [state] = trialStates([{ id }], lines)
  if (state === undefined || state.status === 'not-run') return Number.POSITIVE_INFINITY
  const end = lines.findLast(
    (line) => line.kind === 'end' && line.attempt === state.attempt && line.status !== 'aborted',
  )
  const time = Date.parse(end?.time ?? '')
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time
}

/** All lines by time; those of one run stay in their order, whatever its clock did. */
function inTime(sources: readonly Source[]): { line: JournalLine; at: number }[] {
  const all = sources.flatMap(({ journal }, at) => {
    let latest = 0
    return journal.map((line) => {
      latest = Math.max(latest, Date.parse(line.time) || 0)
      return { line, at, time: latest }
    })
  })
  return all.sort((a, b) => a.time - b.time || a.at - b.at)
}
