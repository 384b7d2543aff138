/** What durability costs: turns a second and bytes at each level, beside a run whose flushes do nothing. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { figure, median } from './figures.mjs'
import { measured, startBot } from './processes.mjs'
import { http, writeRunDocuments } from './run-documents.mjs'

const CONVERSATIONS = 200
const TURNS = 5
const LEVELS = ['none', 'process', 'trial', 'turn']

export async function bench({ folder, long }) {
  const bot = await startBot({ delay: [0, 0] })
  try {
    const documents = writeRunDocuments({
      folder: join(folder, 'documents'),
      channel: http(bot.url),
      scenarios: 1,
      turns: TURNS,
      atOnce: 8,
    })
    const rounds = []
    for (let i = 0; i < (long ? 15 : 5); i++) {
      const round = {}
      // Every other round the other way round, so that none gains from its place.
      for (const level of i % 2 ? LEVELS.toReversed() : LEVELS) {
        const here = mkdtempSync(join(folder, 'run-'))
        const options = { documents, out: join(here, 'out'), repeat: CONVERSATIONS, level }
        const { ms } = await measured('./run-durability-once.mjs', options)
        round[level] = { rate: (CONVERSATIONS * TURNS * 1000) / ms, bytes: sizeOf(here) }
        rmSync(here, { recursive: true, force: true })
      }
      rounds.push(round)
    }
    return LEVELS.flatMap((level) => {
      const share = rounds.map((round) => round[level].rate / round.none.rate)
      return [
        figure(`turns a second, ${level}`, median(rounds.map((round) => round[level].rate)), ''),
        figure(
          `bytes a turn, ${level}`,
          median(rounds.map((r) => r[level].bytes)) / CONVERSATIONS / TURNS,
          '',
        ),
        ...(level === 'none'
          ? []
          : [figure(`throughput of ${level} / none`, median(share), '', { samples: share })]),
      ]
    })
  } finally {
    await bot.stop()
  }
}

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
