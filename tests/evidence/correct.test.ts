/** A correction, or the reply of a merchant, beside a statement that stays as it was. */
import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealCommand } from '../../src/cli/seal.js'
import { writeTagManifest } from '../../src/evidence/bag.js'
import { addCorrection } from '../../src/evidence/correct.js'
import { verifyBundle } from '../../src/evidence/verify.js'
import { NOW, signer, smallBundle } from './small.js'

test('is signed by whoever writes it, shown, and found where it was changed', async () => {
  const { bundle, work, verify, keys } = smallBundle()
  const before = readFileSync(join(bundle, 'statement.json'))
  const reply = work.write('reply.txt', '我们已改正。')
  const name = addCorrection(bundle, reply, {
    reason: 'reply',
    signer: signer(work, 'merchant.key'),
    now: NOW,
  })
  expect(name).toBe('corrections/0001/file/reply.txt')
  expect(
    addCorrection(bundle, reply, { reason: 'we "erred"', signer: signer(work, 'k3'), now: NOW }),
  ).toContain('/0002/')
  expect(readFileSync(join(bundle, 'statement.json'))).toEqual(before)
  expect(await verify()).toEqual([])
  const { checks } = await verifyBundle(bundle, { keys })
  expect(checks.find(({ check }) => check === 'corrections')?.seen).toMatch(
    /^2; [0-9a-f]{16} "reply"; [0-9a-f]{16} "we \\"erred\\""$/,
  )
  appendFileSync(join(bundle, name), '!')
  writeTagManifest(bundle)
  expect(await verify()).toEqual(['corrections bad-signature corrections/0001'])
  rmSync(join(bundle, 'corrections/0001'), { recursive: true })
  expect(addCorrection(bundle, reply, { reason: 'third', signer: signer(work, 'k5'), now: NOW })).toContain(
    '/0003/',
  )
  expect(() =>
    addCorrection(bundle, work.file('none'), { reason: '', signer: signer(work, 'k4'), now: NOW }),
  ).toThrow('is no file')
})

test('is added to a bundle, with a reason; what does not fit together is said', async () => {
  const { bundle, work } = smallBundle()
  const [key, correction] = [[work.file('auditor.key')], work.write('reply.txt', '我们已改正。')]
  for (const [flags, why] of [
    [{ key }, 'is an evidence bundle already'],
    [{ key, add: true, reason: 'late' }, '--reason goes with --correction'],
    [{ key, add: true, correction, reason: ' ' }, 'has a reason'],
  ] as const)
    await expect(sealCommand(bundle, { ...flags, key })).rejects.toThrow(why)
  await expect(sealCommand(work.file('run'), { key, correction, reason: 'late' })).rejects.toThrow(
    'adds to a bundle',
  )
})
