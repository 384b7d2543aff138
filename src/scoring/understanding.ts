/** The understanding of a target: its pairs of probes, and the share of them that was understood. */
import type { Evidence } from '../audits/audit.js'
import type { Plan } from '../documents/types/plan.js'
import type { Pair } from '../documents/types/result.js'
import type { Understanding } from '../documents/types/scorecard.js'
import { groupBy } from './group.js'
import { judgePair } from './keyword.js'
import { type Probe, type Sketch, sketchOf, withoutCommon } from './probes.js'
import { wilson } from './statistics/wilson.js'

const KINDS = ['keyword', 'reworded', 'decoy'] as const satisfies Probe['kind'][]

/** The probes of one pair, held once. */
type Group = readonly { trial: Plan['trials'][number]; probe: Probe }[]
type Sketches = Partial<Record<Probe['kind'], Sketch>>

/** Words shown of a question and of an answer; the transcript has all of them. */
const SHOWN = { question: 300, answer: 600 }

/** What the probes of a target come to. */
export interface Probed {
  card: Understanding
  pairs: Pair[]
}

/** Collects the probes of a run, trial by trial, and keeps of each no more than a sketch. */
export class Probes {
  readonly #plan: Plan
  readonly #sketches = new Map<string, Sketch>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** Takes the evidence of a trial that counts; what is no probe is left alone. */
  add(evidence: Evidence): void {
    if (evidence.scenario.probe === undefined) return
    const sketch = sketchOf(evidence)
    if (sketch) this.#sketches.set(sketch.trial, sketch)
  }

  /** By target; a target for which no probe was planned is absent. */
  ofTargets(): Map<string, Probed> {
    const { scenarios } = this.#plan.documents
    const probes = this.#plan.trials.flatMap((trial) => {
      const probe = scenarios[trial.scenario]?.probe
      return probe === undefined ? [] : [{ trial, probe }]
    })
    const targets = groupBy(probes, ({ trial }) => trial.target)
    return new Map([...targets].map(([target, own]) => [target, this.#probed(own)]))
  }

  #probed(probes: Group): Probed {
    const groups = groupBy(probes, ({ trial, probe }) => {
      const [, , arm, repetition] = trial.id.split('/')
      return [probe.pair, arm, String(repetition).padStart(6, '0')].join('/')
    })
    const held = [...groups.values()].map((group) => ({ group, sketches: this.#sketchesOf(group) }))
    const own = withoutCommon(
      [...groupBy(held, ({ group }) => group[0]?.probe.pair ?? '').values()].map((pair) =>
        pair.flatMap(({ sketches }) => Object.values(sketches)),
      ),
    )
    const pairs = held.map(({ group, sketches }) => this.#pair(group, sketches, own))
    return { card: cardOf(pairs), pairs }
  }

  #sketchesOf(group: Group): Sketches {
    const sketches: Sketches = {}
    for (const { trial, probe } of group) {
      const sketch = this.#sketches.get(trial.id)
      if (sketch) sketches[probe.kind] ??= sketch
    }
    return sketches
  }

  #pair(group: Group, sketches: Sketches, own: (sketch: Sketch) => Sketch): Pair {
    const { trial, probe } = group[0] as Group[number]
    const told = Object.entries(sketches).map(([kind, sketch]) => [kind, own(sketch)] as const)
    return {
      pair: probe.pair,
      keyword: probe.keyword,
      lang: this.#plan.documents.scenarios[trial.scenario]?.lang ?? this.#plan.lang,
      repetition: trial.repetition,
      ...judgePair(Object.fromEntries(told), probe.keyword),
      probes: KINDS.flatMap((kind) => {
        const sketch = sketches[kind]
        if (sketch === undefined) return []
        const { trial, question, answer, lines } = sketch
        return [
          { kind, trial, question: cut(question, SHOWN.question), answer: cut(answer, SHOWN.answer), lines },
        ]
      }),
    }
  }
}

/**
 * The index with its interval. Repetitions of a pair resemble each other: each pair counts once, by the share of
 * its repetitions that were understood.
 */
function cardOf(pairs: readonly Pair[]): Understanding {
  const count = (outcome: Pair['outcome']) => pairs.filter((pair) => pair.outcome === outcome).length
  const judged = pairs.filter(({ outcome }) => outcome === 'understood' || outcome === 'keyword')
  const shares = [...groupBy(judged, ({ pair }) => pair).values()].map(
    (held) => held.filter(({ outcome }) => outcome === 'understood').length / held.length,
  )
  const n = shares.length
  const share = n === 0 ? null : shares.reduce((sum, one) => sum + one, 0) / n
  const counts = {
    understood: count('understood'),
    keyword: count('keyword'),
    uncertain: count('uncertain'),
    unjudged: count('unjudged'),
  }
  const told = pairs.map(({ pair, repetition, outcome, probes }) => ({
    pair,
    repetition,
    outcome,
    probes: probes.map(({ kind, trial, lines }) => ({ kind, trial, lines })),
  }))
  if (share === null) {
    const held = pairs.some(({ probes }) => probes.length === KINDS.length)
    const why = counts.uncertain > 0 ? 'uncertain' : held ? 'unanswered' : 'not-held'
    return { index: null, interval: null, n, ...counts, why, pairs: told }
  }
  const scaled = (value: number) => Number((value * 100).toFixed(2))
  return { index: scaled(share), interval: wilson(share, n).map(scaled), n, ...counts, pairs: told }
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)} …` : text
}
