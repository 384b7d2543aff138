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
    const more = lanes - lanes / FRACTION
    /** Bytes that one more trial takes, or one more target. */
    const each = (memory, count) => ((memory(large) - memory(small)) * MB) / count
    const { plan, work, status, asked, whenDone, stored } = large
    return [
      figure('lanes', plan.lanes, ''),
      figure('trials planned', plan.trials, ''),
      figure('reading the target files', plan.read, 'ms'),
      figure('planning', plan.planning, 'ms'),
      figure('dividing into lanes', plan.dividing, 'ms'),
      figure('plan.json written', plan.write, 'ms'),
      figure('plan.json', plan.size, 'MB'),
      figure('enqueue', plan.enqueue, 'ms', { most: 10_000 }),
      figure('enqueue, again: nothing is new', plan.again, 'ms', { most: 10_000 }),
      figure('the plan in the database', stored, 'MB'),
      figure('status', median(asked), 'ms', { most: 1000, samples: asked }),
      figure('status, every trial done', median(whenDone), 'ms', { most: 1000, samples: whenDone }),
      figure('status, with the start of the process', median(status), 'ms', { samples: status }),
      figure('planning: peak memory', plan.peakOfPlan, 'MB'),
      figure(
        'planning: kept, a target read',
        each((one) => one.plan.documentsKept, more),
        'bytes',
        { most: 10_000 },
      ),
      figure(
        'planning: kept, a trial',
        each((one) => one.plan.planKept, more * PER_LANE),
        'bytes',
        { most: 300 },
      ),
      figure('enqueuing: peak memory', plan.peakOfEnqueue, 'MB'),
      figure('worker: ready after', work.ready.ms, 'ms'),
      figure('worker: peak memory until it is ready', work.ready.peak, 'MB'),
      figure(
        'worker: kept, a planned trial',
        each((one) => one.work.ready.kept, more * PER_LANE),
        'bytes',
        { most: 100 },
      ),
      figure('worker: trials held', work.ended, '', { least: held }),
      figure('worker: trials held, a second', work.perSecond, ''),
      figure('worker: peak memory', work.peak, 'MB'),
      figure('worker: kept, a trial held', (work.growth * MB) / (held / 2), 'bytes', {
        most: 1000,
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
  const go = (way) => measured('./scale-queue-once.mjs', { way, ...options }, ['--expose-gc'])
  const plan = await go('plan')
  const status = [ask(), ask(), ask()]
  const { asked } = await go('status')
  const work = await go('work')
  const stored = Number(await database.sql(url, "SELECT pg_total_relation_size('ombud.plan_part')")) / MB
  await database.sql(url, readFileSync(new URL('./scale-queue-done.sql', import.meta.url), 'utf8'))
  const { asked: whenDone } = await go('status')
  return { plan, status, asked, work, stored, whenDone }
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
