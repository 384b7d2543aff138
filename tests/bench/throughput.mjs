/** How much ombud adds to a bare `fetch` loop: wall, scaling, throughput without delay, CPU and memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { httpChannel, writeDocuments } from './documents.mjs'
import { figure, median } from './figures.mjs'
import { measured, startBot } from './processes.mjs'

const TURNS = 5
const AT_ONCE = 32
const CONVERSATIONS = 192

export async function bench({ long, folder }) {
  const slow = await startBot({ delay: [50, 50] })
  const fast = await startBot({ delay: [0, 0] })
  try {
    const pairs = await inPairs(long ? 21 : 7, slow, folder, CONVERSATIONS)
    const tenfold = await besideOnes(long ? 5 : 2, slow, folder)
    const free = await inPairs(long ? 15 : 5, fast, folder, CONVERSATIONS * 2)
    const many = await inPairs(long ? 5 : 2, fast, folder, long ? 20_000 : 2000)
    const wall = median(pairs.map((p) => p.ombud.wall))
    const ratios = pairs.map((p) => p.ombud.wall / p.loop.wall)
    const rates = free.map((p) => p.loop.wall / p.ombud.wall)
    const cpu = many.map((p) => p.ombud.cpu / p.loop.cpu)
    const more = many.map((p) => p.ombud.rss - p.loop.rss)
    const turns = (long ? 20_000 : 2000) * TURNS
    return [
      figure('wall, 192 x 5 turns at 50 ms', wall, 'ms'),
      figure('wall / bare loop, median of pairs', median(ratios), '', { most: 1.1, samples: ratios }),
      figure('wall of ten times the conversations / wall', median(tenfold.map((t) => t.wall)), '', {
        most: 11,
        samples: tenfold.map((t) => t.wall),
      }),
      figure('memory of ten times the conversations / memory', median(tenfold.map((t) => t.rss)), '', {
        most: 1.2,
        samples: tenfold.map((t) => t.rss),
      }),
      figure(
        'turns a second at 0 ms',
        (CONVERSATIONS * 2 * TURNS * 1000) / median(free.map((p) => p.ombud.wall)),
        '',
      ),
      figure('throughput at 0 ms / bare loop', median(rates), '', { least: 0.5, samples: rates }),
      figure(`CPU a turn over ${turns} turns`, median(many.map((p) => p.ombud.cpu)) / turns, 'ms'),
      figure(`CPU a turn / bare loop, ${turns} turns`, median(cpu), '', { most: 2, samples: cpu }),
      figure(`memory above the bare loop, ${turns} turns`, median(more), 'MB', { most: 60, samples: more }),
      figure(`memory, ${turns} turns`, median(many.map((p) => p.ombud.rss)), 'MB'),
    ]
  } finally {
    await slow.stop()
    await fast.stop()
  }
}

/** Each pair side by side, and every other one the other way round, so that neither gains from its place. */
async function inPairs(n, bot, folder, conversations) {
  const pairs = []
  for (let i = 0; i < n; i++) {
    const pair = {}
    const order = [
      async () =>
        (pair.loop = await measured('./loop.mjs', {
          url: bot.url,
          conversations,
          turns: TURNS,
          atOnce: AT_ONCE,
        })),
      async () => (pair.ombud = await ombud(bot, folder, conversations)),
    ]
    for (const run of i % 2 ? order.reverse() : order) await run()
    pairs.push(pair)
  }
  return pairs
}

/** Ten times the conversations, each time between two runs of once as many. */
async function besideOnes(n, bot, folder) {
  const ratios = []
  let before = await ombud(bot, folder, CONVERSATIONS)
  for (let i = 0; i < n; i++) {
    const ten = await ombud(bot, folder, CONVERSATIONS * 10)
    const after = await ombud(bot, folder, CONVERSATIONS)
    const ratio = (of) => (2 * ten[of]) / (before[of] + after[of])
    ratios.push({ wall: ratio('wall'), rss: ratio('rss') })
    before = after
  }
  return ratios
}

async function ombud(bot, folder, conversations) {
  const here = mkdtempSync(join(folder, 'run-'))
  const paths = writeDocuments({ folder: here, channel: httpChannel(bot.url), turns: TURNS, atOnce: AT_ONCE })
  const result = await measured('./ombud.mjs', {
    paths,
    out: join(here, 'out'),
    repeat: conversations,
    atOnce: AT_ONCE,
  })
  rmSync(here, { recursive: true, force: true })
  return result
}
