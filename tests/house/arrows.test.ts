import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const FORBIDDEN = [
  ['audits', 'channel'],
  ['scoring', 'channel'],
  ['channel', 'consumer'],
  ['report', 'run'],
  ['understanding', 'handoff'],
  ['handoff', 'conversation'],
  ['consumer', 'channel'],
  ['conversation', 'run'],
  ['run', 'scoring'],
  ['demo', 'understanding'],
  ['documents', 'understanding'],
  ['library', 'cli'],
  ['judge', 'run'],
  ['judge', 'audits'],
  ['audits', 'judge'],
  ['scoring', 'judge'],
  ['run', 'judge'],
  ['report', 'judge'],
  ['evidence', 'run'],
  ['evidence', 'library'],
  ['run', 'evidence'],
  ['scoring', 'evidence'],
] as const
const ALLOWED = [
  ['scoring', 'audits'],
  ['audits', 'documents'],
  ['conversation', 'channel'],
  ['cli', 'demo'],
  ['judge', 'understanding'],
  ['library', 'judge'],
  ['evidence', 'documents'],
  ['library', 'evidence'],
] as const

/** An empty house with our lint rules, in which one import each way is planted for every pair of rooms. */
const house = mkdtempSync(join(tmpdir(), 'ombud-house-'))
let findings = ''

beforeAll(() => {
  copyFileSync('biome.json', join(house, 'biome.json'))
  for (const [room, other] of [...FORBIDDEN, ...ALLOWED]) {
    const folder = join(house, 'src', room)
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, `${other}-static.ts`),
      `import { x } from '../${other}/x.js'\nexport const y = x\n`,
    )
    writeFileSync(join(folder, `${other}-dynamic.ts`), `export const y = () => import('../${other}/x.js')\n`)
  }
  const biome = resolve('node_modules/.bin/biome')
  const { stdout, stderr } = spawnSync(biome, ['lint', '--max-diagnostics=none', 'src'], {
    cwd: house,
    encoding: 'utf8',
  })
  findings = stdout + stderr
})

afterAll(() => rmSync(house, { recursive: true }))

const caught = (file: string) => new RegExp(`${file}:\\d+:\\d+ lint/style/noRestrictedImports`).test(findings)

describe('the arrows of the house', () => {
  it.each(FORBIDDEN)('%s may not import %s', (room, other) => {
    expect(caught(`src/${room}/${other}-static.ts`), findings).toBe(true)
    expect(caught(`src/${room}/${other}-dynamic.ts`), findings).toBe(true)
  })

  it.each(ALLOWED)('%s may import %s', (room, other) => {
    expect(caught(`src/${room}/${other}-static.ts`), findings).toBe(false)
  })
})
