/** What the conversations of a target can be narrowed to: who spoke, and about what. */
import type { Trial } from '../documents/types/result.js'
import { cut, oneLine } from './text.js'

/** More values are not offered. */
const MOST = 200

export interface Facets {
  personas: string[]
  themes: string[]
}

/** Personas and themes of some conversations, each once and in order. */
export function facets(trials: readonly Trial[]): Facets {
  return {
    personas: distinct(trials.map((trial) => trial.persona)),
    themes: distinct(trials.flatMap((trial) => trial.tags)),
  }
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => oneLine(cut(value, 80))))].sort().slice(0, MOST)
}
