/** Measures of times and of silence. */
import { available } from '../../audits/available.js'
import { responseTime } from '../../audits/response-time.js'
import { milliseconds } from '../../documents/duration.js'
import type { Measure, TrialFacts } from './measure.js'

/** The example of GB/T 47746-2026, 5.2.2.6 e): a bot that has not answered for three minutes. */
const SILENCE = '3m'

/** Milliseconds to the first content of each turn that answers; a silence is longer than any time. */
export const firstContent: Measure = (facts) =>
  timed(facts, (at) => facts.row.times?.firstContent[at] ?? null)

/** Milliseconds to the last change of each answer. */
export const complete: Measure = (facts) => timed(facts, (at) => facts.row.times?.complete[at] ?? null)

/** Of each such turn, whether nothing came for longer than `over`; open where it was not waited for so long. */
export const silence: Measure = (facts, { over = SILENCE }) => {
  const { times } = facts.row
  const most = milliseconds(over)
  let silent = 0
  const of = (at: number) => {
    const came = times?.firstContent[at] ?? null
    if (came !== null) return came > most ? 1 : 0
    return (times?.silent?.[silent++] ?? 0) >= most ? 1 : undefined
  }
  return timed(facts, of)
}

/** The bot was there, and said something after the consumer had spoken. */
export const answered: Measure = ({ row, findings }) => {
  const there = findings.find((finding) => finding.audit === available.meta.id)
  const lines = there?.lines ?? []
  if (there?.outcome === 'fail') return [{ value: 0, lines }]
  if (!row.turns) return []
  return [{ value: (row.content ?? 0) > 0 ? 1 : 0, lines }]
}

/** Turns of the consumer in the conversation. */
export const turns: Measure = ({ row }) => (row.turns ? [{ value: row.turns, lines: [] }] : [])

function timed({ row, findings }: TrialFacts, value: (at: number) => number | null | undefined) {
  const about = findings.filter((finding) => finding.audit === responseTime.meta.id)
  return (row.times?.turns ?? []).map((turn, at) => ({
    value: value(at),
    turn,
    lines: about.find((finding) => finding.turn === turn)?.lines ?? [],
  }))
}
