/** Reporters: what each writes while a run goes on, whatever the bot says. */
import { spawn, spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ombud } from '../support/cli.js'
import { GOOD_ANSWER, question, targetOf } from '../support/workplace.js'
import { shop } from './shop.js'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const BAD = '亲，请您耐心等待。'

/** Two conversations: the first fails, the second passes. */
async function mixed(bad = BAD) {
  let asked = 0
  const place = await shop(() => (asked++ === 0 ? bad : GOOD_ANSWER))
  place.work.write('ask.scenario.yaml', question('ask'))
  return { ...place, go: (...args: string[]) => place.run('.', '--out', 'run', '--repeat', '2', ...args) }
}

describe('list', () => {
  it('without a terminal is one plain line a finished trial, with what failed and where', async () => {
    const { go } = await mixed()
    const { stderr } = await go()
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^plan: 2 trials/)
    expect(lines[1]).toMatch(/^1\/2 ✗ shop\/ask\/-\/1 {2}script-end {2}\d+\.\d s {2}.+ {3}turn 1/)
    expect(lines[1]).toContain('请您耐心等待')
    expect(lines[2]).toMatch(/^2\/2 ✓ shop\/ask\/-\/2 {2}script-end {2}\d+\.\d s$/)
    expect(stderr).not.toContain('\u001b')
  })

  it('tells a failed way to a person only when no other way is left', async () => {
    const { work, run } = await shop(() => '请问还有什么可以帮您？')
    work.write('shop.target.yaml', {
      ...JSON.parse(work.read('shop.target.yaml')),
      timing: { human: '1s' },
    })
    const steps = [{ 'ask-human': { by: 'arm' } }]
    const expectations = [{ human: { level: 'E3-claimed', within: '1s' } }]
    const person = { say: undefined, arms: { by: ['button', 'phrase'] }, steps, expect: expectations }
    work.write('person.scenario.yaml', question('person', person))
    const { stderr } = await run('.', '--out', 'run')
    const marks = stderr.match(/^\d\/2 ([✓✗?–]) shop\/person\/by=\w+\/1/gm)
    expect(marks).toEqual([expect.stringMatching(/^1\/2 \?/), expect.stringMatching(/^2\/2 ✗/)])
  })

  const HAS_SCRIPT = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false
  it.runIf(HAS_SCRIPT)('on a terminal keeps one line a busy target in its place', async () => {
    const { bot, work } = await mixed()
    work.write('other.target.yaml', targetOf(bot))
    const command = `stty cols 90 rows 30; ${process.execPath} ${MAIN} run . --out run --repeat 2 --seed a`
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: work.path,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, LANG: 'en_US.UTF-8', TERM: 'xterm', CI: '', NO_COLOR: '1' },
    })
    const written = await text(child.stdout)
    const frames = screens(written)
    const status = frames.flat().filter((line) => / now: ask/.test(line))
    expect(status.join('\n')).toMatch(
      /^shop {2}\d\/2 {2}✓ \d {2}✗ \d {2}\? \d {2}– \d .*now: ask · \d\/2 \d:\d\d/m,
    )
    for (const frame of frames) {
      const busy = frame.filter((line) => / now: /.test(line)).map((line) => line.split(' ')[0])
      expect(new Set(busy).size).toBe(busy.length)
      for (const line of frame.filter((line) => / now: /.test(line))) expect(line.length).toBeLessThan(90)
    }
    const last = frames.at(-1)?.join('\n') ?? ''
    expect(last).not.toContain(' now: ')
    expect(last.match(/^ {2}✗ ask · \d\/2 {3}.*请您耐心等待.* {3}turn 1/gm)).toHaveLength(1)
    expect(last).toMatch(/^4\/4 {2}✓ 3 {2}✗ 1 {2}\? 0 {2}– 0$/m)
    expect(written).not.toMatch(/\u001b\[\d*m/)
  })
})

describe('json', () => {
  it('owns standard output: one event a line, with what failed', async () => {
    const { go } = await mixed()
    const { code, stdout, stderr } = await go('--reporter', 'json')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.map((e) => e.event)).toEqual(['planned', 'begin', 'end', 'begin', 'end', 'result'])
    expect(events[0]).toMatchObject({
      directory: 'run',
      pending: 2,
      trials: ['shop/ask/-/1', 'shop/ask/-/2'],
    })
    const [first, second] = events.filter((e) => e.event === 'end')
    expect(first).toMatchObject({ trial: 'shop/ask/-/1', status: 'done', whose: 'consumer' })
    expect(first.outcomes).toMatchObject([{ outcome: 'fail', failures: [{ audit: 'states', turn: 1 }] }])
    expect(second.outcomes).toEqual([{ trial: 'shop/ask/-/2', outcome: 'pass', failures: [] }])
    expect(events.at(-1).targets).toMatchObject([{ target: 'shop', verdict: 'fail' }])
  })

  it('goes to a file beside another reporter, and hides nothing that a bot said', async () => {
    const { work, go } = await mixed('\u001b]0;owned\u0007 \u202e \u009b2J\n::error::x')
    const { stdout } = await go('--reporter', 'list', '--reporter', 'json=events.jsonl')
    expect(stdout).toContain('report: run/report.html')
    const written = work.read('events.jsonl')
    expect(written.trimEnd().split('\n')).toHaveLength(6)
    expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})

describe('github', () => {
  it('annotates the file of the scenario, and escapes what a bot says', async () => {
    const { work, run } = await shop(() => '50% off\r\n::error file=x::owned ##[add-mask]亲 ##vso[task.x]')
    work.write('tests/ask,1.scenario.yaml', question('ask'))
    const { stderr } = await run('.', '--out', 'run', '--reporter', 'github')
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(
      /^::error file=tests\/ask%2C1\.scenario\.yaml,title=shop\/ask\/-\/1::states: .*50%25 off/,
    )
    expect(stderr).not.toMatch(/##\[|##vso/)
  })

  it('warns of what was not measured', async () => {
    const { work, run } = await shop((_, response) => {
      response.writeHead(404).end()
      return undefined
    })
    work.write('ask.scenario.yaml', question('ask'))
    const { code, stderr } = await run('.', '--out', 'run', '--reporter', 'github')
    expect(code).toBe(3)
    expect(stderr).toMatch(/^::warning file=ask\.scenario\.yaml,title=shop\/ask\/-\/1::input .*HTTP 404/)
  })
})

describe('a reporter of the user', () => {
  it('is a class or a function in a module', async () => {
    const { work, go } = await mixed()
    work.write(
      'class.mjs',
      'export default class { constructor({ write, argument }) { this.write = write; this.a = argument } on(p) { if (p.type === "end") this.write(this.a + p.judged[0].outcome + "\\n") } close() { this.write("bye\\n") } }',
    )
    work.write(
      'function.mjs',
      'export default ({ write, argument }) => ({ on: (p) => { if (p.type === "end") write(argument + p.judged[0].outcome + "\\n") }, close: async () => { write("bye\\n") } })',
    )
    const { stderr } = await go('--reporter', './class.mjs=> ', '--reporter', './function.mjs=- ')
    expect(stderr).toBe('> fail\n- fail\n> pass\n- pass\nbye\nbye\n')
  })

  it('that throws is named and left out; the run and the others go on: dot is one sign a trial, and the failures at the end', async () => {
    const { work, go } = await mixed()
    work.write('mine.mjs', 'export default () => () => { throw new Error("ink is out") }')
    const { code, stderr } = await go('--reporter', './mine.mjs', '--reporter', 'dot')
    expect(code).toBe(1)
    const [said, ...dots] = stderr.split('\n')
    expect(said).toBe('the reporter ./mine.mjs failed and is left out: Error: ink is out')
    expect(dots.join('\n')).toMatch(/^✗✓\n✗ shop\/ask\/-\/1 {2}.*请您耐心等待.* {3}turn 1\n/)
  })

  it('that is not there is refused before anything is sent', async () => {
    const { bot, go } = await mixed()
    const { code, stderr } = await go('--reporter', 'lsit')
    expect(code).toBe(2)
    expect(stderr).toContain('--reporter lsit was not found')
    expect(stderr).toContain('reporters of ombud: list, dot, json, github')
    expect(bot.heard).toEqual([])
  })
})

it('--quiet writes no progress, and the other commands are as they were', async () => {
  const { work, go } = await mixed()
  const { stderr, stdout } = await go('--quiet')
  expect(stderr).toBe('')
  expect(stdout).toContain('report: run/report.html')
  expect((await ombud(['score', 'run'], { cwd: work.path })).stderr).toBe('')
})

/** What stands on the screen each time something was written, for lines and the erasing of the last ones. */
function screens(written: string): string[][] {
  const lines: string[] = ['']
  const frames: string[][] = []
  for (const [token] of written
    .replaceAll('\r', '')
    .matchAll(/\u001b\[\d*[AJ]|\u001b\[[\d;]*m|\n|[^\u001b\n]+/g)) {
    const up = /^\u001b\[(\d+)A$/.exec(token)
    if (up) {
      frames.push([...lines])
      lines.splice(lines.length - 1 - Number(up[1]))
      lines.push('')
    } else if (token === '\n') lines.push('')
    else if (!token.startsWith('\u001b')) lines[lines.length - 1] += token
  }
  return [...frames, lines]
}
