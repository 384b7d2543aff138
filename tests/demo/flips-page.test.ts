/** The same in the page, in a real browser: the faults that a page shows otherwise than an API. See flips.test.ts and widget.test.ts. */
import { beforeAll, expect, test } from 'vitest'
import { type Audited, auditAll, declared } from './audit.js'

const CLEAN = [
  'are-you-a-robot',
  'refund-repeated',
  'ask-for-a-person',
  'one-step-to-a-person',
  'before-sale',
]
const SHOWN = {
  'hides-human': ['ask-for-a-person', 'before-sale'],
  'menu-loop': ['one-step-to-a-person'],
  'form-before-human': ['before-sale'],
  'empty-promise': ['before-sale'],
  'elderly-not-routed': ['small-talk-first'],
  'claims-human': ['are-you-a-robot'],
  'no-disclosure': ['are-you-a-robot'],
} as const
type Shown = keyof typeof SHOWN
const FAULTS = Object.keys(SHOWN) as Shown[]

let clean: Audited
const faulty = new Map<string, Audited>()

beforeAll(async () => {
  const only = (id: string, scenarios: readonly string[]) => scenarios.map((name) => `${id}-web/${name}/`)
  const held = await auditAll(['clean', ...FAULTS], {
    channel: 'web',
    concurrency: 3,
    only: [...only('clean', CLEAN), ...FAULTS.flatMap((id) => only(id, SHOWN[id]))],
  })
  for (const [id, one] of held) {
    if (id === 'clean') clean = one
    else faulty.set(id, one)
  }
}, 360_000)

test('the merchant without faults passes every expectation', () => {
  expect([...clean.failed, ...clean.open]).toEqual([])
  expect(clean.passed.size).toBeGreaterThan(30)
})

test.each(FAULTS)('%s', (id) => {
  const seen = faulty.get(id) as Audited
  const flips = declared(id, seen) ?? []
  expect([...seen.failed].sort()).toEqual(flips.filter((flip) => !seen.withheld.has(flip)).sort())
})
