/** Workers that freeze, are cut off, lose their database, their disk or their time: what the bot hears, and what is kept. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { figure } from './figures.mjs'
import { limitsBroken, saidAfterLoss, startScaleBot, withTwoWorkers } from './scale-bot.mjs'
import { codesOf, endAll, LEASE_S, linesOf, queueTemplate, startAudit } from './scale-fleet.mjs'
import { startPostgres } from './scale-postgres.mjs'
import { startProxy } from './scale-proxy.mjs'

const ONE = { atOnce: 1, gap: 300 }
const AWAY_MS = 15_000
/** Longest that something is waited for that must come. */
const PATIENCE_MS = 90_000

export async function bench({ folder }) {
  const server = await startPostgres(folder)
  try {
    const template = await queueTemplate(server, folder)
    const hold = (name, fault) => withAudit({ server, template, folder: join(folder, name) }, fault)
    // Most of their time nothing is computed.
    const together = await Promise.all([
      hold('frozen', frozen),
      hold('locked', frozenInTransaction),
      hold('cut', (place) => cutOff(place, true)),
      hold('unfenced', (place) => cutOff(place, false)),
      hold('clocks', clocks),
    ])
    return [
      ...together.flat(),
      ...(await hold('restarted', restarted)),
      ...(await hold('away', away)),
      ...(await hold('full', diskFull)),
    ]
  } finally {
    await server.close()
  }
}

/** Gives a fault a bot and what starts its audit and workers, and ends them. */
async function withAudit(place, fault) {
  const bot = await startScaleBot()
  const workers = []
  try {
    return await fault({
      ...place,
      bot,
      audit: (options) => startAudit({ ...place, bot, ...options }),
      started(worker) {
        workers.push(worker)
        return worker
      },
    })
  } finally {
    endAll(workers)
    await bot.stop()
  }
}

/** SIGSTOP at the last question of a conversation, past the lease, then SIGCONT. */
async function frozen({ bot, audit, started }) {
  const turns = 4
  bot.delay = 300
  const own = await audit({ targets: { x: ONE, y: ONE }, turns, repeat: 6 })
  const first = started(own.worker('first', { slots: 2 }))
  await until(bot, ({ target, said }) => target === 'x' && said.length === turns && count(bot, 'x') === 2)
  first.child.kill('SIGSTOP')
  const second = started(own.worker('second', { slots: 2 }))
  await until(bot, ({ worker }) => worker === 'second' && of(bot, 'second', 'x') && of(bot, 'second', 'y'))
  await sleep(LEASE_S * 500)
  const before = bot.log.filter(({ worker }) => worker === 'first')
  const said = () => before.reduce((sum, one) => sum + one.said.length, 0)
  const silent = said()
  first.child.kill('SIGCONT')
  await sleep(3000)
  const woken = said() - silent
  bot.delay = 0
  const codes = await codesOf([first, second])
  const late = linesOf(join(own.folder, 'first/journal.jsonl')).filter(
    ({ kind, surplus }) => kind === 'end' && surplus,
  ).length
  const [[surplus]] = await own.ask('SELECT count(*) FROM ombud.attempt WHERE surplus')
  return [
    figure('frozen past the lease: messages after waking', woken, '', { most: 0 }),
    figure('frozen: messages by a worker that had lost its lane', saidAfterLoss(bot.log), '', { most: 0 }),
    figure('frozen: late ends on file as surplus', late, '', { least: 1 }),
    figure('frozen: surplus attempts in the database', Number(surplus), '', { least: 1 }),
    ...(await outcome('frozen', own, bot, codes)),
  ]
}

/** SIGSTOP between two statements of the transaction that commits a trial: its rows are locked, and nobody goes on. */
async function frozenInTransaction({ bot, audit, started }) {
  bot.delay = 200
  const own = await audit({ targets: { x: ONE, y: ONE }, turns: 4, repeat: 6 })
  // The first commits take their time.
  await own.ask(
    `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF (SELECT count(*) FROM ombud.result) = 1 THEN PERFORM pg_sleep(2); END IF; RETURN NEW; END $$;
     CREATE TRIGGER slow AFTER INSERT ON ombud.result FOR EACH ROW EXECUTE FUNCTION slow()`,
  )
  const first = started(own.worker('first', { slots: 2 }))
  const sleeping =
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
  while ((await own.ask(sleeping))[0][0] === '0') await sleep(20)
  first.child.kill('SIGSTOP')
  const stopped = performance.now()
  const second = started(own.worker('second', { slots: 2 }))
  await until(bot, () => of(bot, 'second', 'x') && of(bot, 'second', 'y'))
  const free = (performance.now() - stopped) / 1000
  first.child.kill('SIGCONT')
  bot.delay = 0
  const codes = await codesOf([first, second])
  return [
    figure('frozen in a transaction: until another worker holds both lanes', free, 's'),
    ...(await outcome('frozen in a transaction', own, bot, codes)),
  ]
}

/** The line to the database falls silent, without a reset, during conversations that are longer than the lease. */
async function cutOff({ server, bot, audit, started }, isFenced) {
  const name = isFenced ? 'silent cut' : 'silent cut without self-fencing'
  const proxy = await startProxy(server.port)
  try {
    bot.delay = 1500
    const own = await audit({ targets: { x: ONE, y: ONE }, turns: 20, repeat: 2 })
    const preload = isFenced ? {} : { preload: ['./scale-unfenced.mjs'] }
    const first = started(own.worker('first', { slots: 2, port: proxy.port, ...preload }))
    await until(bot, () => bot.log.filter(({ said }) => said.length >= 2).length === 2)
    proxy.cut()
    const second = started(own.worker('second', { slots: 2 }))
    const told = ['x', 'y'].map((target) =>
      until(bot, ({ worker, said }) => worker === 'second' && said.length === 3 && of(bot, 'second', target)),
    )
    await Promise.all(told)
    const two = withTwoWorkers(bot.log)
    if (!isFenced)
      return [
        figure(`${name}: of 2 targets, talked to by two workers (the gate: it must show)`, two, '', {
          least: 1,
        }),
      ]
    bot.delay = 0
    proxy.heal()
    const codes = await codesOf([first, second])
    return [
      figure(`${name}: of 2 targets, talked to by two workers`, two, '', { most: 0 }),
      figure(`${name}: messages by a worker that had lost its lane`, saidAfterLoss(bot.log), '', { most: 0 }),
      ...(await outcome(name, own, bot, codes)),
    ]
  } finally {
    proxy.stop()
  }
}

/** Two workers half a minute apart; the time of one is put an hour on and back again in the middle of conversations. */
async function clocks({ bot, audit, started }) {
  bot.delay = 300
  const own = await audit({ targets: { x: ONE, y: ONE, z: { atOnce: 2, gap: 300 } }, turns: 4, repeat: 8 })
  const preload = ['./scale-clock.mjs']
  const ahead = started(own.worker('ahead', { slots: 2, preload, more: { OMBUD_BENCH_CLOCK: '30000' } }))
  const right = started(own.worker('right', { slots: 2, preload }))
  for (const conversations of [6, 14]) {
    await until(
      bot,
      ({ worker, said }) => worker === 'ahead' && said.length === 2 && bot.log.length >= conversations,
    )
    ahead.child.kill('SIGUSR2')
  }
  const codes = await codesOf([ahead, right])
  const [[surplus]] = await own.ask('SELECT count(*) FROM ombud.attempt WHERE surplus')
  return [
    figure(
      'clocks 30 s apart, one an hour on and back: messages after a lost lane',
      saidAfterLoss(bot.log),
      '',
      {
        most: 0,
      },
    ),
    figure('clocks: conversations that fell silent', Number(surplus), '', { least: 1 }),
    ...(await outcome('clocks', own, bot, codes)),
  ]
}

/** The database ends at once and comes back at once, three times. */
async function restarted({ server, ...place }) {
  return withOutages('database restarted 3 times', place, 3, async () => {
    await server.halt()
    await server.start()
  })
}

/** It is away for longer than the lease. */
async function away({ server, ...place }) {
  return withOutages(`database away ${AWAY_MS / 1000} s`, place, 1, async () => {
    await server.halt()
    await sleep(AWAY_MS)
    await server.start()
  })
}

async function withOutages(name, { bot, audit, started }, outages, outage) {
  bot.delay = 200
  const targets = { w: ONE, x: ONE, y: { atOnce: 2, gap: 300 }, z: { atOnce: 3, gap: 300 } }
  const own = await audit({ targets, turns: 4, repeat: 12 })
  const workers = ['first', 'second'].map((worker) => started(own.worker(worker, { slots: 2 })))
  for (let n = 1; n <= outages; n++) {
    const heard = bot.log.length
    await until(bot, () => bot.log.length >= heard + 6)
    await outage()
  }
  const codes = await codesOf(workers)
  const [[lost]] = await own.ask('SELECT count(*) FROM ombud.attempt WHERE ended IS NULL')
  return [
    figure(`${name}: messages after a lost lane`, saidAfterLoss(bot.log), '', { most: 0 }),
    ...(await outcome(name, own, bot, codes)),
    figure(`${name}: attempts held again`, bot.log.length - own.trials, ''),
    figure(`${name}: attempts without an end in the database`, Number(lost), ''),
  ]
}

/** A worker's own disk is full: a file system of 1 MB. */
async function diskFull({ bot, audit, started, folder }) {
  bot.delay = 50
  bot.length = 2000
  mkdirSync(join(folder, 'first'), { recursive: true })
  const spool = join(folder, 'first')
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', spool], { stdio: 'ignore' })
  if (status !== 0) {
    console.log('scale-faults: full disk skipped: a small file system cannot be mounted here')
    return []
  }
  try {
    const own = await audit({ targets: { x: ONE, y: { atOnce: 2, gap: 300 } }, turns: 4, repeat: 12 })
    const first = started(own.worker('first', { slots: 2 }))
    await until(bot, () => bot.log.length >= 4)
    const { bavail, bsize } = statfsSync(spool)
    // Room for a few conversations more.
    writeFileSync(join(spool, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - 120_000)))
    const [code] = await codesOf([first])
    const ended = performance.now()
    const [[acknowledged]] = await own.ask('SELECT count(*) FROM ombud.result')
    const second = started(own.worker('second', { slots: 2 }))
    await until(bot, ({ worker }) => worker === 'second')
    const free = (performance.now() - ended) / 1000
    return [
      figure('disk full: exit code of the worker', code, '', { least: 3, most: 3 }),
      figure('disk full: trials it had acknowledged', Number(acknowledged), '', { least: 1 }),
      figure('disk full: until another worker holds its lanes, its start included', free, 's'),
      figure('disk full: messages after a lost lane', saidAfterLoss(bot.log), '', { most: 0 }),
      ...(await outcome('disk full', own, bot, await codesOf([second]))),
    ]
  } finally {
    spawnSync('umount', ['-l', spool], { stdio: 'ignore' })
  }
}

/** What must be so after every fault, when the workers have come to their end. */
async function outcome(name, own, bot, codes) {
  const { lost, twice, missing } = await own.merged(await own.acknowledged())
  return [
    figure(`${name}: workers that did not end well`, codes.filter((code) => code !== 0).length, '', {
      most: 0,
    }),
    figure(`${name}: acknowledged trials lost`, lost, '', { most: 0 }),
    figure(`${name}: trials that count twice`, twice, '', { most: 0 }),
    figure(`${name}: trials of ${own.trials} without a result`, missing, '', { most: 0 }),
    figure(`${name}: conversations that broke concurrency or gap`, limitsBroken(bot.log, own.limits), '', {
      most: 0,
    }),
  ]
}

const of = (bot, name, at) => bot.log.some(({ worker, target }) => worker === name && target === at)
const count = (bot, at) => bot.log.filter(({ target }) => target === at).length

/** Resolves with the next message of which `holds` is true. @throws where none comes */
function until(bot, holds) {
  const before = bot.heard
  return new Promise((done, reject) => {
    const late = setTimeout(() => reject(new Error(`nothing like ${holds} was heard`)), PATIENCE_MS)
    bot.heard = (one) => {
      before(one)
      if (!holds(one)) return
      clearTimeout(late)
      done(one)
    }
  })
}
