/** A FAQ in YAML or JSON: a list of entries, at the top or under one key. */
import type { Source } from '../source.js'
import { type Path, parseYaml, problemAt, type YamlDocument } from '../yaml.js'
import type { Found } from './faq.js'
import { entryOf, sorted } from './shape.js'

export function entriesOfYaml(source: Source): Found {
  const { documents, problems } = parseYaml(source)
  if (problems.length > 0) return { entries: [], problems }
  const found = documents.map(entriesIn)
  return {
    entries: found.flatMap(({ entries }) => entries),
    problems: found.flatMap((one) => one.problems),
  }
}

function entriesIn(document: YamlDocument): Found {
  const { path, list } = listIn(document.value)
  if (list === undefined)
    return {
      entries: [],
      problems: [problemAt(document, [], 'expected a list of entries with question and answer')],
    }
  return sorted(
    list.map((value, i) => entryOf(value, (message) => problemAt(document, [...path, i], message))),
  )
}

function listIn(value: unknown): { path: Path; list?: unknown[] } {
  if (Array.isArray(value)) return { path: [], list: value }
  const [[key, list] = [], ...more] = Object.entries(value ?? {})
  return key !== undefined && Array.isArray(list) && more.length === 0 ? { path: [key], list } : { path: [] }
}
