/** Run directories with one file changed: they are scored and reported, or refused in words. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import fc from 'fast-check'
import { report, run, score } from '../../../dist/index.js'
import { changed, edited, recipe } from './mutate.mjs'

const FORMATS = ['html', 'junit', 'ctrf', 'csv', 'markdown']
const WRITTEN = /(^|\/)(plan|run|result)\.json$|(^|\/)(journal|texts|[0-9.]+)\.jsonl$/

const arbitrary = fc.record({
  file: fc.nat({ max: 99 }),
  /** The result is made anew, or taken as it is. */
  scored: fc.boolean(),
  how: fc.constantFrom('values', 'values', 'text'),
  format: fc.constantFrom(...FORMATS),
  steps: recipe(8),
})

/** A small run with a bot that answers, offers and hands over. */
async function prepare(folder) {
  mkdirSync(folder, { recursive: true })
  const server = createServer((_, response) => {
    response.end(
      JSON.stringify({
        messages: [
          { text: '现货在48小时内发货，退款3天内到账。', choices: ['转人工'] },
          { text: '您好，我是人工客服小李。', from: 'agent', name: '小李' },
        ],
      }),
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const write = (name, document) => writeFileSync(join(folder, name), JSON.stringify(document))
  write('shop.target.yaml', {
    politeness: { gap: '0ms', concurrency: 4 },
    timing: { human: '100ms' },
    channel: {
      http: {
        url: `http://127.0.0.1:${server.address().port}/`,
        request: { text: '$.message' },
        reply: { messages: '$.messages[*]', author: '$.from', name: '$.name', choices: '$.choices[*]' },
      },
    },
  })
  const scenario = (id, steps) => write(`${id}.scenario.yaml`, { id, lang: 'zh-CN', title: id, steps })
  scenario('ask', [
    {
      id: 'ask',
      say: ['多久发货？'],
      expect: ['relevant', { states: { pattern: '48小时' } }, { latency: { max: '5s' } }],
    },
    {
      id: 'again',
      repeat: { step: 'ask' },
      expect: [{ 'same-answer': 'ask' }, { 'never-states': { pattern: '保证' } }],
    },
  ])
  scenario('person', [{ id: 'person', 'ask-human': { by: ['button', 'phrase'] }, expect: [{ human: 'E3' }] }])
  const out = join(folder, 'run')
  await run({ paths: [folder], out, politeness: folder, seed: 'fuzz' })
  server.closeAllConnections()
  server.close()
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => WRITTEN.test(name) && statSync(join(out, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(out, name), 'utf8')])
  return { out, files }
}

async function check({ file, scored, how, format, steps }, { out, files }) {
  const [name, text] = files[file % files.length]
  writeFileSync(join(out, name), how === 'text' ? edited(text, steps) : valuesOf(name, text, steps))
  try {
    if (scored && name !== 'result.json') await refusedOr(() => score(out))
    await refusedOr(() => report(out, { formats: [format] }))
  } finally {
    rmSync(join(out, name), { recursive: true, force: true })
    writeFileSync(join(out, name), text)
  }
}

function valuesOf(name, text, steps) {
  if (name.endsWith('.json')) return JSON.stringify(changed(JSON.parse(text), steps)) ?? ''
  const lines = changed(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    steps,
  )
  return (Array.isArray(lines) ? lines : [lines]).map((line) => `${JSON.stringify(line)}\n`).join('')
}

async function refusedOr(act) {
  try {
    await act()
  } catch (error) {
    if (error.name !== 'InputError') throw error
  }
}

export const runs = { arbitrary, prepare, check }
