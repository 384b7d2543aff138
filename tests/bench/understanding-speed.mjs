/** What the readings cost: loading every model beside the import of ajv, a message beside `JSON.parse` of its event. */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { figure, median } from './figures.mjs'
import { labelled } from './measures.mjs'
import { ROOT } from './processes.mjs'

const MODELS = join(ROOT, 'src/understanding/models')
const FILES = ['acts.bin', 'acts.json', 'requests.bin', 'encoder.bin', 'relevance.json']
const ROUNDS = 15
/** Small batches are timed in turn, so that both sides see the same machine. */
const BATCH = 50

export async function bench() {
  const bytes = FILES.reduce((sum, file) => sum + statSync(join(MODELS, file)).size, 0)
  const [load, ajv] = [[], []]
  for (let i = 0; i < ROUNDS; i++) {
    load.push(
      alone(`const m = await import(${JSON.stringify(join(ROOT, 'dist/understanding/models/files.js'))})
      const begun = performance.now(); m.actsModel(); m.actWeights(); m.requestsModel(); m.encoderModel(); m.relevanceModels()
      console.log(performance.now() - begun)`),
    )
    ajv.push(
      alone(
        `const begun = performance.now(); await import('ajv/dist/2020.js'); console.log(performance.now() - begun)`,
      ),
    )
  }
  const { actsOf } = await import('../../dist/understanding/acts/acts.js')
  const texts = ['zh', 'en'].flatMap((lang) => labelled(`acts.${lang}`).map(({ text }) => text))
  const ratios = {
    zh: await readings(actsOf, texts.slice(0, texts.length / 2)),
    en: await readings(actsOf, texts.slice(texts.length / 2)),
  }
  return [
    figure('all models on disk', bytes / 1e6, 'MB', { most: 4 }),
    figure('loading all models', median(load), 'ms'),
    figure('loading all models / import of ajv', median(load) / median(ajv), '', { most: 1 }),
    ...Object.entries(ratios).flatMap(([lang, { ratio, micro }]) => [
      figure(`${lang}: reading a message (acts)`, micro, 'µs'),
      figure(`${lang}: reading a message / JSON.parse of its event line`, ratio, '', { most: 80 }),
    ]),
  ]
}

/** Milliseconds that a script prints, in a process of its own. */
function alone(script) {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  const value = Number(stdout)
  if (stdout.trim() === '' || Number.isNaN(value)) throw new Error(stderr)
  return value
}

/** Every message is another one each time, so that no memory of the readers helps. */
async function readings(actsOf, texts) {
  let serial = 0
  const fresh = () => texts.slice(0, 400).map((text) => `${text} ${serial++}`)
  const [reading, parsing] = [[], []]
  for (let round = 0; round < 12; round++) {
    const said = fresh()
    const lines = said.map((text, i) =>
      JSON.stringify({
        seq: i,
        at: 1234.567,
        turn: 3,
        actor: 'bot',
        source: 'dom',
        kind: 'text',
        id: `m${i}`,
        text,
        final: true,
      }),
    )
    for (let at = 0; at < said.length; at += BATCH) {
      let begun = performance.now()
      for (const text of said.slice(at, at + BATCH)) actsOf(text)
      const read = performance.now() - begun
      begun = performance.now()
      for (const line of lines.slice(at, at + BATCH)) JSON.parse(line)
      const parsed = performance.now() - begun
      if (round >= 2) {
        reading.push(read / BATCH)
        parsing.push(parsed / BATCH)
      }
    }
  }
  return { ratio: median(reading) / median(parsing), micro: median(reading) * 1000 }
}
