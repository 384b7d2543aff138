/** `ombud calibrate --labels`: how far the readings and a judge agree with people, from rows and from turns of a run. */
import { expect, it } from 'vitest'
import { validator } from '../../src/documents/schema.js'
import type { Calibration } from '../../src/documents/types/calibration.js'
import { honest, judgeOf } from '../judge/server.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const SLOW = { timeout: 300_000 }

/** Questions whose right answers hold the word 工作日 or "working days". */
const PAIRS = [
  ['退款多久到账？', '退款一般1到3个工作日到账。', 'pass'],
  ['退款多久到账？', '优惠券可以在我的卡包里查看。', 'fail'],
  ['How long does a refund take?', 'Refunds arrive within 3 working days.', 'pass'],
  ['How long does a refund take?', 'Coupons are shown in your wallet.', 'fail'],
] as const

const opposite = (label: string) => (label === 'pass' ? 'fail' : 'pass')

/** Three people, each of whom is wrong about every fifth row, on rows of their own. */
function rows(n: number): object[] {
  return Array.from({ length: n }, (_, i) => {
    const [asked, answer, right] = PAIRS[i % 4] as (typeof PAIRS)[number]
    const said = (person: number) => (i % 5 === person ? opposite(right) : right)
    return {
      criterion: 'relevant',
      question: asked,
      answer,
      labels: { anna: said(0), ben: said(1), cai: said(2) },
    }
  })
}

const lines = (all: readonly object[]) => all.map((row) => `${JSON.stringify(row)}\n`).join('')

async function calibrate(
  content: string,
  { name = 'labels.jsonl', args = [] as string[], work = new Workplace() } = {},
) {
  work.write(name, content)
  const done = await ombud(['calibrate', '--labels', name, ...args], { cwd: work.path })
  const record = () => {
    const written = work.json<Calibration>(name.replace(/\.\w+$/, '.calibration.json'))
    const valid = validator('calibration')
    expect(valid(written), JSON.stringify(valid.errors)).toBe(true)
    return written
  }
  return { ...done, work, record }
}

it('measures the embedded reading, by language, and writes it down', async () => {
  const { code, stdout, record } = await calibrate(lines(rows(60)))
  expect(code).toBe(0)
  expect(stdout).toMatch(/^60 rows, 3 people$/m)
  expect(stdout).toMatch(/^relevant, the embedded reading: n 60, 3 people, coverage [01]\.\d{3}$/m)
  expect(stdout).toMatch(/omega\(0\) [01]\.\d{3} {2}omega\(0\.1\) [01]\.\d{3} {2}rho [01]\.\d{3}/)
  expect(stdout).toContain('judge: none was configured')
  const { measures, tier, judge, annotators, ...rest } = record()
  expect([tier, judge, annotators, rest.rows]).toEqual(['uncalibrated', undefined, 3, 60])
  expect(measures.map(({ rater, criterion, lang, n }) => [rater, criterion, lang, n])).toEqual([
    ['embedded', 'relevant', 'all', 60],
    ['embedded', 'relevant', 'en', 30],
    ['embedded', 'relevant', 'zh-CN', 30],
  ])
  const [all] = measures
  const told = Object.values(all?.confusion ?? {}).flatMap((row) => Object.values(row))
  expect(told.reduce((sum, count) => sum + count, all?.ties ?? 0)).toBe(60)
  // Of 60 rows 36 have one who differs: pairs apart are 72 of 180.
  expect(all?.alpha.people).toBeCloseTo(1 - 0.4 / (1 - (90 * 89 + 90 * 89) / (180 * 179)), 12)
})

it('measures a judge, whose tier its runs then carry', SLOW, async () => {
  const server = await judgeOf(honest(/工作日|working days/))
  const spec = `openai:tiny@${server.url}`
  const { code, stdout, record, work } = await calibrate(lines(rows(60)), { args: ['--judge', spec] })
  expect(code).toBe(0)
  const { tier, judge, prompt, measures } = record()
  expect(tier).toBe('above human-human')
  expect(stdout).toContain(': above human-human\n')
  expect(stdout).toContain('name it in judge.calibration')
  expect(judge).toContain('tiny')
  expect(prompt).toMatch(/^[0-9a-f]{64}$/)
  expect(measures.find((one) => one.rater === 'judge' && one.lang === 'all')).toMatchObject({
    n: 60,
    unanswered: 0,
    coverage: 1,
    accuracy: 1,
    kappa: 1,
    confusion: { pass: { pass: 30 }, fail: { fail: 30 } },
    altTest: { exact: { omega: 1, advantage: 1 } },
    beyond: { rater: 1 },
  })

  const bot = await botOf(() => GOOD_ANSWER)
  work.write('shop.target.yaml', targetOf(bot))
  work.write('good.scenario.yaml', question('good', { expect: [{ judged: '说明了发货时间' }] }))
  work.write(
    'ombud.config.mjs',
    `export default ${JSON.stringify({ judge: { models: ['tiny'], baseURL: server.url, calibration: 'labels.calibration.json' } })}`,
  )
  const run = await ombud(['run', '.', '--seed', '1', '--out', 'run', '-q'], { cwd: work.path })
  expect(run.stderr).not.toContain('uncalibrated')
  expect(work.json<{ judge: { tier: string } }>('run/run.json').judge.tier).toBe('above human-human')
})

it('counts what a judge could not be asked as no opinion', SLOW, async () => {
  const server = await judgeOf(() => ({ status: 401, body: { error: { message: 'no key' } } }))
  const { code, stdout, record } = await calibrate(lines(rows(8)), {
    args: ['--judge', `openai:tiny@${server.url}`],
  })
  expect(code).toBe(0)
  expect(stdout).toContain('not answered: 8')
  expect(record().measures.find(({ rater }) => rater === 'judge')).toMatchObject({ n: 0, unanswered: 8 })
  expect(record().tier).toBe('uncalibrated')
})

it('reads the turns of a run', SLOW, async () => {
  const bot = await botOf(() => GOOD_ANSWER)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write('good.scenario.yaml', question('good'))
  await work.run([work.path])
  const trial = 'shop/good/-/1'
  const labelled = [
    { criterion: 'act:greeting', trial, turn: 1, labels: { a: 'no', b: 'no' } },
    { criterion: 'relevant', trial, turn: 1, labels: { a: 'yes', b: null } },
    { criterion: 'same-answer', trial, turn: 1, first: GOOD_ANSWER, labels: { a: 'same' } },
  ]
  const { code, record } = await calibrate(lines(labelled), { args: ['--run', 'run'], work })
  expect(code).toBe(0)
  const all = record().measures.filter(({ lang }) => lang === 'all')
  expect(all.map(({ criterion, n, annotators, altTest }) => [criterion, n, annotators, altTest])).toEqual([
    ['act:greeting', 1, 2, null],
    ['relevant', 1, 1, null],
    ['same-answer', 1, 1, null],
  ])
  expect(all.at(-1)?.confusion).toEqual({ pass: { pass: 1 } })

  const wrong = [
    { criterion: 'relevant', trial: 'shop/none/-/1', turn: 1, labels: { a: 'yes' } },
    { criterion: 'relevant', trial, turn: 9, labels: { a: 'yes' } },
  ]
  const { stderr } = await calibrate(lines(wrong), { args: ['--run', 'run'], work })
  expect(stderr).toBe(
    'labels.jsonl:1:1: the run has no conversation shop/none/-/1\n\nlabels.jsonl:2:1: shop/good/-/1 has no turn 9\n',
  )
})

it('takes a table with one annotator, in Chinese words', async () => {
  const table =
    'criterion,answer,annotator_1\nact:greeting,您好，很高兴为您服务！,是\nact:greeting,退款三天到账。,否\n'
  const { code, stdout, record } = await calibrate(table, { name: 'labels.csv' })
  expect(code).toBe(0)
  expect(stdout).toContain('alternative annotator test: needs three people')
  expect(record().measures[0]).toMatchObject({
    n: 2,
    annotators: 1,
    alpha: { people: null },
    tier: 'uncalibrated',
  })
})

it('refuses rows about a run that is not named', async () => {
  const row = { criterion: 'relevant', trial: 'a/b/-/1', turn: 1, labels: { a: 'pass' } }
  const { code, stderr } = await calibrate(lines([row]))
  expect([code, stderr]).toEqual([2, 'labels.jsonl:1:1: names a turn of a run: name the run with --run\n'])
})

it('writes over nothing but a calibration record', async () => {
  const work = new Workplace()
  work.write('notes.json', '{"mine": true}')
  const { code, stderr } = await calibrate(lines(rows(1)), { work, args: ['--out', 'notes.json'] })
  expect(code).toBe(2)
  expect(stderr).toContain('notes.json is there and is no calibration record')
})
