/** ombud.config.*: what it sets, what is refused, and that no document makes code run. */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/index.js'
import { shop } from '../cli/shop.js'
import { ombud } from '../support/cli.js'
import { question } from '../support/workplace.js'
import { SHORT } from './modules.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

describe('ombud.config', () => {
  it('of this folder brings audits, reporters and defaults; options win over them', async () => {
    const { work, run } = await shop()
    mkdirSync(work.file('node_modules'))
    symlinkSync(ROOT, work.file('node_modules/ombud'), 'dir')
    work.write('tools/short.mjs', SHORT)
    work.write('tools/count.mjs', `export default ({ write }) => ({ on: ({ type }) => write(type + '\\n') })`)
    work.write(
      'ombud.config.mjs',
      `import { defineConfig } from 'ombud'
       export default defineConfig({ audits: ['./tools/short.mjs'], reporters: ['./tools/count.mjs'], run: { repeat: 2 } })`,
    )
    work.write('ask.scenario.yaml', question('ask', { expect: [{ 'short-answer': { most: 50 } }] }))
    const { code, stderr } = await run('.', '--out', 'a')
    expect(code).toBe(0)
    expect(stderr).toBe('planned\nbegin\nend\nbegin\nend\nresult\n')
    expect(work.json<Plan>('a/plan.json').trials).toHaveLength(2)
    expect((await run('.', '--out', 'b', '--repeat', '1', '--reporter', 'dot')).stderr).toBe('✓\n')
    expect(work.json<Plan>('b/plan.json').trials).toHaveLength(1)
    expect((await ombud(['score', 'a'], { cwd: work.path })).code).toBe(0)
    const explained = await ombud(['explain', 'short-answer'], { cwd: work.path })
    expect(explained.stdout).toContain('most *: integer · Characters at most.')
  })

  it('is another file with --config, and says what it does not know', async () => {
    const { work, run } = await shop()
    work.write('ask.scenario.yaml', question('ask'))
    work.write('ci/ombud.mjs', 'export default { repotrers: [] }')
    const { code, stderr } = await run('.', '--config', 'ci/ombud.mjs')
    expect(code).toBe(2)
    expect(stderr).toContain('repotrers is not known. Did you mean reporters?')
  })
})

describe('no document makes code run', () => {
  it('a folder of documents with a configuration, modules and packages beside them', async () => {
    const { work } = await shop()
    const trap = `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(work.file('ran'))}, '')\nexport default {}`
    work.write('theirs/shop.target.yaml', work.read('shop.target.yaml'))
    work.write('theirs/ask.scenario.yaml', question('ask'))
    for (const name of [
      'ombud.config.mjs',
      'ombud.config.js',
      'node_modules/trap/index.js',
      'audit.mjs',
      'states.mjs',
    ])
      work.write(`theirs/${name}`, trap)
    work.write('mine/empty', '')
    const { code } = await ombud(['run', '../theirs', '--out', 'run'], { cwd: work.file('mine') })
    expect(code).toBe(0)
    expect(existsSync(work.file('ran'))).toBe(false)
  })

  it.each([
    ['an audit by its path', { expect: [{ './audit.mjs': {} }] }],
    ['an audit by a bare path', { expect: ['./audit.mjs'] }],
    ['a list of audits', { audits: ['./audit.mjs'] }],
    ['an include', { include: './audit.mjs' }],
    ['a reporter', { reporters: ['./audit.mjs'] }],
  ])('a scenario that names %s', async (_, more) => {
    const { work, run } = await shop()
    work.write(
      'audit.mjs',
      `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(work.file('ran'))}, '')\nexport default {}`,
    )
    work.write('ask.scenario.yaml', question('ask', more))
    expect((await run('.', '--out', 'run')).code).toBe(2)
    expect(existsSync(work.file('ran'))).toBe(false)
  })

  it('a target that names one', async () => {
    const { work, run } = await shop()
    work.write(
      'audit.mjs',
      `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(work.file('ran'))}, '')\nexport default {}`,
    )
    work.write('ask.scenario.yaml', question('ask'))
    work.write('shop.target.yaml', { ...JSON.parse(work.read('shop.target.yaml')), audits: ['./audit.mjs'] })
    expect((await run('.', '--out', 'run')).code).toBe(2)
    expect(existsSync(work.file('ran'))).toBe(false)
  })
})
