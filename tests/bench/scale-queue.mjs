/**
 * Many merchants in one plan: how long planning, enqueuing and asking for the status take, and whether memory grows with
 * what is planned. Two sizes are measured, the second four times the first: what a trial costs is the difference.
 */
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { figure, median } from './figures.mjs'
import { measured, ROOT, timed } from './processes.mjs'
import { startPostgres } from './scale-postgres.mjs'
import { REPEAT, SCENARIOS, writeCatalogue } from './scale-queue-documents.mjs'

const MB = 2 ** 20
/** Trials of one lane. */
const PER_LANE = SCENARIOS * REPEAT
const SHORT = { lanes: 2000, held: 500 }
const LONG = { lanes: 50_000, held: 10_000 }
const FRACTION = 4

export async function bench({ long, folder }) {
  const { lanes, held } = long ? LONG : SHORT
  const database = await startPostgres(folder)
  const bot = await startBot()
  try {
    const small = await once({ database, bot, folder, lanes: lanes / FRACTION, held: held / FRACTION })
    const large = await once({ database, bot, folder, lanes, held })
    const trials = lanes * PER_LANE
    /** Bytes that one more planned trial takes; what belongs to its target is among them. */
    const each = (memory) => ((memory(large) - memory(small)) * MB) / (trials - (lanes / FRACTION) * PER_LANE)
    return [
      figure('lanes', lanes, ''),
      figure('trials planned', large.plan.trials, ''),
      figure('reading the target files', large.plan.read, 'ms'),
      figure('reading, a target', (large.plan.read / lanes) * 1000, 'µs'),
      figure('planning', large.plan.plan, 'ms'),
      figure('plan.json written', large.plan.write, 'ms'),
      figure('plan.json', large.plan.size, 'MB'),
      figure('memory of planning, peak', large.plan.rss, 'MB'),
      figure(
        'memory of planning, a trial',
        each(({ plan }) => plan.rss),
        'bytes',
        { most: 1000 },
      ),
      figure('enqueue', large.enqueue.enqueue, 'ms', { most: 10_000 }),
      figure('enqueue, again: nothing is new', large.enqueue.again, 'ms'),
      figure('memory of enqueuing, peak', large.enqueue.rss, 'MB'),
      figure('the plan in the database', large.stored, 'MB'),
      figure('status', median(large.asked), 'ms', { most: 1000, samples: large.asked }),
      figure('status, with the start of the process', median(large.status), 'ms', { samples: large.status }),
      figure('status, every trial done', median(large.whenDone), 'ms', {
        most: 1000,
        samples: large.whenDone,
      }),
      figure('a worker is ready after', large.work.ready, 'ms'),
      figure('trials held', large.work.held, '', { least: held }),
      figure('trials held, a second', large.work.perSecond, ''),
      figure('memory of the worker, peak', large.work.rss, 'MB'),
      figure(
        'memory of the worker, a planned trial',
        each(({ work }) => work.ready_rss),
        'bytes',
        { most: 100 },
      ),
      figure('memory of the worker, a held trial', (large.work.growth * MB) / held, 'bytes', {
        most: 5000,
        aim: true,
      }),
    ]
  } finally {
    bot.close()
    bot.closeAllConnections()
    await database.close()
  }
}

async function once({ database, bot, folder, lanes, held }) {
  const at = `http://127.0.0.1:${bot.address().port}`
  const documents = writeCatalogue(join(folder, `documents-${lanes}`), lanes, at)
  const url = await database.database()
  const options = { documents, url, folder: join(folder, `work-${lanes}`), held }
  const ask = () => timed(process.execPath, [join(ROOT, 'dist/cli/main.js'), 'status', '--queue', url])
  const plan = await measured('./scale-queue-once.mjs', { way: 'plan', ...options })
  const enqueue = await measured('./scale-queue-once.mjs', { way: 'enqueue', ...options })
  const status = [ask(), ask(), ask()]
  const { asked } = await measured('./scale-queue-once.mjs', { way: 'status', ...options })
  const work = await measured('./scale-queue-once.mjs', { way: 'work', ...options })
  const stored = Number(await database.sql(url, "SELECT pg_total_relation_size('ombud.plan_part')")) / MB
  await database.sql(url, readFileSync(new URL('./scale-queue-done.sql', import.meta.url), 'utf8'))
  const { asked: whenDone } = await measured('./scale-queue-once.mjs', { way: 'status', ...options })
  return { plan, enqueue, status, asked, work, stored, whenDone }
}

/** Answers at once, and keeps nothing. */
async function startBot() {
  const answer = JSON.stringify({ messages: [{ text: '您好，本店商品支持七天无理由退货。' }] })
  const server = http.createServer((request, response) => {
    request.resume()
    request.on('end', () => response.setHeader('content-type', 'application/json').end(answer))
  })
  server.keepAliveTimeout = 60_000
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return server
}
