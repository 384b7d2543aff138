/** The queue on PostgreSQL, against a real server. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { LaneLost } from '../../../src/run/queue/contract.js'
import { checkNode } from '../../../src/run/queue/engine.js'
import { initQueue, PostgresQueue } from '../../../src/run/queue/postgres.js'
import { POSTGRES, type Postgres, startPostgres } from '../../support/postgres.js'
import { conforms } from './conformance.js'

/** The shortest that pg-boss takes. */
const LEASE_S = 10

describe.skipIf(POSTGRES === undefined)('PostgreSQL (skipped where it is not installed)', () => {
  let server: Postgres
  let template: string

  beforeAll(async () => {
    server = await startPostgres(POSTGRES ?? '')
    template = await server.database()
    await initQueue(template, LEASE_S)
  })
  afterAll(() => server?.close())

  conforms('PostgreSQL', async () => {
    const url = await server.database(template)
    return {
      one: await PostgresQueue.open(url, undefined, 'one'),
      two: await PostgresQueue.open(url, undefined, 'two'),
    }
  })

  it('is made once: doing it again keeps what it holds', async () => {
    const url = await server.database(template)
    const queue = await PostgresQueue.open(url)
    await queue.enqueue({ id: 'p', text: () => ['{}'], tool: 'ombud 1' }, [
      { id: 'x', targets: ['x'], trials: ['x/a/-/1'] },
    ])
    await initQueue(url, LEASE_S)
    expect((await queue.status()).lanes.all).toBe(1)
    await queue.close()
  })

  it('is served by a role that cannot change tables, with the rights of docs/scale.md', async () => {
    const url = await server.database(template)
    const page = readFileSync(new URL('../../../docs/scale.md', import.meta.url), 'utf8')
    const [, rights = ''] = /^```sql\n(.*?)^```$/ms.exec(page) ?? []
    await server.sql(url, rights)
    const mine = url.replace('//ombud@', '//worker@')
    await expect(server.sql(mine, 'CREATE TABLE ombud.mine ()')).rejects.toThrow('permission denied')
    const notes: string[] = []
    const queue = await PostgresQueue.open(mine, (note) => notes.push(note))
    const plan = { id: 'p', text: () => ['{}'], tool: 'ombud 1' }
    await queue.enqueue(plan, [{ id: 'x', targets: ['x'], trials: ['x/a/-/1'] }])
    const claim = await queue.claim()
    await claim?.begin({ trial: 'x/a/-/1', attempt: 1, contacts: 0, perDay: 1 })
    const end = { status: 'done', reason: 'script-end', contacted: false } as const
    expect(await claim?.finish({ trial: 'x/a/-/1', attempt: 1, ...end })).toBe(true)
    await claim?.handBack('slice')
    await queue.pause('x')
    await queue.resume('x')
    await (await queue.claim())?.done()
    expect((await queue.status()).lanes).toMatchObject({ all: 1, done: 1 })
    await queue.cancel()
    await queue.close()
    expect(notes.filter((note) => note.startsWith('queue:'))).toEqual([])
  })

  it('knows in every part of a lane what another run did with its targets', async () => {
    const queue = await PostgresQueue.open(await server.database(template))
    const planOf = (id: string) => ({ id, text: () => ['{}'], tool: 'ombud 1' })
    const laneOf = (id: string, trial: string) => ({ id, targets: ['x'], trials: [trial] })
    const [trial, attempt, contacts, perDay] = ['x/a/-/1', 1, 1, 1]
    await queue.enqueue(planOf('p'), [laneOf('x', trial)])
    const whole = await queue.claim()
    expect(await whole?.begin({ trial, attempt, contacts, perDay })).toBe(true)
    const end = { status: 'done', reason: 'rate-limited', contacted: true, backOff: 60_000 } as const
    await whole?.finish({ trial, attempt, ...end })
    await whole?.done()
    await queue.enqueue(planOf('q'), [laneOf('x#1of2', 'x/b/-/1'), laneOf('x#2of2', 'x/b/-/2')])
    for (const part of [await queue.claim(), await queue.claim()]) {
      expect(part?.idle).toBeLessThan(60_000)
      expect(part?.backOff).toBeGreaterThan(0)
      const asked = { trial: part?.lane.trials[0] ?? '', attempt, perDay: 9 }
      expect(await part?.begin({ ...asked, contacts: 0 })).toBe(false)
    }
    await queue.close()
  })

  it('mends a plan and weights that were damaged when they are enqueued again after a cancel', async () => {
    const url = await server.database(template)
    const queue = await PostgresQueue.open(url)
    const plan = { id: 'p', text: () => ['{}'], tool: 'ombud 1' }
    const again = () =>
      queue.enqueue(
        plan,
        [{ id: 'x', targets: ['x'], trials: ['x/a/-/1'] }],
        [{ sha256: 'w', bytes: Buffer.from('w') }],
      )
    await again()
    await server.sql(url, "UPDATE ombud.plan_part SET gzip = 'x'; UPDATE ombud.weights SET bytes = 'x'")
    await queue.cancel()
    await again()
    for await (const piece of (await queue.plan())?.text() ?? []) expect(piece).toBe('{}')
    expect(`${await queue.weights('w')}`).toBe('w')
    await queue.close()
  })

  it('takes no result of a worker that fell silent, and the lane back at once', async () => {
    const url = await server.database(template)
    const [one, two] = [await PostgresQueue.open(url, undefined, 'one'), await PostgresQueue.open(url)]
    const [trial, attempt] = ['x/a/-/1', 1]
    await one.enqueue({ id: 'p', text: () => ['{}'], tool: 'ombud 1' }, [
      { id: 'x', targets: ['x'], trials: [trial] },
    ])
    const claim = await one.claim()
    await claim?.begin({ trial, attempt, contacts: 0, perDay: 1 })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 * LEASE_S })
    const silent = claim?.alive()
    vi.useRealTimers()
    expect(silent).toBe(false)
    const end = { trial, attempt, status: 'done', reason: 'script-end', contacted: false } as const
    await expect(claim?.finish(end)).rejects.toThrow(LaneLost)
    expect((await two.status()).trials).toMatchObject({ done: 0, surplus: 1, lost: 0, running: 0 })
    expect(await two.claim()).toBeUndefined()
    await claim?.handBack('cut-off')
    expect(await two.status()).toMatchObject({ lanes: { waiting: 1 }, reasons: { 'cut-off': 1 } })
    const next = await two.claim()
    expect([...(next?.history ?? [])]).toMatchObject([[trial, { attempts: 1, lost: 0, done: false }]])
    // What was said in silence has only just ended.
    expect(next?.idle).toBeLessThan(1000 * LEASE_S)
    await Promise.all([one, two].map((queue) => queue.close()))
  })

  it('begins and commits trials although its connections are lost in the middle', async () => {
    const url = await server.database(template)
    const queue = await PostgresQueue.open(url)
    const [first, second] = ['x/a/-/1', 'x/b/-/1']
    await queue.enqueue({ id: 'p', text: () => ['{}'], tool: 'ombud 1' }, [
      { id: 'x', targets: ['x'], trials: [first, second] },
    ])
    const claim = await queue.claim()
    const start = { attempt: 1, contacts: 0, perDay: 1 }
    await claim?.begin({ trial: first, ...start })
    const lock = 'BEGIN; LOCK TABLE ombud.attempt; SELECT pg_sleep(60)'
    const locked = server.sql(url, lock).catch(() => 'cut')
    const cut = async (event: string) => {
      const ended =
        'SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()'
      return Number(await server.sql(url, `${ended} AND ${event}`))
    }
    const sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    await vi.waitFor(async () => expect(Number(await server.sql(url, sleeping))).toBe(1))
    const end = { trial: first, attempt: 1, status: 'done', reason: 'script-end', contacted: false } as const
    const both = Promise.all([claim?.finish(end), claim?.begin({ trial: second, ...start })])
    let lost = 0
    await vi.waitFor(async () => {
      lost += await cut("wait_event_type = 'Lock'")
      expect(lost).toBeGreaterThanOrEqual(2)
    })
    await cut("wait_event = 'PgSleep'")
    expect(await locked).toBe('cut')
    expect(await both).toEqual([true, true])
    expect((await queue.status()).trials).toMatchObject({ done: 1, running: 1, surplus: 0, lost: 0 })
    await queue.close()
  })

  it('keeps a plan whose pieces are short and long, in any script', async () => {
    const queue = await PostgresQueue.open(await server.database(template))
    const pieces = ['{', '退货'.repeat(1_000_000), 'é'.repeat(70_000), '😀'.repeat(700_000), 'x', '}']
    await queue.enqueue({ id: 'p', text: () => pieces, tool: 'ombud 1' }, [])
    let text = ''
    for await (const piece of (await queue.plan())?.text() ?? []) text += piece
    expect(text === pieces.join('')).toBe(true)
    await queue.close()
  })

  it('does not ask for ever what its role may not do', async () => {
    const url = await server.database(template)
    const owner = await PostgresQueue.open(url)
    const lanes = [{ id: 'x', targets: ['x'], trials: ['x/a/-/1'] }]
    await owner.enqueue({ id: 'p', text: () => ['{}'], tool: 'ombud 1' }, lanes)
    await server.sql(
      url,
      `CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA ombud, ombud_queue TO reader;
       GRANT SELECT ON ALL TABLES IN SCHEMA ombud, ombud_queue TO reader`,
    )
    const reader = await PostgresQueue.open(url.replace('//ombud@', '//reader@'))
    expect((await reader.status()).lanes.waiting).toBe(1)
    const told = 'the database refuses what the queue needs: permission denied'
    await expect(reader.claim()).rejects.toThrow(told)
    await expect(reader.pause('x')).rejects.toThrow(told)
    await expect(reader.cancel()).rejects.toThrow(told)
    // It may take lanes, and record no attempt.
    await server.sql(
      url,
      `GRANT UPDATE ON ombud.lane TO reader; GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ombud_queue TO reader`,
    )
    const claim = await reader.claim()
    await expect(claim?.begin({ trial: 'x/a/-/1', attempt: 1, contacts: 0, perDay: 1 })).rejects.toThrow(told)
    await Promise.all([owner, reader].map((queue) => queue.close()))
  })

  it('says what is wrong with an address or a database', async () => {
    await expect(PostgresQueue.open('redis://127.0.0.1/')).rejects.toThrow(
      'no address of a PostgreSQL database',
    )
    await expect(PostgresQueue.open('postgres://ombud@127.0.0.1:1/none')).rejects.toThrow('cannot be opened')
    const odd = PostgresQueue.open('postgres://ombud:sec/ret@127.0.0.1/none')
    await expect(odd).rejects.toThrow(/^(?!.*ret@).*write @ : \/ # % as %40/s)
    await expect(PostgresQueue.open(await server.database())).rejects.toThrow('has no queue of ombud')
    const newer = await server.database(template)
    await server.sql(newer, "COMMENT ON SCHEMA ombud IS 'queue of ombud, layout 2'")
    const told = 'made by a newer ombud (layout 2)\n  update ombud'
    await expect(PostgresQueue.open(newer)).rejects.toThrow(told)
    await expect(initQueue(newer, LEASE_S)).rejects.toThrow(told)
  })
})

it('works on the Nodes that it is tested with, and says so on those that pg-boss is not made for', () => {
  const notes: string[] = []
  checkNode('24.1.0', (note) => notes.push(note))
  checkNode('22.12.0', (note) => notes.push(note))
  expect(notes).toEqual([])
  checkNode('20.20.2', (note) => notes.push(note))
  checkNode('22.11.0', (note) => notes.push(note))
  expect(notes).toHaveLength(2)
  expect(() => checkNode('20.18.3', () => undefined)).toThrow('needs Node 20.19')
})
