/** How a judge is named, and what is said where it cannot be had. */
import { describe, expect, it } from 'vitest'
import { tierIn } from '../../src/judge/calibration.js'
import { type JudgeConfig, settingsOf, withSpec } from '../../src/judge/settings.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { judgeOf, says } from './server.js'

const env = { OPENAI_API_KEY: 'k' }
/** Of ten answers that people call right the judge sees eight, of ten wrong ones nine. */
const confusion = { pass: { pass: 8, fail: 2 }, fail: { pass: 1, fail: 9 } }
const MEASURES = [{ rater: 'judge', criterion: 'judged', lang: 'all', confusion }]

describe('--judge', () => {
  it.each<[string, JudgeConfig]>([
    ['openai:gpt-4.1-mini', { models: ['gpt-4.1-mini'] }],
    [
      'openai:a,b,c@http://127.0.0.1:8000/v1',
      { models: ['a', 'b', 'c'], baseURL: 'http://127.0.0.1:8000/v1' },
    ],
    [
      'openai:@cf/meta/llama@https://example.com/v1',
      { models: ['@cf/meta/llama'], baseURL: 'https://example.com/v1' },
    ],
    ['gguf:/models/judge.gguf', { gguf: '/models/judge.gguf' }],
  ])('%s', (spec, config) => {
    expect(withSpec({ votes: 5, models: ['old'], gguf: 'old.gguf' }, spec)).toEqual({ votes: 5, ...config })
  })

  it.each(['gpt-4', 'openai:', 'anthropic:claude', 'gguf'])('%s names no judge', (spec) => {
    expect(() => withSpec({}, spec)).toThrow(/names no judge/)
  })

  it.each(['openai:m@127.0.0.1:8000/v1', 'openai:m@localhost/v1', 'openai:m@ws://example.com'])(
    '%s is sent to no other server for want of http://',
    (spec) => {
      expect(() => withSpec({}, spec)).toThrow(/address without http/)
    },
  )
})

describe('a configuration', () => {
  it.each<[string, JudgeConfig, RegExp]>([
    ['even votes', { models: ['m'], votes: 4 }, /judge\.votes is 4: an even or impossible number/],
    ['no votes', { models: ['m'], votes: 0 }, /judge\.votes/],
    ['no model', {}, /names no model/],
    ['both kinds', { models: ['m'], gguf: 'x.gguf' }, /both models and gguf/],
    ['a key that is not known', { model: 'm' } as JudgeConfig, /judge\.model is not known/],
    ['an empty model', { models: [''] }, /judge\.models has to be a text/],
    ['no address', { models: ['m'], baseURL: 'here' }, /judge\.baseURL is no address/],
    ['credentials', { models: ['m'], baseURL: 'https://u:p@example.com/v1' }, /may hold no credentials/],
    ['no budget', { models: ['m'], budget: { calls: 0 } }, /judge\.budget\.calls/],
    [
      'a budget of something else',
      { models: ['m'], budget: { call: 5 } as object },
      /judge\.budget has to be/,
    ],
    ['no duration', { models: ['m'], timeout: 'soon' }, /judge\.timeout is no duration/],
  ])('with %s is refused', (_, config, message) => {
    expect(() => settingsOf(config, env)).toThrow(message)
  })

  it('needs a key for a server elsewhere, from the variable that it names, and none for one on this machine', () => {
    expect(() => settingsOf({ models: ['m'] }, {})).toThrow(
      /API key in the environment variable OPENAI_API_KEY/,
    )
    expect(() => settingsOf({ models: ['m'], apiKeyEnv: 'MY_KEY' }, env)).toThrow(/MY_KEY/)
    expect(settingsOf({ models: ['m'], apiKeyEnv: 'MY_KEY' }, { MY_KEY: 'x' })).toMatchObject({ apiKey: 'x' })
    expect(settingsOf({ models: ['m'], baseURL: 'http://localhost:8000/v1/' }, {})).toMatchObject({
      baseURL: 'http://localhost:8000/v1',
      votes: 3,
    })
  })
})

describe('the command line', () => {
  it('says what is wrong with a judge before anything is sent', async () => {
    const bot = await botOf(() => GOOD_ANSWER)
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('ask.scenario.yaml', question('ask'))
    const run = (...args: string[]) =>
      ombud(['run', 'shop.target.yaml', 'ask.scenario.yaml', ...args], { cwd: work.path })
    const nokey = await run('--judge', 'openai:gpt-4.1-mini')
    expect([nokey.code, nokey.stderr]).toEqual([2, expect.stringContaining('OPENAI_API_KEY')])
    const unknown = await run('--judge', 'oracle')
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('gguf:FILE')])
    work.write('x.gguf', 'GGUF')
    work.write('ombud.config.mjs', 'export default { judge: { models: ["m"], votes: 2 } }')
    const even = await run()
    expect([even.code, even.stderr]).toEqual([2, expect.stringContaining('judge.votes is 2')])
    expect(bot.heard).toHaveLength(0)
  })

  it('takes everything else from the configuration, and the tier from the calibration of this judge', async () => {
    const bot = await botOf(() => GOOD_ANSWER)
    const judge = await judgeOf((one) => says(one, true))
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('ask.scenario.yaml', question('ask', { expect: [{ judged: '给出了时间' }] }))
    const id = `openai:m@${judge.url}`
    const config = { models: ['m'], baseURL: judge.url, votes: 5, calibration: 'calibration.json' }
    work.write('conf/ombud.config.mjs', `export default { judge: ${JSON.stringify(config)} }`)
    work.write('conf/calibration.json', { tier: 'human-level', judge: id, prompt: '0'.repeat(64) })
    const run = (out: string) =>
      ombud(
        ['run', 'shop.target.yaml', 'ask.scenario.yaml', '-o', out, '--config', 'conf/ombud.config.mjs'],
        { cwd: work.path },
      )
    const first = await run('first')
    expect(first.stderr).toContain('made with other prompts')
    expect(judge.asked).toHaveLength(5)
    const { prompt } = work.lines<{ prompt: string }>('first/judgements.jsonl')[0] ?? { prompt: '' }
    work.write('conf/calibration.json', { tier: 'human-level', judge: id, prompt, measures: MEASURES })
    const second = await run('second')
    expect(second.stdout).toContain('by a judge, calibrated: human-level')
    const errors = { sensitivity: 0.8, specificity: 0.9 }
    expect(work.json('second/run.json')).toMatchObject({ judge: { tier: 'human-level', errors } })
    expect(tierIn(work.file('conf/calibration.json'), 'another', prompt).tier).toBe('uncalibrated')
    work.write('conf/calibration.json', { tier: 'perfect' })
    expect(() => tierIn(work.file('conf/calibration.json'), id, prompt)).toThrow(
      /is no calibration of a judge/,
    )
  })
})
