/** A judge in a local model file: what it needs, and that it runs where that is there. */
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openJudge } from '../../src/judge/open.js'
import { settingsOf } from '../../src/judge/settings.js'
import { Workplace } from '../support/workplace.js'
import { tinyGguf } from './tiny-gguf.js'

const name = 'node-llama-cpp'
const installed = await import(name).then(
  () => true,
  () => false,
)

function model(): string {
  const work = new Workplace()
  const file = work.file('tiny.gguf')
  writeFileSync(file, tinyGguf())
  return file
}

it.runIf(!installed)('says what to install', async () => {
  await expect(openJudge(settingsOf({ gguf: model() }, {}))).rejects.toMatchObject({
    message: expect.stringContaining('a judge in a GGUF file needs the package node-llama-cpp'),
    hint: expect.stringContaining('npm i node-llama-cpp'),
  })
})

it('says that a file is not there', async () => {
  await expect(openJudge(settingsOf({ gguf: 'nowhere.gguf' }, {}))).rejects.toThrow(
    /nowhere\.gguf is no file/,
  )
})

it.runIf(installed)('runs a model, and nonsense of it is no vote', async () => {
  const judge = await openJudge(settingsOf({ gguf: model() }, {}))
  const judgement = await judge.ask({
    criterion: 'rubric',
    lang: 'en',
    rubric: 'The bot is polite.',
    parts: [{ role: 'bot', text: 'We ship within two days.', line: 1 }],
  })
  await judge.close()
  expect(judge.id).toMatch(/^gguf:tiny\.gguf:\d+$/)
  expect(judgement).toMatchObject({ outcome: 'inconclusive', judge: judge.id })
  expect(judgement.votes).toHaveLength(3)
  for (const vote of judgement.votes) {
    expect(vote.model).toBe('tiny.gguf')
    expect(vote.reply).toMatch(/^\s*\{/)
    expect(vote.tokens.input).toBeGreaterThan(100)
  }
})
