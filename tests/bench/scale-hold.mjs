/**
 * Holds a plan in one process, alone or as a worker of a queue. Sends one message: `wall` from the first word to the last
 * result, `queued` of that for what the queue answered, `cpu` of the whole process, all in milliseconds, `rss` its peak in MB,
 * and how many trials were held.
 */
import { keepHeapSmall } from '../../dist/cli/heap.js'
import { loadDocuments } from '../../dist/documents/load.js'
import { work } from '../../dist/library/worker.js'
import { makePlan } from '../../dist/run/plan.js'
import { PostgresQueue } from '../../dist/run/queue/postgres.js'
import { carryOut } from '../../dist/run/run.js'

const { paths, out, repeat, atOnce, queue: url } = JSON.parse(process.argv[2])

// As the command line does.
keepHeapSmall()
let first
let last = 0
let trials = 0
let queued = 0
const listen = (progress) => {
  if (progress.type === 'begin' && first === undefined) {
    first = performance.now()
    queued = 0
  }
  if (progress.type !== 'end') return
  if (progress.end.reason !== 'script-end') throw new Error(`a trial ended otherwise: ${progress.end.reason}`)
  last = performance.now()
  trials++
}
if (url === undefined) {
  const plan = makePlan(loadDocuments(paths), { repeat, seed: 'bench' })
  await carryOut({ work: { plan, out }, concurrency: atOnce, politeness: out, listen })
} else {
  const queue = await PostgresQueue.open(url)
  await work(timed(queue), { spool: out, slots: atOnce, listen })
  await queue.close()
}
const { user, system } = process.cpuUsage()
const rss = process.resourceUsage().maxRSS / 1024
process.send({ wall: last - first, queued, cpu: (user + system) / 1000, rss, trials })
process.disconnect()

/** Adds up how long calls of a queue take, and of the claims that it gives; they are waited for one after the other. */
function timed(target) {
  return new Proxy(target, {
    get(_, name) {
      const value = target[name]
      if (typeof value !== 'function') return value
      return (...given) => {
        const begun = performance.now()
        const answer = value.apply(target, given)
        if (!(answer instanceof Promise)) return answer
        return answer
          .then((result) => (name === 'claim' && result ? timed(result) : result))
          .finally(() => {
            queued += performance.now() - begun
          })
      }
    },
  })
}
