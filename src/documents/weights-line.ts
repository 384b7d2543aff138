/** Names weights in a target file: one line is added or changed, and every other byte of it stays. */
import { isMap, isScalar, type Pair, parseAllDocuments, stringify, type YAMLMap } from 'yaml'
import type { Problem } from './problem.js'
import { problemIn, type Source } from './source.js'

/** What a person adds to a target file by hand. */
export function weightsLines(name: string): string {
  return stringify({ understanding: { weights: name } }, { lineWidth: 0 })
}

/** The text of a target file that names these weights, or why it has to be done by hand. */
export function withWeights(source: Source, name: string): string | Problem {
  const { text } = source
  const byHand = (why: string, at: readonly [number, number] = [0, 1]): Problem => ({
    ...problemIn(source, at, `${why}: add the lines by hand`),
    hint: `understanding: { weights: ${name} }`,
  })
  const documents = parseAllDocuments(text, { logLevel: 'silent' })
  const [document, another] = Array.isArray(documents) ? documents : []
  if (!document || another) return byHand('the file holds several targets')
  const root = document.contents
  if (!isMap(root) || root.flow) return byHand('the file is not written in lines of keys')
  const value = stringify(name, { lineWidth: 0 }).trimEnd()
  const own = pairOf(root, 'understanding')
  if (own === undefined) {
    // A document may be ended by `...`; nothing can be added after it.
    if (/^\.\.\.\s*$/m.test(text)) return byHand('the document is ended by ...')
    return `${text}${text.endsWith('\n') ? '' : '\n'}${weightsLines(name)}`
  }
  const named = isMap(own.value) && !own.value.flow ? pairOf(own.value, 'weights') : undefined
  const range = isScalar(named?.value) ? named.value.range : undefined
  if (!range) return byHand('understanding is there already')
  return text.slice(0, range[0]) + value + text.slice(range[1])
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
}
