/** Checks of `wire` and `confirm` of a target that its schema cannot make. */
import { pathProblem } from './channel-check.js'
import { conversationPlaces } from './conversation-places.js'
import type { Problem } from './problem.js'
import type { Target } from './types/target.js'
import { problemAt, type YamlDocument } from './yaml.js'

const PATHS = ['when', 'participant', 'position', 'wait'] as const

/** What is wrong with the evidence that a target says can be had of a person, whatever else is wrong with it. */
export function wireProblems(document: YamlDocument): Problem[] {
  const { wire, confirm } = (document.value ?? {}) as Partial<Target>
  return [...ruleProblems(document, wire), ...confirmProblems(document, confirm)]
}

function ruleProblems(document: YamlDocument, wire: Target['wire'] | undefined): Problem[] {
  if (!Array.isArray(wire)) return []
  return wire.flatMap((rule, n) => {
    if (typeof rule !== 'object' || rule === null) return []
    const { level, actor } = rule
    const wrong = PATHS.flatMap((key) => badPath(document, ['wire', n, key], rule[key]))
    if ((level === 'E3' || level === 'E4') && actor !== undefined && actor !== 'human')
      wrong.push(
        problemAt(
          document,
          ['wire', n, 'actor'],
          `${level} says that a person is there, but actor is ${actor}`,
        ),
      )
    return wrong
  })
}

function confirmProblems(document: YamlDocument, confirm: Target['confirm'] | undefined): Problem[] {
  const kind = confirm?.webhook ? 'webhook' : 'poll'
  const block = confirm?.[kind]
  if (typeof confirm !== 'object' || typeof block !== 'object' || block === null) return []
  const { platform, conversation } = block
  const wrong = (['page', 'payload'] as const).flatMap((key) =>
    badPath(document, ['confirm', kind, 'conversation', key], conversation?.[key]),
  )
  if (typeof platform !== 'string' || wrong.length > 0) return wrong
  const places = conversationPlaces(confirm)
  for (const key of ['page', 'payload'] as const)
    if (places[key].length === 0)
      wrong.push(
        problemAt(document, ['confirm', kind], `where ${platform} names its conversation is not known`, {
          hint: `Write conversation.${key}, for example $.conversation.id`,
        }),
      )
  return wrong
}

function badPath(document: YamlDocument, at: (string | number)[], path: unknown): Problem[] {
  if (typeof path !== 'string' || !path.startsWith('$')) return []
  const problem = pathProblem(path, String(at.at(-1)))
  return problem === undefined ? [] : [problemAt(document, at, problem.message, { hint: problem.hint })]
}
