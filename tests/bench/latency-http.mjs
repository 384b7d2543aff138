/** How far the times of an HTTP turn are from the server's own log, with injected delays. */
import { join } from 'node:path'
import { httpChannel, writeDocuments } from './documents.mjs'
import { figure, median, quantile } from './figures.mjs'
import { measured, startBot } from './processes.mjs'

const TURNS = 5
const AT_ONCE = 4

export async function bench({ long, folder }) {
  const bot = await startBot({ delay: [15, 350], halves: [1, 150], log: true })
  try {
    const paths = writeDocuments({ folder, channel: httpChannel(bot.url), turns: TURNS, atOnce: AT_ONCE })
    const options = {
      paths,
      out: join(folder, 'out'),
      repeat: long ? 400 : 80,
      atOnce: AT_ONCE,
      latencies: true,
    }
    const { turns } = await measured('./ombud.mjs', options)
    const log = new Map((await bot.log()).map((entry) => [entry.id, entry]))
    const sure = turns.filter((turn) => turn.reliable)
    // All words of a JSON reply can be read when the whole of it has come, so that the log has one moment for both.
    const errors = (measure) => sure.map((turn) => Math.abs(turn[measure] - log.get(turn.id).complete))
    return ['firstContent', 'complete']
      .flatMap((measure) => [
        figure(`error of ${measure} over HTTP, p95`, quantile(errors(measure), 0.95), 'ms', { most: 3 }),
        figure(`error of ${measure} over HTTP, median`, median(errors(measure)), 'ms'),
      ])
      .concat(
        figure('turns', turns.length, ''),
        figure('turns marked unreliable (machine too busy)', turns.length - sure.length, ''),
      )
  } finally {
    await bot.stop()
  }
}
