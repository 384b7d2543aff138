/** One way to use a large plan, in a process of its own. Sends its milliseconds, and its memory in MB. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { REPEAT } from './scale-queue-documents.mjs'

const { way, documents, url, folder, held } = JSON.parse(process.argv[2])
const MB = 2 ** 20
const ASKED = 5
/** Conversations at once. */
const SLOTS = 8

const { keepHeapSmall } = await import('../../dist/cli/heap.js')
const { PostgresQueue, initQueue } = await import('../../dist/run/queue/postgres.js')
const note = (message) => console.error(message)

/** What a call takes, milliseconds. */
async function clocked(work) {
  const begun = performance.now()
  const value = await work()
  return [performance.now() - begun, value]
}

const ways = {
  async plan() {
    const { loadDocuments } = await import('../../dist/documents/load.js')
    const { makePlan } = await import('../../dist/run/plan.js')
    const { RunDirectory } = await import('../../dist/run/directory.js')
    const [read, loaded] = await clocked(() => loadDocuments([documents]))
    const [plan, made] = await clocked(() => makePlan(loaded, { repeat: REPEAT, seed: 'bench' }))
    const directory = RunDirectory.create(`${folder}-plan`)
    const [write] = await clocked(() => directory.writeJson('plan.json', made, true))
    const { size } = statSync(join(directory.path, 'plan.json'))
    return { read, plan, write, size: size / MB, trials: made.trials.length }
  },

  /** As `ombud enqueue`: its own planning is not counted. */
  async enqueue() {
    await initQueue(url, undefined, note)
    const { enqueue } = await import('../../dist/library/enqueue.js')
    const queue = await PostgresQueue.open(url, note)
    const times = []
    const timed = Object.assign(Object.create(queue), {
      enqueue: async (...args) => {
        const [ms, added] = await clocked(() => queue.enqueue(...args))
        times.push(ms)
        return added
      },
    })
    const options = { paths: [documents], repeat: REPEAT, seed: 'bench', politeness: folder }
    await enqueue(timed, options)
    const rss = process.resourceUsage().maxRSS / 1024
    await enqueue(timed, options)
    await queue.close()
    return { enqueue: times[0], again: times[1], rss }
  },

  async status() {
    const queue = await PostgresQueue.open(url, note)
    const asked = []
    for (let n = 0; n < ASKED; n++) asked.push((await clocked(() => queue.status()))[0])
    await queue.close()
    return { asked }
  },

  /** Holds trials until there are enough, and hands back what it has. */
  async work() {
    keepHeapSmall()
    const { work } = await import('../../dist/library/worker.js')
    const queue = await PostgresQueue.open(url, note)
    const stop = new AbortController()
    const begun = performance.now()
    let ready
    let ended = 0
    let early
    const listen = ({ type }) => {
      if (type === 'begin') ready ??= { at: performance.now(), rss: process.resourceUsage().maxRSS / 1024 }
      if (type !== 'end') return
      if (++ended === Math.ceil(held / 5)) early = process.memoryUsage.rss() / MB
      if (ended >= held) stop.abort()
    }
    await work(queue, { spool: `${folder}-spool`, slots: SLOTS, signal: stop.signal, listen })
    const seconds = (performance.now() - ready.at) / 1000
    const late = process.memoryUsage.rss() / MB
    await queue.close()
    return {
      ready: ready.at - begun,
      ready_rss: ready.rss,
      held: ended,
      perSecond: ended / seconds,
      growth: late - early,
    }
  },
}

const answer = await ways[way]()
process.send({ rss: process.resourceUsage().maxRSS / 1024, ...answer })
process.disconnect()
