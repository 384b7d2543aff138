/** Leagues of the targets of many scored runs: by category, or by the share of a requirement. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AUDITS } from '../audits/registry.js'
import { InputError } from '../documents/input-error.js'
import { measureInfo } from '../documents/measures.js'
import type { Bilingual } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { RunDirectory } from '../run/directory.js'
import { jsonIn } from '../run/stored.js'
import { type Entrant, type League, leagueOf } from '../scoring/compare/league.js'

const CATEGORIES = ['resolution', 'latency', 'escalation'] as const
/** Above this share of unscored trials a target is listed and not ranked. */
const UNSCORED_GATE = 0.1
const CONFIDENCE = 0.95

export interface LeagueOptions {
  /** A category, or `profile/requirement`; every category by default. */
  by?: string
  /** With which all ranks of a league hold together; default 0.95. */
  confidence?: number
}

export interface Leagues {
  leagues: League[]
  warnings: Bilingual[]
}

interface Run {
  path: string
  plan: Plan
  targets: Scorecard['targets']
}

/**
 * Ranks targets as far as the samples tell them apart. Times of pages and of APIs are never in one league.
 * @throws InputError where a run is not scored, the consumers differ, or no run knows what it is to be by
 */
export function league(
  paths: readonly string[],
  { by, confidence = CONFIDENCE }: LeagueOptions = {},
): Leagues {
  if (!(confidence > 0 && confidence < 1))
    throw new InputError(`the confidence is a number between 0 and 1, not ${confidence}`)
  const runs = [...new Set(paths)].map(runOf)
  refuseOtherConsumers(runs)
  const leagues = (by === undefined ? CATEGORIES : [by]).flatMap((what) => leaguesBy(what, runs, confidence))
  return { leagues, warnings: warningsOf(runs) }
}

function runOf(path: string): Run {
  const plan = RunDirectory.open(path).plan()
  if (!existsSync(join(path, 'scorecard.json')))
    throw new InputError(`${path} has no scorecard.json`, `ombud score ${path} makes it`)
  const { targets } = jsonIn<Scorecard>(path, 'scorecard', `ombud score ${path} makes it anew`)
  return { path, plan, targets }
}

function refuseOtherConsumers(runs: readonly Run[]): void {
  const names = new Set(
    runs.map(({ plan: { consumer } }) => (consumer ? `${consumer.model} (${consumer.prompt})` : 'ombud')),
  )
  if (names.size > 1)
    throw new InputError(
      `other consumers held the conversations: ${[...names].join(', ').slice(0, 300)}`,
      'rank runs with the same --consumer, model and instructions',
    )
}

function leaguesBy(by: string, runs: readonly Run[], confidence: number): League[] {
  const isCategory = CATEGORIES.some((id) => id === by)
  const entrants = runs.flatMap((run) =>
    run.targets.map((card) => (isCategory ? byCategory(run, card, by) : byRequirement(run, card, by))),
  )
  if (!isCategory && entrants.every(({ withheld }) => withheld === 'not-asked'))
    throw new InputError(
      `no run was judged by ${by}`,
      `a league is by ${CATEGORIES.join(', ')}, or by PROFILE/REQUIREMENT as scorecard.json has it`,
    )
  if (!(isCategory ? by === 'latency' : runs.some((run) => isOfTimes(run, by))))
    return [leagueOf(by, entrants, confidence)]
  return (['api', 'browser'] as const).flatMap((channels) => {
    const own = entrants.filter(({ channel }) => (channel === 'browser') === (channels === 'browser'))
    return own.length === 0 ? [] : [leagueOf(by, own, confidence, channels)]
  })
}

type Card = Scorecard['targets'][number]

function entrant({ path }: Run, { target, merchant, channel }: Card) {
  return { run: path, target, merchant, channel }
}

function byCategory(run: Run, card: Card, by: string): Entrant {
  const found = card.categories.find(({ id }) => id === by)
  const { score = null, interval = null, n = 0, clusters = 0 } = found ?? {}
  return {
    ...entrant(run, card),
    share: score === null ? null : score / 100,
    interval: interval && [(interval[0] as number) / 100, (interval[1] as number) / 100],
    n,
    clusters,
    ...withheldFor(
      card,
      score === null ? (found?.withheld ?? 'nothing-asked') : undefined,
      interval === null,
    ),
  }
}

/** The share that meets a requirement: of a prohibition, the one that does not break it. */
function byRequirement(run: Run, card: Card, by: string): Entrant {
  const { profile, requirement } = partsOf(by)
  const found = card.profiles
    ?.find((one) => one.profile === profile)
    ?.requirements.find(({ id }) => id === requirement)
  if (found === undefined)
    return { ...entrant(run, card), share: null, interval: null, n: 0, clusters: 0, withheld: 'not-asked' }
  const kind = askedIn(run, by)?.kind
  if (kind !== 'rate' && kind !== 'prohibition')
    throw new InputError(
      `${by} is no share`,
      'a league is by a category, or by a requirement of kind rate or prohibition',
    )
  const turned = kind === 'prohibition'
  const { n, hits = 0, clusters = 0, interval } = found
  const [low, high] = interval ?? []
  const bounds: [number, number] | null =
    low === null || low === undefined || high === null || high === undefined
      ? null
      : turned
        ? [1 - high, 1 - low]
        : [low, high]
  return {
    ...entrant(run, card),
    share: n === 0 ? null : turned ? 1 - hits / n : hits / n,
    interval: bounds,
    n,
    clusters,
    ...withheldFor(card, n === 0 ? 'nothing-scored' : undefined, bounds === null),
  }
}

function withheldFor(card: Card, why: string | undefined, unbounded: boolean): { withheld?: string } {
  if (card.unscoredShare > UNSCORED_GATE) return { withheld: 'unscored-share' }
  if (why !== undefined) return { withheld: why }
  return unbounded ? { withheld: 'no-interval' } : {}
}

function partsOf(by: string): { profile: string; requirement: string } {
  const [profile = '', requirement = ''] = by.split('/')
  return { profile, requirement }
}

function askedIn({ plan }: Run, by: string) {
  const { profile, requirement } = partsOf(by)
  return plan.conformance?.profiles
    .find(({ id }) => id === profile)
    ?.requirements.find(({ id }) => id === requirement)
}

/** Whether a requirement rests on times, of which those of a page hold what the page adds. */
function isOfTimes(run: Run, by: string): boolean {
  const measure = askedIn(run, by)?.measure
  if (measure === undefined) return false
  return measureInfo(measure).unit === 'ms' || AUDITS.get(measure)?.meta.category === 'latency'
}

function warningsOf(runs: readonly Run[]): Bilingual[] {
  const warnings: Bilingual[] = []
  const hashes = new Set(
    runs.map(({ plan }) => {
      const asked = Object.entries(plan.hashes).filter(([key]) => key.startsWith('scenario/'))
      return JSON.stringify(asked.sort(([a], [b]) => (a < b ? -1 : 1)))
    }),
  )
  if (hashes.size > 1)
    warnings.push({
      'zh-CN': '各次运行的场景不同：名次比较的是不同的问题。',
      en: 'The runs hold different scenarios: targets are ranked by other questions.',
    })
  if (new Set(runs.map(({ plan }) => plan.readers)).size > 1)
    warnings.push({
      'zh-CN': '各次运行的读法版本不同：请用 ombud score 重新评分。',
      en: 'The runs were planned with other readings: score them again with ombud score.',
    })
  return warnings
}
