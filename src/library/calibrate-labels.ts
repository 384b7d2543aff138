/** Measures the readings and a judge against what people have labelled, and writes the calibration record. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { readLabels } from '../documents/labels/labels.js'
import type { Calibration } from '../documents/types/calibration.js'
import { openJudge } from '../judge/open.js'
import { type JudgeConfig, settingsOf } from '../judge/settings.js'
import { agreement } from '../scoring/statistics/agreement/agreement.js'
import type { Rated } from '../scoring/statistics/agreement/rated.js'
import { READERS } from '../understanding/types.js'
import { itemsOf, type LabelItem } from './label-items.js'
import { embedded, type Rater, raterOf } from './raters.js'

export interface LabelOptions {
  /** Path of the labels. */
  labels: string
  /** Run directory that rows with a trial and a turn are about. */
  run?: string
  /** Judge to be measured, too. */
  judge?: JudgeConfig
  /** Path of the record; default: beside the labels, ending in .calibration.json. */
  out?: string
  signal?: AbortSignal
}

type Measure = Calibration['measures'][number]
type Tier = Calibration['tier']

const VERSION = 1
const TIERS: readonly Tier[] = ['uncalibrated', 'human-level', 'above human-human']
/** Rows that a judge is asked about at once; it keeps its own limits below that. */
const AT_ONCE = 16
/** Tokens that one vote on a long conversation may take. */
const TOKENS = 20_000

/**
 * Rates every row and says how well that agrees with people.
 * @throws DocumentError for mistakes in the labels; InputError where the run or the judge cannot be used
 */
export async function calibrateLabels(options: LabelOptions): Promise<{ file: string; record: Calibration }> {
  const { labels, run, judge: config, signal } = options
  const file = placeOf(options)
  const { rows, sha256 } = readLabels(labels)
  const items = itemsOf(rows, run)
  const settings = config && settingsOf(withRoom(config, items.length))
  const judge = settings && (await openJudge(settings, signal))
  const measures: Measure[] = []
  try {
    for (const rater of [embedded, ...(judge ? [raterOf(judge)] : [])])
      measures.push(...(await measuresOf(items, rater)))
  } finally {
    await judge?.close()
  }
  if (signal?.aborted) throw new InputError('stopped before all rows were rated; nothing was written')
  const record: Calibration = {
    version: VERSION,
    tier: lowest(measures.filter(({ rater, lang }) => rater === 'judge' && lang === 'all')),
    ...(judge ? { judge: judge.id, prompt: judge.prompt } : {}),
    readers: READERS,
    labels: sha256,
    rows: rows.length,
    annotators: new Set(rows.flatMap((row) => Object.keys(row.labels))).size,
    measures,
  }
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`)
  return { file, record }
}

/** A judge with the budget that the labels need, unless the user has said what it may cost. */
function withRoom(config: JudgeConfig, items: number): JudgeConfig {
  const calls = Math.max(1, 2 * items * (config.votes ?? 3))
  return { ...config, budget: { calls, tokens: calls * TOKENS, ...config.budget } }
}

async function measuresOf(items: readonly LabelItem[], rater: Rater): Promise<Measure[]> {
  const criteria = [...new Set(items.map(({ criterion }) => criterion))]
    .filter((one) => rater.rates(one))
    .sort()
  const measures: Measure[] = []
  for (const criterion of criteria) {
    const own = items.filter((item) => item.criterion === criterion)
    const rated: { lang: LabelItem['lang']; labels: Rated['labels']; rater: string }[] = []
    for (let at = 0; at < own.length; at += AT_ONCE)
      rated.push(
        ...(await Promise.all(
          own.slice(at, at + AT_ONCE).map(async (item) => {
            const { lang, labels } = item
            return { lang, labels, rater: await rater.rate(item) }
          }),
        )),
      )
    const languages = [...new Set(own.map(({ lang }) => lang))].sort()
    for (const lang of ['all', ...languages] as const) {
      const here = rated.filter((one) => lang === 'all' || one.lang === lang)
      const answered = here.filter((one) => one.rater !== 'unanswered')
      measures.push({
        rater: rater.name,
        criterion,
        lang,
        unanswered: here.length - answered.length,
        ...agreement(answered, 'cannot-tell'),
      })
    }
  }
  return measures
}

function lowest(measures: readonly Measure[]): Tier {
  return TIERS.find((tier) => measures.some((one) => one.tier === tier)) ?? 'uncalibrated'
}

/** @throws InputError where something else is in its place */
function placeOf({ labels, out }: LabelOptions): string {
  const file = out ?? `${labels.slice(0, labels.length - extname(labels).length)}.calibration.json`
  if (!file.endsWith('.json')) throw new InputError(`${file}: the name of a calibration record ends in .json`)
  if (!existsSync(dirname(file))) throw new InputError(`${dirname(file)} is no folder`)
  if (existsSync(file) && !isRecord(file))
    throw new InputError(`${file} is there and is no calibration record`, 'name another file with --out')
  return file
}

function isRecord(file: string): boolean {
  try {
    return Array.isArray((JSON.parse(readFileSync(file, 'utf8')) as Partial<Calibration> | null)?.measures)
  } catch {
    return false
  }
}
