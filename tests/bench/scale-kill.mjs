/** Workers that are killed -9 at random points while others go on: nothing acknowledged is lost, no limit is broken. */
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { figure, median } from './figures.mjs'
import { limitsBroken, saidAfterLoss, startScaleBot } from './scale-bot.mjs'
import { codesOf, draws, endAll, LEASE_S, queueTemplate, SUPERVISION_S, startAudit } from './scale-fleet.mjs'
import { startPostgres } from './scale-postgres.mjs'

const WORKERS = 4
const TURNS = 4
/** Long beside a turn's own work, so that conversations are cut at every place. */
const DELAY_MS = 250
/** From one kill to the next, at most. */
const SPAN_MS = 2500
/** How long is waited for the moment after a last answer. */
const PATIENCE_MS = 2000
/** Longest that workers are killed; a slow machine sees fewer kills. */
const LONGEST_MS = 540_000
/** What lies between a last answer and its commit. */
const COMMIT_MS = 60
const TARGETS = {
  a: { atOnce: 1, gap: 300 },
  b: { atOnce: 1, gap: 300 },
  c: { atOnce: 1, gap: 1000 },
  d: { atOnce: 2, gap: 300 },
  e: { atOnce: 2, gap: 300 },
  f: { atOnce: 2, gap: 1000 },
  g: { atOnce: 1, gap: 0 },
  h: { atOnce: 3, gap: 500 },
}

export async function bench({ long, folder, kills = long ? 200 : 12, seed = String(Date.now()) }) {
  console.log(`scale-kill: seed ${seed}`)
  const server = await startPostgres(folder)
  const bot = await startScaleBot({ delay: DELAY_MS })
  const all = []
  try {
    const audit = await startAudit({
      server,
      template: await queueTemplate(server, folder),
      folder: join(folder, 'audit'),
      bot,
      targets: TARGETS,
      turns: TURNS,
      repeat: long ? 160 : 30,
    })
    const recovered = watchRecovery(bot)
    const before = new Map()
    let changed = 0
    /** What was acknowledged once stays as it was. */
    const check = async () => {
      const rows = await audit.acknowledged()
      for (const { trial, sha256 } of rows) before.set(trial, before.get(trial) ?? sha256)
      const now = new Map(rows.map(({ trial, sha256 }) => [trial, sha256]))
      for (const [trial, sha256] of before) if (now.get(trial) !== sha256) changed++
    }
    const slots = Object.keys(TARGETS).length / 2
    const start = (n, life) => {
      const worker = audit.worker(`w${n}.${life}`, { spool: `w${n}`, slots })
      all.push(worker)
      return { n, life, ...worker }
    }
    const fleet = Array.from({ length: WORKERS }, (_, n) => start(n, 1))
    const draw = draws(seed)
    let killed = 0
    const until = performance.now() + LONGEST_MS
    while (
      killed < kills &&
      performance.now() < until &&
      fleet.some(({ child }) => child.exitCode === null)
    ) {
      await sleep(draw() * SPAN_MS)
      const at = Math.floor(draw() * WORKERS)
      const victim = fleet[at]
      // Half of the kills fall between the last words of a conversation and what is committed of it.
      if (draw() < 0.5) {
        await afterLastAnswer(bot, victim)
        await sleep(draw() * COMMIT_MS)
      }
      if (victim.child.exitCode !== null || !victim.child.kill('SIGKILL')) continue
      killed++
      const time = performance.now()
      await victim.ended
      const lanes = await audit.ask(
        `SELECT id FROM ombud.lane WHERE done IS NULL AND holder = '${hostname()}:${victim.child.pid}'`,
      )
      for (const [lane] of lanes) recovered.lost(lane, time)
      await check()
      fleet[at] = start(victim.n, victim.life + 1)
    }
    // What is left is held without waiting.
    bot.delay = 0
    const codes = await codesOf(fleet)
    await check()
    const acknowledged = await audit.acknowledged()
    const run = await audit.merged(acknowledged)
    const [[attempts, lost]] = await audit.ask(
      'SELECT count(*), count(*) FILTER (WHERE ended IS NULL) FROM ombud.attempt',
    )
    const givenUp = acknowledged.filter(({ status }) => status === 'unscored').length
    const seconds = recovered.times.map((ms) => ms / 1000)
    return [
      figure('kills of one audit', killed, '', { least: kills }),
      figure(
        'workers that did not end by themselves, with 0',
        codes.filter((code) => code !== 0).length,
        '',
        {
          most: 0,
        },
      ),
      figure('acknowledged trials lost', run.lost, '', { most: 0 }),
      figure('acknowledged rows that changed later', changed, '', { most: 0 }),
      figure('trials that count twice', run.twice, '', { most: 0 }),
      figure(`trials of ${audit.trials} without a result`, run.missing, '', { most: 0 }),
      figure(
        'conversations that broke concurrency or gap, in the log of the bot',
        limitsBroken(bot.log, audit.limits),
        '',
        { most: 0 },
      ),
      figure('messages by a worker that had lost its lane', saidAfterLoss(bot.log), '', { most: 0 }),
      figure('conversations that the bot heard', bot.log.length, ''),
      figure(`attempts of ${attempts} that were lost`, Number(lost), ''),
      figure('trials given up after three losses, unscored', givenUp, ''),
      figure('trials held again by a worker whose result had not been acknowledged', run.again, ''),
      figure('trials whose counted result is an older one, not acknowledged', run.other, ''),
      figure('lease and supervision interval', LEASE_S + SUPERVISION_S, 's'),
      figure('from a kill to the next message of its lane, median', median(seconds), 's'),
      figure('the same, worst', Math.max(...seconds), 's'),
      figure('lanes that came back', seconds.length, ''),
    ]
  } finally {
    endAll(all)
    await bot.stop()
    await server.close()
  }
}

/** Resolves when the bot has given its last answer to this worker, or that takes too long. */
function afterLastAnswer(bot, { name, ended }) {
  const answered = new Promise((done) => {
    bot.answered = ({ worker, said }) => {
      if (worker === name && said.length === TURNS) done()
    }
  })
  return Promise.race([answered, ended, sleep(PATIENCE_MS)])
}

/** Times from the last loss of a lane to its next message, milliseconds. */
function watchRecovery(bot) {
  const since = new Map()
  const times = []
  bot.heard = ({ target, said }) => {
    const lost = since.get(target)
    if (lost === undefined || said.length > 1) return
    since.delete(target)
    times.push(said[0] - lost)
  }
  return { times, lost: (lane, time) => since.set(lane, time) }
}
