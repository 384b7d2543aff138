/** Time stamps of a real authority (`openssl ts`): those that hold, and those that prove nothing. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeTagManifest } from '../../src/evidence/bag.js'
import { readStamp, stampRequest } from '../../src/evidence/stamp.js'
import { verifyBundle } from '../../src/evidence/verify.js'
import { stampBundle } from '../../src/library/seal.js'
import { smallBundle } from './small.js'
import { hasOpenssl, served, stampAuthority } from './stamping.js'

const DATA = Buffer.from('what was said')

describe.skipIf(!hasOpenssl)('a time stamp', () => {
  it('holds for its own data, with an authority that is trusted', async () => {
    const { reply, ca } = stampAuthority()
    const stamp = reply(await stampRequest(DATA))
    const read = await readStamp(stamp, DATA, ca)
    expect(read).toMatchObject({ authority: 'CN=clock' })
    expect(read?.problem).toBeUndefined()
    expect(Math.abs((read?.time.getTime() ?? 0) - Date.now())).toBeLessThan(3_600_000)
    expect((await readStamp(stamp, DATA))?.problem).toBe('no-authority-given')
    expect((await readStamp(stamp, Buffer.from('something else'), ca))?.problem).toBe('other-data')
    expect((await readStamp(stamp, DATA, stampAuthority().ca))?.problem).toBe('untrusted')
    expect(await readStamp(Buffer.from('no stamp'), DATA, ca)).toBeUndefined()
  })

  it('does not hold with one bit changed in what the authority signed, or in its signature', async () => {
    const { reply, ca } = stampAuthority()
    const stamp = reply(await stampRequest(DATA))
    const imprint = stamp.indexOf(createHash('sha256').update(DATA).digest())
    expect(imprint).toBeGreaterThan(0)
    // The imprint, and behind it serial number and time.
    const places = [0, 9, 31, 35, 40, 45, 50].map((at) => imprint + at)
    for (const at of [...places, stamp.length - 1, stamp.length - 20]) {
      const changed = Buffer.from(stamp)
      changed[at] = (changed[at] as number) ^ 1
      const read = await readStamp(changed, DATA, ca)
      expect(read === undefined || read.problem !== undefined, `byte ${at}`).toBe(true)
    }
  })

  it('does not hold where the certificate had expired', async () => {
    const expired = stampAuthority(-1)
    const stamp = expired.reply(await stampRequest(DATA))
    expect((await readStamp(stamp, DATA, expired.ca))?.problem).toBe('expired')
    expect((await readStamp(stamp, DATA))?.problem).toBe('expired')
  })
})

describe.skipIf(!hasOpenssl)('the time stamps of a bundle', () => {
  it('are had over HTTP, and openssl accepts them', async () => {
    const { bundle, keys } = smallBundle()
    const { reply, ca, caFile } = stampAuthority()
    const url = await served(reply)
    await stampBundle(bundle, url)
    const { checks } = await verifyBundle(bundle, { keys, authorities: ca })
    expect(checks.find(({ check }) => check === 'statement-stamp')).toMatchObject({ state: 'ok' })
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([])
    const args = [
      'ts',
      '-verify',
      '-data',
      'statement.json',
      '-in',
      'timestamps/statement.tsr',
      '-CAfile',
      caFile,
    ]
    expect(execFileSync('openssl', args, { cwd: bundle, stdio: 'pipe', encoding: 'utf8' })).toContain(
      'Verification: OK',
    )
    await expect(stampBundle(bundle, url)).rejects.toThrow('never written over')
  })

  it('fail where they are foreign', async () => {
    const { bundle, keys } = smallBundle()
    const { reply, ca } = stampAuthority()
    mkdirSync(join(bundle, 'timestamps'))
    writeFileSync(join(bundle, 'timestamps/statement.tsr'), reply(await stampRequest(DATA)))
    writeTagManifest(bundle)
    const { checks } = await verifyBundle(bundle, { keys, authorities: ca })
    expect(checks.find(({ check }) => check === 'statement-stamp')).toMatchObject({
      state: 'failed',
      said: [{ reason: 'other-data' }],
    })
  })

  it('are not taken from an address that gives none, or cannot be reached', async () => {
    const { bundle } = smallBundle()
    const wrong = await served(() => Buffer.from('hello'))
    await expect(stampBundle(bundle, wrong)).rejects.toThrow('gave no time stamp')
    const { reply } = stampAuthority()
    const other = await stampRequest(DATA)
    const replayed = await served(() => reply(other))
    await expect(stampBundle(bundle, replayed)).rejects.toThrow('gave no time stamp')
    await expect(stampBundle(bundle, 'http://127.0.0.1:9/')).rejects.toThrow('cannot be reached')
  })
})
