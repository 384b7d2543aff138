/** Events in any order and number, with values at their ends: they are read, judged and summed up all the same. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { SHIPPED, shippedScenarios } from '../../../dist/documents/catalogue.js'
import { loadDocuments } from '../../../dist/documents/load.js'
import { resolveTrial } from '../../../dist/documents/resolve.js'
import { isEvent, validator } from '../../../dist/documents/schema.js'
import { levelsSeen } from '../../../dist/handoff/levels.js'
import { makePlan } from '../../../dist/run/plan.js'
import { chatOf } from '../../../dist/scoring/chat.js'
import { Counts } from '../../../dist/scoring/counted.js'
import { findingsOf } from '../../../dist/scoring/findings.js'
import { LatencySample } from '../../../dist/scoring/latency.js'
import { rowOf } from '../../../dist/scoring/rows.js'
import { scorecard } from '../../../dist/scoring/scorecard.js'
import { read } from '../../../dist/understanding/reading.js'
import { changed, recipe } from './mutate.mjs'

const GOLDEN = fileURLToPath(new URL('../../golden', import.meta.url))
const TALKS = readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.jsonl'))
  .sort()
  .map((name) =>
    readFileSync(join(GOLDEN, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )

const arbitrary = fc.record({
  talk: fc.nat({ max: TALKS.length - 1 }),
  trial: fc.nat({ max: 999 }),
  /** Steps of the talk are named as those of the scenario, so that its audits have something to look at. */
  named: fc.boolean(),
  steps: recipe(10),
})

function prepare() {
  const loaded = loadDocuments([...shippedScenarios(), join(SHIPPED, 'starter', 'shop.target.yaml')])
  const plan = makePlan(loaded, { seed: 'fuzz' })
  return { plan, trials: plan.trials.map((trial) => resolveTrial(plan, trial)) }
}

function check({ talk, trial, named, steps }, { plan, trials }) {
  const resolved = trials[trial % trials.length]
  const told = named ? renamed(TALKS[talk], resolved.scenario.steps) : TALKS[talk]
  const value = changed(told, steps)
  const events = (Array.isArray(value) ? value : [value]).filter(isEvent)
  const reading = read(events, { lang: resolved.scenario.lang })
  const levels = levelsSeen(events, reading)
  const findings = findingsOf({ ...resolved, events, reading, levels })
  const valid = validator('finding', 'first')
  for (const finding of findings) {
    if (finding.outcome === 'error') throw new Error(`${finding.audit}: ${finding.message.en}`)
    if (!valid(JSON.parse(JSON.stringify(finding))))
      throw new Error(`no finding: ${JSON.stringify([finding, valid.errors[0].instancePath])}`)
  }
  const counts = new Counts()
  for (const finding of findings) counts.add(finding)
  const latency = new LatencySample()
  const end = {
    trial: resolved.trial.id,
    attempt: 1,
    status: 'done',
    reason: 'script-end',
    whose: 'consumer',
  }
  const row = rowOf(plan, resolved.trial, end, 'pass', { ...resolved, events, reading, levels }, findings)
  const validRow = validator('row', 'first')
  if (!validRow(JSON.parse(JSON.stringify(row))))
    throw new Error(`no row: ${validRow.errors[0].instancePath} ${validRow.errors[0].message}`)
  latency.add(row)
  const card = JSON.parse(
    JSON.stringify(scorecard(plan, [end], counts.ofTrial, new Map([[resolved.trial.target, latency]]))),
  )
  const validCard = validator('scorecard', 'first')
  if (!validCard(card))
    throw new Error(`no scorecard: ${validCard.errors[0].instancePath} ${validCard.errors[0].message}`)
  JSON.stringify(chatOf(events, reading))
}

function renamed(events, steps) {
  const names = new Map()
  return events.map((event) => {
    if (event.step === undefined) return event
    if (!names.has(event.step)) names.set(event.step, steps[names.size % steps.length].id)
    return { ...event, step: names.get(event.step) }
  })
}

export const events = { arbitrary, prepare, check }
