/** What the benches of the readings measure with: AUC, F1, intervals, floors, and the rows they are measured on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './processes.mjs'

const LABELLED = join(ROOT, 'tests/labelled')
const SHARED = join(ROOT, '../shared/data')
const TRAINING = join(ROOT, 'src/understanding/training/text')
/** A test text that is as like a training text as this does not count. */
const COPY = 0.6

const rowsIn = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** Rows of `tests/labelled/NAME.jsonl`. */
export const labelled = (name) => rowsIn(join(LABELLED, `${name}.jsonl`))

/** Rows of a file of ../shared/data; undefined where it is not there. */
export function shared(name) {
  const file = join(SHARED, `${name}.jsonl`)
  return existsSync(file) ? rowsIn(file) : undefined
}

/** Every training text, whatever it is for. */
export function trainingTexts() {
  return readdirSync(TRAINING).flatMap((file) =>
    readFileSync(join(TRAINING, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !/^(?:##|\/\/)/.test(line))
      .map((line) => line.replace(/^(?:[qa]:|[\w,-]+ *\|)/, '').trim()),
  )
}

const trigrams = (text) => {
  const bare = text.toLowerCase().replace(/\s+/g, '')
  const found = new Set()
  for (let i = 0; i + 3 <= bare.length; i++) found.add(bare.slice(i, i + 3))
  return found
}

/** Tells whether a text has a near-duplicate in the training text: Jaccard similarity of character 3-grams over 0.6. */
export function copies(texts = trainingTexts()) {
  const sets = texts.map(trigrams)
  const holding = new Map()
  for (const [i, set] of sets.entries())
    for (const gram of set) holding.set(gram, [...(holding.get(gram) ?? []), i])
  return (text) => {
    const own = trigrams(text)
    if (own.size === 0) return false
    const shares = new Map()
    for (const gram of own) for (const i of holding.get(gram) ?? []) shares.set(i, (shares.get(i) ?? 0) + 1)
    for (const [i, both] of shares) if (both / (own.size + sets[i].size - both) > COPY) return true
    return false
  }
}

/** Area under the ROC curve: how often a row with label 1 scores above one with label 0; ties count half. */
export function auc(rows) {
  const sorted = [...rows].sort((a, b) => a.score - b.score)
  let ranks = 0
  let ones = 0
  for (let i = 0; i < sorted.length; ) {
    let j = i
    while (j < sorted.length && sorted[j].score === sorted[i].score) j++
    for (let k = i; k < j; k++)
      if (sorted[k].label) {
        ones++
        ranks += (i + j + 1) / 2
      }
    i = j
  }
  const zeros = sorted.length - ones
  return ones === 0 || zeros === 0 ? Number.NaN : (ranks - (ones * (ones + 1)) / 2) / (ones * zeros)
}

/** A generator of numbers in [0, 1) for resampling (Mulberry32). */
export function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Percentile bootstrap interval [low, high] of a statistic; whole groups are drawn where rows have a `group`. */
export function interval(rows, statistic, { times = 1000, level = 0.95 } = {}) {
  const groups = [...grouped(rows).values()]
  const draw = seeded(7)
  const values = Array.from({ length: times }, () =>
    statistic(Array.from(groups, () => groups[Math.floor(draw() * groups.length)]).flat()),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b)
  const tail = (1 - level) / 2
  return [values[Math.floor(tail * values.length)], values[Math.ceil((1 - tail) * values.length) - 1]]
}

function grouped(rows) {
  const groups = new Map()
  for (const row of rows) groups.set(row.group ?? row, [...(groups.get(row.group ?? row) ?? []), row])
  return groups
}

/** Wilson score interval of a share. */
export function wilson(hits, n, z = 1.959963984540054) {
  if (n === 0) return [0, 1]
  const p = hits / n
  const centre = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [(centre - half) / (1 + (z * z) / n), (centre + half) / (1 + (z * z) / n)]
}

/** One-sided upper 95 % bound of a share (Clopper and Pearson, Biometrika 26 (1934) 404), by bisection. */
export function upperBound(hits, n, level = 0.95) {
  if (n === 0 || hits === n) return 1
  let [low, high] = [hits / n, 1]
  for (let i = 0; i < 60; i++) {
    const p = (low + high) / 2
    let term = (1 - p) ** n
    let sum = term
    for (let k = 1; k <= hits; k++) {
      term *= ((n - k + 1) / k) * (p / (1 - p))
      sum += term
    }
    if (sum > 1 - level) low = p
    else high = p
  }
  return high
}

/** Precision, recall and F1 of one label. */
export function f1(rows) {
  let [hit, miss, wrong] = [0, 0, 0]
  for (const { label, said } of rows) {
    if (label && said) hit++
    else if (label) miss++
    else if (said) wrong++
  }
  const precision = hit + wrong === 0 ? 0 : hit / (hit + wrong)
  const recall = hit + miss === 0 ? 0 : hit / (hit + miss)
  return { precision, recall, f1: hit === 0 ? 0 : (2 * hit) / (2 * hit + miss + wrong), n: hit + miss }
}

const charGrams = (text) => {
  const counts = new Map()
  const bare = text.toLowerCase().replace(/\s+/g, ' ')
  for (let n = 1; n <= 3; n++)
    for (let i = 0; i + n <= bare.length; i++) {
      const gram = bare.slice(i, i + n)
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
    }
  return counts
}

/** The floor: cosine of the counts of character 1- to 3-grams. */
export function charCosine(a, b) {
  const [first, second] = [charGrams(a), charGrams(b)]
  let dot = 0
  for (const [gram, count] of first) dot += count * (second.get(gram) ?? 0)
  const length = (counts) => Math.sqrt([...counts.values()].reduce((sum, n) => sum + n * n, 0))
  return dot === 0 ? 0 : dot / (length(first) * length(second))
}
