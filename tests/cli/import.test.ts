/** `ombud import`, as a user starts it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ombud } from '../support/cli.js'
import { Workplace } from '../support/workplace.js'

const SAMPLES = fileURLToPath(new URL('../fixtures/import/', import.meta.url))

it('writes scenarios that validate, and says what was carried over and what was not', async () => {
  const work = new Workplace()
  const { code, stdout, stderr } = await ombud(
    [
      'import',
      `${SAMPLES}botium`,
      `${SAMPLES}promptfoo/list.yaml`,
      `${SAMPLES}rasa`,
      `${SAMPLES}csv/faq.csv`,
      '-o',
      'own',
    ],
    { cwd: work.path },
  )
  expect([code, stderr]).toEqual([0, ''])
  expect(readdirSync(work.file('own'))).toContain('refund.scenario.yaml')
  expect(stdout).toMatch(
    /refund\.convo\.txt -> own\/refund\.scenario\.yaml: 1 conversation, 5 messages, \d expectations/,
  )
  expect(stdout).toMatch(
    /refund\.convo\.txt:20: JSON_PATH \$\.refund\|open\n {4}not carried over: there is no expectation/,
  )
  expect(stdout).not.toContain('\u001b')
  const checked = await ombud(['validate', 'own'], { cwd: work.path })
  expect(checked.stdout).toContain('scenarios are sound')
  expect(checked.code).toBe(0)
})

it('writes over nothing without --force, and then nothing at all', async () => {
  const work = new Workplace()
  work.write('faq.csv', 'say,expect\nHow long?,7 days\n')
  work.write('other.csv', 'say,expect\nHow much?,9 euros\n')
  work.write('faq.scenario.yaml', 'mine')
  const refused = await ombud(['import', 'other.csv', 'faq.csv'], { cwd: work.path })
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('already there, so nothing was written: faq.scenario.yaml')
  expect(readdirSync(work.path).sort()).toEqual(['faq.csv', 'faq.scenario.yaml', 'other.csv'])
  expect((await ombud(['import', 'other.csv', 'faq.csv', '--force'], { cwd: work.path })).code).toBe(0)
  expect(readFileSync(work.file('faq.scenario.yaml'), 'utf8')).toContain('7 days')
})

it('says where bad input is and what to do, and ends with 2', async () => {
  const work = new Workplace()
  writeFileSync(work.file('bad.csv'), 'colour\nred\n')
  const { code, stderr } = await ombud(['import', 'bad.csv', 'gone.convo.txt'], { cwd: work.path })
  expect(code).toBe(2)
  expect(stderr).toContain('bad.csv:1:1')
  expect(stderr).toContain('Name it say or question in the first row')
  expect(stderr).toContain('gone.convo.txt: does not exist')
  const format = await ombud(['import', 'bad.csv', '--format', 'xml'], { cwd: work.path })
  expect(format.code).toBe(2)
  expect(format.stderr).toContain('botium, promptfoo, rasa, csv')
})
