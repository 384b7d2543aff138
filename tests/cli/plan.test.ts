/** `ombud plan`, and the flags of `ombud run` that profiles brought. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { profile, requirement } from '../run/profile.js'
import { ombud } from '../support/cli.js'
import { question } from '../support/workplace.js'
import { shop } from './shop.js'

async function ownShop(answer?: () => string) {
  const place = await shop(answer)
  for (const id of ['a', 'b', 'c', 'd']) place.work.write(`${id}.scenario.yaml`, question(id))
  place.work.write('own.profile.yaml', profile([requirement({ id: 'r', threshold: 0.5, minimum: 8 })]))
  return place
}

describe('ombud plan', () => {
  it('tells what a shipped profile takes, for one merchant and for many', async () => {
    const one = JSON.parse((await ombud(['plan', 'ci-smoke', '--json', '--lang', 'zh-CN'])).stdout)
    expect(one.trials).toBeGreaterThan(5)
    expect(one.contacts).toBe(2)
    expect(one.requirements.map((row: { requirement: string }) => row.requirement)).toContain('human')
    const { code, stdout } = await ombud(['plan', 'ci-smoke', '--merchants', '500', '--lang', 'en'])
    expect(code).toBe(0)
    expect(stdout).toContain('for a retail merchant with a chat in a page')
    expect(stdout).toMatch(/^ci-smoke\/resolves {2}rate {2}\d+ trials/m)
    expect(stdout).toMatch(/^500 merchants, 4 conversations at once: \d+ trials/m)
  })

  it('takes a target file, scenarios and a profile of one own, and sends nothing', async () => {
    const { bot, work } = await ownShop()
    const { code, stdout } = await ombud(['plan', 'own.profile.yaml', '.'], { cwd: work.path })
    expect(code).toBe(0)
    expect(stdout).toContain('own/r  rate  8 trials · about 8 messages · at most 0 people')
    expect(stdout).toContain('one merchant: 8 trials')
    expect(bot.heard).toEqual([])
  })

  it('names a requirement that gets too few', async () => {
    const { work } = await ownShop()
    work.write('own.profile.yaml', profile([requirement({ id: 'r', minimum: 50 })], { repeat: 2 }))
    const { stdout } = await ombud(['plan', 'own.profile.yaml', '.'], { cwd: work.path })
    expect(stdout).toContain('TOO FEW: about 8 of 50')
  })

  it('says which profiles there are', async () => {
    const { code, stderr } = await ombud(['plan', 'consumer-316'])
    expect(code).toBe(2)
    expect(stderr).toContain('there is no profile consumer-316. Did you mean consumer-315?')
    expect((await ombud(['plan'])).stderr).toContain('no profile was given')
  })
})

describe('ombud run with a profile', () => {
  it('is judged by it, whether it is named by a flag or in the configuration', async () => {
    const { work, run } = await ownShop()
    const flag = await run('.', '--profile', 'own.profile.yaml', '--out', 'run')
    expect(flag.stderr).toContain('plan: 8 trials')
    expect(flag.code).toBe(0)
    work.write('ombud.config.mjs', "export default { profiles: ['own'] }\n")
    expect((await run('.', '--dry-run')).stdout).toContain('plan: 8 trials')
  })

  it('exits with 1 where the profile failed', async () => {
    const { run } = await ownShop(() => '请稍等。')
    expect((await run('.', '--profile', 'own', '--quiet')).code).toBe(1)
  })

  it('says what waits for its window, and that is no failure', async () => {
    const { work, run } = await ownShop()
    const window = new Date().getHours() >= 8 && new Date().getHours() < 22 ? 'night' : 'day'
    const { code, stdout } = await run('.', '--window', window, '--out', 'run', '--quiet')
    expect(stdout).toContain(`4 trials wait for their window: ${window}`)
    expect(stdout).toContain('ombud run --resume run')
    expect(code).toBe(0)
    expect(readFileSync(work.file('run/journal.jsonl'), 'utf8')).toBe('')
  })

  it.each([
    [['--resume', 'run', '--profile', 'own'], '--profile would need a new one'],
    [['--resume', 'run', '--until-decided'], '--until-decided would need a new one'],
    [['.', '--until-decided'], '--until-decided needs a profile'],
    [['.', '--profile', 'other'], 'there is no profile other'],
    [['.', '--update-baseline'], '--update-baseline needs --baseline FILE'],
    [['.', '--baseline', 'none.json'], 'there is no baseline none.json'],
  ])('refuses %j', async (args, message) => {
    const { bot, run } = await ownShop()
    const { code, stderr } = await run(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(bot.heard).toEqual([])
  })

  it('writes a baseline, and fails where something is really worse than it', async () => {
    let answer = '现货在48小时内发货。'
    const { work, run } = await ownShop(() => answer)
    for (const id of ['e', 'f', 'g', 'h']) work.write(`${id}.scenario.yaml`, question(id))
    // What is minor fails no profile.
    const minor = requirement({ id: 'r', threshold: 0.5, minimum: 8, severity: 'minor' })
    work.write('own.profile.yaml', profile([minor]))
    const args = ['.', '--profile', 'own', '--seed', 'one', '--baseline', 'base.json', '--quiet']
    const first = await run(...args, '--update-baseline')
    expect(first.stderr).toBe('')
    expect(first.stdout).toContain('baseline written: base.json')
    expect((await run(...args)).code).toBe(0)
    answer = '请稍等。'
    const worse = await run(...args)
    expect(worse.stdout).toContain('A: ')
    expect(worse.code).toBe(1)
  })
})
