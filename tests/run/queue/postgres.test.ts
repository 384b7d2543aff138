/** The queue on PostgreSQL, against a real server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    await queue.enqueue({ id: 'p', text: '{}', tool: 'ombud 1' }, [
      { id: 'x', targets: ['x'], trials: ['x/a/-/1'] },
    ])
    await initQueue(url, LEASE_S)
    expect((await queue.status()).lanes.all).toBe(1)
    await queue.close()
  })

  it('says what is wrong with an address or a database', async () => {
    await expect(PostgresQueue.open('redis://127.0.0.1/')).rejects.toThrow(
      'no address of a PostgreSQL database',
    )
    await expect(PostgresQueue.open('postgres://ombud@127.0.0.1:1/none')).rejects.toThrow('cannot be opened')
    await expect(PostgresQueue.open(await server.database())).rejects.toThrow('ombud queue init')
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
