/** All that a consumer may begin a conversation with. */
import type { ResolvedTrial } from '../documents/ready.js'
import { wordings } from '../documents/resolve.js'

/** Every wording of the first step that says something, each once; none where it only presses and waits. */
export function openingsOf(trial: ResolvedTrial): string[] {
  for (const { say, converse, 'ask-human': ask } of trial.scenario.steps) {
    const words = say ?? converse?.ask ?? (typeof ask === 'object' ? ask.say : undefined)
    if (words !== undefined) return [...new Set(wordings(trial, words).candidates)]
    if (ask === undefined) continue
    const mood = typeof ask === 'object' ? [ask.mood ?? 'polite'].flat()[0] : 'polite'
    return [...new Set(wordings(trial, { bank: `ask-human.${mood}` }).candidates)]
  }
  return []
}
