/** How far the times of a turn in the browser are from the page's own stamps, with one context and with eight. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeDocuments } from './documents.mjs'
import { figure, median, quantile } from './figures.mjs'
import { measured, startBot } from './processes.mjs'

const TURNS = 8
const MOST = { 1: 2, 8: 5 }

export async function bench({ long, folder }) {
  const figures = []
  for (const contexts of [1, 8]) {
    const here = join(folder, String(contexts))
    mkdirSync(here)
    figures.push(...(await withContexts(contexts, (contexts === 1 ? 6 : 24) * (long ? 5 : 1), here)))
  }
  return figures
}

async function withContexts(contexts, conversations, folder) {
  const bot = await startBot({ delay: [15, 350], log: true })
  try {
    const paths = writeDocuments({
      folder,
      channel: `browser: { url: '${bot.url}/', input: '#box', send: Enter, messages: '#log > div', bot: '#log > .bot', consumer: '#log > .me' }`,
      turns: TURNS,
      atOnce: contexts,
      timing: 'quiet: 700ms',
    })
    const options = {
      paths,
      out: join(folder, 'out'),
      repeat: conversations,
      atOnce: contexts,
      latencies: true,
    }
    const { turns } = await measured('./ombud.mjs', options)
    const log = await bot.log()
    const by = (who) => new Map(log.filter((entry) => entry.by === who).map((entry) => [entry.id, entry]))
    const [page, server] = [by('page'), by('server')]
    const sure = turns.filter((turn) => turn.reliable)
    const errors = (measure) => sure.map((turn) => Math.abs(turn[measure] - page.get(turn.id)[measure]))
    const late = [...page.values()].map((entry) => entry.firstContent - server.get(entry.id).complete)
    const where = contexts === 1 ? '1 context' : `${contexts} contexts`
    return [
      ...['firstContent', 'complete'].flatMap((measure) => [
        figure(`error of ${measure}, ${where}, p95`, quantile(errors(measure), 0.95), 'ms', {
          most: MOST[contexts],
        }),
        figure(`error of ${measure}, ${where}, median`, median(errors(measure)), 'ms'),
      ]),
      figure(`the widget's own lateness (page minus server), ${where}, median`, median(late), 'ms'),
      figure(`the widget's own lateness (page minus server), ${where}, p95`, quantile(late, 0.95), 'ms'),
      figure(`turns, ${where}`, turns.length, ''),
      figure(`turns marked unreliable, ${where}`, turns.length - sure.length, ''),
    ]
  } finally {
    await bot.stop()
  }
}
