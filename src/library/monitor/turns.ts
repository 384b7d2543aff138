/** Which verdicts turn for real from round to round: a pure function of the series, so that noise alerts nobody. */
import type { SeriesLine } from '../../documents/types/series.js'
import { newcombe } from '../../scoring/statistics/newcombe.js'
import { oneSidedZ } from '../../scoring/statistics/normal.js'
import { wilson } from '../../scoring/statistics/wilson.js'

/** Rounds between two false alarms over all series of a monitor together, on average and at the least. */
const ROUNDS = 1000
/** A prohibition that is kept, and one that is not, by their shares of breaches; the numbers are ombud's own. */
const KEPT = { p0: 0.01, p1: 0.1 }

type Decided = 'pass' | 'fail'

/** Rounds taken together. */
interface Pool {
  rounds: number
  n: number
  hits: number
  /** What the observations are worth, as those of one scenario go together. */
  worth: number
}

/** Where one series stands. */
export interface Standing {
  asked: string
  /** Undefined until it was decided once. */
  verdict?: Decided
  /** When the round began in which it came to stand. */
  since?: string
  /** The rounds for which it stands, and those that speak against it. */
  reference: Pool
  recent: Pool
  /** Log likelihood ratio against it; it turns no sooner than at the limit. */
  evidence: number
}

export interface Turn {
  line: SeriesLine
  from: Decided | 'unknown'
  to: Decided
  rule: 'share' | 'verdicts' | 'proof'
  reference: Pool
  recent: Pool
}

const EMPTY: Pool = { rounds: 0, n: 0, hits: 0, worth: 0 }

/** Which series a line belongs to. */
export const seriesOf = ({ target, profile, requirement }: SeriesLine) =>
  `${target}/${profile}/${requirement}`

/** Follows all series of a monitor from round to round. */
export class Standings {
  readonly of = new Map<string, Standing>()
  /** Evidence from which on a verdict turns, as of the last round. */
  limit = Math.log(ROUNDS)

  /** Takes the lines of the next round and returns what turned in it. */
  add(round: readonly SeriesLine[]): Turn[] {
    this.limit = Math.log(ROUNDS * Math.max(1, round.length))
    return round.flatMap((line) => {
      const key = seriesOf(line)
      const before = this.of.get(key)
      const same = before?.asked === line.asked ? before : fresh(line)
      const { standing, turn } = step(same, line, this.limit)
      this.of.set(key, standing)
      return turn ? [turn] : []
    })
  }
}

const fresh = ({ asked }: SeriesLine): Standing => ({ asked, reference: EMPTY, recent: EMPTY, evidence: 0 })

interface Step {
  standing: Standing
  turn?: Turn
}

/**
 * What one round does to a series. A breach of a blocker stands at once, whatever the sample. A share turns where Page's
 * sum of log likelihood ratios (Biometrika 41 (1954) 100) reaches the limit, and what speaks against the verdict since
 * that sum last was 0 decides the opposite and differs from the rounds before. All else turns by verdicts in a row.
 */
function step(before: Standing, line: SeriesLine, limit: number): Step {
  if (line.kind === 'prohibition' && line.severity === 'blocker' && line.verdict === 'fail') {
    if (before.verdict !== 'fail') return turned(before, line, poolOf(line), 'fail', 'proof')
  }
  if (line.withheld || line.n === 0 || !isJudged(line)) return { standing: before }
  const shares = sharesOf(line)
  if (shares && line.bounds?.[0] == null && line.bounds?.[1] == null) return { standing: before }
  const own = poolOf(line)
  if (before.verdict === undefined) return established(before, line, own, shares !== undefined)
  return shares
    ? byShare(before, line, own, shares, before.verdict, limit)
    : byVerdicts(before, line, own, before.verdict, limit)
}

/** Information and declarations have no verdict that could turn. */
const isJudged = ({ verdict }: SeriesLine) =>
  verdict === 'pass' || verdict === 'fail' || verdict === 'inconclusive'

/** Shares of failures of a bot that conforms and of one that does not; undefined where it is no such share. */
function sharesOf({ kind, threshold, p0, p1 }: SeriesLine): { p0: number; p1: number } | undefined {
  if (kind === 'prohibition') return (threshold ?? 0) === 0 ? KEPT : undefined
  return kind === 'rate' && p0 !== undefined && p1 !== undefined ? { p0, p1 } : undefined
}

/** The first verdict, of all rounds so far together: it is no turn. */
function established(before: Standing, line: SeriesLine, own: Pool, isShare: boolean): Step {
  const reference = sum(before.reference, own)
  const verdict = isShare
    ? judged(reference, line)
    : line.verdict === 'inconclusive'
      ? undefined
      : (line.verdict as Decided)
  const standing = { ...before, reference }
  return { standing: verdict === undefined ? standing : { ...standing, verdict, since: line.time } }
}

function byShare(
  before: Standing,
  line: SeriesLine,
  own: Pool,
  { p0, p1 }: { p0: number; p1: number },
  stands: Decided,
  limit: number,
): Step {
  const failed = failuresOf(own, line) * (own.worth / own.n)
  const ratio = failed * Math.log(p1 / p0) + (own.worth - failed) * (Math.log1p(-p1) - Math.log1p(-p0))
  const next = against(before, own, stands === 'pass' ? ratio : -ratio)
  const other = stands === 'pass' ? 'fail' : 'pass'
  const isReal =
    next.evidence >= limit &&
    judged(next.recent, line) === other &&
    (line.kind === 'prohibition' || differs(next.reference, next.recent, limit))
  return isReal ? turned(next, line, next.recent, other, 'share') : { standing: next }
}

/** Each opposite verdict of a bot that is as it was has a chance of 1 - confidence at the most. */
function byVerdicts(before: Standing, line: SeriesLine, own: Pool, stands: Decided, limit: number): Step {
  const other = stands === 'pass' ? 'fail' : 'pass'
  const isOther = line.verdict === other
  const next = against(before, own, isOther ? -Math.log(1 - line.confidence) : -before.evidence)
  return isOther && next.evidence >= limit
    ? turned(next, line, next.recent, other, 'verdicts')
    : { standing: next }
}

/** Adds a round to the evidence; where none is left, all rounds so far speak for the verdict that stands. */
function against(before: Standing, own: Pool, ratio: number): Standing {
  const evidence = Math.max(0, before.evidence + ratio)
  const recent = sum(before.recent, own)
  return evidence > 0
    ? { ...before, recent, evidence }
    : { ...before, reference: sum(before.reference, recent), recent: EMPTY, evidence }
}

/** The other verdict stands now, and the rounds that speak for it are what later ones are compared with. */
function turned(before: Standing, line: SeriesLine, recent: Pool, to: Decided, rule: Turn['rule']): Step {
  const { verdict: from = 'unknown', reference } = before
  return {
    standing: {
      asked: before.asked,
      verdict: to,
      since: line.time,
      reference: recent,
      recent: EMPTY,
      evidence: 0,
    },
    turn: { line, from, to, rule, reference, recent },
  }
}

/** What rounds together say of a share, as one run would. */
function judged(pool: Pool, line: SeriesLine): Decided | undefined {
  const { n, hits, worth } = pool
  if (line.kind === 'prohibition') return hits > 0 ? 'fail' : n >= line.minimum ? 'pass' : undefined
  if (n < line.minimum) return undefined
  const [low, high] = wilson(hits / n, worth, oneSidedZ(line.confidence))
  const threshold = line.threshold ?? 0
  return low >= threshold ? 'pass' : high < threshold ? 'fail' : undefined
}

/** Whether two pools have really different shares, with no more chance of an error than the limit leaves. */
function differs(a: Pool, b: Pool, limit: number): boolean {
  const difference = newcombe(effective(a), effective(b), oneSidedZ(1 - Math.exp(-limit)))
  return difference !== null && (difference.low > 0 || difference.high < 0)
}

const effective = ({ n, hits, worth }: Pool) => ({ hits: n === 0 ? 0 : (hits / n) * worth, n: worth })

const failuresOf = ({ n, hits }: Pool, { kind }: SeriesLine) => (kind === 'prohibition' ? hits : n - hits)

function poolOf({ n, hits = 0, nEffective }: SeriesLine): Pool {
  return { rounds: 1, n, hits, worth: Math.min(n, nEffective ?? n) }
}

function sum(a: Pool, b: Pool): Pool {
  return { rounds: a.rounds + b.rounds, n: a.n + b.n, hits: a.hits + b.hits, worth: a.worth + b.worth }
}
