/** A bundle that somebody changed: whatever was done to it is found, and said. */
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import { linesIn } from '../../src/documents/lines.js'
import { writeTagManifest } from '../../src/evidence/bag.js'
import { brokenLink } from '../../src/evidence/chain.js'
import { newKey, publicKeyIn } from '../../src/evidence/keys.js'
import { envelopeText } from '../../src/evidence/statement.js'
import { verifyBundle } from '../../src/evidence/verify.js'
import { PLAN_ID, smallBundle } from './small.js'

const TRANSCRIPT = 'data/trials/shop/a/-/1.1.jsonl'
const MANIFEST = 'manifest-sha256.txt'

function filesOf(bundle: string): string[] {
  return readdirSync(bundle, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(bundle, name)).isFile(),
  )
}

/** The bytes with one bit changed, every `step` bytes. */
function* flips(bytes: Buffer, step: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] as number) ^ (1 << (at % 8))
    yield changed
  }
}

/** Puts each text in the place of a file, and it back in the end. @returns those that nothing was said of */
async function unseen(
  bundle: string,
  name: string,
  texts: Iterable<Buffer>,
  verify: () => Promise<string[]>,
  after: (bundle: string) => void = () => {},
): Promise<string[]> {
  const path = join(bundle, name)
  const bytes = readFileSync(path)
  const missed: string[] = []
  let number = 0
  for (const text of texts) {
    number++
    // In place where the size stays: to empty a file first takes some file systems their time.
    writeFileSync(path, text, { flag: text.length === bytes.length ? 'r+' : 'w' })
    after(bundle)
    const found = await verify().catch(() => ['refused'])
    if (found.length === 0) missed.push(`${name}: change ${number}`)
  }
  writeFileSync(path, bytes)
  after(bundle)
  return missed
}

describe('a bundle', () => {
  it('holds as it was sealed', async () => {
    const { verify, bundle } = smallBundle()
    expect(await verify()).toEqual([])
    const { checks } = await verifyBundle(bundle)
    expect(checks.filter(({ state }) => state === 'unchecked').map(({ check }) => check)).toEqual([
      'key',
      'plan-stamp',
      'statement-stamp',
      'environment',
    ])
  })

  it('shows bytes that are flipped, in every file', async () => {
    const { bundle, verify } = smallBundle()
    const missed: string[] = []
    for (const name of filesOf(bundle)) {
      const bytes = readFileSync(join(bundle, name))
      // A few of most files, and more of what is signed; together they are all kinds of bytes that there are.
      const places = /^(statement|manifest)/.test(name) ? 40 : 5
      const step = Math.max(1, Math.floor(bytes.length / places))
      missed.push(...(await unseen(bundle, name, flips(bytes, step), verify)))
    }
    expect(missed).toEqual([])
    expect(await verify()).toEqual([])
  })

  it('shows bytes and lines that were changed where nobody signed a whole file, though the tag manifest was written anew', async () => {
    const { bundle, auditor, verify } = smallBundle()
    const folder = `signatures/${auditor.id.slice(0, 16)}`
    const missed: string[] = []
    for (const name of ['bagit.txt', 'bag-info.txt', `${folder}/allowed_signers`, `${folder}/key.pub`]) {
      const bytes = readFileSync(join(bundle, name))
      missed.push(...(await unseen(bundle, name, flips(bytes, 3), verify, writeTagManifest)))
    }
    const envelope = readFileSync(join(bundle, 'statement.dsse.json'))
    const lines = String(envelope).match(/.*\n/g) ?? []
    const swapped = lines.slice(1).map((line, i) => lines.toSpliced(i, 2, line, lines[i] ?? ''))
    // The last letter of a signature has bits that say nothing.
    const texts = [...swapped.map((some) => some.join('')), String(envelope).replace(/[AQgw]==/, 'B==')]
    const others = texts.map((text) => Buffer.from(text)).filter((text) => !text.equals(envelope))
    expect(others.length).toBeGreaterThan(8)
    missed.push(...(await unseen(bundle, 'statement.dsse.json', others, verify, writeTagManifest)))
    for (const name of ['note.txt', `${folder}/note.txt`]) {
      writeFileSync(join(bundle, name), 'mine')
      writeTagManifest(bundle)
      expect(await verify()).toEqual([`tag-manifest extra ${name}`])
      rmSync(join(bundle, name))
    }
    writeTagManifest(bundle)
    expect(missed).toEqual([])
    expect(await verify()).toEqual([])
  })

  it.each([
    ['a line of a transcript dropped', (lines: string[]) => lines.slice(1)],
    ['its end cut off', (lines: string[]) => lines.slice(0, -1)],
    ['two lines swapped', (lines: string[]) => [...lines].reverse()],
  ])('shows %s, and the chain does so without the manifest', async (_, change) => {
    const { bundle, verify } = smallBundle()
    const path = join(bundle, TRANSCRIPT)
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
    writeFileSync(
      path,
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    )
    expect(await verify()).toEqual([`files changed ${TRANSCRIPT}`, `chains not-as-journal ${TRANSCRIPT}`])
  })

  it('has chains that no line can be taken out of, nor the transcript of another trial put in for', () => {
    const { bundle } = smallBundle()
    const lines = readFileSync(join(bundle, TRANSCRIPT), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => Buffer.from(line))
    expect(brokenLink(lines, PLAN_ID, 'shop/a/-/1')).toEqual({ chained: true })
    expect(brokenLink(lines.slice(1), PLAN_ID, 'shop/a/-/1').broken).toBe(1)
    expect(brokenLink([...lines, ...lines.slice(1)], PLAN_ID, 'shop/a/-/1').broken).toBe(3)
    expect(brokenLink(lines, PLAN_ID, 'shop/b/-/1').broken).toBe(1)
    expect([...linesIn(join(bundle, TRANSCRIPT))]).toHaveLength(2)
  })

  it('shows a file that is missing, one too many, a link, and a trial under the name of another', async () => {
    const { bundle, verify } = smallBundle()
    const other = 'data/trials/shop/b/-/1.1.jsonl'
    rmSync(join(bundle, 'data/report.html'))
    writeFileSync(join(bundle, 'data/note.txt'), 'mine')
    renameSync(join(bundle, TRANSCRIPT), join(bundle, 'aside'))
    renameSync(join(bundle, other), join(bundle, TRANSCRIPT))
    renameSync(join(bundle, 'aside'), join(bundle, other))
    rmSync(join(bundle, 'data/scorecard.json'))
    symlinkSync('/etc/hostname', join(bundle, 'data/scorecard.json'))
    expect((await verify()).sort()).toEqual([
      'chains not-as-journal data/trials/shop/a/-/1.1.jsonl',
      'chains not-as-journal data/trials/shop/b/-/1.1.jsonl',
      'files changed data/trials/shop/a/-/1.1.jsonl',
      'files changed data/trials/shop/b/-/1.1.jsonl',
      'files extra data/note.txt',
      'files missing data/report.html',
      'files not-a-file data/scorecard.json',
    ])
  })

  it('shows a change that was written into manifest and tag manifest, too', async () => {
    const { bundle, verify } = smallBundle()
    const path = join(bundle, TRANSCRIPT)
    const before = sha256(readFileSync(path))
    appendFileSync(path, '{}\n')
    const manifest = readFileSync(join(bundle, MANIFEST), 'utf8').replace(before, sha256(readFileSync(path)))
    writeFileSync(join(bundle, MANIFEST), manifest)
    writeTagManifest(bundle)
    const found = await verify()
    expect(found).toContain(`manifest changed ${MANIFEST}`)
    expect(found).toContain('manifest changed merkle')
    expect(found).toContain(`chains changed ${TRANSCRIPT}:3`)
    expect(found.some((line) => line.startsWith('signatures bad-signature'))).toBe(true)
  })

  it('names a path of its manifest that leaves it, and reads nothing there', async () => {
    const { bundle, verify } = smallBundle()
    appendFileSync(join(bundle, MANIFEST), `${'0'.repeat(64)}  data/../../secret\n`)
    const found = await verify()
    expect(found.filter((line) => line.startsWith('files'))).toEqual(['files bad-line 10'])
  })

  it('is not signed by somebody else', async () => {
    const { bundle, work } = smallBundle()
    newKey(work.file('other.key'))
    const { checks } = await verifyBundle(bundle, { keys: [publicKeyIn(work.file('other.key.pub'))] })
    expect(checks.filter(({ state }) => state === 'failed').map(({ check }) => check)).toEqual(['key'])
  })

  it('of a newer ombud, and what is none, is refused', async () => {
    const { bundle, work } = smallBundle()
    const path = join(bundle, 'statement.dsse.json')
    const envelope = JSON.parse(readFileSync(path, 'utf8'))
    const payload = Buffer.from(envelope.payload, 'base64')
      .toString()
      .replace('urn:ombud:seal:1', 'urn:ombud:seal:2')
    writeFileSync(path, envelopeText({ ...envelope, payload: Buffer.from(payload).toString('base64') }))
    await expect(verifyBundle(bundle)).rejects.toThrow('newer ombud (format 2)')
    mkdirSync(work.file('none'))
    await expect(verifyBundle(work.file('none'))).rejects.toThrow('is no evidence bundle')
  })
})
