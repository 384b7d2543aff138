/** What the consumer costs: a plan beside parsing its YAML, a decision beside reading the reply it rests on, a rehearsal. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { script } from '../../dist/consumer/script.js'
import { SHIPPED } from '../../dist/documents/catalogue.js'
import { rehearse } from '../../dist/library/rehearse.js'
import { makePlan } from '../../dist/run/plan.js'
import { HARD, library, trialsOf } from './consumer-trials.mjs'
import { figure, median } from './figures.mjs'
import { seeded } from './measures.mjs'

const TRIALS = 10_000
const ROUNDS = 5

export async function bench() {
  const loaded = library()
  const texts = readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.includes('.target.'))
    .map((name) => readFileSync(join(SHIPPED, name), 'utf8'))
  const once = makePlan(loaded, { seed: 'bench' }).trials.length
  const repeat = Math.ceil(TRIALS / once)
  const [planning, parsing] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    planning.push(timed(() => makePlan(loaded, { seed: `bench ${round}`, repeat })))
    parsing.push(timed(() => texts.flatMap((text) => parseAllDocuments(text).map((one) => one.toJS()))))
  }
  const perTrial = median(planning) / (once * repeat)
  const turns = await decisions(loaded)
  return [
    figure(`planning ${TRIALS} trials`, perTrial * TRIALS, 'ms'),
    figure('parsing the YAML of all shipped documents', median(parsing), 'ms'),
    figure(`planning ${TRIALS} trials / parsing the YAML`, (perTrial * TRIALS) / median(parsing), ''),
    figure('one decision of the consumer', turns.deciding * 1000, 'µs'),
    figure('reading the reply that it rests on', turns.reading * 1000, 'µs'),
    figure('one decision / reading the reply', turns.deciding / turns.reading, ''),
    figure('rehearsing one conversation', turns.conversation, 'ms'),
    figure('turns of a conversation', turns.turns, ''),
  ]
}

function timed(work) {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

/** Means over all decisions to speak; a decision and its reading are timed one after the other. */
async function decisions(loaded) {
  const sums = { deciding: 0, reading: 0, moves: 0, turns: 0, conversations: 0, spent: 0 }
  const draw = seeded(11)
  for (const round of ['warm', 'a', 'b']) {
    for (const trial of trialsOf(loaded, round, undefined))
      for (const bot of Object.values(HARD)) {
        const play = (...played) => watched(script(...played), round === 'warm' ? undefined : sums)
        const begun = performance.now()
        const { turns } = await rehearse({
          trial,
          seed: round,
          bot: bot(trial.scenario.lang, draw),
          consumer: { play, about: { kind: 'script' } },
        })
        if (round === 'warm') continue
        sums.spent += performance.now() - begun
        sums.conversations++
        sums.turns += turns
      }
  }
  const { deciding, reading, moves, turns, conversations, spent } = sums
  return {
    deciding: deciding / moves,
    reading: reading / moves,
    turns: turns / conversations,
    conversation: spent / conversations,
  }
}

function* watched(consumer, sums) {
  let next = consumer.next()
  while (!next.done) {
    const view = yield next.value
    const begun = performance.now()
    void [view.reading, view.levels, view.resolved]
    const read = performance.now()
    next = consumer.next(view)
    const decided = performance.now()
    if (!sums || next.done || next.value.do !== 'say') continue
    sums.reading += read - begun
    sums.deciding += decided - read
    sums.moves++
  }
  return next.value
}
