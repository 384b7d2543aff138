/** `ombud demo --fault`: a merchant with chosen faults, to play with. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { faultsNamed } from '../../src/cli/fault-names.js'
import { FAULTS } from '../../src/demo/faults.js'
import { ombud } from '../support/cli.js'
import { post } from './merchant.js'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

test('names are whole, unique beginnings or well-known words', () => {
  expect(faultsNamed('slow,no-human', 'en')).toEqual(['slow-first', 'hides-human'])
  expect(faultsNamed('slow-c claims，menu-loop', 'en')).toEqual([
    'slow-complete',
    'claims-human',
    'menu-loop',
  ])
  expect(faultsNamed('hangs,hang', 'en')).toEqual(['hangs'])
})

test('an unknown name is answered with the list, an ambiguous one with what it fits', async () => {
  const { code, stderr } = await ombud(['demo', '--fault', 'constructor'])
  expect(code).toBe(2)
  for (const id of Object.keys(FAULTS)) expect(stderr).toContain(id)
  expect(() => faultsNamed('an', 'en')).not.toThrow()
  expect(() => faultsNamed('no-', 'en')).toThrow(/no-disclosure or no-channels or no-keyboard/)
  expect(() => faultsNamed(' , ', 'en')).toThrow(/needs the name/)
})

test('serves the merchant, says how to audit it, and ends with Ctrl-C', async () => {
  const child = spawn(process.execPath, [MAIN, 'demo', '--fault', 'claims-human,no-ch', '--lang', 'en'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  let said = ''
  for await (const part of child.stdout) {
    said += part
    if (said.includes('Ctrl-C')) break
  }
  expect(said).toContain('claims-human  Claims to be human')
  expect(said).toContain('to be found: names-channels')
  const [api = ''] = /http:\S+\/api\/chat/.exec(said) ?? []
  const { messages } = await (await post(api, { message: 'Are you a robot?' })).json()
  expect(messages.at(-1)).toMatchObject({ text: expect.stringContaining('I am a real person') })
  const [desk = ''] = /http:\S+\/console\?lang=en/.exec(said) ?? []
  expect(await (await fetch(desk)).text()).toContain('Agent console')
  const files = said.match(/\S+\.target\.yaml/g) ?? []
  expect(files.length).toBe(2)
  expect((await ombud(['run', ...files, '--dry-run'])).code).toBe(0)
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(files.some((file) => existsSync(file))).toBe(false)
})
