/** YAML or JSON of another tool, with the line of every part of it; anchors are followed, but not without end. */
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import type { Problem } from '../../documents/problem.js'
import { problemIn, type Source } from '../../documents/source.js'

export type Path = readonly (string | number)[]

export interface YamlFile {
  source: Source
  value: unknown
  /** Line of the part at a path, or of the last part on the way there that exists. */
  line(path: Path): number
}

const MOST_ALIASES = 200

/** The documents of a file, or what is wrong with it. */
export function yamlWithLines(source: Source): YamlFile[] | Problem {
  const counter = new LineCounter()
  try {
    const parsed = parseAllDocuments(source.text, {
      lineCounter: counter,
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false,
    })
    const files: YamlFile[] = []
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const [error] = document.errors
      if (error) return problemIn(source, error.pos, `not valid YAML: ${error.message.slice(0, 200)}`)
      if (document.contents === null) continue
      const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES })
      files.push({ source, value, line: (path) => lineAt(document.contents, path, counter) })
    }
    if (files.length > 0) return files
    return problemIn(source, [0, 1], 'the file is empty')
  } catch (error) {
    // Too deep a nesting, or aliases that multiply.
    return problemIn(source, [0, 1], `not YAML that can be read: ${(error as Error).message.slice(0, 200)}`)
  }
}

function lineAt(root: unknown, path: Path, counter: LineCounter): number {
  let node = root
  let at = startOf(node)
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (!pair) break
      at = startOf(pair.key) ?? at
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(part)]
      at = startOf(node) ?? at
    } else break
  }
  return counter.linePos(at ?? 0).line
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? ((node as Node).range?.[0] ?? undefined) : undefined
}

/** The value as an object, or undefined. */
export function object(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** A text or a number as text, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}
