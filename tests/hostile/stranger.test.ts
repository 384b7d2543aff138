/** A run directory of a stranger: scored or refused with one clear message; nothing outside of it is read or written. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Plan, Result } from '../../src/index.js'
import { report, score } from '../../src/index.js'
import { scoreFindings } from '../../src/library/score.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { filesIn } from './bot.js'

const TRANSCRIPT = 'run/trials/shop/one/-/1.1.jsonl'
const SECRET = 'the words of somebody else'
type Change = (work: Workplace) => void

/** A run of two trials, and beside it files that are nobody's business. */
async function stranger(): Promise<Workplace> {
  const work = new Workplace()
  const bot = await botOf(() => GOOD_ANSWER)
  const paths = [
    work.write('shop.target.yaml', targetOf(bot)),
    work.write('one.scenario.yaml', question('one')),
    work.write('two.scenario.yaml', question('two')),
  ]
  await work.run(paths)
  work.write(
    'outside/secret.jsonl',
    readFileSync(work.file(TRANSCRIPT), 'utf8').replaceAll(GOOD_ANSWER, SECRET),
  )
  cpSync(work.file('run'), work.file('outside/run'), { recursive: true })
  return work
}

const edit =
  <T>(name: string, change: (value: T) => unknown): Change =>
  (work) => {
    const value = work.json<T>(name)
    work.write(name, change(value) ?? value)
  }

const plan = (change: (plan: Plan) => unknown) => edit<Plan>('run/plan.json', change)
const linked =
  (name: string, to: string): Change =>
  (work) => {
    rmSync(work.file(name), { recursive: true, force: true })
    symlinkSync(work.file(to), work.file(name))
  }
const firstTrial = (change: (trial: Plan['trials'][number]) => void) =>
  plan(({ trials }) => {
    if (trials[0]) change(trials[0])
  })

/** Everything but the run itself, to see that it stays as it was. */
const around = (work: Workplace) => filesIn(work.path, work.file('run'))

describe('score refuses with one message', () => {
  it.each<[string, Change, RegExp]>([
    [
      'a plan that is cut off',
      (work) => truncateSync(work.file('run/plan.json'), 1000),
      /plan\.json is damaged/,
    ],
    [
      'a plan that is a list',
      (work) => work.write('run/plan.json', []),
      /is no plan: the whole file must be object/,
    ],
    ['a plan without documents', plan(({ documents: _, ...rest }) => rest), /is no plan/],
    [
      'a plan with a number for its trials',
      plan((it) => ({ ...it, trials: 5 })),
      /is no plan: \/trials must be array/,
    ],
    [
      'a plan nested deeply',
      (work) => work.write('run/plan.json', `{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
      /nested more than 64/,
    ],
    [
      'a plan that is huge',
      (work) => truncateSync(work.file('run/plan.json'), 5_000_000_000),
      /plan\.json is too large/,
    ],
    ['a newer plan', plan((it) => ({ ...it, version: 2 })), /written by a newer ombud \(format 2\)/],
    ['a plan that is a link', linked('run/plan.json', 'outside/run/plan.json'), /link that leads out/],
    [
      'a plan that is a folder',
      (work) => {
        rmSync(work.file('run/plan.json'))
        mkdirSync(work.file('run/plan.json'))
      },
      /is not a file|EISDIR/,
    ],
    [
      'a plan that is a pipe',
      (work) => {
        rmSync(work.file('run/plan.json'))
        execFileSync('mkfifo', [work.file('run/plan.json')])
      },
      /is not a file/,
    ],
    ['no record', (work) => rmSync(work.file('run/run.json')), /run\.json cannot be read/],
    ['a record that is a word', (work) => work.write('run/run.json', '"x"'), /is no run/],
    ['a record that is a link', linked('run/run.json', 'outside/run/run.json'), /link that leads out/],
    [
      'a journal that is a link',
      linked('run/journal.jsonl', 'outside/run/journal.jsonl'),
      /link that leads out/,
    ],
    [
      'a journal that is a link to nothing',
      linked('run/journal.jsonl', 'outside/nothing'),
      /link to nothing/,
    ],
    [
      'a journal that is a pipe',
      (work) => {
        rmSync(work.file('run/journal.jsonl'))
        execFileSync('mkfifo', [work.file('run/journal.jsonl')])
      },
      /is not a file/,
    ],
  ])('%s', async (_, change, message) => {
    const work = await stranger()
    change(work)
    const before = around(work)
    const error = await Promise.resolve()
      .then(() => score(work.file('run')))
      .then(
        () => undefined,
        (cause: Error) => cause,
      )
    expect(error?.name, error?.stack).toBe('InputError')
    expect(error?.message).toMatch(message)
    expect(around(work)).toEqual(before)
  })
})

describe('a scorecard from findings is refused with one message', () => {
  const add =
    (text: string): Change =>
    (work) =>
      appendFileSync(work.file('run/findings.jsonl'), text)
  const own = (work: Workplace) => work.lines('run/findings.jsonl').length

  it.each<[string, Change, (lines: number) => string]>([
    ['a line that is no JSON', add('{"trial":\n'), (n) => `findings.jsonl:${n + 1}: the line is no finding`],
    [
      'a line that is no finding',
      add('{"trial":5}\n'),
      (n) => `findings.jsonl:${n + 1}: the line is no finding`,
    ],
    ['an empty line', add('\n'), (n) => `findings.jsonl:${n + 1}: the line is no finding`],
    [
      'a line without an end',
      add('x'.repeat(12_000_000)),
      (n) => `findings.jsonl:${n + 1}: the line is longer than 10 MB`,
    ],
    [
      'a huge file',
      (work) => truncateSync(work.file('run/findings.jsonl'), 5_000_000_000),
      () => 'findings.jsonl is too large',
    ],
    [
      'a pipe',
      (work) => {
        rmSync(work.file('run/findings.jsonl'))
        execFileSync('mkfifo', [work.file('run/findings.jsonl')])
      },
      () => 'findings.jsonl is not a file',
    ],
    ['a link', linked('run/findings.jsonl', 'outside/run/findings.jsonl'), () => 'link that leads out'],
    [
      'a scorecard before that is none',
      (work) => work.write('run/scorecard.json', '{"targets":5}'),
      () => 'scorecard.json is no scorecard',
    ],
  ])('%s', async (_, change, message) => {
    const work = await stranger()
    const lines = own(work)
    change(work)
    const before = around(work)
    let error: Error | undefined
    try {
      scoreFindings(work.file('run'))
    } catch (cause) {
      error = cause as Error
    }
    expect(error?.name, error?.stack).toBe('InputError')
    expect(error?.message).toContain(message(lines))
    expect(around(work)).toEqual(before)
  })
})

describe('a trial is unscored, and the other scored,', () => {
  const append =
    (name: string, line: string): Change =>
    (work) =>
      writeFileSync(work.file(name), line, { flag: 'a' })
  const replaced =
    (line: string): Change =>
    (work) =>
      work.write(TRANSCRIPT, line)
  it.each<[string, Change]>([
    ['where the transcript is a link', linked(TRANSCRIPT, 'outside/secret.jsonl')],
    [
      'where a folder of it is a link',
      (work) => {
        renameSync(work.file('run/trials/shop/one'), work.file('outside/one'))
        symlinkSync(work.file('outside/one'), work.file('run/trials/shop/one'))
      },
    ],
    [
      'where the transcript is a pipe',
      (work) => {
        rmSync(work.file(TRANSCRIPT))
        execFileSync('mkfifo', [work.file(TRANSCRIPT)])
      },
    ],
    ['where it is missing', (work) => rmSync(work.file(TRANSCRIPT))],
    ['where it is huge', (work) => truncateSync(work.file(TRANSCRIPT), 3_000_000_000)],
    ['where a line is no JSON', append(TRANSCRIPT, 'x\n')],
    ['where a line is no event', append(TRANSCRIPT, 'null\n')],
    [
      'where a line has words of another kind',
      append(
        TRANSCRIPT,
        '{"seq":9,"at":1,"kind":"text","actor":"bot","source":"http","id":"a","text":{"length":9},"revision":0,"final":true}\n',
      ),
    ],
    [
      'where a line is of no known kind',
      append(TRANSCRIPT, '{"seq":9,"at":1,"kind":"__proto__","actor":"bot","source":"http"}\n'),
    ],
    ['where a line is nested deeply', append(TRANSCRIPT, `${'['.repeat(500_000)}${']'.repeat(500_000)}\n`)],
    ['where it is binary', replaced('\u0000\ufffd\u0001\n')],
    [
      'where the target of the trial is a path',
      firstTrial((trial) => {
        trial.target = '../../../outside'
      }),
    ],
    [
      'where the scenario of the trial is a path',
      firstTrial((trial) => {
        trial.scenario = '../../outside/secret'
      }),
    ],
    [
      'where the arm of the trial is a path',
      firstTrial((trial) => {
        trial.arm = { x: '/../../../../outside' }
      }),
    ],
    [
      'where the scenario of the trial is what every object has',
      firstTrial((trial) => {
        trial.scenario = '__proto__'
      }),
    ],
    [
      'where its persona is in no document',
      firstTrial((trial) => {
        trial.persona = 'constructor'
      }),
    ],
    [
      'where its attempt in the journal is a path',
      (work) =>
        work.write(
          'run/journal.jsonl',
          work.read('run/journal.jsonl').replaceAll('"attempt":1', '"attempt":"1/../../x"'),
        ),
    ],
  ])('%s', async (_, change) => {
    const work = await stranger()
    change(work)
    const before = around(work)
    const result = await score(work.file('run'))
    const trials = result.targets.flatMap((target) => target.trials)
    const done = trials.filter(({ status }) => status === 'done').map(({ scenario }) => scenario)
    expect(done).toEqual(work.read('run/journal.jsonl').includes('..') ? [] : ['two'])
    const shown = JSON.stringify(result) + (await textOf(work))
    expect(shown).not.toContain(SECRET)
    expect(around(work)).toEqual(before)
  })
})

/** Every report of the run that is text. */
async function textOf(work: Workplace): Promise<string> {
  const files = await report(work.file('run'), { formats: ['html', 'junit', 'ctrf', 'csv', 'markdown'] })
  return files.map((file) => readFileSync(file, 'utf8')).join('\n')
}

describe('nothing is written through a link', () => {
  it('of what score writes', async () => {
    const work = await stranger()
    const names = ['findings.jsonl', 'scorecard.json', 'result.json']
    work.write('outside/victim', 'precious')
    for (const name of names) linked(`run/${name}.part`, 'outside/victim')(work)
    const before = around(work)
    await score(work.file('run'))
    for (const name of names) {
      linked(`run/${name}`, 'outside/victim')(work)
      await expect(Promise.resolve().then(() => score(work.file('run')))).rejects.toThrow(
        'link that leads out',
      )
      rmSync(work.file(`run/${name}`))
    }
    expect(work.read('outside/victim')).toBe('precious')
    expect(around(work)).toEqual(before)
  })

  it('nor by going on with the run', async () => {
    const work = await stranger()
    linked('run/journal.jsonl', 'outside/journal.jsonl')(work)
    work.write('outside/journal.jsonl', 'precious, without a newline')
    const { code, stderr } = await ombud(['run', '--resume', 'run'], { cwd: work.path })
    expect([code, work.read('outside/journal.jsonl')]).toEqual([2, 'precious, without a newline'])
    expect(stderr).toContain('link that leads out')
  })
})

it('names of files elsewhere in the journal, the transcript and the result are words', async () => {
  const work = await stranger()
  const elsewhere = work.file('outside/secret.jsonl')
  const lines = work
    .read('run/journal.jsonl')
    .replaceAll('"trials/shop/one/-/1.1.jsonl"', JSON.stringify(elsewhere))
  work.write('run/journal.jsonl', lines)
  work.write(
    TRANSCRIPT,
    work.read(TRANSCRIPT).replace('"kind":"text"', '"kind":"text","ref":"../../../outside/secret.jsonl"'),
  )
  await score(work.file('run'))
  edit<Result>('run/result.json', (result) => {
    for (const trial of result.targets.flatMap((target) => target.trials)) trial.transcript = elsewhere
  })(work)
  expect(await textOf(work)).not.toContain(SECRET)
})

it('no byte of a stranger reaches the terminal by an error, and there is no stack', async () => {
  const work = await stranger()
  firstTrial((trial) => {
    trial.id = 'x\u001b]0;owned\u0007\u009b2J\u202e/one/-/1'
    trial.target = '\u001b[2J'
  })(work)
  const damaged = work.file('da\u001b[2Jmaged')
  cpSync(work.file('run'), damaged, { recursive: true })
  work.write('run/run.json', work.read('run/run.json').replace('{', '{"\u001b[2J": 1,'))
  writeFileSync(join(damaged, 'plan.json'), '{"\u001b[2J": \u001b]0;x\u0007')
  for (const args of [
    ['score', 'run'],
    ['report', 'run'],
    ['score', damaged],
    ['report', damaged],
    ['score', 'no\u001b[2Jthing'],
  ]) {
    const { code, stdout, stderr } = await ombud(args, { cwd: work.path })
    expect(stdout + stderr, args.join(' ')).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|^\s+at /m,
    )
    expect([0, 1, 2, 3]).toContain(code)
  }
  expect(existsSync(join(damaged, 'scorecard.json'))).toBe(true)
})
