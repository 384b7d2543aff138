/** How far a judge is known to agree with people: a file that `ombud calibrate --labels` writes. */
import { readFileSync } from 'node:fs'
import { InputError } from '../documents/input-error.js'
import type { Tier } from '../understanding/judge/question.js'

/** The part of a calibration that scores rest on; the file holds more. */
export interface Calibration {
  tier: Tier
  /** The judge and the prompts that were measured: another one has not been. */
  judge: string
  prompt: string
}

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

function read(file: string): Calibration {
  let value: unknown
  try {
    const text = readFileSync(file, 'utf8')
    value = text.length > LARGEST ? undefined : JSON.parse(text)
  } catch (error) {
    throw new InputError(
      `judge.calibration ${file} cannot be read: ${(error as Error).message.slice(0, 200)}`,
    )
  }
  const { tier, judge, prompt } = (value ?? {}) as Partial<Calibration>
  if (tier === undefined || !TIERS.includes(tier) || typeof judge !== 'string' || typeof prompt !== 'string')
    throw new InputError(
      `${file} is no calibration: it needs tier, judge and prompt`,
      '`ombud calibrate --labels FILE` writes one',
    )
  return { tier, judge, prompt }
}
