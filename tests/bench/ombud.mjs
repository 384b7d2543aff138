/**
 * Carries out a plan with ombud as it is built. Sends one message: `wall` from the first send to the last event
 * written and flushed, `cpu` of the run, both in milliseconds, `rss` the peak of the process in MB, and with
 * `latencies` the measured times of each turn beside the id that its answer begins with.
 */
import { keepHeapSmall } from '../../dist/cli/heap.js'
import { loadDocuments } from '../../dist/documents/load.js'
import { makePlan } from '../../dist/run/plan.js'
import { carryOut } from '../../dist/run/run.js'

const { paths, out, repeat, atOnce, latencies } = JSON.parse(process.argv[2])

// As the command line does.
keepHeapSmall()
const plan = makePlan(loadDocuments(paths), { repeat, seed: 'bench' })
const ends = []
let last = 0
const before = process.cpuUsage()
const { directory } = await carryOut({
  work: { plan, out },
  concurrency: atOnce,
  listen(progress) {
    if (progress.type !== 'end') return
    last = performance.timeOrigin + performance.now()
    ends.push(progress.end)
  },
})
const { user, system } = process.cpuUsage(before)
const rss = process.resourceUsage().maxRSS / 1024

const odd = ends.find((end) => end.status !== 'done' || end.reason !== 'script-end')
if (odd || ends.length !== plan.trials.length)
  throw new Error(`not every conversation was held: ${JSON.stringify(odd ?? ends.length)}`)
const firstSends = plan.trials.slice(0, atOnce).map((trial) => {
  const events = directory.transcript(trial, 1)
  const { at } = events.find((event) => event.kind === 'text' && event.actor === 'consumer')
  return Date.parse(events[0].clock.utc) + at
})
process.send({
  wall: last - Math.min(...firstSends),
  cpu: (user + system) / 1000,
  rss,
  turns: latencies ? await measuredTurns() : [],
})
process.disconnect()

async function measuredTurns() {
  const { read } = await import('../../dist/understanding/reading.js')
  const turns = plan.trials.flatMap((trial) => read(directory.transcript(trial, 1), { lang: 'zh-CN' }).turns)
  return turns
    .filter((turn) => turn.messages.length > 0)
    .map(({ messages, latency: { firstContent, complete }, unreliable }) => ({
      id: messages[0].text.split('：')[0],
      firstContent,
      complete,
      reliable: unreliable === undefined,
    }))
}
