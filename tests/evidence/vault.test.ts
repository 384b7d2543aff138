/** The vault: one encrypted file that age and tar open, with a key of its own, and nothing but a whole bundle comes out of it. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Encrypter } from 'age-encryption'
import { packTar, type TarEntry } from 'modern-tar'
import { expect, it, vi } from 'vitest'
import { vaultCommand } from '../../src/cli/vault.js'
import { filesBelow, sha256File } from '../../src/evidence/files.js'
import { lock, unlock } from '../../src/evidence/vault.js'
import { identitiesIn, newVaultKey, recipientsOf } from '../../src/evidence/vault-keys.js'
import { NOW, smallBundle } from './small.js'

const HAS_AGE = spawnSync('age', ['--version']).status === 0

/** Names and contents of a folder. */
const contents = (root: string) =>
  new Map([...filesBelow(root)].map(({ path }) => [path, readFileSync(join(root, path), 'latin1')]))

async function keys(work: { file(name: string): string }, name = 'vault.key') {
  const { recipient } = await newVaultKey(work.file(name), { now: NOW })
  return { recipient, identities: await identitiesIn(work.file(name)) }
}

it('gives back byte by byte what was put into it, to any of its keys and to no other', async () => {
  const { work, bundle } = smallBundle()
  writeFileSync(join(bundle, 'data/large.bin'), Buffer.alloc(3_000_001, 'x'))
  const [mine, yours, other] = [await keys(work), await keys(work, 'b.key'), await keys(work, 'c.key')]
  const file = work.file('bundle.tar.age')
  const to = recipientsOf([mine.recipient, work.file('b.key.pub'), mine.recipient])
  expect(to).toEqual([mine.recipient, yours.recipient])
  const locked = await lock(bundle, file, to)
  expect(locked.files).toBe(contents(bundle).size)
  expect(readFileSync(file, 'latin1')).not.toContain('statement')
  for (const [at, { identities }] of [mine, yours].entries()) {
    const out = work.file(`out${at}`)
    expect(await unlock(file, out, identities)).toEqual({ statement: locked.statement, files: locked.files })
    expect(contents(out)).toEqual(contents(bundle))
  }
  await expect(unlock(file, work.file('no'), other.identities)).rejects.toThrow('cannot be opened')
  await expect(unlock(file, work.file('out0'), mine.identities)).rejects.toThrow('not an empty folder')
  await expect(lock(bundle, file, to)).rejects.toThrow('already there')
  await expect(lock(bundle, join(bundle, 'x.age'), to)).rejects.toThrow('lies in the bundle')
  await expect(newVaultKey(work.file('b.key'), { now: NOW })).rejects.toThrow('never written over')
  expect(() => recipientsOf(['age1nothing'])).toThrow('is no public key of age')
  expect(() => recipientsOf([work.file('auditor.key.pub')])).toThrow('holds no public key of age')
  await expect(identitiesIn(work.file('b.key.pub'))).rejects.toThrow('holds no secret key of age')
  symlinkSync('statement.json', join(bundle, 'link'))
  await expect(lock(bundle, work.file('l.age'), to)).rejects.toThrow('is a link')
  expect(readdirSync(work.path).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('opens nothing that was cut, changed, or holds what is no bundle', async () => {
  const { work, bundle } = smallBundle()
  const { recipient, identities } = await keys(work)
  const whole = work.file('whole.age')
  await lock(bundle, whole, [recipient])
  const bytes = readFileSync(whole)
  const broken = work.file('broken.age')
  work.write('out.part', 'mine')
  const open = () => unlock(broken, work.file('out'), identities)
  for (const at of [40, bytes.length >> 1, bytes.length - 1]) {
    const other = Buffer.from(bytes)
    other[at] = (other[at] ?? 0) ^ 1
    writeFileSync(broken, other)
    await expect(open()).rejects.toThrow('cannot be opened')
  }
  writeFileSync(broken, bytes)
  truncateSync(broken, bytes.length - 100)
  await expect(open()).rejects.toThrow('cannot be opened')
  writeFileSync(broken, bytes)
  appendFileSync(broken, 'more')
  await expect(open()).rejects.toThrow('cannot be opened')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const file = (name: string, more: Partial<TarEntry['header']> = {}): TarEntry => ({
    header: { name, size: 1, ...more },
    ...(more.size === 0 ? {} : { body: 'x' }),
  })
  for (const [entries, why] of [
    [[file('b/../../out-of-it')], 'belongs into no bundle'],
    [[file('/etc/x/../y')], 'belongs into no bundle'],
    [[file('b/l', { type: 'symlink', size: 0, linkname: '/etc/passwd' })], 'belongs into no bundle'],
    [[file('b/data/x'), file('b/data/x')], 'cannot be opened'],
    [[file('b/data/x')], 'holds no evidence bundle'],
  ] as const) {
    writeFileSync(broken, await encrypter.encrypt(await packTar(entries)))
    await expect(open()).rejects.toThrow(why)
  }
  writeFileSync(broken, 'no such file')
  await expect(open()).rejects.toThrow('cannot be opened')
  expect(existsSync(work.file('out'))).toBe(false)
  // A file of somebody else is not in the way, and stays.
  expect(readdirSync(work.path).filter((name) => name.endsWith('.part'))).toEqual(['out.part'])
})

it('keeps a secret key behind a passphrase', async () => {
  const { work } = smallBundle()
  const { recipient } = await newVaultKey(work.file('k'), { passphrase: 'open sesame', now: NOW })
  expect(readFileSync(work.file('k'), 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
  expect(readFileSync(work.file('k.pub'), 'utf8')).toBe(`${recipient}\n`)
  await expect(identitiesIn(work.file('k'))).rejects.toThrow('needs its passphrase')
  const [identity] = await identitiesIn(work.file('k'), 'open sesame')
  expect(identity).toMatch(/^AGE-SECRET-KEY-1/)
})

it('is a command that says what it needs, and tells both digests', async () => {
  const { work, bundle } = smallBundle()
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text) => void said.push(String(text)))
  const vault = (path: string, flags: Parameters<typeof vaultCommand>[1]) =>
    vaultCommand(path, { lang: 'en', ...flags })
  try {
    await keys(work)
    const [key, file, out] = [work.file('vault.key'), `${bundle}.tar.age`, work.file('out')]
    await expect(vault(bundle, {})).rejects.toThrow('say who can open it')
    await expect(vault(bundle, { to: [key] })).rejects.toThrow('holds no public key of age')
    await expect(vault(file, { open: true, out })).rejects.toThrow('--open takes --identity FILE')
    expect(await vault(bundle, { to: [`${key}.pub`] })).toBe(0)
    expect(await vault(file, { open: true, identity: key, out })).toBe(0)
    const digest = sha256File(join(bundle, 'statement.json'))
    expect(said[1]).toContain(`${sha256File(file)}  SHA-256 of the encrypted file`)
    expect(said.filter((text) => text.includes(`${digest}  SHA-256 of the statement`))).toHaveLength(2)
  } finally {
    log.mockRestore()
  }
})

it.skipIf(!HAS_AGE)('is opened by age and tar, and opens what they wrote', async () => {
  const { work, bundle } = smallBundle()
  const { recipient, identities } = await keys(work)
  await lock(bundle, work.file('b.tar.age'), [recipient])
  const shell = (command: string) => execFileSync('sh', ['-c', command], { cwd: work.path })
  shell('mkdir by-age && age -d -i vault.key b.tar.age | tar -x -C by-age')
  expect(contents(work.file('by-age/bundle'))).toEqual(contents(bundle))
  shell(
    'tar -c --format=ustar $(cd bundle && find . -type f -printf "bundle/%P ") | age -R vault.key.pub -o theirs.age',
  )
  await unlock(work.file('theirs.age'), work.file('back'), identities)
  expect(contents(work.file('back'))).toEqual(contents(bundle))
})
