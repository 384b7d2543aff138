/**
 * What bot messages do: F1 of every act on the test split of tests/labelled, how far the probabilities can be
 * trusted, and what reading a message costs beside parsing its event line. With --long also a learning curve.
 */
import { ACTS } from '../../dist/documents/acts.js'
import { actsBy, actsOf } from '../../dist/understanding/acts/acts.js'
import { repetitionOf } from '../../dist/understanding/repetition.js'
import { figure, median } from './figures.mjs'
import { copies, f1, interval, labelled, wilson } from './measures.mjs'

const HAND_OFF = ['offers-human', 'promises-transfer', 'queue', 'human-joined', 'refuses-human']
const LANGUAGES = { zh: 'Chinese', en: 'English' }
const BINS = 10

/** Probabilities by act of one row; an act that is not named has none. */
function saidOf({ text, before = [] }, read = actsOf) {
  const again = repetitionOf(text, before)
  const acts = [...read(text), ...(again ? [again] : [])]
  const said = {}
  for (const { act, confidence } of acts) said[act] = Math.max(said[act] ?? 0, confidence)
  return said
}

const pairs = (rows, acts) =>
  rows.flatMap(({ own, said }) => acts.map((act) => ({ label: own.has(act), said: said[act] !== undefined })))
const macro = (rows, acts = ACTS) =>
  acts.reduce((sum, act) => sum + f1(pairs(rows, [act])).f1, 0) / acts.length

/** Expected calibration error of the acts that are named: mean distance of confidence and truth over ten bins. */
function calibrationError(rows) {
  const named = rows.flatMap(({ own, said }) =>
    Object.entries(said).map(([act, sure]) => ({ sure, right: own.has(act) ? 1 : 0 })),
  )
  const bins = Array.from({ length: BINS }, (_, i) =>
    named.filter(({ sure }) => Math.min(BINS - 1, Math.floor(sure * BINS)) === i),
  )
  const gap = (bin) => Math.abs(bin.reduce((sum, { sure, right }) => sum + sure - right, 0))
  return bins.reduce((sum, bin) => sum + gap(bin), 0) / named.length
}

const round = (value) => value.toFixed(3)
const between = ([low, high]) => `${round(low)}-${round(high)}`

function judged(lang, isCopy) {
  const test = labelled(`acts.${lang}`).filter((row) => row.split === 'test')
  const rows = test.filter(({ text }) => !isCopy(text))
  return {
    left: test.length - rows.length,
    rows: rows.map((row) => ({ own: new Set(row.acts), said: saidOf(row), group: row.topic })),
  }
}

function table(rows) {
  console.log('act                  n    P     R     F1    95 % of F1')
  for (const act of ACTS) {
    const { precision, recall, f1: score, n } = f1(pairs(rows, [act]))
    const range = interval(rows, (drawn) => f1(pairs(drawn, [act])).f1, { times: 300 })
    const cells = [precision, recall, score].map((value) => value.toFixed(2))
    console.log(`${act.padEnd(18)} ${String(n).padStart(4)}  ${cells.join('  ')}  ${between(range)}`)
  }
}

function handOff(rows, name) {
  const all = pairs(rows, HAND_OFF)
  const { precision, recall, n } = f1(all)
  const hits = Math.round(recall * n)
  const named = all.filter(({ said }) => said).length
  return [
    figure(`${name}: hand-off acts, recall (${between(wilson(hits, n))})`, recall, '', {
      least: 0.95,
      aim: true,
    }),
    figure(`${name}: hand-off acts, precision (${between(wilson(hits, named))})`, precision, '', {
      least: 0.95,
      aim: true,
    }),
  ]
}

/** Microseconds of an event line's `JSON.parse` and of its message's reading, each the median of its own runs. */
function speed() {
  const texts = ['zh', 'en'].flatMap((lang) =>
    labelled(`acts.${lang}`)
      .filter((row) => row.split === 'dev')
      .map((row) => row.text),
  )
  const raw = 'd2a84f4b8bb650937ec8f73cd8be2c74add5a911ba64df27458ed8229da804a2'
  const ratios = texts.map((text, i) => {
    const line = JSON.stringify({
      ...{
        seq: i,
        at: 12345.678,
        turn: 5,
        kind: 'text',
        actor: 'bot',
        id: `m${i}`,
        revision: 1,
        final: true,
      },
      ...{ source: 'http', raw, text, name: '小音', evidence: '.chat > .message:nth-child(12)' },
    })
    const [parsed, read] = [[], []]
    for (let run = 0; run < 30; run++) {
      let begun = performance.now()
      for (let k = 0; k < 20; k++) JSON.parse(line)
      parsed.push((performance.now() - begun) / 20)
      // Another ending each time, so that no reading is remembered.
      const anew = `${text}${' '.repeat(run)}`
      begun = performance.now()
      actsOf(anew)
      read.push(performance.now() - begun)
    }
    return median(read) / median(parsed)
  })
  return median(ratios)
}

/** Macro-F1 on the dev split by the share of the training text. */
async function learningCurve() {
  const { actTexts } = await import('../../dist/understanding/training/text.js')
  const { trainActs } = await import('../../dist/understanding/training/train-acts.js')
  const texts = actTexts()
  const labels = ACTS.filter((act) => texts.some((one) => one.labels.includes(act)))
  return [4, 2, 1].flatMap((part) => {
    const { model, weights } = trainActs(
      texts.filter((_, i) => i % part === 0),
      labels,
      'curve',
    )
    return Object.entries(LANGUAGES).map(([lang, name]) => {
      const rows = labelled(`acts.${lang}`)
        .filter((row) => row.split === 'dev')
        .map((row) => ({
          own: new Set(row.acts),
          said: saidOf(row, (text) => actsBy(model, weights, text)),
        }))
      return figure(`${name}: macro-F1 on dev, 1/${part} of the training text`, macro(rows), '')
    })
  })
}

export async function bench({ long }) {
  const isCopy = copies()
  const figures = []
  for (const [lang, name] of Object.entries(LANGUAGES)) {
    const { rows, left } = judged(lang, isCopy)
    console.log(`\n${name}: ${rows.length} messages, ${left} too like training text`)
    table(rows)
    const score = macro(rows)
    const range = interval(rows, macro, { times: 300 })
    figures.push(figure(`${name}: messages judged`, rows.length, '', { least: 450 }))
    figures.push(figure(`${name}: left out, too like training text`, left, ''))
    figures.push(
      figure(`${name}: macro-F1 over ${ACTS.length} acts (${between(range)})`, score, '', {
        least: 0.9,
        aim: true,
      }),
    )
    figures.push(...handOff(rows, name))
    for (const act of HAND_OFF) {
      const { precision, recall } = f1(pairs(rows, [act]))
      figures.push(figure(`${name}: ${act}, recall`, recall, ''))
      figures.push(figure(`${name}: ${act}, precision`, precision, ''))
    }
    figures.push(figure(`${name}: calibration error of named acts`, calibrationError(rows), ''))
  }
  figures.push(figure('reading a message / parsing its line', speed(), '', { most: 80 }))
  if (long) figures.push(...(await learningCurve()))
  return figures
}
