/** `ombud calibrate --faq`: a merchant's questions and answers are learnt, named in its target, and read alike ever after. */
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { enqueue } from '../../src/library/enqueue.js'
import { scoreFiles } from '../../src/library/score.js'
import { work as hold } from '../../src/library/worker.js'
import { mergeRuns } from '../../src/run/merge/merge.js'
import { EmbeddedQueue } from '../../src/run/queue/embedded.js'
import { encoderFrom } from '../../src/understanding/models/weights.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { nearness } from '../understanding/nearness.js'

const SLOW = { timeout: 300_000 }

const FAQ = `
- questions: [多久发货, 什么时候发货]
  answer: 现货在48小时内发货，预售按页面标注的时间发货。
- id: card/refund
  questions: [年卡怎么退, 年卡能退钱吗, 我不想骑了年卡怎么办]
  answer: 年卡自购买之日起七天内未使用可全额退款，超过七天按剩余天数折算。
- questions: [车锁打不开, 扫码以后锁没反应]
  answer: 请在应用里点击临时开锁。若仍无法打开，请提交故障报修。
- question: How do I park the bike?
  answer: Park inside the painted area and press the lock until it clicks.
- question: チケットはいくらですか
  answer: 300円です
`

const TARGET = `# the bot of the shop
channel:
  http: # no key is needed
    url: http://127.0.0.1:9/chat
    request: { text: $.message }
    reply: { text: $.text }
`

describe('what was learnt', () => {
  it(
    'lies beside the target, is named in it, copied into the run, and read alike by score and resume',
    SLOW,
    async () => {
      const bot = await botOf(() => GOOD_ANSWER)
      const work = new Workplace()
      work.write('faq.yaml', FAQ)
      work.write('good.scenario.yaml', question('good'))
      const written = `# ours\n${JSON.stringify(targetOf(bot))
        .replace(/^\{"politeness":(\{.*?\}),"channel":/, 'politeness: $1 # at once\nchannel: ')
        .replace(/\}$/, '\n')}`
      work.write('shop.target.yaml', written)
      const args = ['calibrate', '--faq', 'faq.yaml', '--target', 'shop.target.yaml']
      const learnt = await ombud([...args, '--write'], { cwd: work.path })
      expect(learnt).toMatchObject({ code: 0, stderr: '' })
      const bytes = readFileSync(work.file('shop.weights'))
      const hash = sha256(bytes)
      expect(learnt.stdout).toMatch(/^learnt 4 entries \(\d+ texts\) in \d+\.\d s$/m)
      expect(learnt.stdout).toContain('left out, neither Chinese nor English: 1 (faq/5)')
      expect(learnt.stdout).toMatch(/^held out: 3 phrasings .* AUC [01]\.\d{3} \(before: [01]\.\d{3}\)$/m)
      expect(learnt.stdout).toMatch(new RegExp(`^shop\\.weights +\\d\\.\\d\\d MB +sha256 ${hash}$`, 'm'))
      expect(work.read('shop.target.yaml')).toBe(`${written}understanding:\n  weights: shop.weights\n`)
      expect((await ombud(['validate', '.'], { cwd: work.path })).code).toBe(0)

      const run = await ombud(['run', '.', '--seed', '1', '--out', 'run', '-q'], { cwd: work.path })
      expect(run.code).toBe(0)
      expect(work.json<Plan>('run/plan.json').weights).toEqual({ shop: hash })
      expect(sha256(readFileSync(work.file(`run/models/${hash}.weights`)))).toBe(hash)

      // Workers have what was learnt from the queue.
      const queue = new EmbeddedQueue()
      const ask = { paths: [work.path], seed: '1', politeness: work.file('elsewhere') }
      await enqueue(queue, ask)
      vi.spyOn(queue, 'weights').mockResolvedValueOnce(bytes.subarray(1))
      const spool = work.file('spool')
      await expect(hold(queue, { spool })).rejects.toThrow('not in the queue as they were')
      await hold(queue, { spool })
      expect(sha256(readFileSync(work.file(`spool/models/${hash}.weights`)))).toBe(hash)
      mergeRuns(work.file('merged'), [spool])
      expect(scoreFiles(work.file('merged')).scorecard.targets[0]?.counts.scored).toBe(1)

      // The run does not need the file from which it was planned.
      rmSync(work.file('shop.weights'))
      const findings = work.read('run/findings.jsonl')
      expect((await ombud(['score', 'run'], { cwd: work.path })).code).toBe(0)
      expect(work.read('run/findings.jsonl')).toBe(findings)

      const copy = work.file(`run/models/${hash}.weights`)
      truncateSync(copy, bytes.length - 1)
      for (const again of [
        ['score', 'run'],
        ['run', '--resume', 'run'],
      ]) {
        const { code, stderr } = await ombud(again, { cwd: work.path })
        expect([code, stderr]).toEqual([
          2,
          `run/models/${hash}.weights was changed since the run was planned\n  the run was planned with these weights and is not read without them: put the file back\n`,
        ])
      }
      rmSync(copy)
      expect((await ombud(['score', 'run'], { cwd: work.path })).stderr).toContain(
        `${hash}.weights is missing`,
      )

      // The same text gives the same bytes, and needs no line where it is named already.
      const again = await ombud(args, { cwd: work.path })
      expect(again.stdout).toContain(`sha256 ${hash}`)
      expect(again.stdout).toContain('the target file names it')
      const model = encoderFrom(bytes, 'shop.weights')
      expect(model.topics).toContain('card/refund zh')
      const asked = '年卡可以退吗'
      expect(nearness(model, asked, '年卡自购买之日起七天内未使用可全额退款')).toBeGreaterThan(
        nearness(model, asked, '请在应用里点击临时开锁。') + 0.2,
      )
    },
  )

  it(
    'may be one entry, of which nothing is held out, and lies beside the FAQ without a target',
    SLOW,
    async () => {
      const work = new Workplace()
      work.write('one.csv', 'question,answer\n年卡怎么退,七天内可退。\n')
      const { code, stdout } = await ombud(['calibrate', '--faq', 'one.csv'], { cwd: work.path })
      expect(code).toBe(0)
      expect(stdout).toMatch(/^learnt 1 entry /m)
      expect(stdout).toContain('held out: nothing to check with')
      expect(stdout).toContain('put it beside a target file')
      expect(encoderFrom(readFileSync(work.file('one.weights')), 'one').topics).toContain('faq/1 zh')
    },
  )
})

describe('refuses, and writes nothing', () => {
  const refused = async (args: readonly string[], files: Record<string, string> = {}) => {
    const work = new Workplace()
    for (const [name, content] of Object.entries({ 'faq.yaml': FAQ, 'shop.target.yaml': TARGET, ...files }))
      work.write(name, content)
    const { code, stderr } = await ombud(['calibrate', ...args], { cwd: work.path })
    expect(code).toBe(2)
    expect(work.read('shop.target.yaml')).toBe(files['shop.target.yaml'] ?? TARGET)
    return stderr
  }
  const beside = ['--faq', 'faq.yaml', '--target', 'shop.target.yaml']

  it('what is neither way to calibrate, or both', async () => {
    expect(await refused([])).toContain('calibrate needs --faq or --labels')
    expect(await refused(['--faq', 'faq.yaml', '--labels', 'x.csv'])).toContain('needs --faq or --labels')
    expect(await refused(['--faq', 'faq.yaml', '--run', 'x'])).toContain('--run goes with --labels')
    expect(await refused(['--faq', 'faq.yaml', '--write'])).toContain('--write needs --target')
  })

  it('a FAQ with mistakes, at their places', async () => {
    const twice = '- {question: a b, answer: c}\n- {question: a-b, answer: d}\n'
    expect(await refused(['--faq', 'faq.yaml'], { 'faq.yaml': twice })).toMatch(/^faq\.yaml:2:3\n/)
    expect(await refused(['--faq', 'faq.yaml'], { 'faq.yaml': '' })).toContain('the file is empty')
    expect(await refused(['--faq', 'none.yaml'])).toContain('none.yaml: cannot be read (ENOENT)')
    const foreign = '- {question: いくらですか, answer: 無料です}\n'
    expect(await refused(['--faq', 'faq.yaml'], { 'faq.yaml': foreign })).toContain(
      'no entry is in Chinese or English',
    )
  })

  it('a place where something else is, or that a target may not name', async () => {
    const out = (path: string) => [...beside, '--out', path]
    expect(await refused(out('faq.yaml'))).toContain('the name of weights ends in .weights')
    expect(await refused(out('../shop.weights'))).toContain(
      'weights lie in the folder of the target or below it',
    )
    expect(await refused(out('none/shop.weights'))).toContain('none is no folder')
    expect(await refused(out('shop.weights'), { 'shop.weights': 'my notes' })).toContain(
      'shop.weights is there and holds no weights',
    )
  })

  it('to write into a target where it would have to guess', async () => {
    const write = [...beside, '--write']
    const several = `${TARGET}---\nid: other\n${TARGET}`
    expect(await refused(write, { 'shop.target.yaml': several })).toMatch(
      /the file holds several targets: add the lines by hand\nunderstanding: \{ weights: shop\.weights \}\n/,
    )
    const flow =
      '{ channel: { http: { url: "http://127.0.0.1:9/", request: { text: $.m }, reply: { text: $.t } } } }\n'
    expect(await refused(write, { 'shop.target.yaml': flow })).toContain('add the lines by hand')
    expect(await refused(write, { 'shop.target.yaml': `${TARGET}understanding: {}\n` })).toContain(
      'understanding is there already: add the lines by hand',
    )
    expect(await refused(write, { 'shop.target.yaml': 'nothing: here\n' })).toContain('shop.target.yaml:1:1')
  })
})

describe('a target whose weights', () => {
  const prepared = (name: string, prepare: (work: Workplace) => void = () => undefined) => {
    const work = new Workplace()
    work.write('shop.target.yaml', `${TARGET}understanding:\n  weights: ${name}\n`)
    prepare(work)
    return work
  }
  const validated = async (...given: Parameters<typeof prepared>) => {
    const { code, stderr } = await ombud(['validate', 'shop.target.yaml'], { cwd: prepared(...given).path })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^shop\.target\.yaml:8:12\n/)
    expect(stderr).toMatch(/\n1 problem in 1 file\n$/)
    return stderr
  }

  it('cannot be used are said before a run, too', async () => {
    const work = prepared('a.weights', (own) => own.write('a.weights', 'no model'))
    const { code, stderr } = await ombud(['run', 'shop.target.yaml', '--dry-run'], { cwd: work.path })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^shop\.target\.yaml:8:12\n[\s\S]* the file is damaged/)
  })

  it('are missing, elsewhere, or a folder', async () => {
    expect(await validated('shop.weights')).toContain('there are no weights shop.weights')
    expect(await validated('../shop.weights')).toContain(
      'weights lie in the folder of the target or below it',
    )
    expect(await validated('/etc/shop.weights')).toContain(
      'weights lie in the folder of the target or below it',
    )
    expect(await validated('a.weights', (work) => work.write('a.weights/x', ''))).toContain(
      'a.weights is not a file',
    )
    expect(await validated('shop.bin')).toContain('expected the form')
  })

  it('are too large, cut off, or none', async () => {
    const large = (work: Workplace) => {
      work.write('a.weights', '')
      truncateSync(work.file('a.weights'), 16_000_001)
    }
    expect(await validated('a.weights', large)).toContain(
      'a.weights is too large: 16.0 MB; weights have at most 16 MB',
    )
    expect(await validated('a.weights', (work) => work.write('a.weights', 'no model'))).toContain(
      'the file is damaged',
    )
    const cutOff = (work: Workplace) => {
      copyFileSync(
        new URL('../../src/understanding/models/encoder.bin', import.meta.url),
        work.file('a.weights'),
      )
      truncateSync(work.file('a.weights'), 1_000_000)
    }
    expect(await validated('a.weights', cutOff)).toContain('the file is damaged')
    const shipped = (work: Workplace) =>
      copyFileSync(
        new URL('../../src/understanding/models/encoder.bin', import.meta.url),
        work.file('a.weights'),
      )
    expect(await validated('a.weights', shipped)).toContain('the file was made by another version of ombud')
    const greedy = (work: Workplace) =>
      writeFileSync(
        work.file('a.weights'),
        '{"ombud":"encoder-1","buckets":1048576,"dimensions":512,"seen":4194304,"topics":[]}\n',
      )
    expect(await validated('a.weights', greedy)).toContain('the file is damaged')
  })
})
