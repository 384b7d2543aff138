/** Where the passphrase of a key comes from: a file, the environment, a terminal that does not show it, and nowhere else. */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { passphraseOf, signerFrom } from '../../src/cli/passphrase.js'
import { sealCommand } from '../../src/cli/seal.js'
import { newKey, signerOf } from '../../src/evidence/keys.js'
import { HAS_TERMINAL, terminal } from '../support/terminal.js'
import { Workplace } from '../support/workplace.js'
import { smallBundle } from './small.js'

const SECRET = '芝麻open sesame'

describe('a passphrase', () => {
  it('comes from a file, or the environment; a file that cannot hold it is one clear error', async () => {
    const work = new Workplace()
    const { id } = newKey(work.file('k'), SECRET)
    expect((await signerFrom(work.file('k'), work.write('pass', `${SECRET}\n`))).id).toBe(id)
    expect(passphraseOf(undefined, { OMBUD_KEY_PASSPHRASE: SECRET })).toBe(SECRET)
    await expect(signerFrom(work.file('k'), work.write('empty', '\n'))).rejects.toThrow('is empty')
    await expect(signerFrom(work.file('k'), work.file('none'))).rejects.toThrow('cannot be read (ENOENT)')
    await expect(signerFrom(work.file('none'))).rejects.toThrow('no file that could hold a key')
    await expect(signerFrom(work.file('k'), work.write('wrong', 'guess'))).rejects.toThrow(
      'and its passphrase',
    )
    const flags = { key: ['a', 'b', 'c'], passphraseFile: ['x', 'y'] }
    await expect(sealCommand(work.file('run'), flags)).rejects.toThrow(
      '2 files of passphrases do not fit 3 keys',
    )
  })

  it.skipIf(!HAS_TERMINAL)('is asked for on a terminal, twice for a new key, and not shown', async () => {
    const { work, bundle } = smallBundle()
    const made = terminal(['key', 'new', '--out', 'typed'], { cwd: work.path })
    await made.until('Passphrase of typed: ')
    // One character too many is taken back.
    made.press(`${SECRET}x\u007f\r`)
    await made.until('The same again: ')
    made.press(`${SECRET}\r`)
    const { code, written } = await made.ended
    expect(code, written).toBe(0)
    expect(written).not.toContain('sesame')
    const { id } = signerOf(work.file('typed'), SECRET)

    const signed = terminal(['seal', bundle, '--add', '--key', 'typed'], { cwd: work.path })
    await signed.until('Passphrase of typed: ')
    signed.press(`${SECRET}\r`)
    expect((await signed.ended).written).toContain(`signed with key ${id}`)
  })

  it.skipIf(!HAS_TERMINAL)(
    'that is typed otherwise the second time, or not at all, makes no key',
    async () => {
      const work = new Workplace()
      const differs = terminal(['key', 'new', '--out', 'k'], { cwd: work.path })
      await differs.until('Passphrase of k: ')
      // Typed ahead, as when both are pasted.
      differs.press('one\rtwo\r')
      expect((await differs.ended).written).toContain('are not the same')
      const given = terminal(['key', 'new', '--out', 'k'], { cwd: work.path })
      await given.until('Passphrase of k: ')
      given.press('half\u0003')
      const { code, written } = await given.ended
      expect(written).toContain('no passphrase was typed')
      expect(code).toBe(2)
      expect(existsSync(work.file('k'))).toBe(false)
    },
  )
})
