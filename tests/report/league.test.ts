/** Places that claim no more than the numbers, and which conversations are told where there are too many. */
import { expect, test } from 'vitest'
import type { Category } from '../../src/documents/types/result.js'
import { places } from '../../src/report/places.js'
import { told } from '../../src/report/told.js'
import { view } from '../../src/report/view.js'
import { fixture } from './fixture.js'

const scored = (score: number | null, interval: [number, number] | null) =>
  ({ score, interval }) as unknown as Category

test('targets whose intervals overlap share a place, and a score without an interval has none', () => {
  const all = [
    scored(90, [85, 95]),
    scored(80, [70, 88]),
    scored(60, [50, 69]),
    scored(99, null),
    scored(null, null),
    undefined,
  ]
  expect(places(all)).toEqual([
    { place: 1, shared: 2 },
    { place: 1, shared: 2 },
    { place: 3, shared: 1 },
    null,
    null,
    null,
  ])
})

test('intervals that touch are not told apart', () => {
  expect(places([scored(90, [80, 95]), scored(70, [60, 80])])?.map((one) => one?.place)).toEqual([1, 1])
})

test('where not all conversations fit, the failed ones are told before those that passed', () => {
  const result = fixture()
  const lines = result.targets.flatMap((one) => one.trials).reduce((sum, one) => sum + one.chat.length, 0)
  expect(told(result, lines).size).toBe(23)
  const some = told(result, 22)
  const outcomes = new Set(
    result.targets.flatMap((one) =>
      one.trials.filter((trial) => some.has(trial.id)).map((trial) => trial.outcome),
    ),
  )
  expect(outcomes).toEqual(new Set(['fail', 'inconclusive', 'unscored', 'not-run']))
})

test('a conversation that is not told is neither linked to nor lost', () => {
  const [target] = view(fixture({ badOnly: true }), 0).targets
  const [trial] = target?.trials ?? []
  expect(trial?.chat).toEqual([])
  expect(trial?.untold).toBe(true)
  expect(trial?.findings.flatMap((finding) => finding.lines)).toEqual([])
  const hrefs = new Set(target?.faults[0]?.excerpt.flatMap((part) => part.line?.href ?? []))
  expect(hrefs).toEqual(new Set([trial?.ref.href]))
})
