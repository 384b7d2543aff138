/** Workers as processes on a real PostgreSQL server: one is killed, and nothing is lost or scored twice. */

import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AttemptEnd } from '../../src/run/attempts.js'
import type { QueueStatus } from '../../src/run/queue/contract.js'
import { ombud } from '../support/cli.js'
import { POSTGRES, type Postgres, startPostgres } from '../support/postgres.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const REPEAT = 4

describe.skipIf(POSTGRES === undefined)('the queue (skipped where PostgreSQL is not installed)', () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres(POSTGRES ?? '')
  })
  afterAll(() => server?.close())

  it('goes on after kill -9 of a worker: no acknowledged trial is lost, none counts twice', {
    timeout: 180_000,
  }, async () => {
    let child: ChildProcess | undefined
    const bot = await botOf((_, response) => {
      if (bot.heard.length !== 5) return GOOD_ANSWER
      child?.kill('SIGKILL')
      response.destroy()
      return undefined
    })
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('app.target.yaml', targetOf(bot))
    work.write('ask.scenario.yaml', question('ask'))
    const url = await server.database()
    const start = (args: string[]) =>
      ombud(args, {
        cwd: work.path,
        env: { OMBUD_QUEUE: url },
        started: (process) => {
          child = process
        },
      })
    const status = async () => JSON.parse((await start(['status', '--json'])).stdout) as QueueStatus

    expect((await start(['worker'])).stderr).toContain('ombud queue init')
    expect(await start(['queue', 'init', url, '--lease', '10'])).toMatchObject({ code: 0 })
    expect((await start(['worker'])).stderr).toContain('nothing is enqueued')
    const enqueued = await start(['enqueue', '.', '--repeat', String(REPEAT), '--seed', 's'])
    expect(enqueued.stdout).toContain(`${2 * REPEAT} trials in 2 lanes, 2 of them new`)
    expect((await start(['enqueue', '.', '--repeat', '1', '--seed', 't'])).stderr).toContain('another plan')

    expect((await start(['worker', '--spool', 'one', '--slots', '2'])).code).toBe(null)
    const acknowledged = (await server.sql(url, 'SELECT trial, sha256 FROM ombud.result'))
      .split('\n')
      .slice(0, -1)
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(acknowledged.length).toBeLessThan(2 * REPEAT)
    expect((await status()).trials.done).toBe(acknowledged.length)

    const denied = await start(['worker', '--spool', 'two', '--store', 's3://audits/2026'])
    expect([denied.code, denied.stderr]).toEqual([2, expect.stringContaining('AWS_ACCESS_KEY_ID')])
    const second = await start(['worker', '--spool', 'two', '--slots', '2', '--store', 'store'])
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('ombud merge OUT dir:store') })
    const after = await status()
    expect(after.lanes).toMatchObject({ all: 2, done: 2, held: 0 })
    expect(after.trials).toMatchObject({ all: 2 * REPEAT, done: 2 * REPEAT, unscored: 0, running: 0 })
    expect(after.trials.lost).toBeGreaterThan(0)

    const merged = await start(['merge', 'run', 'one', 'dir:store', '--lang', 'en'])
    expect(merged).toMatchObject({ code: 0, stdout: expect.stringContaining('merged 2 runs') })
    const ends = work
      .journal()
      .filter((line): line is AttemptEnd => line.kind === 'end' && line.status === 'done' && !line.surplus)
    expect(new Set(ends.map(({ trial }) => trial)).size).toBe(2 * REPEAT)
    expect(ends).toHaveLength(2 * REPEAT)
    const counted = ends.map(({ trial, file = '' }) => {
      const bytes = readFileSync(work.file(`run/${file}`))
      return `${trial}|${createHash('sha256').update(bytes).digest('hex')}`
    })
    expect(counted).toEqual(expect.arrayContaining(acknowledged))
    expect(work.lines('run/index.jsonl')).toHaveLength(2 * REPEAT)

    expect((await start(['pause', 'shop'])).stderr).toContain('no lane of shop is open')
    expect((await start(['cancel'])).stdout).toContain('0 lanes were not done')
  })
})
