/** Failures of scored trials in themes: what went wrong with what, over all scenarios of a target. */
import type { Evidence } from '../../audits/audit.js'
import type { Finding } from '../../documents/types/finding.js'
import type { Example, Insight } from '../../documents/types/insight.js'
import type { Plan } from '../../documents/types/plan.js'
import type { TurnReading } from '../../understanding/types.js'
import { problemOf } from './problem-of.js'
import type { Problem } from './problems.js'
import { exampleOf, type Failure, ThemeTable } from './theme-table.js'
import { asks, questionOf, topicsOfTurns } from './topic.js'

/** Version of insight.json. */
export const INSIGHT_VERSION = 1

/** Ways to miss one answer. Of one turn only the first is told: several audits look at the same reply. */
const MISSED: readonly Problem[] = ['silent', 'wrong-fact', 'loop', 'off-topic', 'no-answer']

/** A failed finding with what it shows. */
interface Seen {
  finding: Finding
  problem: Problem
  turn: TurnReading | undefined
}

/**
 * Gathers trial by trial, in any order; memory does not grow with their number.
 * A failure is counted once a turn and problem, or once a conversation where it belongs to no turn.
 */
export class Themes {
  readonly #tables: Map<string, ThemeTable>

  constructor(plan: Plan) {
    this.#tables = new Map(plan.trials.map(({ target }) => [target, new ThemeTable()]))
  }

  /** A scored trial with what its audits found. */
  add(evidence: Evidence, findings: readonly Finding[]): void {
    const table = this.#tables.get(evidence.trial.target)
    if (!table) return
    const turns = evidence.reading.turns.filter(({ consumer }) => consumer.length > 0)
    const topics = topicsOfTurns(turns)
    const asked = turns.flatMap((turn) =>
      asks(questionOf(turn)) ? [topics.of.get(turn.turn) ?? topics.main] : [],
    )
    const failures = distinct(seenIn(evidence, findings)).map(
      ({ finding, problem, turn }): Failure => ({
        problem,
        topic: (turn && topics.of.get(turn.turn)) ?? topics.main,
        example: shown(evidence, finding, turn),
        grave: finding.expected,
      }),
    )
    table.add(asked, failures, turns.length, evidence.scenario.id)
  }

  /** What was gathered, target by target in the order of the plan. */
  insight(): Insight {
    return {
      version: INSIGHT_VERSION,
      origin: 'trials',
      targets: [...this.#tables].map(([name, table]) => table.target(name)),
    }
  }
}

function seenIn(evidence: Evidence, findings: readonly Finding[]): Seen[] {
  return findings
    .filter(({ outcome }) => outcome === 'fail')
    .map((finding) => ({
      finding,
      problem: problemOf(evidence, finding),
      turn: evidence.reading.turns.find((one) => one.turn === finding.turn),
    }))
}

/** Each failure once: an expectation before what is always looked at, what has a turn before what has none. */
function distinct(seen: readonly Seen[]): Seen[] {
  const kept = new Map<string, Seen>()
  const ranked = [...seen].sort(
    (a, b) => rank(a.problem) - rank(b.problem) || Number(b.finding.expected) - Number(a.finding.expected),
  )
  for (const one of ranked.filter(({ turn }) => turn !== undefined)) {
    const key = `${one.turn?.turn} ${MISSED.includes(one.problem) ? '' : one.problem}`
    if (!kept.has(key)) kept.set(key, one)
  }
  const ofTurns = new Set([...kept.values()].map(({ problem }) => problem))
  const missed = MISSED.some((problem) => ofTurns.has(problem))
  for (const one of ranked.filter(({ turn }) => turn === undefined)) {
    // What the whole conversation lacks follows from the turns that missed it.
    if (ofTurns.has(one.problem) || (missed && one.problem === 'no-answer')) continue
    if (!kept.has(one.problem)) kept.set(one.problem, one)
  }
  return [...kept.values()]
}

const rank = (problem: Problem): number => MISSED.indexOf(problem)

/** The words of the turn that a finding is about; else of the turn in which its first line stands, else of the last. */
function shown(evidence: Evidence, finding: Finding, own: TurnReading | undefined): Example {
  const { turns } = evidence.reading
  const [line] = finding.lines
  const turn = own ?? turns.find(({ lines }) => line !== undefined && lines.includes(line)) ?? turns.at(-1)
  return exampleOf({
    trial: evidence.trial.id,
    ...(turn === undefined ? {} : { turn: turn.turn }),
    lines: finding.lines,
    asked: turn === undefined ? '' : questionOf(turn),
    answered: turn?.answer ?? '',
    audit: finding.audit,
    message: finding.message,
  })
}
