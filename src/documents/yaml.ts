/** YAML text to plain values that remember where they were written; everything surprising in YAML is an error. */
import type { Node, Pair, ParsedNode, Range } from 'yaml'
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml'
import type { Problem } from './problem.js'
import { problemIn, type Source } from './source.js'

/** Keys and indexes from the root of a document. */
export type Path = readonly (string | number)[]

/** One document of a file. */
export interface YamlDocument {
  source: Source
  value: unknown
  root: Node
}

/** Where to point: at the value of the path, at its key, or at words within its value. */
export interface Pointer {
  key?: boolean
  words?: string
}

const DEEPEST = 40
// Parsing takes some 10 µs a mark; hundreds of scenarios in one file have fewer.
const MOST_MARKS = 100_000
// Past this many mistakes a file is not what it claims to be, and more of them help nobody.
const MOST = 50

/** Parses all documents of a file. Where there are problems the values must not be used. */
export function parseYaml(source: Source): { documents: YamlDocument[]; problems: Problem[] } {
  const problems: Problem[] = []
  const documents: YamlDocument[] = []
  if (countMarks(source.text) > MOST_MARKS) {
    problems.push(problemIn(source, [0, 1], `more than ${MOST_MARKS} marks of YAML; split the file`))
    return { documents, problems }
  }
  // The library compares every key with every other; `Plain` finds equal keys in linear time.
  const parsed = parseAllDocuments(source.text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  for (const document of Array.isArray(parsed) ? parsed : []) {
    const error = document.errors[0] ?? document.warnings[0]
    if (error) {
      // What follows the first syntax error is mostly its echo.
      problems.push(problemIn(source, error.pos, syntaxMessage(error.code, error.message)))
      return { documents, problems }
    }
    const root = document.contents
    if (root === null || (isScalar(root) && root.value === null)) continue
    const plain = new Plain(source, problems)
    documents.push({ source, value: plain.value(root, 0), root })
  }
  if (documents.length === 0 && problems.length === 0) {
    problems.push(problemIn(source, [0, 1], 'the file is empty'))
  }
  return { documents, problems: problems.slice(0, MOST) }
}

function countMarks(text: string): number {
  return text.length > MOST_MARKS ? (text.match(/[[\]{},:&*"'?|>!\n-]/g)?.length ?? 0) : 0
}

function syntaxMessage(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'a tab cannot indent YAML; use spaces'
  if (message.includes('call stack')) return 'nested too deeply'
  if (code === 'TAG_RESOLVE_FAILED')
    return 'tags are not used here; leave the ! out, or put the text into quotes'
  return `not valid YAML: ${message.slice(0, 200)}`
}

/** Turns nodes into values. */
class Plain {
  private anchored = false

  constructor(
    readonly source: Source,
    readonly problems: Problem[],
  ) {}

  value(node: unknown, depth: number): unknown {
    if (isScalar(node)) return this.scalar(node as ParsedNode & { value: unknown; source?: string })
    if (node === null || node === undefined) return null
    if (depth > DEEPEST) return this.wrong(node as Node, `nested more than ${DEEPEST} levels deep`)
    if (isAlias(node) || (node as { anchor?: string }).anchor) {
      return this.anchor(node as Node)
    }
    if (isSeq(node)) return node.items.map((item) => this.value(isPair(item) ? undefined : item, depth + 1))
    if (isMap(node)) return this.map(node.items, depth)
    return null
  }

  private map(pairs: Pair[], depth: number): Record<string, unknown> {
    const record: Record<string, unknown> = {}
    for (const pair of pairs) {
      const key = pair.key
      if (!isScalar(key)) {
        this.wrong((key ?? pair.value) as Node, 'a key must be a word')
        continue
      }
      const name = String(this.scalar(key as ParsedNode & { value: unknown }))
      if (name === '<<')
        this.wrong(key as Node, 'merge keys are not used here; write it out, or share it with include')
      else if (name === '__proto__') this.wrong(key as Node, 'this word cannot be a key')
      else if (Object.hasOwn(record, name)) this.wrong(key as Node, `the key ${name} is here twice`)
      else record[name] = this.value(pair.value, depth + 1)
    }
    return record
  }

  private scalar(node: ParsedNode & { value: unknown; source?: string }): unknown {
    const { value } = node
    if (node.anchor) return this.anchor(node)
    if (typeof value === 'number') {
      const written = node.source ?? ''
      if (/^[-+]?0\d/.test(written) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
        return this.wrong(node, `would be read as the number ${value}; put it into quotes`)
      }
    }
    return value
  }

  /** Said once a document: an anchor seldom comes alone. */
  private anchor(node: Node): null {
    if (this.anchored) return null
    this.anchored = true
    return this.wrong(node, 'anchors and aliases are not used here; write it out, or share it with include')
  }

  private wrong(node: Node, message: string): null {
    if (this.problems.length < MOST) this.problems.push(problemIn(this.source, span(node), message))
    return null
  }
}

function span(node: Node | null | undefined): [number, number] {
  const range = (node as { range?: Range | null } | null | undefined)?.range
  return range ? [range[0], range[1]] : [0, 1]
}

/** A problem at a path of a document; where the path ends early, at the last part of it that exists. */
export function problemAt(
  document: YamlDocument,
  path: Path,
  message: string,
  { key, words, hint }: Pointer & { hint?: string } = {},
): Problem {
  let node: unknown = document.root
  let range = span(document.root)
  for (const [depth, part] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part))
      if (!pair) break
      const last = depth === path.length - 1
      const empty = !pair.value || (isScalar(pair.value) && pair.value.value === null)
      range = span(((last && key) || empty ? pair.key : pair.value) as Node)
      node = pair.value
    } else if (isSeq(node)) {
      if (!node.items[part as number]) break
      node = node.items[part as number]
      range = span(node as Node)
    } else break
  }
  const found = words ? document.source.text.indexOf(words, range[0]) : -1
  if (words && found >= 0 && found < range[1]) range = [found, found + words.length]
  const problem = problemIn(document.source, range, message)
  return hint === undefined ? problem : { ...problem, hint }
}
