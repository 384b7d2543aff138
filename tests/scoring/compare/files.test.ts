/** Runs and baselines as files: what is read, what is written, and what cannot be used. */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { comparableOf, compare, compareWithBaseline, writeBaseline } from '../../../src/library/compare.js'
import { Workplace } from '../../support/workplace.js'
import { judgedBy, profile, trials, writeRun } from './runs.js'

const good = () => ({
  trials: trials('shop', 8, 1, () => 'pass'),
  profiles: profile('pass'),
  plan: judgedBy(0.9),
})
const bad = () => ({ ...good(), trials: trials('shop', 8, 1, () => 'fail') })

describe('a baseline', () => {
  it('holds all that is compared of a run, but for its path', () => {
    const work = new Workplace()
    const run = writeRun(work.file('run'), bad())
    const file = work.file('ci/shop.baseline.json')
    writeBaseline(run, file)
    expect(comparableOf(file)).toEqual({ ...comparableOf(run), name: 'run' })
    expect(readFileSync(file, 'utf8')).not.toContain(work.path)
  })

  it('tells a run that is worse from one that is not', () => {
    const work = new Workplace()
    const [before, now] = [writeRun(work.file('a'), good()), writeRun(work.file('b'), bad())]
    const file = work.file('baseline.json')
    writeBaseline(before, file)
    expect(compareWithBaseline(file, now).verdict).toBe('regression')
    expect(compareWithBaseline(file, before).verdict).toBe('no-difference')
    expect(compareWithBaseline(before, now).verdict).toBe('regression')
  })

  it('that is missing says how it is made; one of another merchant is an error', () => {
    const work = new Workplace()
    const run = writeRun(work.file('run'), good())
    expect(() => compareWithBaseline(work.file('none.json'), run)).toThrow(
      /there is no baseline .*none.json\n {2}add --update-baseline/,
    )
    const other = writeRun(work.file('other'), { trials: trials('rival', 8, 1, () => 'pass') })
    writeBaseline(other, work.file('rival.json'))
    expect(() => compareWithBaseline(work.file('rival.json'), run)).toThrow(
      'have no merchant in common: rival against shop',
    )
  })

  it.each([
    ['{"version": 1, "name": ', /rival.json is damaged: /],
    ['[]', /is no baseline: the whole file must be object/],
    ['{"version": 9}', /was written by a newer ombud \(format 9\)/],
  ])('that is damaged is refused: %s', (text, message) => {
    const work = new Workplace()
    expect(() => comparableOf(work.write('rival.json', text))).toThrow(message)
  })

  it('that was edited is refused with the place', () => {
    const work = new Workplace()
    const file = work.file('baseline.json')
    writeBaseline(writeRun(work.file('run'), good()), file)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"outcome": "pass"', '"outcome": "fine"'))
    expect(() => comparableOf(file)).toThrow(
      /baseline.json is no baseline: \/targets\/0\/trials\/0\/(audits\/0\/)?outcome must be equal/,
    )
  })
})

describe('a run', () => {
  it.each(['index.jsonl', 'scorecard.json', 'findings.jsonl'])('without %s says what makes it', (name) => {
    const work = new Workplace()
    const run = writeRun(work.file('run'), good())
    rmSync(`${run}/${name}`)
    expect(() => comparableOf(run)).toThrow(new RegExp(`has no ${name}\n {2}.*ombud score ${run}.* makes it`))
  })

  it('with a damaged line names it', () => {
    const work = new Workplace()
    const run = writeRun(work.file('run'), good())
    appendFileSync(`${run}/index.jsonl`, '{"trial": 5}\n')
    expect(() => comparableOf(run)).toThrow(/index.jsonl:9: the line is no row/)
  })

  it('that is none, or is not there, is refused', () => {
    const work = new Workplace()
    expect(() => compare(work.path, work.path)).toThrow('is not a run directory')
    expect(() => compare(work.file('none'), work.path)).toThrow('does not exist')
  })

  it('compared with itself has no difference', () => {
    const work = new Workplace()
    const run = writeRun(work.file('run'), bad())
    expect(compare(run, run)).toMatchObject({
      verdict: 'no-difference',
      targets: [{ regressions: [], fixed: [], changed: [], requirements: [], stillFailing: { length: 8 } }],
    })
  })

  it('without any scored trial shows no difference and says so', () => {
    const work = new Workplace()
    const run = writeRun(work.file('run'), { trials: trials('shop', 3, 1, () => 'unscored') })
    const { targets, warnings } = compare(run, run)
    expect(targets[0]?.reason.en).toBe(
      'No pair of conversations passed or failed in both runs: shares cannot be compared.',
    )
    expect(warnings[0]?.en).toContain('100 %')
  })
})
