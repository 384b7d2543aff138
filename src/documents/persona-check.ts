/** What a schema cannot see in a persona: settings that mean nothing to the operator that they stand at. */
import type { Problem } from './problem.js'
import type { Operator, Persona } from './types/persona.js'
import { problemAt, type YamlDocument } from './yaml.js'

/** Which settings an operator takes besides `rate` and `facts`. */
const TAKES: Partial<
  Record<Operator['use'], Partial<Record<'accent' | 'pieces' | 'style', readonly string[]>>>
> = {
  homophones: { accent: [] },
  split: { pieces: [] },
  punctuation: { style: ['none', 'spaces'] },
  width: { style: ['full', 'half'] },
}

/** Problems of a persona that has the shape of one. */
export function personaProblems(document: YamlDocument): Problem[] {
  const { axes } = document.value as Persona
  return (axes?.operators ?? []).flatMap((operator, i) =>
    (['accent', 'pieces', 'style'] as const).flatMap((key) => {
      if (operator[key] === undefined) return []
      const values = TAKES[operator.use]?.[key]
      if (values && (values.length === 0 || values.includes(`${operator[key]}`))) return []
      const message = values
        ? `${operator.use} has the styles ${values.join(' and ')}`
        : `${operator.use} takes no ${key}`
      return [problemAt(document, ['axes', 'operators', i, key], message)]
    }),
  )
}
