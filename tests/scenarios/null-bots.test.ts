/** No shipped scenario may be passed whole by a bot that serves nobody. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { shippedScenarios } from '../../src/documents/catalogue.js'
import type { Finding } from '../../src/documents/types/finding.js'
import { type Plan, type Result, run } from '../../src/index.js'
import { NULL_BOTS, type NullBot, serveNullBot } from './null-bots.js'

/** That a bot is gone, or that an API shows no buttons, says nothing about the scenario. */
const OUTWARD = new Set(['available', 'offered'])

const bots: NullBot[] = []
let folder: string
let findings: Finding[]
let plan: Plan
let result: Result

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-null-'))
  for (const id of Object.keys(NULL_BOTS)) bots.push(await serveNullBot(id))
  // Each bot twice: its merchant declared facts, and it did not.
  const paths = bots.flatMap(({ target }) => {
    const { facts: _, ...bare } = target
    return [target, { ...bare, id: `${target.id}-bare` }].map((one) => {
      const path = join(folder, `${one.id}.target.yaml`)
      writeFileSync(path, stringify(one))
      return path
    })
  })
  // These bots have no page; what a scenario asks of the channel is beside the point here.
  for (const theme of shippedScenarios())
    for (const name of readdirSync(theme)) {
      const path = join(folder, basename(name))
      writeFileSync(path, readFileSync(join(theme, name), 'utf8').replace('channel: browser, ', ''))
      paths.push(path)
    }
  const { directory } = await run({ paths, out: join(folder, 'run'), seed: 'null-bots', concurrency: 16 })
  result = JSON.parse(readFileSync(join(directory, 'result.json'), 'utf8')) as Result
  plan = JSON.parse(readFileSync(join(directory, 'plan.json'), 'utf8')) as Plan
  findings = readFileSync(join(directory, 'findings.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Finding)
})
afterAll(async () => {
  for (const bot of bots) await bot.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(Object.keys(NULL_BOTS))('%s', (bot) => {
  test.each([
    ['facts declared', bot],
    ['no facts declared', `${bot}-bare`],
  ])('%s: every trial fails an expectation', (_title, target) => {
    const trials = plan.trials
      .filter((trial) => trial.target === target && !plan.documents.scenarios[trial.scenario]?.probe)
      .map((trial) => trial.id)
    expect(new Set(trials.map((id) => id.split('/')[1])).size).toBe(13)
    const failing = new Set(
      findings
        .filter((one) => one.expected && one.outcome === 'fail' && !OUTWARD.has(one.audit))
        .map((one) => one.trial),
    )
    expect(trials.filter((id) => !failing.has(id))).toEqual([])
  })

  // Probes expect nothing: they are measured together.
  test.each([bot, `${bot}-bare`])('%s: is never said to understand', (target) => {
    const understanding = result.scorecard.targets.find((one) => one.target === target)?.understanding
    expect(understanding).toMatchObject({ understood: 0 })
    expect(understanding?.index ?? 0).toBe(0)
  })
})
