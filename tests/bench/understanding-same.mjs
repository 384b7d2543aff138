/**
 * Same answer? On the project's own test pairs: how many changed values are called a contradiction, how many
 * rewordings are. On ../shared/data, where it is: how well `sameness` ranks pairs, beside character n-grams.
 */
import { join } from 'node:path'
import { figure, median } from './figures.mjs'
import { auc, charCosine, interval, labelled, shared, wilson } from './measures.mjs'
import { ROOT } from './processes.mjs'

/** Kinds of change that change a value; the two others turn a yes into a no, or say something else. */
const VALUES = ['amount', 'duration', 'date', 'time', 'percent', 'count', 'phone']
const KINDS = [...VALUES, 'yes-no', 'other']
const OUTCOMES = ['same', 'different', 'contradictory', 'uncertain']
const LANG = { zh: 'zh-CN', en: 'en' }
const ROUNDS = 30

export async function bench() {
  const { sameAnswer } = await import(join(ROOT, 'dist/understanding/answers/same-answer.js'))
  const { sameness } = await import(join(ROOT, 'dist/understanding/answers/sameness.js'))
  const { factsIn } = await import(join(ROOT, 'dist/understanding/facts/facts.js'))
  return ['zh', 'en'].flatMap((lang) => {
    const rows = labelled(`same.${lang}`).filter(({ split }) => split === 'test')
    const judged = rows.map((row) => ({ ...row, outcome: sameAnswer(row.a, row.b, LANG[lang]).outcome }))
    return [
      ...contradictions(lang, judged),
      ...table(lang, judged),
      ...ranked(lang, sameness),
      ...speed(lang, rows, factsIn, (a, b) => sameAnswer(a, b, LANG[lang])),
    ]
  })
}

const percent = (value) => `${(100 * value).toFixed(1)} %`

function share(name, count, of, goal) {
  const [low, high] = wilson(count, of)
  return figure(
    `${name}: ${count} of ${of}, 95 % ${percent(low)} to ${percent(high)}`,
    of === 0 ? 0 : count / of,
    '',
    goal,
  )
}

function contradictions(lang, judged) {
  const found = (rows) => rows.filter(({ outcome }) => outcome === 'contradictory').length
  const changed = (kinds) =>
    judged.filter((row) => row.label === 'contradictory' && kinds.includes(row.changed ?? 'other'))
  const same = judged.filter(({ label }) => label === 'same')
  const value = changed(VALUES)
  return [
    share(`${lang} contradictions found where a value changed`, found(value), value.length, { least: 0.98 }),
    ...KINDS.map((kind) => share(`${lang} … ${kind}`, found(changed([kind])), changed([kind]).length)),
    share(`${lang} rewordings called contradictory`, found(same), same.length, { most: 0.03 }),
  ]
}

function table(lang, judged) {
  return ['same', 'contradictory', 'different'].flatMap((label) => {
    const rows = judged.filter((row) => row.label === label)
    return OUTCOMES.map((outcome) =>
      figure(
        `${lang} ${label} read as ${outcome}, of ${rows.length}`,
        rows.filter((row) => row.outcome === outcome).length,
        '',
      ),
    )
  })
}

/** AUC of `sameness` and of the floor on pairs of public corpora, and of the difference, resampled by pairs. */
function ranked(lang, sameness) {
  const rows = shared(`pairs.${lang}`)
  if (rows === undefined) return [figure(`${lang} pairs of public corpora: absent`, 0, '')]
  return [...new Set(rows.map(({ source }) => source))].flatMap((source) => {
    const scored = rows
      .filter((row) => row.source === source)
      .map(({ a, b, same, group }) => ({ label: same, group, own: sameness(a, b), floor: charCosine(a, b) }))
    const of = (key) => (sample) => auc(sample.map((row) => ({ label: row.label, score: row[key] })))
    const [low, high] = interval(scored, of('own'))
    const [least, most] = interval(scored, (sample) => of('own')(sample) - of('floor')(sample))
    return [
      figure(
        `${source} (${scored.length}) AUC, 95 % ${low.toFixed(3)} to ${high.toFixed(3)}`,
        of('own')(scored),
        '',
      ),
      figure(`${source} AUC of character 1-3-grams`, of('floor')(scored), ''),
      figure(`${source} AUC above that, lower bound (upper ${most.toFixed(3)})`, least, '', { least: 0.001 }),
    ]
  })
}

/** Against JSON.parse of the event line that such a message has; every text is new, so that nothing is remembered. */
function speed(lang, rows, factsIn, compare) {
  const texts = rows.flatMap(({ a, b }) => [a, b])
  const lines = texts.map((text) =>
    JSON.stringify({ k: 'message', t: 1234, id: 'm1', actor: 'bot', text, turn: 3 }),
  )
  const each = (run, count) =>
    median(
      Array.from({ length: ROUNDS }, (_, round) => {
        const begun = performance.now()
        run(`\u200b${' '.repeat(round)}`)
        return ((performance.now() - begun) * 1000) / count
      }).slice(ROUNDS / 3),
    )
  const all = (list, run) => (mark) => {
    for (const one of list) run(one, mark)
  }
  const parse = each(
    all(lines, (line) => JSON.parse(line)),
    texts.length,
  )
  const facts = each(
    all(texts, (text, mark) => factsIn(text + mark)),
    texts.length,
  )
  const pair = each(
    all(rows, ({ a, b }, mark) => compare(a + mark, b + mark)),
    rows.length,
  )
  return [
    figure(`${lang} reading the values of a message`, facts, 'us'),
    figure(`${lang} … against JSON.parse of its line`, facts / parse, 'x', { most: 80 }),
    figure(`${lang} comparing two answers`, pair, 'us'),
  ]
}
