/** Personas change the first message around the need, never the need, and nothing of a template is left in it. */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { converse } from '../../src/index.js'
import { serveNullBot } from './null-bots.js'

test('the elderly consumer asks what the control consumer asks, with small talk around it', async () => {
  const bot = await serveNullBot('echo')
  const folder = await mkdtemp(join(tmpdir(), 'ombud-persona-'))
  try {
    const target = join(folder, 'echo.target.yaml')
    writeFileSync(target, stringify(bot.target))
    const scenario = join(folder, 'ask.scenario.yaml')
    const said = async (persona: string, seed: string) => {
      writeFileSync(scenario, stringify({ id: 'ask', persona, say: ['保修多久？', '质保期是几个月？'] }))
      const { events } = await converse({ target, scenario, seed })
      return events.flatMap((event) =>
        event.kind === 'text' && event.actor === 'consumer' ? [event.text] : [],
      )[0]
    }
    const all: string[] = []
    for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
      const plain = `${await said('control', seed)}`
      const wrapped = `${await said('elderly-social', seed)}`
      expect(wrapped).toContain(plain)
      expect(wrapped.indexOf(plain)).toBeGreaterThan(0)
      expect(wrapped).not.toMatch(/[{}]/)
      all.push(wrapped)
    }
    // A fact of the persona was filled in at least once.
    expect(all.join('\n')).toContain('72')
  } finally {
    await rm(folder, { recursive: true })
    await bot.close()
  }
})
