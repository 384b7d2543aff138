/**
 * Every fault flips the findings that it declares from pass to fail, and no other, in every shipped scenario over the
 * API. A finding that becomes inconclusive or not applicable is no flip; one that flips where the reading is sure does so
 * at least once. A time that was withheld because this machine
 * was too busy is neither, and is left out; where all of a fault were withheld, one conversation is held again.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { FAULTS, type FaultId } from '../../src/demo/faults.js'
import type { Flip } from '../../src/demo/flips.js'
import { type Audited, auditAll, declared } from './audit.js'

const IDS = Object.keys(FAULTS) as FaultId[]
/** Where time is what counts, ombud's own process has little else to do. */
const TIMED = ['slow-first', 'slow-complete', 'hangs'] as const satisfies FaultId[]

let clean: Audited
const faulty = new Map<string, Audited>()

beforeAll(async () => {
  const others = IDS.filter((id) => !(TIMED as readonly string[]).includes(id))
  const [timed, rest] = await Promise.all([
    auditAll(['clean', ...TIMED], { channel: 'api', concurrency: 48 }),
    auditAll(others, { channel: 'api', concurrency: 16 }),
  ])
  for (const [id, one] of [...timed, ...rest]) {
    if (id === 'clean') clean = one
    else faulty.set(id, one)
  }
}, 180_000)

test('the merchant without faults passes every expectation of every scenario', () => {
  expect([...clean.failed, ...clean.open]).toEqual([])
  expect(clean.passed.size).toBeGreaterThan(60)
})

describe('one fault at a time', () => {
  test.each(IDS)('%s', { timeout: 120_000 }, async (id) => {
    const seen = await measured(id, faulty.get(id) as Audited)
    const flips = declared(id, seen)
    if (flips === undefined) return expectNothingToPass(seen)
    for (const flip of flips) expect([...clean.passed, ...clean.withheld]).toContain(flip)
    expect([...seen.failed].sort()).toEqual(
      flips.filter((flip) => seen.failed.has(flip) || !seen.withheld.has(flip)).sort(),
    )
    expect(seen.failed.size > 0).toBe(flips.length > 0)
    const careful = (FAULTS[id].flips as readonly Flip[]).filter(({ whereSure }) => whereSure)
    for (const { audit, at } of careful)
      expect(at.filter((place) => seen.failed.has(`${place} ${audit}`))).not.toEqual([])
  })

  test('a fault that no audit finds yet says what it waits for', () => {
    const unseen = IDS.filter((id) => FAULTS[id].flips.length === 0)
    expect(unseen).toEqual(['asks-personal-data', 'forgets', 'no-keyboard', 'unannounced'])
    for (const id of unseen) expect(FAULTS[id]).toHaveProperty('waiting')
  })
})

/** The same with one conversation, on a machine that is less busy by now, where not one flip could be measured. */
async function measured(id: FaultId, first: Audited): Promise<Audited> {
  const again = { channel: 'api', concurrency: 1, only: [`${id}-api/before-sale/`] } as const
  let seen = first
  for (let tries = 0; tries < 3 && nothingMeasured(id, seen); tries++)
    seen = (await auditAll([id], again)).get(id) as Audited
  return seen
}

function nothingMeasured(id: FaultId, seen: Audited): boolean {
  const flips = declared(id, seen) ?? []
  return flips.length > 0 && flips.every((flip) => seen.withheld.has(flip))
}

/** Of a bot that was not there nothing passes but its being there, where a conversation ended before it mattered. */
function expectNothingToPass(seen: Audited): void {
  expect([...seen.passed].filter((key) => !key.endsWith(' available'))).toEqual([])
  const scenarios = (keys: Iterable<string>) => new Set([...keys].map((key) => key.split(/[[/ ]/)[0]))
  expect(scenarios(seen.failed)).toEqual(scenarios(seen.held))
}
