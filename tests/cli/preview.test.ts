/** `ombud preview`: what would be said, with nobody there; the same seed says the same. */
import { expect, test } from 'vitest'
import { partnerLines } from '../../src/library/preview-partner.js'
import { actsOf } from '../../src/understanding/acts/acts.js'
import { ombud } from '../support/cli.js'
import { NOWHERE, trialsOf } from '../support/trials.js'
import { Workplace } from '../support/workplace.js'

const SCENARIO = {
  id: 'late',
  lang: 'zh-CN',
  title: '包裹迟迟不到',
  facts: {
    order: { from: 'target.orders.shipped.id', reveal: 'on-ask' },
    secret: { value: '从不说的话', reveal: 'never' },
  },
  wording: {
    opening: {
      join: [
        ['等了好几天了。', '有件事问一下。'],
        ['我的包裹到哪里了？', '快递怎么还没到？'],
      ],
    },
  },
  always: [{ when: { act: 'asks-slot', slot: 'order' }, tell: 'order' }],
  steps: [
    { id: 'where', say: 'opening' },
    { id: 'again', repeat: { step: 'where', words: 'verbatim', times: 4 } },
  ],
}

async function preview(files: Record<string, unknown>, ...args: string[]) {
  const work = new Workplace()
  for (const [name, document] of Object.entries(files)) work.write(name, document)
  return ombud(['preview', ...args], { cwd: work.path })
}
const late = (...args: string[]) => preview({ 'late.scenario.yaml': SCENARIO }, 'late.scenario.yaml', ...args)

test('facts are told when the partner asks, a placeholder stands for what a merchant would know, and seeds repeat', async () => {
  const { code, stdout, stderr } = await late('--seeds', '2')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('made up: it asks for each fact that is told on asking, then does not understand')
  expect(stdout).toContain('order = <order> (told on asking)')
  const lines = stdout.split('\n').map((line) => line.trim())
  const after = (question: RegExp) => lines[lines.findIndex((line) => question.test(line)) + 1]
  expect(after(/^partner: .*订单号/)).toMatch(/^consumer: .*<order>/)
  expect(lines.filter((line) => line.startsWith('consumer') && line.includes('从不说'))).toEqual([])
  expect(lines.findIndex((line) => /没有听懂/.test(line))).toBeGreaterThan(0)
  expect(lines.findIndex((line) => /无法为您转接/.test(line))).toBeGreaterThan(0)
  expect(lines.filter((line) => line.startsWith('seed '))).toEqual(['seed 1 · control', 'seed 2 · control'])

  const one = await late('--seed', '2')
  expect(stdout.endsWith(one.stdout.slice(one.stdout.indexOf('seed 2')))).toBe(true)
})

test('the partner asks in words that are read as questions for that very detail', () => {
  const slots = [
    'order',
    'tracking',
    'product',
    'name',
    'phone',
    'address',
    'email',
    'account',
    'amount',
    'date',
  ]
  slots.push('quantity', 'reason', 'issue', 'id-card', 'card', 'photo')
  const facts = Object.fromEntries(slots.map((slot) => [slot, { value: `${slot} x`, reveal: 'on-ask' }]))
  for (const lang of ['zh-CN', 'en']) {
    const [trial] = trialsOf(new Workplace(), { lang, facts, say: ['x'] })
    const lines = trial ? partnerLines(trial) : []
    expect(lines).toHaveLength(slots.length + 3)
    const asked = lines
      .slice(0, slots.length)
      .map((line) => actsOf(line).find((one) => one.act === 'asks-slot')?.slot)
    expect(asked.toSorted()).toEqual(slots.toSorted())
  }
})

test('what a persona makes of the words is shown beside what was meant, message by message', async () => {
  const persona = { id: 'in-pieces', axes: { operators: [{ use: 'split', rate: 1 }] } }
  const files = { 'late.scenario.yaml': SCENARIO, 'in-pieces.persona.yaml': persona }
  const { code, stdout } = await preview(
    files,
    'late.scenario.yaml',
    '--persona',
    'in-pieces.persona.yaml',
    '--seed',
    'a',
  )
  expect(code).toBe(0)
  expect(stdout).toContain('seed a · in-pieces')
  const lines = stdout.split('\n').map((line) => line.trim())
  const at = lines.findIndex((line) => line.startsWith('meant: '))
  const sent = lines.slice(at - 2, at)
  expect(sent[0]).toMatch(/^consumer: /)
  expect(sent[1]).toMatch(/^consumer: .*\(\+[\d.]+ m?s\)$/)
  const said = sent.map((line) => line.replace(/^consumer: /, '').replace(/ \(\+.*$/, '')).join('')
  expect(lines[at]?.replace('meant: ', '')).toBe(said)
})

test('a consumer that holds the conversation itself answers, says it again, asks for a person and gives up', async () => {
  const steps = [
    { id: 'need', converse: { ask: ['我的包裹到哪里了？', '快递怎么还没到？', '东西什么时候送到？'] } },
  ]
  const { always: _, wording: __, ...rest } = SCENARIO
  const files = { 'late.scenario.yaml': { ...rest, steps } }
  const { code, stdout } = await preview(files, 'late.scenario.yaml', '--seed', 'a')
  expect(code).toBe(0)
  const lines = stdout.split('\n').map((line) => line.trim())
  const after = (question: RegExp) => lines[lines.findIndex((line) => question.test(line)) + 1]
  expect(after(/^partner: .*订单号/)).toMatch(/^consumer: .*<order>/)
  expect(after(/^partner: .*没有听懂/)).toMatch(/^consumer: /)
  expect(lines.some((line) => /^consumer: .*人工/.test(line))).toBe(true)
  expect(lines.at(-2)).toBe('ends: gave-up')
})

test('a target file says what a merchant knows, and a merchant that does not know it is named', async () => {
  const shop = { ...NOWHERE, facts: { orders: { shipped: { id: 'SF8812' } } } }
  const files = { 'late.scenario.yaml': SCENARIO, 'shop.target.yaml': shop }
  const known = await preview(files, 'late.scenario.yaml', '--target', 'shop.target.yaml', '--seed', '1')
  expect(known.stdout).toMatch(/consumer: .*SF8812/)
  const steps = [{ say: ['订单{{target.orders.shipped.id}}到哪了？'] }]
  const needy = { id: 'needy', lang: 'zh-CN', title: '问订单', steps }
  const bare = { 'needy.scenario.yaml': needy, 'shop.target.yaml': NOWHERE }
  const unknown = await preview(bare, 'needy.scenario.yaml', '--target', 'shop.target.yaml')
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('target.orders.shipped.id')
  const placeholder = await preview(bare, 'needy.scenario.yaml', '--seed', '1')
  expect(placeholder.stdout).toContain('订单<orders.shipped.id>到哪了？')
})

test('--openings lists every opening once, with their number and the two that are most alike', async () => {
  const { code, stdout } = await late('--openings')
  expect(code).toBe(0)
  for (const opening of ['等了好几天了。我的包裹到哪里了？', '有件事问一下。快递怎么还没到？'])
    expect(stdout).toContain(opening)
  expect(stdout).toContain('4 openings, of which 4 are pairwise less alike than 0.6')
  expect(Number(/most alike: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThan(0.6)
})

test('a shipped scenario goes by its id, and what is not there is named with what is', async () => {
  const shipped = await preview({}, 'refund-repeated-en', '--seed', '1')
  expect(shipped).toMatchObject({ code: 0, stderr: '' })
  expect(shipped.stdout).toMatch(/^ {2}consumer: .*(refund|money)/m)
  const scenario = await preview({}, 'refund-repaeted-en')
  expect(scenario.code).toBe(2)
  expect(scenario.stderr).toContain('Did you mean refund-repeated-en?')
  const persona = await late('--persona', 'contrl')
  expect(persona.code).toBe(2)
  expect(persona.stderr).toContain('Did you mean control?')
  expect((await late('--seed', 'a', '--seeds', '2')).code).toBe(2)
})

test('words of a stranger have no power over the terminal', async () => {
  const evil = { id: 'evil', lang: 'zh-CN', title: 'x\u001b[2Jy', say: ['在吗\u001b]0;x\u0007\u202e'] }
  const { code, stdout } = await preview({ 'evil.scenario.yaml': evil }, 'evil.scenario.yaml', '--seed', '1')
  expect(code).toBe(0)
  expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/)
  expect(stdout).toContain('在吗␛]0;x␇')
})
