/** One way to go through a stored run, in a process of its own. Sends its milliseconds and its peak memory in MB. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const { way, run } = JSON.parse(process.argv[2])

const ways = {
  /** The yardstick: every transcript is parsed and every message read. */
  async read() {
    const { read } = await import('../../dist/understanding/reading.js')
    const plan = JSON.parse(readFileSync(join(run, 'plan.json'), 'utf8'))
    return () => {
      let acts = 0
      for (const { target, scenario, repetition } of plan.trials) {
        const file = join(run, 'trials', target, scenario, '-', `${repetition}.1.jsonl`)
        const events = readFileSync(file, 'utf8')
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line))
        for (const turn of read(events, { lang: 'zh-CN' }).turns) acts += turn.acts.length
      }
      return acts
    }
  },
  async score() {
    const { scoreFiles } = await import('../../dist/library/score.js')
    return () => scoreFiles(run)
  },
  /** The yardstick of a scorecard from findings. */
  async parse() {
    return () =>
      readFileSync(join(run, 'findings.jsonl'), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)).length
  },
  async findings() {
    const { scoreFindings } = await import('../../dist/library/score.js')
    return () => scoreFindings(run)
  },
  async report() {
    const { report } = await import('../../dist/library/report.js')
    return () => report(run, { formats: ['html'] })
  },
}

const work = await ways[way]()
const begun = performance.now()
await work()
const ms = performance.now() - begun
process.send({ ms, rss: process.resourceUsage().maxRSS / 1024 })
process.disconnect()
