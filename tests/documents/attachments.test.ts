/** Files that a scenario attaches: carried in it after loading, and never from outside of its folder. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { checkDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'
import { complaints, folder, load } from './folder.js'

const scenario = (upload: string) =>
  `title: 坏了\nsteps:\n  - { say: 东西坏了，怎么办？ }\n  - upload: ${upload}\n    expect: relevant\n`
const PIXEL = new Uint8Array([137, 80, 78, 71, 0, 255])

test('a file beside the scenario, or below it, is in the scenario once it is loaded', () => {
  const files = { 'photo.PNG': PIXEL, 'shots/发票.pdf': 'pdf' }
  const [first] = load({ 'a.scenario.yaml': scenario('photo.PNG'), ...files }).scenarios
  expect(first?.steps[1]).toEqual({
    id: 'upload-1',
    upload: { name: 'photo.PNG', type: 'image/png', data: Buffer.from(PIXEL).toString('base64') },
    expect: ['relevant'],
  })
  const [second] = load({ 'a.scenario.yaml': scenario('./shots/发票.pdf'), ...files }).scenarios
  expect(second?.steps[1]?.upload).toEqual({
    name: '发票.pdf',
    type: 'application/pdf',
    data: Buffer.from('pdf').toString('base64'),
  })
})

test('a scenario that holds the file itself needs none', () => {
  const upload = { name: 'note.txt', type: 'text/plain', data: Buffer.from('你好').toString('base64') }
  const [ready] = load({ 'a.scenario.yaml': scenario(JSON.stringify(upload)) }).scenarios
  expect(ready?.steps[1]?.upload).toEqual(upload)
})

it.each([
  ['/etc/passwd.txt', 'lies in the folder of this file or below it'],
  ['../secret.png', 'lies in the folder of this file or below it'],
  ['shots/../../secret.png', 'lies in the folder of this file or below it'],
  ["'..\\secret.png'", 'lies in the folder of this file or below it'],
  ["'C:secret.png'", 'lies in the folder of this file or below it'],
  ['.ssh/key.txt', 'a hidden file is no attachment'],
  ['id_rsa', 'an attachment is one of: png jpg jpeg webp gif pdf txt'],
  ['run.svg', 'an attachment is one of: png jpg jpeg webp gif pdf txt'],
  ['missing.png', 'no such file'],
  ['empty.png', 'the file is empty'],
  ['folder.png', 'not a file'],
  ['large.png', '1.2 MB is too large: an attachment has at most 1 MB'],
  ['{ name: ../a.png, type: image/png, data: QUJD }', 'is that of a file, without a folder'],
  ['{ name: a.png, type: text/html, data: QUJD }', 'its type fits its name'],
  ["{ name: a.png, type: image/png, data: 'not base64!' }", 'data is the file in base64'],
  ['42', 'expected'],
])('upload: %s is refused once, at its place', (upload, message) => {
  const told = complaints({
    'a.scenario.yaml': scenario(upload),
    'empty.png': '',
    'folder.png/x.txt': 'x',
    'large.png': new Uint8Array(1_200_000),
  })
  expect(told).toContain(message)
  expect(told).toMatch(/^a\.scenario\.yaml:4:\d+$/m)
  expect(told.match(/^a\.scenario\.yaml:\d/gm)).toHaveLength(1)
})

test('a link that leads out of the folder is refused, one within it is not', () => {
  const path = folder({
    'own/a.scenario.yaml': scenario('link.png'),
    'own/b.scenario.yaml': scenario('deep/secret.png'),
    'own/c.scenario.yaml': scenario('inner.png'),
    'own/real.png': PIXEL,
    'others/secret.png': PIXEL,
  })
  symlinkSync(join(path, 'others/secret.png'), join(path, 'own/link.png'))
  symlinkSync(join(path, 'others'), join(path, 'own/deep'))
  symlinkSync('real.png', join(path, 'own/inner.png'))
  const { problems, loaded } = checkDocuments([path])
  expect(loaded.scenarios.map(({ id }) => id)).toEqual(['c'])
  expect(problems).toHaveLength(2)
  expect(formatProblems(problems).match(/this link leads out of the folder/g)?.length).toBe(2)
})

test('shared steps attach what lies beside them; more than eight files are too many', () => {
  const path = folder({
    'a.scenario.yaml': 'title: 坏了\ninclude: shared/s.wording.yaml\nsteps:\n  - { use: proof }\n',
    'shared/s.wording.yaml': 'steps:\n  proof:\n    - { upload: receipt.txt }\n',
    'many.scenario.yaml': `title: 坏了\nsteps:\n${'  - { upload: shared/receipt.txt }\n'.repeat(9)}`,
  })
  mkdirSync(join(path, 'shared'), { recursive: true })
  writeFileSync(join(path, 'shared/receipt.txt'), '收据')
  const { problems, loaded } = checkDocuments([path])
  expect(loaded.scenarios[0]?.steps[0]?.upload).toMatchObject({ name: 'receipt.txt' })
  expect(problems.map(({ line, message }) => [line, message])).toEqual([
    [11, 'a scenario attaches 8 files at most'],
  ])
})
