/**
 * How far the times of an HTTP turn are from the server's own log, with injected delays; beside it, at the same
 * time and on the same server, a bare client that shows what the machine itself adds.
 */
import { join } from 'node:path'
import { httpChannel, writeDocuments } from './documents.mjs'
import { figure, median, quantile } from './figures.mjs'
import { measured, startBot } from './processes.mjs'

const TURNS = 5
const AT_ONCE = 4

export async function bench({ long, folder }) {
  const bot = await startBot({ delay: [15, 350], halves: [1, 150], log: true })
  const conversations = long ? 400 : 80
  try {
    const paths = writeDocuments({ folder, channel: httpChannel(bot.url), turns: TURNS, atOnce: AT_ONCE })
    const [{ turns }, bare] = await Promise.all([
      measured('./ombud.mjs', {
        paths,
        out: join(folder, 'out'),
        repeat: conversations,
        atOnce: AT_ONCE,
        latencies: true,
      }),
      measured('./client.mjs', { url: bot.url, exchanges: conversations * TURNS, atOnce: AT_ONCE }),
    ])
    const log = new Map((await bot.log()).map((entry) => [entry.id, entry.complete]))
    const sure = turns.filter((turn) => turn.reliable)
    // All words of a JSON reply can be read when the whole of it has come, so that the log has one moment for both.
    const errors = (from, measure) => from.map((turn) => Math.abs(turn[measure] - log.get(turn.id)))
    return [
      ...['firstContent', 'complete'].flatMap((measure) => [
        figure(`error of ${measure} over HTTP, p95`, quantile(errors(sure, measure), 0.95), 'ms', {
          most: 3,
        }),
        figure(`error of ${measure} over HTTP, median`, median(errors(sure, measure)), 'ms'),
      ]),
      figure('error of a bare client, p95', quantile(errors(bare.turns, 'complete'), 0.95), 'ms'),
      figure('error of a bare client, median', median(errors(bare.turns, 'complete')), 'ms'),
      figure('turns', turns.length, ''),
      figure('turns marked unreliable (machine too busy)', turns.length - sure.length, ''),
    ]
  } finally {
    await bot.stop()
  }
}
