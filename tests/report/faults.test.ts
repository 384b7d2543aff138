/** Which faults come first, and what is shown of them. */
import { expect, test } from 'vitest'
import type { Finding, Result, Trial } from '../../src/documents/types/result.js'
import { view } from '../../src/report/view.js'
import { fixture } from './fixture.js'

function withFindings(make: (finding: Finding, trial: Trial) => Finding[]): Result {
  const result = fixture({ badOnly: true })
  const trial = result.targets[0]?.trials[0]
  const finding = trial?.findings[0]
  if (!trial || !finding) throw new Error('the fixture has a failed finding')
  for (const one of result.targets[0]?.trials ?? []) one.findings = []
  trial.findings = make(finding, trial)
  return result
}

const faultsOf = (result: Result) => view(result).targets[0]?.faults ?? []

test('an expectation stands before what was only seen, heavier checks before lighter ones', () => {
  const result = withFindings((finding) => [
    { ...finding, audit: 'seen', expected: false, weight: 9 },
    { ...finding, audit: 'light', weight: 1 },
    { ...finding, audit: 'heavy', weight: 3 },
  ])
  expect(faultsOf(result).map((fault) => fault.audit)).toEqual(['heavy', 'light', 'seen'])
})

test('the worst of every check stands before the second of any', () => {
  const result = withFindings((finding) => [
    { ...finding, audit: 'heavy', weight: 3, step: 'a' },
    { ...finding, audit: 'heavy', weight: 3, step: 'b' },
    { ...finding, audit: 'light', weight: 1, step: 'a' },
  ])
  expect(faultsOf(result).map((fault) => fault.audit)).toEqual(['heavy', 'light', 'heavy'])
})

test('the same fault in several repetitions is told once and counted', () => {
  const result = withFindings((finding) => [finding])
  const trials = result.targets[0]?.trials ?? []
  const first = trials[0]
  if (!first) throw new Error('the fixture has a trial')
  for (const repetition of [2, 3]) {
    trials.push({ ...first, id: first.id.replace(/1$/, String(repetition)), repetition })
  }
  const faults = faultsOf(result)
  expect(faults).toHaveLength(1)
  expect(faults[0]?.count).toBe(3)
  expect(faults[0]?.same.map((one) => one.id)).toEqual([
    '某某商城-web/earphones-broken/-/2',
    '某某商城-web/earphones-broken/-/3',
  ])
})

test('a fault without a message to point at shows how the conversation ended', () => {
  const [fault] = faultsOf(withFindings((finding) => [{ ...finding, lines: [999] }]))
  expect(fault?.marked).toBe(false)
  expect(fault?.otherLines).toBe('999')
  expect(fault?.excerpt[0]).toEqual({ gap: 4, line: null })
  expect(fault?.excerpt.slice(1).map((part) => part.line?.text)).toEqual([
    '抱歉，我没听懂您的意思。您可以换个说法试试。',
    '你好，耳机一边不响，想退货',
    '质量问题自签收之日起15天内可退，运费由买家承担。',
    '请点击下方按钮继续。',
  ])
})
