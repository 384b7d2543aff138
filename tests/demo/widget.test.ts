/** The demo's page by keyboard, by screen reader and enlarged: what the two faults of its chat flip, and nothing without them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { FaultId } from '../../src/demo/faults.js'
import { startMerchant } from '../../src/demo/server.js'
import { bothChannels } from '../../src/demo/targets.js'
import { SHIPPED } from '../../src/documents/catalogue.js'
import type { Finding } from '../../src/documents/types/finding.js'
import type { Target } from '../../src/documents/types/target.js'
import { run } from '../../src/index.js'

const FAULTS = ['no-keyboard', 'unannounced'] as const satisfies FaultId[]
const HELD = [
  'clean-web/by-other-means/persona=keyboard-only',
  'clean-web/by-other-means-en/persona=large-text',
  'clean-web/by-other-means-en/persona=screen-reader',
  'no-keyboard-web/by-other-means/persona=keyboard-only',
  'unannounced-web/by-other-means/persona=screen-reader',
]

const folder = mkdtempSync(join(tmpdir(), 'ombud-widget-'))
const merchants: Awaited<ReturnType<typeof startMerchant>>[] = []
/** By beginning of the trial's id. */
const findings = new Map<string, readonly Finding[]>()

beforeAll(async () => {
  const paths: string[] = []
  for (const id of ['clean', ...FAULTS] as const) {
    const served = await startMerchant({ faults: id === 'clean' ? [] : [id], delays: { think: 400 } })
    merchants.push(served)
    const target = parse(bothChannels(id, id, served)[`${id}-web`] ?? '') as Target
    const path = join(folder, `${id}.target.yaml`)
    writeFileSync(path, stringify({ ...target, timing: { quiet: '800ms', cap: '4s' } }))
    paths.push(path)
  }
  const scenarios = ['by-other-means', 'by-other-means-en'].map((name) =>
    join(SHIPPED, 'disabled', `${name}.scenario.yaml`),
  )
  const { result } = await run({
    paths: [...paths, ...scenarios],
    out: join(folder, 'run'),
    politeness: folder,
    seed: 'widget',
    filter: HELD,
    concurrency: 3,
    // What no keyboard gets to is not looked for longer than that.
    browser: { evidence: ['none'], look: 6_000 },
  })
  for (const { trials } of result.targets)
    for (const trial of trials) findings.set(trial.id.replace(/\/\d+$/, ''), trial.findings)
}, 120_000)
afterAll(async () => {
  for (const one of merchants) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Findings of the chat window, and of nothing else, by outcome. */
function seen(trial: string) {
  const all = findings.get(trial)?.filter(({ audit }) => /^(widget-|evidence-kept)/.test(audit)) ?? []
  const those = (outcome: Finding['outcome']) =>
    all.filter((one) => one.outcome === outcome).map(({ audit }) => audit)
  return { passed: those('pass'), failed: those('fail'), open: those('inconclusive'), all }
}

const EVER = [
  'widget-live-region',
  'widget-names',
  'widget-forms',
  'widget-contrast',
  'widget-axe',
  'evidence-kept',
]

test.each([
  [HELD[0], 'widget-keyboard'],
  [HELD[1], 'widget-zoom'],
  [HELD[2], undefined],
])('%s: the merchant without faults passes', (trial = '', more) => {
  const { passed, failed, open, all } = seen(trial)
  expect([failed, open], JSON.stringify(all)).toEqual([[], []])
  expect(passed.toSorted()).toEqual([...EVER, ...(more ? [more] : [])].toSorted())
})

test('no-keyboard: what a keyboard does not get to is named, with the lines that say so', () => {
  const { passed, failed, all } = seen(HELD[3] ?? '')
  expect([passed, failed]).toEqual([[], ['widget-keyboard']])
  const { message, lines } = all.find(({ audit }) => audit === 'widget-keyboard') as Finding
  expect(message['zh-CN']).toContain('在线客服')
  expect(lines.length).toBeGreaterThan(0)
})

test('unannounced: a reply that nobody is told of fails, and what still has a name passes', () => {
  const { failed, all } = seen(HELD[4] ?? '')
  expect(failed, JSON.stringify(all)).toEqual(['widget-live-region'])
})
