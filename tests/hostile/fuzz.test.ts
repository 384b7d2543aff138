/** A short run of the fuzzer; the bench runs 20,000 inputs and a million. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, inject, it } from 'vitest'

const FUZZ = fileURLToPath(new URL('fuzz/main.mjs', import.meta.url))
const INPUTS = 700

it(`${INPUTS} changed documents, transcripts and run directories crash nothing and end`, {
  timeout: 300_000,
}, async () => {
  expect(inject('buildErrors')).toBe('')
  const child = spawn(process.execPath, [FUZZ, '--runs', String(INPUTS), '--seed', '20261125'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const told = await text(child.stdout)
  expect(await ended, told).toBe(0)
  const inputs = [...told.matchAll(/: (\d+) inputs in/g)].reduce((sum, [, count]) => sum + Number(count), 0)
  expect(inputs).toBe(INPUTS)
})
