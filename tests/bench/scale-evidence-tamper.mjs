/** Changes every byte and every line of a bundle, one after the other, and counts what verifying does not find. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** Who changed a file: somebody who left the manifests alone, and somebody who wrote them anew but has no key. */
export const HANDS = ['manifests as they were', 'manifests rewritten']

const MANIFEST = 'manifest-sha256.txt'
const TAG_MANIFEST = 'tagmanifest-sha256.txt'

/** Files of a folder, relative to it. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.split(sep).join('/'))
    .sort()
}

/** In place where the size stays: file systems take their time where a file is emptied first. */
function put(path, bytes) {
  const isSame = statSync(path, { throwIfNoEntry: false })?.size === bytes.length
  writeFileSync(path, bytes, { flag: isSame ? 'r+' : 'w' })
}

/**
 * @param {string} folder a bundle, or a proof
 * @param {object} options
 *   keys: of those who signed; step: of how many bytes one is flipped; only: which files, all by default
 * @returns for each of HANDS the number of flips, line changes and whole files tried, and names of what was not found
 */
export async function tamper(folder, { keys, step, only = () => true }) {
  const { sha256 } = await import('../../dist/documents/canonical.js')
  const { writeTagManifest } = await import('../../dist/evidence/bag.js')
  const { verify } = await import('../../dist/library/verify.js')
  const isBundle = existsSync(join(folder, MANIFEST))
  const [manifest, tags] = isBundle
    ? [MANIFEST, TAG_MANIFEST].map((name) => readFileSync(join(folder, name)))
    : []

  const holds = async () => {
    try {
      const checks = await verify(folder, { keys, noRescore: true })
      return checks.every(({ state }) => state !== 'failed')
    } catch {
      // What cannot be read is refused, with exit code 2.
      return false
    }
  }
  /** The manifests of somebody without a key: right for the files as they are now. */
  const rewrite = (name, before, now) => {
    if (name.startsWith('data/')) {
      const line = now && `${sha256(now)}  ${name}\n`
      const old = before && `${sha256(before)}  ${name}\n`
      const text = String(manifest)
      put(join(folder, MANIFEST), Buffer.from(old ? text.replace(old, line ?? '') : `${text}${line}`))
    }
    writeTagManifest(folder)
  }
  const restore = () => {
    put(join(folder, MANIFEST), manifest)
    put(join(folder, TAG_MANIFEST), tags)
  }
  if (!(await holds())) throw new Error(`${folder} does not hold before anything was changed`)

  const results = []
  for (const hand of isBundle ? HANDS : HANDS.slice(0, 1)) {
    const result = { flips: 0, lines: 0, files: 0, missed: [] }
    results.push(result)
    const tried = async (kind, name, what, before, now) => {
      const path = join(folder, name)
      if (now) put(path, now)
      else rmSync(path)
      if (hand === HANDS[1]) rewrite(name, before, now)
      result[kind]++
      if (await holds()) result.missed.push(`${name}: ${what}, ${hand}`)
      if (before) put(path, before)
      else rmSync(path)
      if (hand === HANDS[1]) restore()
    }
    for (const name of filesOf(folder).filter(only)) {
      if (hand === HANDS[1] && name === TAG_MANIFEST) continue
      const bytes = readFileSync(join(folder, name))
      for (let at = 0; at < bytes.length; at += step) {
        const changed = Buffer.from(bytes)
        changed[at] ^= 1 << (at % 8)
        await tried('flips', name, `byte ${at}`, bytes, changed)
      }
      for (const [what, changed] of lineChanges(bytes)) await tried('lines', name, what, bytes, changed)
      await tried('files', name, 'taken away', bytes, undefined)
    }
    for (const place of new Set(filesOf(folder).filter(only).map(dirname)))
      await tried('files', join(place, 'zzz.txt'), 'added', undefined, Buffer.from('mine\n'))
  }
  return results
}

/** Each line taken out, said twice, and in the place of the next; the text cut after each line; and more behind it. */
function* lineChanges(bytes) {
  const lines = String(bytes).match(/.*\n|.+$/g) ?? []
  if (!Buffer.from(lines.join('')).equals(bytes)) return
  yield ['more behind the end', Buffer.concat([bytes, Buffer.from('mine')])]
  for (const [i, line] of lines.entries()) {
    const [before, next, after] = [lines.slice(0, i), lines[i + 1], lines.slice(i + 1)]
    const at = `line ${i + 1}`
    yield [`${at} dropped`, text([...before, ...after])]
    yield [`${at} doubled`, text([...before, line, line, ...after])]
    if (next !== undefined && next !== line)
      yield [`${at} and the next swapped`, text([...before, next, line, ...after.slice(1)])]
    if (after.length > 1) yield [`cut before ${at}`, text(before)]
  }
}

const text = (lines) => Buffer.from(lines.join(''))
