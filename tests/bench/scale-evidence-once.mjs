/** One way to go through a run or a bundle, in a process of its own. Sends its milliseconds, those of the processor, and its peak memory in MB. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

const { way, path, out, key, trial, broken } = JSON.parse(process.argv[2])

const ways = {
  /** The yardstick: every file is read in pieces and hashed, and nothing is done with the digests. */
  async hash() {
    const piece = Buffer.allocUnsafe(1 << 20)
    return () => {
      for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        const hash = createHash('sha256')
        const file = openSync(join(entry.parentPath, entry.name), 'r')
        for (let size = readSync(file, piece); size > 0; size = readSync(file, piece))
          hash.update(piece.subarray(0, size))
        closeSync(file)
        hash.digest('hex')
      }
    }
  },
  async seal() {
    const { seal } = await import('../../dist/library/seal.js')
    const { signerOf } = await import('../../dist/evidence/keys.js')
    return () => seal(path, { signer: signerOf(key), out })
  },
  async verify() {
    const { verify } = await import('../../dist/library/verify.js')
    const { publicKeyIn } = await import('../../dist/evidence/keys.js')
    return async () => {
      const checks = await verify(path, { keys: [publicKeyIn(`${key}.pub`)], noRescore: true })
      const failed = checks.filter(({ state }) => state === 'failed')
      if (!broken && failed.length > 0)
        throw new Error(`a sound bundle does not hold: ${JSON.stringify(failed)}`)
      if (broken && failed.length === 0) throw new Error('a broken bundle holds')
    }
  },
  async prove() {
    const { prove } = await import('../../dist/evidence/prove.js')
    return () => prove(path, trial, out)
  },
}

const work = await ways[way]()
const cpu = process.cpuUsage()
const begun = performance.now()
await work()
const ms = performance.now() - begun
const { user, system } = process.cpuUsage(cpu)
process.send({ ms, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024 })
process.disconnect()
