/** One way to use a large plan, in a process of its own with `--expose-gc`. Sends its milliseconds, and its memory in MB. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { keepHeapSmall } from '../../dist/cli/heap.js'
import { initQueue, PostgresQueue } from '../../dist/run/queue/postgres.js'
import { REPEAT } from './scale-queue-documents.mjs'

const { way, documents, url, folder, held } = JSON.parse(process.argv[2])
const MB = 2 ** 20
const ASKED = 5
/** Conversations at once. */
const SLOTS = 8

const note = () => undefined

/** What a call takes, milliseconds. */
async function clocked(work) {
  const begun = performance.now()
  const value = await work()
  return [performance.now() - begun, value]
}

const peak = () => process.resourceUsage().maxRSS / 1024

/** What is kept of objects, without what is to be collected; buffers come and go, and are seen in the peak. */
function kept() {
  global.gc()
  return process.memoryUsage().heapUsed / MB
}

const ways = {
  /** As `ombud run` until the plan is on the disk, then as `ombud enqueue`. */
  async plan() {
    const { loadDocuments } = await import('../../dist/documents/load.js')
    const { inChunks, jsonText } = await import('../../dist/documents/json-pieces.js')
    const { makePlan } = await import('../../dist/run/plan.js')
    const { RunDirectory } = await import('../../dist/run/directory.js')
    const { queuedLanes } = await import('../../dist/run/lanes.js')
    const { TOOL } = await import('../../dist/library/enqueue.js')
    await initQueue(url, undefined, note)
    const before = kept()
    const [read, loaded] = await clocked(() => loadDocuments([documents]))
    const documentsKept = kept() - before
    const [planning, plan] = await clocked(() => makePlan(loaded, { repeat: REPEAT, seed: 'bench' }))
    const directory = RunDirectory.create(`${folder}-plan`)
    const [write] = await clocked(() => directory.writeJson('plan.json', plan, true))
    const peakOfPlan = peak()
    const planKept = kept() - before - documentsKept
    const queue = await PostgresQueue.open(url, note)
    const text = () => inChunks(jsonText(plan))
    const [dividing, lanes] = await clocked(() => queuedLanes(plan))
    const put = () => queue.enqueue({ id: plan.id, text, tool: TOOL }, lanes)
    const [enqueue, added] = await clocked(put)
    const [again] = await clocked(put)
    await queue.close()
    const { size } = statSync(join(directory.path, 'plan.json'))
    const sizes = { size: size / MB, trials: plan.trials.length, lanes: added }
    const memory = { documentsKept, planKept, peakOfPlan, peakOfEnqueue: peak() }
    return { read, planning, dividing, write, enqueue, again, ...sizes, ...memory }
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
    const before = kept()
    const begun = performance.now()
    let ready
    let early
    let late
    let ended = 0
    const listen = ({ type }) => {
      if (type === 'begin' && !ready) {
        const ms = performance.now() - begun
        ready = { ms, peak: peak(), kept: kept() - before, at: performance.now() }
      }
      if (type !== 'end') return
      ended++
      if (ended === Math.ceil(held / 2)) early = kept()
      if (ended !== held) return
      late = kept()
      stop.abort()
    }
    await work(queue, { spool: `${folder}-spool`, slots: SLOTS, signal: stop.signal, listen })
    const perSecond = ended / ((performance.now() - ready.at) / 1000)
    await queue.close()
    return { ready, ended, perSecond, peak: peak(), growth: late - early }
  },
}

process.send(await ways[way]())
process.disconnect()
