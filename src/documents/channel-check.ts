/** Checks of a target's channel that its schema cannot make: paths that compile, parts that need each other. */
import { compile } from 'json-p3'
import type { Problem } from './problem.js'
import type { Target } from './types/target.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

/** Keys under which a text that begins with `$` is no path. */
const NO_PATHS = new Set([
  'authors',
  'auth',
  'body',
  'browser',
  'handoffs',
  'headers',
  'metadata',
  'options',
  'parameters',
  'proxy',
  'secret',
  'steps',
  'system',
  'tls',
  'token',
  'url',
])
/** Paths that must name one place, as something is put there. */
const PLACES = new Set(['request.text', 'request.session', 'webhook.announce'])

/** What is wrong with the channel of a target, whatever else is wrong with it. */
export function channelProblems(document: YamlDocument): Problem[] {
  const { channel } = (document.value ?? {}) as Partial<Target>
  if (typeof channel !== 'object' || channel === null) return []
  return [...pathProblems(document, channel, ['channel']), ...partProblems(document, channel)]
}

function pathProblems(document: YamlDocument, value: unknown, at: Path): Problem[] {
  if (typeof value === 'string' && value.startsWith('$')) {
    const problem = pathProblem(value, at.slice(-2).join('.'))
    return problem === undefined ? [] : [problemAt(document, at, problem.message, { hint: problem.hint })]
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, part]) =>
    NO_PATHS.has(key) || (at.at(-1) === 'end' && key !== 'when')
      ? []
      : pathProblems(document, part, [...at, key]),
  )
}

/** What is wrong with a JSONPath, and how it is written; nothing where it can be read. */
export function pathProblem(path: string, key: string): { message: string; hint: string } | undefined {
  try {
    const query = compile(path)
    if (!PLACES.has(key) || (query.singularQuery() && query.segments.length > 0)) return undefined
    return { message: `${path} does not name one place`, hint: 'Write it like $.message or $.input.text' }
  } catch (error) {
    const reason = (error as Error).message.replace(/\s+/g, ' ')
    return { message: `cannot read the JSONPath: ${reason}`, hint: 'Write it like $.replies[*].text' }
  }
}

function partProblems(document: YamlDocument, channel: Target['channel']): Problem[] {
  const [[kind, block] = ['', undefined]] = Object.entries(channel)
  const { tls, poll } = (block ?? {}) as NonNullable<Target['channel']['http']>
  const problems: Problem[] = []
  if (typeof tls === 'object' && (tls?.cert === undefined) !== (tls?.key === undefined))
    problems.push(
      problemAt(document, ['channel', kind, 'tls'], 'cert and key belong together: one of them is missing'),
    )
  if (typeof poll?.url === 'string' && poll.url.includes('{cursor}') !== (poll.cursor !== undefined))
    problems.push(
      problemAt(
        document,
        ['channel', kind, 'poll'],
        poll.cursor === undefined
          ? 'url has {cursor}, but cursor does not say where it is found'
          : 'cursor is given, but url has no {cursor}',
      ),
    )
  return problems
}
