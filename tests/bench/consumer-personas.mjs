/**
 * What personas make of words: the character error rate of each operator against its setting, and how personas differ in
 * facts a turn, length and redundancy, over conversations with a bot that asks, then does not understand.
 */
import { changeable, errors, mannerOf } from '../../dist/consumer/persona/measure.js'
import { asSent } from '../../dist/consumer/persona/pipeline.js'
import { OPERATORS } from '../../dist/consumer/persona/registry.js'
import { stream } from '../../dist/documents/random.js'
import { openingsOf } from '../../dist/library/openings.js'
import { partnerLines } from '../../dist/library/preview-partner.js'
import { rehearse } from '../../dist/library/rehearse.js'
import { library, trialsOf } from './consumer-trials.mjs'
import { figure } from './figures.mjs'

const RATES = [0.05, 0.15, 0.35]
/** How far an error rate may be from its setting, of it. */
const OFF = 0.1
const MOST_TEXTS = 2000

export async function bench() {
  const loaded = library()
  return [...rates(loaded), ...(await manners(loaded))]
}

/** Errors by the characters that may be changed, for operators that make errors; for the others what they add. */
function rates(loaded) {
  const trials = trialsOf(loaded, 'rates', 'control')
  return ['zh-CN', 'en'].flatMap((lang) => {
    const texts = trials
      .filter(({ scenario }) => scenario.lang === lang)
      .flatMap((trial) =>
        openingsOf(trial)
          .slice(0, 30)
          .map((text) => ({ text, trial })),
      )
      .slice(0, MOST_TEXTS)
    const settings = Object.entries(OPERATORS).flatMap(([use, { languages, rate }]) => {
      if (!languages.includes(lang)) return []
      // English homophones are words of a list: their rate is a share of those, not of characters.
      const isRate = use === 'slips' || (use === 'homophones' && lang === 'zh-CN')
      return isRate ? RATES.map((one) => ({ use, rate: one, isRate })) : [{ use, rate, isRate }]
    })
    return settings.flatMap(({ use, rate, isRate }) => {
      const found = errorRate(texts, use, rate, lang)
      if (!isRate) return [figure(`${lang}: ${use} at ${rate}, characters changed`, found, '')]
      const off = Math.abs(found / rate - 1)
      return [
        figure(`${lang}: ${use} at ${rate}, character error rate`, found, ''),
        figure(`${lang}: ${use} at ${rate}, off its setting`, off, '', { most: OFF, aim: true }),
      ]
    })
  })
}

function errorRate(texts, use, rate, lang) {
  let [wrong, all] = [0, 0]
  for (const [i, { text, trial }] of texts.entries()) {
    const persona = { id: 'bench', axes: { operators: [{ use, rate }] } }
    const draw = (purpose) =>
      stream({ seed: `${i}`, scenario: use, repetition: 1, step: '', occurrence: 0, purpose })
    const { sent } = asSent(text, { ...trial, persona }, draw)
    wrong += sent ? errors(text, sent.join('')) : 0
    all += changeable(text, lang === 'zh-CN' && use === 'homophones' ? 'han' : 'typed', trial.facts)
  }
  return wrong / all
}

/** How each persona writes, and which of them write as the control persona does. */
async function manners(loaded) {
  const personas = Object.keys(loaded.personas).filter((id) => id !== 'control')
  const figures = []
  for (const lang of ['zh-CN', 'en']) {
    const control = await mannerIn(lang, loaded, 'control')
    figures.push(...rowsOf(`${lang}, control`, control, lang))
    const same = []
    for (const persona of personas) {
      const manner = await mannerIn(lang, loaded, persona)
      if (JSON.stringify(manner) === JSON.stringify(control)) same.push(persona)
      else figures.push(...rowsOf(`${lang}, ${persona}`, manner, lang))
    }
    figures.push(figure(`${lang}, in the words of control: ${same.join(' ')}`, same.length, ''))
  }
  return figures
}

const rowsOf = (name, { facts, length, redundancy, dialogue }, lang) => [
  figure(`${name}: facts a turn`, facts, ''),
  figure(`${name}: characters a turn`, length, ''),
  figure(`${name}: repeated 3-grams in a turn`, redundancy, ''),
  figure(`${name}: ${lang === 'en' ? 'words' : 'characters'} a dialogue`, dialogue, ''),
]

/** Means over all turns of one conversation a scenario, and what is said in a dialogue. */
async function mannerIn(lang, loaded, persona) {
  const sums = { facts: 0, length: 0, redundancy: 0 }
  let [turnCount, said, dialogues] = [0, 0, 0]
  for (const trial of trialsOf(loaded, 'manners', persona)) {
    if (trial.scenario.lang !== lang) continue
    const turns = await saidIn(trial)
    const manner = mannerOf(turns, trial.facts)
    for (const key of Object.keys(sums)) sums[key] += manner[key] * turns.length
    turnCount += turns.length
    said += lang === 'en' ? turns.flat().join(' ').split(/\s+/).length : turns.flat().join('').length
    dialogues++
  }
  const means = Object.entries(sums).map(([key, sum]) => [key, sum / turnCount])
  return { ...Object.fromEntries(means), dialogue: said / dialogues }
}

/** The messages of each turn of the consumer. */
async function saidIn(trial) {
  const lines = partnerLines(trial)
  const turns = []
  await rehearse({
    trial,
    seed: 'manners',
    bot: ({ text }) => {
      turns.push(text.split('\n'))
      return { replies: [lines[turns.length - 1] ?? lines.at(-1)] }
    },
  })
  return turns
}
