/** Runs that are cut: by a kill, a torn file, another run, Ctrl-C; what was said stays said, and nothing is done twice. */
import { type ChildProcess, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, it, vi } from 'vitest'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { type Plan, report, run } from '../../src/index.js'
import type { AttemptEnd } from '../../src/run/attempts.js'
import type { Heard } from '../support/bot.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const TURNS = ['多久发货？', '发什么快递？', '可以改地址吗？']

/** A shop whose run can be cut when its bot hears something; the bot counts what it was told. */
async function shop({ repeat = 3, answer }: { repeat?: number; answer?: (heard: Heard) => string } = {}) {
  let child: ChildProcess | undefined
  let when: ((heard: Heard, n: number) => NodeJS.Signals | undefined) | undefined
  const bot = await botOf((heard, response) => {
    const signal = when?.(heard, bot.heard.length)
    if (signal === undefined) return answer?.(heard) ?? GOOD_ANSWER
    child?.kill(signal)
    // Nothing is answered any more: the turn is open when it is cut.
    if (signal === 'SIGKILL') response.destroy()
    return undefined
  })
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  const steps = TURNS.map((text, i) => ({ id: `q${i}`, say: [text] }))
  work.write('ask.scenario.yaml', question('ask', { say: undefined, steps }))
  const start = (args: string[], cut?: typeof when) => {
    when = cut
    return ombud(args, {
      cwd: work.path,
      started: (process) => {
        child = process
      },
    })
  }
  return {
    bot,
    work,
    begin: (cut?: typeof when, ...more: string[]) =>
      start(['run', '.', '--out', 'run', '--repeat', String(repeat), '--seed', 's', ...more], cut),
    /** A whole run, within this process. */
    finished: () => work.run([work.path], { seed: 's', repeat }),
    /** Goes on within this process, uncut. */
    goOn: () => {
      when = undefined
      return run({ resume: work.file('run'), lang: 'en' })
    },
    resume: (...more: string[]) => start(['run', '--resume', 'run', ...more]),
    again: (cut: typeof when, ...more: string[]) => start(['run', '--resume', 'run', ...more], cut),
    heard: () => bot.heard.map((h) => h.text),
    ends: () => work.journal().filter((l): l is AttemptEnd => l.kind === 'end'),
    warnings: () => work.json<{ warnings: string[] }>('run/run.json').warnings,
    counts: () =>
      work.json<{ targets: { counts: Record<string, number> }[] }>('run/scorecard.json').targets[0]?.counts,
  }
}

/** Cuts when the n-th message is heard. */
const at =
  (n: number, signal: NodeJS.Signals = 'SIGKILL') =>
  (_: Heard, heard: number) =>
    heard === n ? signal : undefined

const closed = (events: readonly TranscriptEvent[]) =>
  events.filter((e) => e.kind === 'turn' && e.change === 'close').map((e) => e.turn)

const header = (events: readonly TranscriptEvent[] = []) => {
  const [first] = events
  return first?.kind === 'header' ? first : undefined
}

describe('a run that was killed in the middle of a conversation', () => {
  it('goes on: acknowledged turns stay, finished trials are not repeated, the cut one is held anew', async () => {
    const { work, begin, resume, heard, ends, warnings, counts } = await shop()
    const { code } = await begin(at(5))
    expect(code).toBe(null)
    expect(existsSync(work.file('run/lock.json'))).toBe(true)

    const resumed = await resume()
    expect(resumed).toMatchObject({ code: 0 })
    expect(resumed.stderr).toContain('shop/ask/-/2: attempt 1 was cut and is held again')
    // Trial 1, what was heard of trial 2, trial 2 from its first turn, trial 3.
    expect(heard()).toEqual([...TURNS, ...TURNS.slice(0, 2), ...TURNS, ...TURNS])
    const transcripts = work.transcripts()
    expect([...transcripts.keys()]).toEqual(
      ['1.1', '2.1', '2.2', '3.1'].map((name) => `shop/ask/-/${name}.jsonl`),
    )
    const [cut = [], anew = []] = ['2.1', '2.2'].map((name) => transcripts.get(`shop/ask/-/${name}.jsonl`))
    expect(closed(cut)).toEqual([0, 1])
    expect(cut.map((e) => e.seq)).toEqual(cut.map((_, i) => i + 1))
    expect(header(cut)).not.toHaveProperty('after')
    expect(header(anew)).toMatchObject({ attempt: 2, after: 'cut' })
    expect(header(transcripts.get('shop/ask/-/3.1.jsonl'))).not.toHaveProperty('after')
    expect(ends().map((e) => [e.trial, e.attempt, e.status, e.reason, e.turns, e.messages])).toEqual([
      ['shop/ask/-/1', 1, 'done', 'script-end', 4, 3],
      ['shop/ask/-/2', 1, 'aborted', 'cancelled', 2, 2],
      ['shop/ask/-/2', 2, 'done', 'script-end', 4, 3],
      ['shop/ask/-/3', 1, 'done', 'script-end', 4, 3],
    ])
    expect(warnings()).toEqual(['shop/ask/-/2: attempt 1 was cut and is held again'])
    expect(counts()).toMatchObject({ planned: 3, run: 3, scored: 3, unscored: 0, notRun: 0 })
    expect(existsSync(work.file('run/lock.json'))).toBe(false)
  })

  it('is counted rightly in every output', async () => {
    const { work, begin, goOn } = await shop()
    await begin(at(2))
    await goOn()
    await report(work.file('run'), { formats: ['junit', 'markdown', 'csv', 'ctrf', 'json'] })
    const result = work.json<{ targets: { trials: { id: string; attempt: number; status: string }[] }[] }>(
      'run/result.json',
    )
    expect(result.targets[0]?.trials.map((t) => [t.id, t.attempt, t.status])).toEqual([
      ['shop/ask/-/1', 2, 'done'],
      ['shop/ask/-/2', 1, 'done'],
      ['shop/ask/-/3', 1, 'done'],
    ])
    expect(work.read('run/junit.xml').match(/<testcase /g)).toHaveLength(
      Number(/<testsuites[^>]* tests="(\d+)"/.exec(work.read('run/junit.xml'))?.[1]),
    )
    const trials = new Set(
      work
        .read('run/findings.jsonl')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line).trial),
    )
    expect(trials.size).toBe(3)
    expect(
      work.json<{ results: { summary: { tests: number } } }>('run/ctrf-report.json').results.summary.tests,
    ).toBe(Number(/<testsuites[^>]* tests="(\d+)"/.exec(work.read('run/junit.xml'))?.[1]))
  })

  it('ends as the undisturbed one when nothing but times is left out', async () => {
    const one = await shop()
    await one.finished()
    const two = await shop()
    await two.begin(at(2))
    await two.again((_, n) => (n === 7 ? 'SIGKILL' : undefined))
    await two.goOn()
    // How long an answer took, and whether the machine was too busy to say, is no two times the same.
    const timed = new Set(['response-time', 'latency'])
    const words = (work: Workplace) =>
      work
        .lines<{ trial: string; audit: string; turn?: number }>('run/findings.jsonl')
        .map((f) => (timed.has(f.audit) ? { trial: f.trial, audit: f.audit, turn: f.turn } : f))
    expect(words(two.work)).toEqual(words(one.work))
  })

  it('holds nothing again when it was finished, and reports', async () => {
    const { work, finished, resume, heard } = await shop()
    await finished()
    const before = work.read('run/scorecard.json')
    rmSync(work.file('run/report.html'), { force: true })
    const resumed = await resume()
    expect(resumed.code).toBe(0)
    expect(resumed.stdout).toContain('report: run/report.html')
    expect(heard()).toHaveLength(9)
    expect(work.read('run/scorecard.json')).toBe(before)
    expect(existsSync(work.file('run/report.html'))).toBe(true)
    expect(work.json<{ resumed: string[] }>('run/run.json').resumed).toHaveLength(1)
  })

  it('that another ombud began says so', async () => {
    const { work, begin, goOn, warnings } = await shop({ repeat: 1 })
    await begin(at(2))
    const record = work.json<Record<string, unknown>>('run/run.json')
    work.write('run/run.json', { ...record, tool: 'ombud 0.0.9' })
    await goOn()
    expect(warnings().join('\n')).toMatch(/the run began with ombud 0\.0\.9 and goes on with ombud \d/)
  })

  it('keeps to its plan: a changed one is refused, and so is what would need another', async () => {
    const { work, begin, goOn, resume, heard } = await shop({ repeat: 1 })
    await begin(at(2))
    const plan = work.json<Plan>('run/plan.json')
    work.write('run/plan.json', { ...plan, seed: 'other' })
    await expect(goOn()).rejects.toThrow('run/plan.json was changed since the run began')
    work.write('run/plan.json', plan)
    const other = await resume('--repeat', '2', '--seed', 'x')
    expect(other).toMatchObject({ code: 2 })
    expect(other.stderr).toContain('--repeat --seed would need a new one')
    expect(heard()).toHaveLength(2)
  })
})

describe('a file that is torn or damaged', () => {
  /** Bytes up to the middle of the last line, of a UTF-8 character in it, up to its newline. */
  const tears: [string, (line: Buffer) => number][] = [
    ['after its first byte', () => 1],
    ['in the middle of a character', (line) => line.findIndex((byte) => byte >= 0xe0) + 1],
    ['before its newline', (line) => line.length - 1],
  ]

  it('in the last line of a transcript, wherever, is mended and said', async () => {
    const { work, begin, goOn, heard, warnings } = await shop({ repeat: 1 })
    await begin(at(3))
    cpSync(work.file('run'), work.file('cut'), { recursive: true })
    const name = 'run/trials/shop/ask/-/1.1.jsonl'
    const bytes = readFileSync(work.file(name))
    const end = bytes.lastIndexOf('\n', bytes.lastIndexOf('"kind":"text"'))
    const line = bytes.subarray(end + 1, bytes.indexOf('\n', end + 1) + 1)
    for (const [where, keep] of tears) {
      rmSync(work.file('run'), { recursive: true })
      cpSync(work.file('cut'), work.file('run'), { recursive: true })
      const kept = keep(line)
      expect(kept).toBeGreaterThan(0)
      truncateSync(work.file(name), end + 1 + kept)
      const before = heard().length
      await goOn()
      const said = `trials/shop/ask/-/1.1.jsonl: a torn last line of ${kept} bytes was cut off`
      expect(warnings(), where).toContain(said)
      expect(readFileSync(work.file(name)).equals(bytes.subarray(0, end + 1)), where).toBe(true)
      expect(heard().slice(before), where).toEqual(TURNS)
    }
  })

  it.each(tears)('in the last line of the journal, %s, is mended and said', async (where, keep) => {
    const { work, finished, goOn, heard, ends, counts, warnings } = await shop({ repeat: 2 })
    await finished()
    const bytes = readFileSync(work.file('run/journal.jsonl'))
    const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1
    const line = bytes.subarray(start)
    // The journal has no Chinese in it; a character that was begun there is torn too.
    const kept = where.includes('character') ? 10 : keep(line)
    truncateSync(work.file('run/journal.jsonl'), start + kept)
    if (where.includes('character')) appendFileSync(work.file('run/journal.jsonl'), Buffer.from([0xe4, 0xb8]))
    await goOn()
    expect(warnings()[0]).toMatch(/^journal\.jsonl: a torn last line of \d+ bytes was cut off$/)
    expect(heard()).toEqual([...TURNS, ...TURNS, ...TURNS])
    expect(ends().map((e) => [e.trial, e.attempt, e.status])).toEqual([
      ['shop/ask/-/1', 1, 'done'],
      ['shop/ask/-/2', 1, 'aborted'],
      ['shop/ask/-/2', 2, 'done'],
    ])
    expect(counts()).toMatchObject({ run: 2, scored: 2 })
  })

  const damages: [string, (bytes: Buffer) => Buffer, string][] = [
    [
      'with bytes that are no UTF-8',
      (b) => Buffer.concat([b.subarray(0, 1), Buffer.from([0xff]), b.subarray(2)]),
      'cannot be read at line 1',
    ],
    [
      'with a line of zeros',
      (b) => Buffer.from(b).fill(0, b.indexOf('\n') + 1, b.indexOf('\n') + 21),
      'cannot be read at line 2',
    ],
    [
      'with a line missing',
      (b) =>
        Buffer.concat([
          b.subarray(0, b.indexOf('\n') + 1),
          b.subarray(b.indexOf('\n', b.indexOf('\n') + 1) + 1),
        ]),
      'cannot be read at line 2',
    ],
    [
      'without its end',
      (b) => b.subarray(0, b.lastIndexOf('\n', b.length - 2) + 1),
      'breaks off before its end',
    ],
    ['of no bytes', () => Buffer.alloc(0), 'is missing or empty'],
  ]

  it.each(damages)('a finished transcript %s is held again, by name', async (_, damage, what) => {
    const { work, finished, goOn, heard, counts, warnings } = await shop({ repeat: 2 })
    await finished()
    const name = work.file('run/trials/shop/ask/-/1.1.jsonl')
    writeFileSync(name, damage(readFileSync(name)))
    await goOn()
    expect(warnings()).toEqual([`trials/shop/ask/-/1.1.jsonl ${what}; the trial is held again`])
    expect(heard()).toHaveLength(9)
    expect(header(work.lines('run/trials/shop/ask/-/1.2.jsonl'))).not.toHaveProperty('after')
    expect(counts()).toMatchObject({ run: 2, scored: 2, unscored: 0 })
  })

  it('in the middle of the journal is named, and what it told is held again', async () => {
    const { work, finished, goOn, heard, counts, warnings } = await shop({ repeat: 3 })
    await finished()
    const lines = work.read('run/journal.jsonl').split('\n')
    // The begin and the end of the second trial: its transcript is there and nobody knows of it.
    lines[2] = '{"kind":"beg'
    lines[3] = 'null'
    writeFileSync(work.file('run/journal.jsonl'), lines.join('\n'))
    await goOn()
    expect(warnings()).toEqual([
      'journal.jsonl: line 3 cannot be read; what it told is held again',
      'journal.jsonl: line 4 cannot be read; what it told is held again',
    ])
    expect(heard()).toHaveLength(12)
    expect(work.transcripts().has('shop/ask/-/2.2.jsonl')).toBe(true)
    expect(counts()).toMatchObject({ run: 3, scored: 3 })
    await goOn()
    expect(heard()).toHaveLength(12)
  })
})

describe('a run directory', () => {
  it('is refused to a second run while the first is at work, with the holder named', async () => {
    let asked: ReturnType<typeof others> | undefined
    const bot = await botOf((_, response) => {
      asked = others()
      void asked.finally(() => response.end(JSON.stringify({ messages: [{ text: GOOD_ANSWER }] })))
      return undefined
    })
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('ask.scenario.yaml', question('ask'))
    const start = (...args: string[]) => ombud(['run', ...args], { cwd: work.path })
    const others = async () => {
      const { pid } = work.json<{ pid: number }>('run/lock.json')
      return { pid, refused: await Promise.all([start('--resume', 'run'), start('.', '--out', 'run')]) }
    }
    expect(await start('.', '--out', 'run')).toMatchObject({ code: 0 })
    const { pid, refused } = (await asked) ?? { refused: [] }
    expect(refused).toHaveLength(2)
    for (const { code, stderr } of refused) {
      expect(code).toBe(2)
      expect(stderr).toContain(`run is being written by another run: process ${pid} on ${hostname()} since `)
    }
    expect(bot.heard).toHaveLength(1)
  })

  it.each([
    ['of a process that is dead', { pid: spawnSync('true').pid, host: hostname(), started: 'then' }],
    [
      'of a number that another process has now',
      { pid: process.pid, host: hostname(), started: 'then', process: '1' },
    ],
    ['that a power cut left empty', undefined],
  ])('is taken over from a lock %s', async (_, lock) => {
    const { work, finished, goOn } = await shop({ repeat: 1 })
    await finished()
    writeFileSync(work.file('run/lock.json'), lock ? JSON.stringify(lock) : '')
    await goOn()
    expect(existsSync(work.file('run/lock.json'))).toBe(false)
  })

  it('held by another machine is left alone', async () => {
    const { work, finished, resume } = await shop({ repeat: 1 })
    await finished()
    work.write('run/lock.json', { pid: 1, host: 'elsewhere.invalid', started: '2026-11-25T00:00:00.000Z' })
    const { code, stderr } = await resume()
    expect(code).toBe(2)
    expect(stderr).toContain('process 1 on elsewhere.invalid since 2026-11-25T00:00:00.000Z')
    expect(existsSync(work.file('run/lock.json'))).toBe(true)
  })
})

describe('Ctrl-C', () => {
  it('once ends the open conversation and holds it again on resume', async () => {
    const { work, begin, goOn, heard, ends } = await shop()
    const stopped = await begin(at(5, 'SIGINT'))
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).toContain('stopping: open conversations are ended')
    expect(ends().at(-1)).toMatchObject({ trial: 'shop/ask/-/2', status: 'aborted', reason: 'cancelled' })
    const cut = work.transcripts().get('shop/ask/-/2.1.jsonl')
    expect(cut?.at(-1)).toMatchObject({ kind: 'stop', reason: 'cancelled' })
    expect(work.json<{ targets: unknown[] }>('run/scorecard.json').targets[0]).toMatchObject({
      counts: { planned: 3, run: 1, notRun: 2 },
    })
    await goOn()
    expect(heard().slice(5)).toEqual([...TURNS, ...TURNS])
    expect(header(work.transcripts().get('shop/ask/-/2.2.jsonl'))?.after).toBe('cut')
  })

  it('once sends a promised person the closing line', async () => {
    const bot = await botOf(() => '正在为您转接人工客服，请稍候。')
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    const steps = [{ 'ask-human': { attempts: 1 } }]
    work.write('person.scenario.yaml', question('person', { say: undefined, expect: undefined, steps }))
    const { code } = await ombud(['run', '.', '--out', 'run'], {
      cwd: work.path,
      // The promise is on file: the consumer waits for a person now.
      started: (child) =>
        void vi
          .waitFor(
            () =>
              expect(work.read('run/trials/shop/person/-/1.1.jsonl')).toContain('"turn":1,"change":"close"'),
            20_000,
          )
          .then(() => child.kill('SIGINT')),
    })
    expect(code).toBe(130)
    expect(bot.heard).toHaveLength(2)
    expect(bot.heard[1]?.text).toMatch(/测试/)
  })

  it('twice stops at once, and the run can be gone on with', async () => {
    const { work, begin, goOn, heard } = await shop({ repeat: 1 })
    let child: NodeJS.Timeout | undefined
    const pid = () => work.json<{ pid: number }>('run/lock.json').pid
    const { code } = await begin((_, n) => {
      if (n !== 2) return undefined
      const first = pid()
      process.kill(first, 'SIGINT')
      // The second one comes when the first was heard: the bot never answers.
      child = setInterval(() => {
        try {
          process.kill(first, 'SIGINT')
        } catch {
          clearInterval(child)
        }
      }, 1)
      return 'SIGCONT'
    })
    clearInterval(child)
    expect(code).toBe(130)
    await goOn()
    expect(heard().slice(2)).toEqual(TURNS)
  })
})

describe('what is held again on request', () => {
  it('are trials without a score, with --retry-unscored', async () => {
    let limited = true
    const bot = await botOf((heard, response) => {
      if (!limited || heard.text !== '限流') return GOOD_ANSWER
      response.writeHead(429, { 'retry-after': '9999' }).end()
      return undefined
    })
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('good.scenario.yaml', question('good'))
    work.write('limited.scenario.yaml', question('limited', { say: ['限流'] }))
    await work.run([work.path], { seed: 's' })
    const states = () =>
      work
        .json<{ targets: { trials: { scenario: string; status: string; attempt: number }[] }[] }>(
          'run/result.json',
        )
        .targets[0]?.trials.map((t) => [t.scenario, t.status, t.attempt])
    expect(states()).toEqual([
      ['good', 'done', 1],
      ['limited', 'unscored', 1],
    ])
    limited = false
    const heard = bot.heard.length
    await run({ resume: work.file('run'), lang: 'en' })
    expect(bot.heard).toHaveLength(heard)
    const { code } = await ombud(['run', '--resume', 'run', '--retry-unscored'], { cwd: work.path })
    expect(code).toBe(0)
    expect(bot.heard.slice(heard).map((h) => h.text)).toEqual(['限流'])
    expect(states()).toEqual([
      ['good', 'done', 1],
      ['limited', 'done', 2],
    ])
    expect(header(work.transcripts().get('shop/limited/-/1.2.jsonl'))?.after).toBe(undefined)
  })

  it('are trials that failed in the newest run, with --last-failed, whichever repetition they were', async () => {
    let bad = true
    const bot = await botOf(({ text }) => (text === '坏' && bad ? '不知道' : GOOD_ANSWER))
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('good.scenario.yaml', question('good'))
    work.write('bad.scenario.yaml', question('bad', { say: ['坏'] }))
    const run = (...args: string[]) => ombud(['run', '.', ...args], { cwd: work.path })
    expect((await run('--last-failed')).stderr).toContain('there is no finished run')
    expect((await run('--repeat', '2')).code).toBe(1)
    bad = false
    const before = bot.heard.length
    expect((await run('--last-failed')).code).toBe(0)
    expect(bot.heard.slice(before).map((h) => h.text)).toEqual(['坏', '坏'])
    const none = await run('--last-failed')
    expect(none.code).toBe(2)
    expect(none.stderr).toContain('nothing failed in')
  })
})
