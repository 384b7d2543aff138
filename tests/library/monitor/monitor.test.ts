/** A monitor with a clock and rounds of the test's own: schedule, alerts that are lost by nothing, page, metrics. */
import { existsSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { validator } from '../../../src/documents/schema.js'
import type { AlertLine } from '../../../src/documents/types/alert.js'
import type { Round } from '../../../src/documents/types/round.js'
import type { SeriesLine } from '../../../src/documents/types/series.js'
import { type RunOptions, type RunOutcome, run } from '../../../src/index.js'
import { argumentsOf } from '../../../src/library/monitor/deliver.js'
import { Monitor, type MonitorOptions } from '../../../src/library/monitor/monitor.js'
import { Schedule } from '../../../src/library/monitor/schedule.js'
import { serveMetrics } from '../../../src/library/monitor/serve.js'
import { METRICS_TYPE, openMetrics } from '../../../src/report/monitor/metrics.js'
import { profile, requirement } from '../../run/profile.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../../support/workplace.js'

const TITLE = { 'zh-CN': '答得上 <b>', en: 'Answers "<b>"' }

/** The outcome of a run in which so many of 40 questions were answered. */
function outcome(hits: number, target = 'shop'): RunOutcome {
  const row = {
    id: 'answers',
    verdict: hits > 36 ? 'pass' : 'fail',
    reason: TITLE,
    n: 40,
    hits,
    open: 0,
    nEffective: 40,
    value: hits / 40,
    bounds: [hits / 50, 1],
    threshold: 0.9,
    proofs: [],
    proven: 0,
  }
  const card = { profile: 'own', verdict: row.verdict, reason: TITLE, requirements: [row] }
  const requirement = {
    id: 'answers',
    title: TITLE,
    measure: 'states',
    kind: 'rate',
    threshold: 0.9,
    minimum: 10,
  }
  return {
    directory: '',
    files: [],
    waiting: [],
    result: {
      scorecard: { targets: [{ target, merchant: 'acme', profiles: [card] }] },
      profiles: [{ id: 'own', title: TITLE, requirements: [requirement] }],
    },
  } as unknown as RunOutcome
}

/** A round that is on file as one of which nothing came. */
const STOPPED: Round = {
  time: '2026-11-25T01:17:00.000Z',
  run: '2026-11-25-0917',
  missed: [],
  error: 'power cut',
}

/** Five questions to a live bot, and what happens when it is asked one. */
async function questions() {
  const work = new Workplace()
  const bot: { asked(): void } = { asked: () => undefined }
  const live = await botOf(() => {
    bot.asked()
    return GOOD_ANSWER
  })
  const own = profile([requirement({ id: 'answers', threshold: 0.5 })])
  const paths = [
    work.write('shop.target.yaml', targetOf(live)),
    ...['a', 'b', 'c', 'd', 'e'].map((id) => work.write(`${id}.scenario.yaml`, question(id))),
  ]
  return { work, paths, profiles: [work.write('own.profile.yaml', own)], bot }
}

interface Place extends Partial<MonitorOptions> {
  work?: Workplace
  /** What the rounds bring, in order; an error is thrown. */
  rounds: (RunOutcome | Error)[]
  start?: string
}

/** A monitor whose time passes only where it waits, and that stops when its rounds are used up. */
function place({ work = new Workplace(), rounds, start = '2026-11-26T00:00:00Z', ...more }: Place) {
  const stop = new AbortController()
  const said: string[] = []
  let now = new Date(start)
  const held: RunOptions[] = []
  const monitor = new Monitor({
    out: work.file('monitor'),
    run: { paths: [] },
    zone: 'Asia/Shanghai',
    lang: 'en',
    signal: stop.signal,
    say: (message) => said.push(message),
    pause: 1,
    clock: {
      now: () => now,
      until: async (at) => {
        now = at
        if (rounds.length === 0) stop.abort()
      },
    },
    hold: async (options) => {
      held.push(options)
      const next = rounds.shift()
      if (next === undefined || next instanceof Error) throw next
      return next
    },
    ...more,
  })
  onTestFinished(() => monitor.close())
  return { work, monitor, said, held, pass: (time: string) => (now = new Date(time)) }
}

/** A server that answers with these codes in turn, the last one for ever, and what it was sent. */
async function hook(codes: number[]) {
  const bodies: { id: string; turn: string }[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const code = (codes.length > 1 ? codes.shift() : codes[0]) ?? 500
      if (code === 200) bodies.push(JSON.parse(Buffer.concat(chunks).toString()))
      response.writeHead(code).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret`, bodies, codes }
}

describe('a schedule', () => {
  it('is kept in its zone; times that were missed are named and not made up for', async () => {
    const first = place({ rounds: [outcome(40), outcome(40)] })
    await first.monitor.keep(new Schedule('17 9 * * *', 'Asia/Shanghai'))
    first.monitor.close()
    const rounds = first.work.lines<Round>('monitor/rounds.jsonl')
    expect(rounds.map(({ due, run, missed }) => [due, run, missed])).toEqual([
      ['2026-11-26T01:17:00.000Z', '2026-11-26-0917', []],
      ['2026-11-27T01:17:00.000Z', '2026-11-27-0917', []],
    ])

    const later = place({ work: first.work, rounds: [outcome(40)], start: '2026-11-30T00:00:00Z' })
    await later.monitor.keep(new Schedule('17 9 * * *', 'Asia/Shanghai'))
    const [, , third] = later.work.lines<Round>('monitor/rounds.jsonl')
    expect(third).toMatchObject({
      due: '2026-11-30T01:17:00.000Z',
      missed: ['2026-11-28T01:17:00.000Z', '2026-11-29T01:17:00.000Z'],
    })
    expect(later.said[0]).toMatch(/^2 times were missed and are not made up for/)
    expect(later.work.read('monitor/index.html')).toContain('<li>2026-11-28 09:17</li>')
  })

  it('follows the clocks of a zone in which they change', () => {
    const daily = new Schedule('17 9 * * *', 'Europe/Berlin')
    expect(daily.next(new Date('2026-10-24T00:00:00Z')).toISOString()).toBe('2026-10-24T07:17:00.000Z')
    expect(daily.next(new Date('2026-10-25T00:00:00Z')).toISOString()).toBe('2026-10-25T08:17:00.000Z')
  })

  it.each([
    ['every day', 'UTC', /cannot be read/],
    ['0 17 9 * * *', 'UTC', /requires exactly 5 parts/],
    ['0 0 31 2 *', 'UTC', /no time that is still to come/],
    ['0 9 * * *', 'Mars/Olympus', /unknown time zone/],
  ])('%s in %s is refused', (cron, zone, why) => {
    expect(() => new Schedule(cron, zone).next(new Date('2026-11-26T00:00:00Z'))).toThrow(why)
  })

  it('goes on after a round that failed, and names it', async () => {
    const { monitor, work, said } = place({ rounds: [new Error('no network'), outcome(40)] })
    await monitor.keep(new Schedule('17 9 * * *', 'UTC'))
    expect(said).toContain('nothing came of this round: no network')
    expect(work.lines<Round>('monitor/rounds.jsonl').map(({ error }) => error)).toEqual([
      'no network',
      undefined,
    ])
    expect(work.lines('monitor/series.jsonl')).toHaveLength(1)
  })
})

describe('alerts', () => {
  it('are kept while a webhook is down, and told once, in order, when it is back', async () => {
    const { url, bodies, codes } = await hook([503])
    const { monitor, work, said } = place({
      rounds: [40, 10, 40, 40].map((hits) => outcome(hits)),
      webhook: url,
    })
    await monitor.round()
    const { alerts } = await monitor.round()
    expect(alerts.map(({ turn, from, to }) => [turn, from, to])).toEqual([['worse', 'pass', 'fail']])
    expect(bodies).toEqual([])
    expect(said.at(-1)).toMatch(
      /not delivered \(webhook\), next try after the next round: 127\.0\.0\.1:\d+ answers 503/,
    )
    expect(work.read('monitor/index.html')).toContain('not delivered yet')
    monitor.close()

    codes.splice(0, codes.length, 500, 200)
    const again = place({ work, rounds: [outcome(40), outcome(40)], webhook: url })
    await again.monitor.round()
    await again.monitor.round()
    expect(bodies.map(({ turn }) => turn)).toEqual(['worse', 'better'])
    expect(bodies[0]?.id).toBe(alerts[0]?.id)
    const lines = work.lines<AlertLine>('monitor/alerts.jsonl')
    const valid = { alert: validator('alert'), series: validator('series'), round: validator('round') }
    expect(lines.filter((line) => !valid.alert(line))).toEqual([])
    expect(work.lines<SeriesLine>('monitor/series.jsonl').filter((line) => !valid.series(line))).toEqual([])
    expect(work.lines<Round>('monitor/rounds.jsonl').filter((line) => !valid.round(line))).toEqual([])
    expect(work.read('monitor/index.html')).not.toContain('not delivered yet')
  })

  it('that are refused are not pressed, and a program that fails is told again', async () => {
    const { url, codes, bodies } = await hook([403, 200])
    const work = new Workplace()
    const told = work.file('told.jsonl')
    const script = work.write(
      'mail.mjs',
      `import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
const text = readFileSync(0, 'utf8')
if (!existsSync(process.argv[3])) { writeFileSync(process.argv[3], ''); process.exit(7) }
appendFileSync(process.argv[2], text)`,
    )
    const command = argumentsOf(`"${process.execPath}" '${script}' ${told} ${work.file('tried')}`)
    const { monitor, said } = place({
      work,
      rounds: [40, 10, 10].map((hits) => outcome(hits)),
      webhook: url,
      command,
    })
    await monitor.round()
    await monitor.round()
    expect(said.slice(-2)).toEqual([
      expect.stringMatching(/answers 403$/),
      expect.stringMatching(/not delivered \(command\).* ended with 7$/),
    ])
    expect(codes).toEqual([200])
    await monitor.round()
    expect(bodies).toHaveLength(1)
    expect(work.lines<AlertLine>('told.jsonl')).toMatchObject([{ turn: 'worse', requirement: 'answers' }])
  })

  it.each(['ftp://example.org', 'hooks', 'file:///etc/passwd'])('cannot go to %s', (webhook) => {
    expect(() => place({ rounds: [], webhook })).toThrow('--webhook is no http or https address')
  })

  it('go to a program without a shell', () => {
    expect(argumentsOf(`mail -s 'bot; broken' "a b"@c $HOME`)).toEqual([
      'mail',
      '-s',
      'bot; broken',
      'a b@c',
      '$HOME',
    ])
    expect(() => argumentsOf('mail "a')).toThrow(/quote that is not closed/)
  })
})

describe('the directory', () => {
  it('belongs to one monitor at a time', () => {
    const { work } = place({ rounds: [] })
    expect(() => place({ work, rounds: [] })).toThrow(/is being written by another run: process \d+/)
  })

  it('cuts a torn last line off, and names a damaged one', async () => {
    const { work, monitor } = place({ rounds: [outcome(40)] })
    await monitor.round()
    monitor.close()
    const whole = work.read('monitor/series.jsonl')
    work.write('monitor/series.jsonl', `${whole}{"time":`)
    place({ work, rounds: [] }).monitor.close()
    expect(work.read('monitor/series.jsonl')).toBe(whole)
    work.write('monitor/series.jsonl', `${whole}{"time":"soon"}\n`)
    expect(() => place({ work, rounds: [] })).toThrow(/series\.jsonl:2: the line is no series/)
    work.write('monitor/series.jsonl', whole)
    place({ work, rounds: [] }).monitor.close()
  })

  it('has no round that was stopped in its series', async () => {
    const stop = new AbortController()
    const hold = async () => {
      stop.abort()
      return outcome(10)
    }
    const { work, monitor } = place({ rounds: [], signal: stop.signal, hold })
    expect(await monitor.round()).toEqual({ alerts: [] })
    expect(work.lines<Round>('monitor/rounds.jsonl')).toMatchObject([{ error: 'stopped, not in the series' }])
    expect(existsSync(work.file('monitor/series.jsonl'))).toBe(false)
  })

  it('names rounds that were cut, and takes them in, marked, once they are whole', async () => {
    const { work, paths, profiles, bot } = await questions()
    const out = work.file('monitor/runs/2026-11-25-0917')
    const stop = new AbortController()
    bot.asked = () => stop.abort()
    await work.run(paths, { profiles, out, signal: stop.signal })
    work.write('monitor/runs/2026-11-24-0917/plan.json', '{}')
    work.write('monitor/rounds.jsonl', `${JSON.stringify(STOPPED)}\n`)
    const before = place({ work, rounds: [] })
    expect(before.said).toEqual([
      '1 rounds were cut and are not in the series: 2026-11-24-0917 (ombud run --resume goes on with one)',
    ])
    expect(before.monitor.watched().series).toEqual([])
    before.monitor.close()

    await run({ resume: out, politeness: work.path })
    const after = place({ work, rounds: [outcome(40), outcome(40)] })
    await after.monitor.round()
    await after.monitor.round()
    expect(after.said).toContain('the round 2026-11-25-0917 was gone on with and enters the series late')
    const series = work.lines<SeriesLine>('monitor/series.jsonl')
    expect(series.map(({ run, late, n }) => [run, late, n])).toEqual([
      ['2026-11-25-0917', true, 5],
      ['2026-11-26-0800', undefined, 40],
      ['2026-11-26-0800-2', undefined, 40],
    ])
    const [, late, ...rest] = work.lines<Round>('monitor/rounds.jsonl')
    expect(late).toMatchObject({ run: '2026-11-25-0917', late: true, missed: [], alerts: 0 })
    expect(rest.map(({ late }) => late)).toEqual([undefined, undefined])
    const valid = { series: validator('series'), round: validator('round') }
    expect([series.every((one) => valid.series(one)), valid.round(late)]).toEqual([true, true])
    expect(openMetrics(after.monitor.watched())).toContain('ombud_monitor_failed_rounds_total 0\n')
    expect(work.read('monitor/index.html')).not.toContain('power cut')
  })
})

describe('the page and the metrics', () => {
  it('show what strangers named only escaped', async () => {
    const target = 'shop "1"\\\n<script>'
    const { work, monitor } = place({ rounds: [outcome(40, target), outcome(10, target)] })
    await monitor.round()
    await monitor.round()
    const page = work.read('monitor/index.html')
    expect(page).not.toMatch(/<script>|<b>/)
    expect(page).toContain('&lt;script&gt;')
    const { url, close } = await serveMetrics(0, () => openMetrics(monitor.watched()))
    onTestFinished(close)
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe(METRICS_TYPE)
    const text = await response.text()
    const labels = 'target="shop \\"1\\"\\\\\\n<script>",profile="own",requirement="answers"'
    expect(text).toContain(`ombud_requirement_stands{${labels},ombud_requirement_stands="fail"} 1\n`)
    expect(text).toContain(`ombud_requirement_value{${labels},unit="share"} 0.25\n`)
    expect(text).toContain('ombud_monitor_rounds_total 2\n')
    expect(text).toContain('ombud_monitor_alerts_total 1\n')
    expect(text.endsWith('# EOF\n')).toBe(true)
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(405)
    const port = Number(new URL(url).port)
    await expect(serveMetrics(port, () => '')).rejects.toThrow(`port ${port} cannot be had`)
  })

  it('is in Chinese, too', async () => {
    const { work, monitor } = place({ rounds: [outcome(40), outcome(10)], lang: 'zh-CN' })
    await monitor.round()
    await monitor.round()
    expect(work.read('monitor/index.html')).toContain(
      '由达标变为不达标：1 轮 40 次中 10 次做到，要求不低于 90%',
    )
  })
})
