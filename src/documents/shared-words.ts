/** Checks words that belong to no one scenario: those of a persona and those of a wording file. */
import type { Kind } from './kinds.js'
import { didYouMean, type Problem } from './problem.js'
import { templateFault, templatePaths } from './template.js'
import type { Persona } from './types/persona.js'
import type { Wording } from './types/wording.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

/** What the consumer fills in by itself where it tells a fact or sums its case up. */
const GIVEN = ['value', 'topic']

/**
 * Mistakes in the words of a persona or wording file. The names in a wording file depend on the scenario that
 * includes it and are checked there; a persona meets every scenario and may only use its own facts.
 */
export function sharedWordsProblems(document: YamlDocument, kind: Kind): Problem[] {
  if (kind === 'wording') {
    const { wording = {} } = document.value as Wording
    return check(document, wording, ['wording'])
  }
  if (kind !== 'persona') return []
  const { facts = {}, wording = {} } = document.value as Persona
  const own = Object.keys(facts).map((name) => `persona.${name}`)
  return Object.entries(wording).flatMap(([lang, words]) =>
    check(document, words, ['wording', lang], [...own, ...GIVEN]),
  )
}

function check(
  document: YamlDocument,
  words: Record<string, string | string[]>,
  at: Path,
  known?: string[],
): Problem[] {
  return Object.entries(words).flatMap(([name, value]) =>
    [value].flat().flatMap((text, index) => {
      const path = Array.isArray(value) ? [...at, name, index] : [...at, name]
      const fault = templateFault(text)
      if (fault) return [problemAt(document, path, fault.message, { words: fault.words })]
      const unknown = known ? templatePaths(text).filter((used) => !known.includes(used)) : []
      return unknown.map((used) =>
        problemAt(document, path, `unknown name.${didYouMean(used, known ?? [])}`, {
          words: used,
          hint: `The words of a persona may use: ${known?.join(' ')}`,
        }),
      )
    }),
  )
}
