/**
 * Workers of one queue on PostgreSQL beside one process and shards: whether the scorecard is the same, what the queue costs a
 * trial, what a second worker brings, and what a trial takes of processor, memory, database and disk.
 */
import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PostgresQueue } from '../../dist/run/queue/postgres.js'
import { figure, median } from './figures.mjs'
import { measured, ROOT, startBot } from './processes.mjs'
import { startRunBot } from './run-bot.mjs'
import { writeMerchants } from './scale-documents.mjs'
import { linesOf, partitions, timeless, united } from './scale-equal.mjs'
import { startPostgres } from './scale-postgres.mjs'

const MAIN = join(ROOT, 'dist/cli/main.js')
const TURNS = 5
const DELAY_MS = 50
/** Trials a target, as of an audit of many merchants. */
const REPEAT = 20

export async function bench({ long, folder }) {
  // With everything onto the disk, as a database is by default: it is part of what a trial costs.
  const server = await startPostgres(folder)
  try {
    return [
      ...(await equality(server, join(folder, 'equal'))),
      ...(await overhead(server, join(folder, 'overhead'), long ? 9 : 3)),
      ...(await second(server, join(folder, 'second'), long ? 5 : 2)),
      ...(await sizes(server, join(folder, 'sizes'), long ? 500 : 100)),
    ]
  } finally {
    await server.close()
  }
}

/** The same words from one process, shards and workers, united; and parts of the first of them in every order. */
async function equality(server, folder) {
  const bot = await startRunBot()
  try {
    const documents = writeMerchants({
      folder: join(folder, 'documents'),
      url: bot.url,
      targets: 7,
      scenarios: 3,
      turns: 3,
    })
    const asked = ['--seed', 'bench', '--repeat', '2']
    const whole = join(folder, 'whole')
    await ombud(['run', documents, ...asked, '--out', whole, '--quiet'])
    const trials = linesOf(join(whole, 'index.jsonl')).length
    const expected = timeless(whole)
    const counted = partitions(whole, join(folder, 'parts'))

    const differ = { scorecard: 0, rows: 0, findings: 0, transcripts: 0 }
    let ways = 0
    let twice = 0
    const compare = (name, parts, heard) => {
      const out = join(folder, name)
      twice += united(out, parts) + heard - trials
      const found = timeless(out)
      ways++
      for (const part of Object.keys(differ)) if (found[part] !== expected[part]) differ[part]++
    }
    for (const of of [1, 3]) {
      bot.sessions.clear()
      const parts = Array.from({ length: of }, (_, i) => join(folder, `shard-${i + 1}-${of}`))
      for (const [i, out] of parts.entries())
        await ombud(['run', documents, ...asked, '--shard', `${i + 1}/${of}`, '--out', out, '--quiet'])
      compare(`shards-${of}`, parts, bot.sessions.size)
    }
    for (const of of [1, 2, 7]) {
      bot.sessions.clear()
      const url = await queueOf(server)
      await ombud(['enqueue', documents, ...asked, '--queue', url])
      const parts = Array.from({ length: of }, (_, i) => join(folder, `worker-${i + 1}-${of}`))
      await Promise.all(parts.map((spool) => worker(url, spool, 2)))
      compare(`workers-${of}`, parts, bot.sessions.size)
    }
    return [
      figure(
        '(a) one run in 1 and 3 shards, 1, 2 and 7 spools, united in every order (of 7: six)',
        counted.unions,
        '',
      ),
      figure('(a) with other bytes of scorecard, index, findings or insight', counted.differ, '', {
        most: 0,
      }),
      figure('(a) surplus results', counted.surplus, '', { most: 0 }),
      figure(`(b) ${trials} trials held live by 1 and 3 shards, 1, 2 and 7 workers`, ways, ''),
      ...Object.entries(differ).map(([name, n]) =>
        figure(`(b) with other ${name} than one process, times removed`, n, '', { most: 0 }),
      ),
      figure('(b) conversations beyond one a trial, as the bot heard', twice, '', { most: 0 }),
    ]
  } finally {
    await bot.stop()
  }
}

/**
 * One conversation after the other, by one process and by a worker, side by side; and by a worker whose database acknowledges
 * before it has written to the disk, which tells how much of it is the disk.
 */
async function overhead(server, folder, rounds) {
  const bot = await startBot({ delay: [DELAY_MS, DELAY_MS] })
  try {
    const documents = writeMerchants({
      folder: join(folder, 'documents'),
      url: bot.url,
      targets: 2,
      scenarios: 1,
      turns: TURNS,
    })
    const hold = (name, more) =>
      measured('./scale-hold.mjs', { ...more, out: join(folder, name), atOnce: 1, repeat: REPEAT })
    const queued = async (name, flushed) => {
      const queue = await queueOf(server)
      if (!flushed)
        await server.sql(queue, `ALTER DATABASE ${queue.split('/').at(-1)} SET synchronous_commit = off`)
      await ombud(['enqueue', documents, '--seed', 'bench', '--repeat', REPEAT, '--queue', queue])
      return hold(name, { queue })
    }
    const all = []
    for (let i = 0; i < rounds; i++) {
      const round = {}
      const ways = [
        async () => (round.alone = await hold(`alone-${i}`, { paths: [documents] })),
        async () => (round.flushed = await queued(`flushed-${i}`, true)),
        async () => (round.unflushed = await queued(`unflushed-${i}`, false)),
      ]
      for (const way of i % 2 ? ways.reverse() : ways) await way()
      all.push(round)
    }
    const [{ alone }] = all
    const of = (way) => {
      const shares = all.map((round) => (100 * round[way].queued) / round.alone.wall)
      const name = way === 'flushed' ? 'a worker' : 'a worker, synchronous_commit off'
      return [
        figure(`${name}: wall of a trial`, median(all.map((round) => round[way].wall)) / alone.trials, 'ms'),
        figure(
          `${name}: of that for what the queue answered`,
          median(all.map((round) => round[way].queued)) / alone.trials,
          'ms',
        ),
        figure(`${name}: the same beside the wall of one process`, median(shares), '%', {
          most: 2,
          // Two flushes of the database's disk are part of it.
          aim: way === 'flushed',
          samples: shares,
        }),
      ]
    }
    return [
      figure(
        `one process: wall of a trial of ${TURNS} turns at ${DELAY_MS} ms, with what is between`,
        median(all.map((round) => round.alone.wall)) / alone.trials,
        'ms',
      ),
      ...of('flushed'),
      ...of('unflushed'),
      figure('the two transactions of a trial, back to back, median', await recorded(server), 'ms'),
    ]
  } finally {
    await bot.stop()
  }
}

/** Milliseconds that it takes to record that a trial began, and that it ended, where nothing else is done. */
async function recorded(server) {
  const queue = await PostgresQueue.open(await queueOf(server))
  const trials = Array.from({ length: 300 }, (_, i) => `shop/s/-/${i}`)
  await queue.enqueue({ id: 'plan', text: () => ['{}'], tool: 'bench' }, [
    { id: 'shop', targets: ['shop'], trials, kind: 'plain' },
  ])
  const claim = await queue.claim()
  const times = []
  const end = { attempt: 1, status: 'done', reason: 'script-end', contacted: false }
  const transcript = () => ({ sha256: '0'.repeat(64), bytes: 1 })
  for (const trial of trials) {
    const begun = performance.now()
    await claim.begin({ trial, attempt: 1, contacts: 0, perDay: 1 })
    await claim.finish({ trial, ...end, transcript })
    times.push(performance.now() - begun)
  }
  await claim.done()
  await queue.close()
  return median(times)
}

/** Wall of the same plan by one worker and by two, where each may hold only a few conversations at once. */
async function second(server, folder, times) {
  const bot = await startBot({ delay: [200, 200] })
  try {
    const documents = writeMerchants({
      folder: join(folder, 'documents'),
      url: bot.url,
      targets: 48,
      scenarios: 1,
      turns: TURNS,
    })
    const ratios = []
    for (let i = 0; i < times; i++) {
      const walls = {}
      for (const of of i % 2 ? [2, 1] : [1, 2]) {
        const url = await queueOf(server)
        await ombud(['enqueue', documents, '--seed', 'bench', '--repeat', 2, '--queue', url])
        await Promise.all(
          Array.from({ length: of }, (_, n) => worker(url, join(folder, `${i}-${of}-${n}`), 8)),
        )
        const seconds = 'SELECT extract(epoch FROM max(ended) - min(started)) FROM ombud.attempt'
        walls[of] = Number(await server.sql(url, seconds))
      }
      ratios.push(walls[1] / walls[2])
    }
    return [
      figure('one worker / two, wall; the bot is the limit (8 at once a worker)', median(ratios), '', {
        least: 1.8,
        samples: ratios,
      }),
    ]
  } finally {
    await bot.stop()
  }
}

/** What trials take where the bot answers at once, so that nothing but the processor is waited for. */
async function sizes(server, folder, targets) {
  const bot = await startBot({ delay: [0, 0] })
  try {
    const documents = writeMerchants({
      folder: join(folder, 'documents'),
      url: bot.url,
      targets,
      scenarios: 1,
      turns: TURNS,
    })
    const queue = await queueOf(server)
    const empty = await databaseSize(server, queue)
    await ombud(['enqueue', documents, '--seed', 'bench', '--repeat', REPEAT, '--queue', queue])
    const out = join(folder, 'spool')
    const { wall, cpu, rss, trials } = await measured('./scale-hold.mjs', { queue, out, atOnce: 16 })
    const database = (await databaseSize(server, queue)) - empty
    const rows = Number(
      await server.sql(
        queue,
        "SELECT pg_total_relation_size('ombud.attempt') + pg_total_relation_size('ombud.result')",
      ),
    )
    const disk = sizeOf(join(out, 'trials'))
    const journal = statSync(join(out, 'journal.jsonl')).size
    const begun = performance.now()
    united(join(folder, 'united'), [out])
    const merging = performance.now() - begun
    return [
      figure(
        `${trials} trials of ${TURNS} turns at 0 ms by one worker, 16 at once: trials a second`,
        (1000 * trials) / wall,
        '',
      ),
      figure('processor time a trial, a worker', cpu / trials, 'ms'),
      figure('trials an hour a core that does nothing else', 3_600_000 / (cpu / trials), ''),
      figure('memory of the worker', rss, 'MB'),
      figure('database a trial, rows of attempts and results', rows / trials, 'bytes'),
      figure('database a trial, with plan, lanes and queue', database / trials, 'bytes'),
      figure('transcript of a trial', disk.bytes / trials, 'bytes'),
      figure('disk a trial, blocks', disk.blocks / trials, 'bytes'),
      figure('journal a trial', journal / trials, 'bytes'),
      figure('merging and scoring a trial', merging / trials, 'ms'),
    ]
  } finally {
    await bot.stop()
  }
}

async function queueOf(server) {
  const url = await server.database()
  await ombud(['queue', 'init', url])
  return url
}

const databaseSize = async (server, url) =>
  Number(await server.sql(url, 'SELECT pg_database_size(current_database())'))

const worker = (url, spool, slots) => ombud(['worker', '--queue', url, '--spool', spool, '--slots', slots])

/** A process of its own. @throws where it failed */
function ombud(args) {
  const child = spawn(process.execPath, [MAIN, ...args.map(String)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LANG: 'en_US.UTF-8' },
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`ombud ${args.join(' ')} ended with ${code}: ${errors}`)),
    )
  })
}

/** Bytes of the files below a folder, and of the blocks that they take. */
function sizeOf(folder) {
  const sizes = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)))
  const files = sizes.filter((stat) => stat.isFile())
  return {
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    blocks: sizes.reduce((sum, { blocks }) => sum + blocks * 512, 0),
  }
}
