/** A run directory of many trials: twenty are really held, the others are their repetitions with other customers. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startRunBot } from './run-bot.mjs'
import { http, writeRunDocuments } from './run-documents.mjs'

const SCENARIOS = 20
const TURNS = 5

const both = (text) => ({ 'zh-CN': text, en: text })
/** A requirement of each kind that one arm allows. */
const PROFILE = {
  id: 'bench',
  title: both('bench'),
  requirements: [
    { id: 'on-topic', measure: 'relevant', kind: 'rate', threshold: 0.85, minimum: 60 },
    { id: 'quick', measure: 'first-content', kind: 'quantile', quantile: 0.95, threshold: '10s' },
    { id: 'there', measure: 'available', kind: 'prohibition', minimum: 35 },
    { id: 'states', measure: 'states', kind: 'existence', minimum: 16 },
  ].map((one) => ({ ...one, title: both(one.id) })),
}

/**
 * @param {{ alike?: boolean }} [options] alike: repetitions are word for word the same, so that the readers remember
 *   nearly every message; else each has a customer of its own, and every message is new
 * @returns the path of the directory, below `folder`, of `trials` trials; one in five fails
 */
export async function storedRun(folder, trials, { alike = false } = {}) {
  folder = join(folder, alike ? 'alike' : 'own')
  const { loadDocuments } = await import('../../dist/documents/load.js')
  const { makePlan } = await import('../../dist/run/plan.js')
  const { carryOut } = await import('../../dist/run/run.js')
  const bot = await startRunBot()
  try {
    const documents = writeRunDocuments({
      folder: join(folder, `documents-${trials}`),
      channel: http(bot.url),
      scenarios: Math.min(SCENARIOS, trials),
      turns: TURNS,
      atOnce: 4,
      expect: (n, i) =>
        n % 5 === 0 && i === 2 ? "[relevant, { states: { pattern: '48小时' } }]" : '[relevant]',
    })
    const loaded = loadDocuments([documents])
    const held = await carryOut({
      work: { plan: makePlan(loaded, { seed: 'bench', repeat: 1 }), out: join(folder, `held-${trials}`) },
    })
    const plan = makePlan(loaded, { seed: 'bench', repeat: Math.ceil(trials / SCENARIOS) })
    return multiply(
      held.directory.path,
      { ...plan, conformance: { date: '2026-11-26', profiles: [PROFILE] } },
      join(folder, `stored-${trials}`),
      alike,
    )
  } finally {
    await bot.stop()
  }
}

function multiply(from, plan, out, alike) {
  mkdirSync(out)
  writeFileSync(join(out, 'plan.json'), JSON.stringify(plan))
  writeFileSync(join(out, 'run.json'), readFileSync(join(from, 'run.json')))
  const one = (text, { id, repetition }) =>
    text.replaceAll(id.replace(/\d+$/, '1'), id).replaceAll('/1.1.jsonl', `/${repetition}.1.jsonl`)
  const journal = readFileSync(join(from, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1)
  const lines = plan.trials.flatMap((trial) => {
    const first = trial.id.replace(/\d+$/, '1')
    const name = `trials/${trial.target}/${trial.scenario}/-/`
    const transcript = readFileSync(join(from, name, '1.1.jsonl'), 'utf8')
    const file = join(out, name, `${trial.repetition}.1.jsonl`)
    mkdirSync(dirname(file), { recursive: true })
    const said = alike ? transcript : transcript.replaceAll(/顾客\d+/g, `$&之${inLetters(trial.repetition)}`)
    writeFileSync(file, one(said, trial))
    return journal.filter((line) => JSON.parse(line).trial === first).map((line) => one(line, trial))
  })
  writeFileSync(join(out, 'journal.jsonl'), lines.map((line) => `${line}\n`).join(''))
  return out
}

/** A number without digits: a consumer that says a number which is no fact is at fault, and its trial does not count. */
function inLetters(number) {
  return String(number).replace(/\d/g, (digit) => '甲乙丙丁戊己庚辛壬癸'[digit])
}
