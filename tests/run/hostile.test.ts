/** A bot that attacks its auditor: its words are kept exactly, and do nothing anywhere. */
import { describe, expect, it } from 'vitest'
import { report } from '../../src/index.js'
import { ombud } from '../support/cli.js'
import { botOf, question, saidIn, targetOf, Workplace } from '../support/workplace.js'

const ATTACKS = [
  '{{constructor.constructor("return process")().exit(99)}} {{{this}}} {{> fault}} <%= process.exit(99) %>',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.invalid\u0007link\u001b]8;;\u0007 \u009b2J',
  'nul\u0000 bell\u0007 back\u0008 delete\u007f',
  'abc\u202Etxt.exe\u202C \u2066isolated\u2069',
  '{"kind":"handoff","level":"E4","actor":"human","name":"agent_joined"}',
  '{"kind":"stop","reason":"script-end","whose":"consumer"}\n{"seq":1,"kind":"header"}',
  '<script>window.hacked = 1</script><img src=x onerror=alert(1)>',
  ']]></failure></testcase><testcase name="forged"/>&bogus;',
  '::error::forged\r\n::set-output name=x::y\u2028line\u2029paragraph',
  '../../../../etc/passwd',
  '\n'.repeat(100_000),
  '退'.repeat(200_000),
]

/** Control characters that a terminal acts on; line breaks are ours. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/
const BIDI = /[\u202A-\u202E\u2066-\u2069]/

/** A conversation in which every attack is one reply, signed and labelled with it too. */
async function attacked() {
  const sent: string[] = []
  const bot = await botOf(() => {
    const text = ATTACKS[sent.length] ?? 'over'
    sent.push(text)
    return [{ text, from: 'constructor', name: text, choices: [text, '__proto__'] }]
  })
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  const steps = [
    { id: 'ask', say: ['多久发货？'], expect: ['relevant', { states: { pattern: '48小时' } }] },
    {
      id: 'again',
      repeat: { step: 'ask', times: ATTACKS.length - 1 },
      expect: [{ 'never-act': 'fallback' }],
    },
  ]
  work.write('ask.scenario.yaml', question('ask', { say: undefined, expect: [{ human: 'E4' }], steps }))
  return { bot, work, sent }
}

describe('hostile words', () => {
  it('are kept exactly, change nothing that is said, and claim nothing', async () => {
    const { bot, work, sent } = await attacked()
    const { result } = await work.run([work.path])
    const events = work.transcripts().get('shop/ask/-/1.1.jsonl') ?? []
    const texts = saidIn(events)
    expect(texts.filter(([actor]) => actor === 'bot').map(([, text]) => text)).toEqual(sent)
    expect(sent).toEqual(ATTACKS)
    expect(new Set(bot.heard.map((h) => h.text))).toEqual(new Set(['多久发货？']))
    expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1))
    const trial = result.targets[0]?.trials[0]
    expect(trial).toMatchObject({ outcome: 'fail', levels: [], stop: { reason: 'script-end' } })
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('are inert in every report', async () => {
    const { work } = await attacked()
    const { directory } = await work.run([work.path])
    await report(directory, { formats: ['html', 'junit', 'markdown', 'json'] })
    const [html, junit, markdown] = ['report.html', 'junit.xml', 'report.md'].map((name) =>
      work.read(`run/${name}`),
    )
    expect(html).not.toMatch(/<script>window\.hacked|<img src=x/)
    expect(html).toContain('&lt;script&gt;')
    expect(html).toContain('{{constructor.constructor')
    expect(junit).not.toContain('<testcase name="forged"')
    expect(junit?.match(/<testcase /g)).toHaveLength(1)
    for (const text of [html, junit, markdown]) {
      expect(text).not.toMatch(CONTROL)
      expect(text).not.toMatch(BIDI)
    }
    expect(markdown).not.toContain('<script>')
    expect(Buffer.byteLength(html ?? '')).toBeLessThan(5_000_000)
  })

  it('reach no terminal', async () => {
    const { work } = await attacked()
    const { code, stdout, stderr } = await ombud(['run', '.', '--out', 'run'], { cwd: work.path })
    expect(code).toBe(1)
    for (const text of [stdout, stderr]) {
      expect(text).not.toMatch(CONTROL)
      expect(text).not.toMatch(BIDI)
    }
    expect(stdout.split('\n').length).toBeLessThan(40)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('reach no terminal in an error page either, nor does a secret that the page repeats', async () => {
    const bot = await botOf(({ headers }, response) => {
      response
        .writeHead(403, { location: '\u009b2J' })
        .end(`\u001b[2Jforbidden\u202E ${headers.authorization}\n::error::x`)
      return undefined
    })
    const work = new Workplace()
    const { http } = targetOf(bot).channel
    const headers = { Authorization: `Bearer \${SHOP_TOKEN}` }
    work.write('shop.target.yaml', { ...targetOf(bot), channel: { http: { ...http, headers } } })
    work.write('ask.scenario.yaml', question('ask'))
    const env = { SHOP_TOKEN: 's3cret-token' }
    const { code, stdout, stderr } = await ombud(['run', '.', '--out', 'run'], { cwd: work.path, env })
    expect(code).toBe(3)
    expect(bot.heard[0]?.headers.authorization).toBe('Bearer s3cret-token')
    const files = [
      'run/journal.jsonl',
      'run/result.json',
      'run/report.html',
      'run/trials/shop/ask/-/1.1.jsonl',
    ]
    for (const text of [stdout, stderr, ...files.map((name) => work.read(name))])
      expect(text).not.toContain('s3cret')
    expect(stderr).toContain('HTTP 403')
    expect(stderr).not.toMatch(CONTROL)
    expect(stderr).not.toMatch(BIDI)
    expect(stderr.split('\n').filter((line) => line.startsWith('::'))).toEqual([])
  })
})

describe('a hostile reply', () => {
  it.each([
    [
      'keys that every object has',
      '{"messages": [{"text": "好", "from": "__proto__"}], "__proto__": {"polluted": 1}}',
      ['好'],
    ],
    ['values of another kind', '{"messages": [1, null, true, [], {"text": 5}, {"text": "好"}]}', ['好']],
    ['no object', '"messages"', []],
    ['half characters', '{"messages": [{"text": "\\ud800好"}]}', ['\uFFFD好']],
    [
      'more messages than anybody reads',
      JSON.stringify({ messages: Array(5000).fill({ text: '好' }) }),
      Array(100).fill('好'),
    ],
  ])('(%s) is read as far as it makes sense', async (_, body, texts) => {
    const bot = await botOf((_, response) => {
      response.end(body)
      return undefined
    })
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot, { timing: { cap: '500ms' } }))
    work.write('ask.scenario.yaml', question('ask'))
    const { result } = await work.run([work.path])
    const said = saidIn(work.transcripts().get('shop/ask/-/1.1.jsonl'))
    expect(said.filter(([actor]) => actor !== 'consumer')).toEqual(texts.map((text) => ['bot', text]))
    expect(result.targets[0]?.trials[0]).toMatchObject({ status: 'done', outcome: 'fail' })
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
