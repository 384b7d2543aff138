/** One thread of the fuzzer: a beat for each input, and every failure with the seed that makes it again. */
import { parentPort, workerData } from 'node:worker_threads'
import fc from 'fast-check'
import { documents } from './documents.mjs'
import { events } from './events.mjs'
import { runs } from './runs.mjs'

/** Inputs that share a seed. */
const CHUNK = 250
/** More failures than this are the same one again. */
const MOST = 5

const { subject, inputs, seed, folder, beats, bound } = workerData
const { arbitrary, prepare, check } = { documents, events, runs }[subject]
const prepared = await prepare(folder)
let failures = 0
let slowest = 0

for (let done = 0; done < inputs && failures < MOST; done += CHUNK) {
  const from = seed + done / CHUNK
  Atomics.store(beats, 1, from)
  const property = fc.asyncProperty(arbitrary, async (input) => {
    Atomics.add(beats, 0, 1)
    const begun = performance.now()
    await check(input, prepared)
    const took = performance.now() - begun
    slowest = Math.max(slowest, took)
    if (took > bound) throw new Error(`took ${Math.round(took)} ms`)
  })
  const numRuns = Math.min(CHUNK, inputs - done)
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    seed: from,
    numRuns,
    interruptAfterTimeLimit: 300_000,
  })
  if (!failed || counterexample === null) continue
  failures++
  parentPort.postMessage({
    kind: 'failure',
    seed: from,
    input: JSON.stringify(counterexample[0]),
    stack: errorInstance?.stack ?? String(errorInstance),
  })
}
parentPort.postMessage({ kind: 'end', slowest })
