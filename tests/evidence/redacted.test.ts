/** A redacted copy of a bundle: nothing of what it leaves out is in any of its files, and it is tied to its original. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import { filesBelow } from '../../src/evidence/files.js'
import { publicKeyIn } from '../../src/evidence/keys.js'
import { prove } from '../../src/evidence/prove.js'
import { purge } from '../../src/evidence/purge.js'
import { insightOf } from '../../src/library/insight.js'
import { redactBundle } from '../../src/library/redact.js'
import { seal } from '../../src/library/seal.js'
import { verify } from '../../src/library/verify.js'
import { botOf, question, targetOf, Workplace } from '../support/workplace.js'
import { NOW, signer } from './small.js'

const HIDDEN = ['阿珍', 'sk-live0123456789abcdef', '13912345678', '110101199003074514', 'li@example.com']
const WORDS = `人工客服阿珍为您服务。密钥：${HIDDEN[1]}，电话${HIDDEN[2]}，证件${HIDDEN[3]}，${HIDDEN[4]}。`

it('holds no hidden word, links to nothing that could be guessed from, and verifies', async () => {
  const work = new Workplace()
  const bot = await botOf(() => [{ text: WORDS, from: 'agent', name: '人工客服阿珍' }])
  const expectations = [{ states: { pattern: '48小时' } }, { 'never-states': { pattern: '密钥.*' } }]
  work.write('shop.target.yaml', targetOf(bot))
  work.write('a.scenario.yaml', question('a', { expect: expectations }))
  await work.run([work.path])
  const auditor = signer(work)
  const keys = [publicKeyIn(work.file('auditor.key.pub'))]
  const page = sha256('<p>阿珍</p>')
  work.write(`run/blobs/sha256/${page.slice(0, 2)}/${page}.html`, '<p>阿珍</p>')
  const { bundle } = seal(work.file('run'), { signer: auditor })
  const copy = work.file('copy')
  const { original, withheld, statement } = await redactBundle(bundle, { out: copy, signer: auditor })
  expect(original).toBe(sha256(readFileSync(join(bundle, 'statement.json'))))
  expect(statement.predicate.redacted).toEqual({ statement: original, withheld })

  const files = [...filesBelow(copy)].map(({ path }) => path)
  expect(files).toEqual(expect.arrayContaining(['data/report.html', 'data/trials/shop/a/-/1.1.jsonl']))
  const texts = files.map((path) => [path, readFileSync(join(copy, path), 'utf8')] as const)
  expect(
    texts.filter(([, text]) => HIDDEN.some((word) => text.includes(word))).map(([path]) => path),
  ).toEqual([])
  const withheldFiles = readFileSync(join(copy, 'data/withheld.txt'), 'utf8').trim().split('\n')
  expect(withheldFiles).toHaveLength(withheld)
  expect(withheldFiles).toEqual(expect.arrayContaining(['blobs/texts.jsonl', 'blobs/sha256/*.html']))
  expect(insightOf(join(copy, 'data')).targets[0]?.themes[0]?.worst.answered).toContain('[姓名]')
  const transcript = readFileSync(join(copy, 'data/trials/shop/a/-/1.1.jsonl'), 'utf8')
  expect(transcript).toContain('人工客服[姓名]为您服务')
  expect(transcript).not.toMatch(/"(prev|salt|ref)":/)
  expect(readFileSync(join(copy, 'data/plan.json'))).toEqual(readFileSync(join(bundle, 'data/plan.json')))
  // No hash of a file that was changed: a name could be guessed from it.
  const changed = ['journal.jsonl', 'findings.jsonl', 'result.json'].map((name) =>
    sha256(readFileSync(join(bundle, 'data', name))),
  )
  changed.push(page)
  expect(texts.filter(([, text]) => changed.some((hash) => text.includes(hash)))).toEqual([])

  const failed = async (options = {}) =>
    (await verify(copy, { keys, ...options })).flatMap(({ check, state, said }) =>
      state === 'failed' ? said.map(({ reason, name }) => `${check} ${reason} ${name}`) : [],
    )
  expect(await failed()).toEqual([])
  const checks = await verify(copy, { keys, original: bundle })
  expect(checks.find(({ check }) => check === 'copy')).toMatchObject({ state: 'ok', seen: original })
  expect(checks.find(({ check }) => check === 'rescored')).toMatchObject({
    state: 'unchecked',
    said: [{ reason: 'redacted' }],
  })
  await expect(redactBundle(copy, { out: work.file('c2'), signer: auditor })).rejects.toThrow(
    'is a redacted copy',
  )
  await expect(verify(bundle, { original: copy })).rejects.toThrow('is no redacted copy')

  const proof = work.file('proof')
  prove(copy, 'shop/a/-/1', proof)
  expect((await verify(proof, { keys })).find(({ check }) => check === 'copy')?.seen).toBe(original)
  await expect(verify(proof, { original: bundle })).rejects.toThrow('is no redacted copy')

  const said = readFileSync(join(bundle, 'data/findings.jsonl'))
  appendFileSync(join(bundle, 'data/findings.jsonl'), '{}\n')
  expect(await failed({ original: bundle })).toEqual(['copy original-fails undefined'])
  writeFileSync(join(bundle, 'data/findings.jsonl'), said)
  appendFileSync(join(copy, 'data/findings.jsonl'), '{}\n')
  expect(await failed({ original: bundle })).toEqual([
    'files changed data/findings.jsonl',
    'copy differs-from-original data/findings.jsonl',
  ])
  purge(bundle, { trials: ['shop/a/-/1'], reason: 'asked for', signer: auditor, now: NOW })
  await redactBundle(bundle, { out: work.file('purged'), signer: auditor })
  expect((await verify(work.file('purged'), { keys })).filter(({ state }) => state === 'failed')).toEqual([])
  writeFileSync(join(bundle, 'data/plan.json'), 'other')
  await expect(redactBundle(bundle, { out: work.file('c3'), signer: auditor })).rejects.toThrow(
    'does not hold',
  )
  expect(existsSync(work.file('c3'))).toBe(false)
})
