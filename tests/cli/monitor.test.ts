/** `ombud monitor` against a live bot that breaks from one round to the next. */
import { describe, expect, it } from 'vitest'
import { type MonitorFlags, monitorCommand } from '../../src/cli/monitor.js'
import { plan, type RunOptions, type RunOutcome } from '../../src/index.js'
import { Monitor } from '../../src/library/monitor/monitor.js'
import { profile, requirement } from '../run/profile.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']

async function place() {
  const work = new Workplace()
  const state = { broken: false }
  const bot = await botOf(() => (state.broken ? '我不太明白您的意思。' : GOOD_ANSWER))
  work.write('shop.target.yaml', targetOf(bot))
  for (const id of IDS) work.write(`${id}.scenario.yaml`, question(id))
  work.write('own.profile.yaml', profile([requirement({ id: 'answers', threshold: 0.7, confidence: 0.8 })]))
  const files = ['shop.target.yaml', ...IDS.map((id) => `${id}.scenario.yaml`)]
  return {
    work,
    state,
    files,
    monitor: (...args: string[]) => ['monitor', ...files, '--profile', 'own.profile.yaml', ...args],
  }
}

/** A round in which every question was answered, without asking one. */
function allGood(options: RunOptions): RunOutcome {
  const n = IDS.length
  const row = { id: 'answers', verdict: 'pass', n, hits: n, value: 1, bounds: [0.8, 1], threshold: 0.7 }
  const profiles = [{ profile: 'own', verdict: 'pass', requirements: [row] }]
  const scorecard = { targets: [{ target: 'shop', merchant: 'shop', profiles }] }
  return {
    result: { scorecard, profiles: plan(options).conformance?.profiles },
  } as unknown as RunOutcome
}

describe('ombud monitor', () => {
  it('with --once holds one round more, and fails where a requirement is broken in it', async () => {
    const { work, state, files, monitor } = await place()
    const first = new Monitor({
      out: work.file('watch'),
      run: {
        paths: files.map((name) => work.file(name)),
        profiles: [work.file('own.profile.yaml')],
        politeness: work.path,
      },
      zone: 'UTC',
      lang: 'en',
      signal: new AbortController().signal,
      say: () => undefined,
      hold: async (options) => allGood(options),
    })
    expect(await first.round()).toMatchObject({ alerts: [] })
    first.close()
    state.broken = true
    const tell = work.write('tell.mjs', 'process.stdin.pipe(process.stderr)')
    const command = `${process.execPath} ${tell}`
    const second = await ombud(
      monitor('--once', '--out', 'watch', '--zone', 'UTC', '--alert-command', command),
      { cwd: work.path },
    )
    expect(second.code).toBe(1)
    const [text = '', json = ''] = second.stderr.split('\n')
    expect(text).toMatch(/^shop: ".*" is no longer met: 0 of 6 in 1 round, at least 70\u00a0% are asked$/)
    expect(JSON.parse(json)).toMatchObject({ target: 'shop', from: 'pass', to: 'fail', rule: 'share' })
    const series = work.lines<{ run: string; verdict: string; n: number }>('watch/series.jsonl')
    expect(series.map(({ verdict, n }) => [verdict, n])).toEqual([
      ['pass', 6],
      ['fail', 6],
    ])
    expect(work.json(`watch/runs/${series[1]?.run}/scorecard.json`)).toHaveProperty('targets')
    expect(work.read('watch/index.html')).toContain('<html lang="en">')
  })

  it('waits for its time, serves its metrics, and stops when it is asked to', async () => {
    const { work, monitor } = await place()
    const { code, stdout } = await ombud(monitor('--metrics', '0', '--out', 'watch'), {
      cwd: work.path,
      started(child) {
        child.stderr?.on('data', (text: Buffer) => {
          if (text.includes('next round')) child.kill('SIGINT')
        })
      },
    })
    expect(code).toBe(130)
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics\n$/)
    expect(work.read('watch/index.html')).toContain('No round is in the series yet.')
  })

  it('says at once what it cannot do', async () => {
    const flags: MonitorFlags = { out: 'watch', human: true, sandbox: true }
    const asked = (more: Partial<MonitorFlags>) => monitorCommand([], { ...flags, ...more })
    await expect(asked({})).rejects.toThrow(
      'a monitor needs a profile: its verdicts are what is watched\n  for example --profile ci-smoke',
    )
    await expect(asked({ once: true, metrics: 0 })).rejects.toThrow('--once cannot go with --metrics')
    await expect(asked({ zone: 'Nowhere' })).rejects.toThrow('unknown time zone Nowhere')
  })
})
