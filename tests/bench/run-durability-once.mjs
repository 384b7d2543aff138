/** Carries out a plan at one level of durability. Sends its milliseconds. Level `none` writes to memory only. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { documents, out, repeat, level } = JSON.parse(process.argv[2])

if (level === 'none') {
  // Nothing of the conversations is written: what is left is the work of talking.
  const writeSync = fs.writeSync
  fs.writeSync = (fd, data, ...rest) =>
    Buffer.isBuffer(data) ? data.length - (rest[0] ?? 0) : writeSync(fd, data, ...rest)
  syncBuiltinESMExports()
}

const { loadDocuments } = await import('../../dist/documents/load.js')
const { makePlan } = await import('../../dist/run/plan.js')
const { carryOut } = await import('../../dist/run/run.js')

const plan = makePlan(loadDocuments([documents]), { repeat, seed: 'bench' })
const begun = performance.now()
await carryOut({ work: { plan, out }, concurrency: 8, durability: level === 'none' ? 'process' : level })
process.send({ ms: performance.now() - begun })
process.disconnect()
