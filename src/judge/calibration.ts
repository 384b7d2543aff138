/** How far a judge is known to agree with people: a file that `ombud calibrate --labels` writes. */
import { readFileSync } from 'node:fs'
import { InputError } from '../documents/input-error.js'
import type { Calibration } from '../documents/types/calibration.js'
import type { Tier } from '../understanding/judge/question.js'

/** The part of a calibration that scores rest on; another judge, or other prompts, have not been measured. */
type Known = Required<Pick<Calibration, 'tier' | 'judge' | 'prompt'>> & Partial<Pick<Calibration, 'measures'>>

/** How often a judge is right, where people said yes and where they said no; 0..1. */
interface Errors {
  sensitivity: number
  specificity: number
}

const TIERS: readonly Tier[] = ['uncalibrated', 'human-level', 'above human-human']
const LARGEST = 10_000_000

/**
 * The tier that a calibration file gives to a judge, or why it gives none, and the errors that it counted.
 * @throws InputError where the file is none
 */
export function tierIn(
  file: string,
  judge: string,
  prompt: string,
): { tier: Tier; why?: string; errors?: Errors } {
  const given = read(file)
  if (given.judge !== judge)
    return { tier: 'uncalibrated', why: `${file} is about another judge, ${given.judge}` }
  if (given.prompt !== prompt) return { tier: 'uncalibrated', why: `${file} was made with other prompts` }
  const errors = errorsIn(given.measures ?? [])
  return { tier: given.tier, ...(errors ? { errors } : {}) }
}

/** Over all criteria and languages, of what people and the judge both decided; undefined where one side is missing. */
function errorsIn(measures: Calibration['measures']): Errors | undefined {
  const counts = { yes: { pass: 0, fail: 0 }, no: { pass: 0, fail: 0 } }
  for (const { rater, lang, confusion = {} } of measures) {
    if (rater !== 'judge' || lang !== 'all') continue
    for (const said of ['pass', 'fail'] as const) {
      counts.yes[said] += confusion.pass?.[said] ?? 0
      counts.no[said] += confusion.fail?.[said] ?? 0
    }
  }
  const [yes, no] = [counts.yes.pass + counts.yes.fail, counts.no.pass + counts.no.fail]
  if (yes === 0 || no === 0) return undefined
  return { sensitivity: counts.yes.pass / yes, specificity: counts.no.fail / no }
}

function read(file: string): Known {
  let value: unknown
  try {
    const text = readFileSync(file, 'utf8')
    value = text.length > LARGEST ? undefined : JSON.parse(text)
  } catch (error) {
    throw new InputError(
      `judge.calibration ${file} cannot be read: ${(error as Error).message.slice(0, 200)}`,
    )
  }
  const { tier, judge, prompt, measures } = (value ?? {}) as Partial<Known>
  if (tier === undefined || !TIERS.includes(tier) || typeof judge !== 'string' || typeof prompt !== 'string')
    throw new InputError(
      `${file} is no calibration of a judge: it needs tier, judge and prompt`,
      '`ombud calibrate --labels FILE` writes one',
    )
  return { tier, judge, prompt, ...(Array.isArray(measures) ? { measures } : {}) }
}
