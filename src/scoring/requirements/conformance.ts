/** Judges a run by the profiles of its plan, trial by trial in any order; keeps little of each. */
import { channelOf } from '../../documents/channel-of.js'
import type { PlanTrial } from '../../documents/ready.js'
import type { Plan } from '../../documents/types/plan.js'
import type { Profile, Requirement } from '../../documents/types/profile.js'
import type { Row } from '../../documents/types/row.js'
import type { Scorecard } from '../../documents/types/scorecard.js'
import type { TrialFacts } from '../measures/measure.js'
import { barOf } from './applies.js'
import { Collected } from './collected.js'
import type { Seen } from './item.js'
import type { JudgeErrors } from './judged.js'
import { type Held, type Pair, pairsOf, probePairs } from './pairs.js'
import { pairedRow, seenRow } from './row.js'
import { inPlan, inScope, inTime, type Place } from './scope.js'
import { type SequentialPlan, sequentialOf } from './sequential.js'
import { barred, decidedBySequence, whyNothing } from './settled.js'
import { tells } from './tells.js'
import { corrected, profileCard } from './verdict.js'
import { Ways } from './ways.js'

type Cards = NonNullable<Scorecard['targets'][number]['profiles']>
type RequirementRow = Cards[number]['requirements'][number]

/** What is kept of a trial besides its observations. */
type When = Pick<Row, 'day' | 'hour'>

/** A requirement of one profile at one target. */
interface Case {
  profile: Profile
  requirement: Requirement
  target: string
  collected: Collected
  sequential?: SequentialPlan
}

const SCORED = 1
const UNSCORED = 2

export interface ConformanceOptions {
  /** The known errors of the judge, from a calibration record. */
  errors?: JudgeErrors
}

/** A plan without `conformance` has no profiles: nothing is kept, and there are no cards. */
export class Conformance {
  readonly #plan: Plan
  readonly #errors: JudgeErrors | undefined
  readonly #at: ReadonlyMap<string, number>
  readonly #ways: Ways
  readonly #cases: ReadonlyMap<string, readonly Case[]>
  readonly #casesOf = new Map<string, readonly Case[]>()
  readonly #when: When[] = []
  /** By the place in the plan: 0 for a trial that has not ended, SCORED or UNSCORED. */
  readonly #ended: Uint8Array
  readonly #counts = new Map<string, { scored: number; unscored: number }>()
  readonly #pairs = new Map<string, readonly Pair[]>()

  constructor(plan: Plan, { errors }: ConformanceOptions = {}) {
    this.#plan = plan
    this.#errors = errors
    this.#at = new Map(plan.trials.map(({ id }, at) => [id, at]))
    this.#ways = new Ways(plan)
    this.#ended = new Uint8Array(plan.trials.length)
    const targets = new Set([
      ...Object.keys(plan.documents.targets),
      ...plan.trials.map(({ target }) => target),
    ])
    this.#cases = new Map([...targets].sort().map((target) => [target, casesOf(plan, target)]))
  }

  /** Takes a trial that counts, once. */
  add(facts: TrialFacts): void {
    const { row } = facts
    const at = this.#end(row, 'scored')
    if (at === undefined) return
    if (row.day !== undefined)
      this.#when[at] = { day: row.day, ...(row.hour === undefined ? {} : { hour: row.hour }) }
    for (const { requirement, collected } of this.#casesAt(at))
      if (inTime(requirement, row)) collected.add(at, facts)
  }

  /** Takes a trial that was held and does not count; what was not held is left alone. */
  unscored(row: Row): void {
    if (row.status === 'not-run') return
    const at = this.#end(row, 'unscored')
    if (at === undefined) return
    for (const { requirement, collected } of this.#casesAt(at))
      if (inTime(requirement, row)) collected.unscored(at, row.scenario)
  }

  /** Takes the pairs of probes of a target, for the measure `paraphrase`. */
  pairs(target: string, pairs: readonly Pair[]): void {
    this.#pairs.set(target, pairs)
  }

  /** What each profile says of each target of the plan. */
  cards(): Map<string, Cards> {
    const profiles = this.#plan.conformance?.profiles
    if (profiles === undefined) return new Map()
    return new Map(
      [...this.#cases].map(([target, cases]) => [
        target,
        profiles.map((profile) => {
          const rows = cases.filter((one) => one.profile === profile).map((one) => this.#row(one))
          return profileCard(profile, corrected(profile, rows), this.#unscoredShare(target))
        }),
      ]),
    )
  }

  /**
   * Whether a trial that was not held yet can still decide anything. A requirement with a sequential plan needs trials
   * until that has decided and the minimum is reached; a prohibition and an existence until they have their verdict; the
   * others until they have the minimum that their profile asks for, which is fixed beforehand, so that nobody stops when
   * the numbers please, or have looked for it so often in vain.
   */
  needed(trial: string): boolean {
    const planned = this.#plan.trials[this.#at.get(trial) ?? -1]
    if (planned === undefined) return false
    const cases = this.#casesAt(this.#at.get(trial) as number)
    const scenario = this.#plan.documents.scenarios[planned.scenario]
    return cases.some(
      (one) => tells(one.requirement, scenario) && this.#bar(one) === undefined && !this.#isSettled(one),
    )
  }

  #tellsAt({ requirement }: Case, at: number): boolean {
    return tells(requirement, this.#plan.documents.scenarios[this.#plan.trials[at]?.scenario ?? ''])
  }

  /** The requirements in whose scope a trial lies, as far as the plan tells; repetitions share them. */
  #casesAt(at: number): readonly Case[] {
    const trial = this.#plan.trials[at] as PlanTrial
    const key = trial.id.slice(0, trial.id.lastIndexOf('/'))
    const known = this.#casesOf.get(key)
    if (known) return known
    const place = this.#placeOf(trial)
    const own = (this.#cases.get(trial.target) ?? []).filter(({ requirement }) => inPlan(requirement, place))
    this.#casesOf.set(key, own)
    return own
  }

  #isSettled(one: Case): boolean {
    const { verdict, sequential, n } = this.#row(one)
    const { kind, minimum } = one.requirement
    if (sequential !== undefined) return sequential.decision !== 'open' && n >= (minimum ?? 1)
    if (kind === 'prohibition' || kind === 'existence') return verdict !== 'inconclusive'
    return minimum !== undefined && Math.max(n, one.collected.inVain) >= minimum
  }

  /** The place of a trial, and that it has ended; a trial that counts is not taken twice. */
  #end(row: Row, how: 'scored' | 'unscored'): number | undefined {
    const at = this.#at.get(row.trial)
    const before = this.#ended[at ?? -1]
    if (at === undefined || before === SCORED || (before === UNSCORED && how === 'unscored')) return undefined
    const counts = this.#counts.get(row.target) ?? { scored: 0, unscored: 0 }
    // It was held again, and counts now.
    if (before === UNSCORED) counts.unscored--
    counts[how]++
    this.#counts.set(row.target, counts)
    this.#ended[at] = how === 'scored' ? SCORED : UNSCORED
    return at
  }

  #unscoredShare(target: string): number | null {
    const counts = this.#counts.get(target)
    return counts === undefined ? null : counts.unscored / (counts.scored + counts.unscored)
  }

  #bar({ requirement, target }: Case) {
    return barOf(requirement, this.#plan.documents.targets[target], this.#plan.conformance?.date ?? '')
  }

  #row(one: Case): RequirementRow {
    const { requirement, collected } = one
    const bar = this.#bar(one)
    if (bar !== undefined && (bar.verdict !== 'information' || requirement.kind === undefined))
      return barred({ id: requirement.id, open: 0, n: 0, proofs: [], proven: 0, ...bar })
    const asked = {
      requirement,
      idOf: (at: number) => this.#plan.trials[at]?.id ?? '',
      ...(this.#errors ? { errors: this.#errors } : {}),
    }
    const seen = requirement.measure === 'paraphrase' ? this.#probed(one) : this.#seen(one)
    const row = 'pairs' in seen ? pairedRow(seen.pairs, asked) : seenRow(seen.seen, asked)
    const told = row.n > 0 ? row : whyNothing(row, requirement, collected, () => this.#isPlanned(one))
    const sequential = 'seen' in seen ? this.#sequential(one, seen.seen) : undefined
    const decided =
      sequential === undefined || row.n === 0
        ? told
        : decidedBySequence(told, sequential, one.sequential, requirement)
    return bar === undefined ? decided : barred({ ...decided, ...bar }, decided)
  }

  #seen({ requirement, collected }: Case): { seen: Seen[] } | { pairs: ReturnType<typeof pairsOf> } {
    const session = requirement.unit === 'session'
    const clusterOf = (at: number) => {
      const { id, scenario } = this.#plan.trials[at] as PlanTrial
      return session ? id : scenario
    }
    const seen = collected.items(this.#ways, clusterOf)
    if (requirement.kind !== 'difference') return { seen }
    if (requirement.arms?.axis === 'day')
      return { seen: seen.map((item) => ({ ...item, ...this.#dayOf(item.trial) })) }
    return { pairs: pairsOf(seen, requirement, (at) => this.#heldOf(at)) }
  }

  /** Pairs of probes one of whose conversations lies in the scope. */
  #probed({ requirement, target }: Case): { seen: Seen[] } | { pairs: ReturnType<typeof pairsOf> } {
    const own = (this.#pairs.get(target) ?? []).filter(({ probes }) =>
      probes.some(({ trial }) => {
        const at = this.#at.get(trial)
        if (at === undefined) return false
        return inScope(requirement, {
          ...this.#placeOf(this.#plan.trials[at] as PlanTrial),
          ...this.#when[at],
        })
      }),
    )
    const pairs = probePairs(own, requirement, (trial) => this.#at.get(trial) ?? -1)
    if (requirement.kind === 'difference') return { pairs }
    return { seen: pairs.map(({ test, control: _, ...item }) => ({ ...item, value: test })) }
  }

  #sequential(one: Case, seen: readonly Seen[]) {
    if (one.sequential === undefined || one.requirement.kind !== 'rate') return undefined
    const { trials } = this.#plan
    const next = trials.findIndex(
      (_, at) => this.#ended[at] === 0 && this.#casesAt(at).includes(one) && this.#tellsAt(one, at),
    )
    return sequentialOf(one.sequential, seen, next < 0 ? trials.length : next, (at) => this.#ways.lastOf(at))
  }

  /** Whether any trial of the plan is about this. */
  #isPlanned(one: Case): boolean {
    return this.#plan.trials.some((_, at) => this.#casesAt(at).includes(one))
  }

  #placeOf({ scenario, target, arm, persona }: PlanTrial): Place {
    const { scenarios, targets } = this.#plan.documents
    const { lang, tags = [] } = scenarios[scenario] ?? {}
    const document = targets[target]
    return {
      scenario,
      arm,
      persona,
      tags,
      lang: lang ?? this.#plan.lang,
      channel: document === undefined ? 'http' : channelOf(document).kind,
    }
  }

  #heldOf(at: number): Held {
    const { scenario, arm, repetition } = this.#plan.trials[at] as PlanTrial
    const pair = this.#plan.documents.scenarios[scenario]?.pair?.id
    return { scenario, arm, repetition, ...(pair === undefined ? {} : { pair }), ...this.#when[at] }
  }

  #dayOf(at: number): Pick<Row, 'day'> {
    const day = this.#when[at]?.day
    return day === undefined ? {} : { day }
  }
}

function casesOf({ conformance }: Plan, target: string): Case[] {
  const sequential = conformance?.untilDecided ?? []
  return (conformance?.profiles ?? []).flatMap((profile) =>
    profile.requirements.map((requirement): Case => {
      const own = sequential.find((one) => one.profile === profile.id && one.requirement === requirement.id)
      return {
        profile,
        requirement,
        target,
        collected: new Collected(requirement),
        ...(own === undefined ? {} : { sequential: own }),
      }
    }),
  )
}
