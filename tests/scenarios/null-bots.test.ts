/** Over real HTTP, the probes are passed by no bot that serves nobody; every other scenario is held in library.test.ts. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { SHIPPED } from '../../src/documents/catalogue.js'
import { type Result, run } from '../../src/index.js'
import { NULL_BOTS, type NullBot, serveNullBot } from './null-bots.js'

/** A bot of keywords has its own test (keyword.test.ts): it knows a few right answers. */
const IDS = Object.keys(NULL_BOTS).filter((id) => id !== 'keyword')

const bots: NullBot[] = []
let folder: string
let result: Result

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-null-'))
  for (const id of IDS) bots.push(await serveNullBot(id))
  const paths = bots.map(({ target }) => {
    const path = join(folder, `${target.id}.target.yaml`)
    writeFileSync(path, stringify(target))
    return path
  })
  paths.push(join(SHIPPED, 'keyword'))
  const { directory } = await run({
    paths,
    out: join(folder, 'run'),
    politeness: folder,
    seed: 'null-bots',
    concurrency: 16,
  })
  result = JSON.parse(readFileSync(join(directory, 'result.json'), 'utf8')) as Result
})
afterAll(async () => {
  for (const bot of bots) await bot.close()
  rmSync(folder, { recursive: true, force: true })
})

test.each(IDS)('%s is never said to understand', (bot) => {
  const understanding = result.scorecard.targets.find((one) => one.target === bot)?.understanding
  expect(understanding).toMatchObject({ understood: 0 })
  expect(understanding?.index ?? 0).toBe(0)
})
