/** How far a judge is known to agree with people: a file that `ombud calibrate --labels` writes. */
import { readFileSync } from 'node:fs'
import { InputError } from '../documents/input-error.js'
import type { Calibration } from '../documents/types/calibration.js'
import type { Tier } from '../understanding/judge/question.js'

/** The part of a calibration that scores rest on; another judge, or other prompts, have not been measured. */
type Known = Required<Pick<Calibration, 'tier' | 'judge' | 'prompt'>>

const TIERS: readonly Tier[] = ['uncalibrated', 'human-level', 'above human-human']
const LARGEST = 10_000_000

/**
 * The tier that a calibration file gives to a judge, and why it gives none.
 * @throws InputError where the file is none
 */
export function tierIn(file: string, judge: string, prompt: string): { tier: Tier; why?: string } {
  const given = read(file)
  if (given.judge !== judge)
    return { tier: 'uncalibrated', why: `${file} is about another judge, ${given.judge}` }
  if (given.prompt !== prompt) return { tier: 'uncalibrated', why: `${file} was made with other prompts` }
  return { tier: given.tier }
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
  const { tier, judge, prompt } = (value ?? {}) as Partial<Known>
  if (tier === undefined || !TIERS.includes(tier) || typeof judge !== 'string' || typeof prompt !== 'string')
    throw new InputError(
      `${file} is no calibration of a judge: it needs tier, judge and prompt`,
      '`ombud calibrate --labels FILE` writes one',
    )
  return { tier, judge, prompt }
}
