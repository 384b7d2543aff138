/** The self-audit in real runs: clean consumers over HTTP, and stored transcripts whose consumer was at fault. */
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { score } from '../../src/index.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const CLEAN = {
  facts: { item: '蓝牙耳机', order: { fake: 'order-id', reveal: 'on-ask' }, paid: { fake: 'amount' } },
  say: undefined,
  expect: undefined,
  always: [{ when: { act: 'asks-slot', slot: 'order' }, tell: 'order' }],
  steps: [
    { id: 'first', say: ['我在12306上买的票，{{paid}}，七天无理由能退吗？'] },
    { id: 'again', repeat: { step: 'first', words: 'verbatim' } },
    { id: 'person', 'ask-human': 'phrase' },
  ],
}

async function ran() {
  const bot = await botOf(({ text }) => (/12306/.test(text) ? '请提供您的订单号。' : GOOD_ANSWER))
  const work = new Workplace()
  const paths = [
    work.write('shop.target.yaml', targetOf(bot)),
    work.write('clean.scenario.yaml', JSON.parse(JSON.stringify(question('clean', CLEAN)))),
    work.write('ask.scenario.yaml', question('ask')),
  ]
  const { result } = await work.run(paths)
  return { work, result }
}

test('consumers that keep to their scenario are scored', async () => {
  const { result } = await ran()
  expect(result.scorecard.targets[0]?.counts).toMatchObject({ run: 2, scored: 2, unscored: 0 })
})

test('a stored trial whose consumer made something up is unscored and named when it is scored again', async () => {
  const { work } = await ran()
  const name = 'run/trials/shop/ask/-/1.1.jsonl'
  const changed = work.read(name).replaceAll('多久发货？', '我付了500元，多久发货？')
  expect(changed).not.toBe(work.read(name))
  writeFileSync(work.file(name), changed)
  const result = await score(work.file('run'))
  expect(result.scorecard.targets[0]).toMatchObject({
    counts: { scored: 1, unscored: 1 },
    unscored: [
      { trial: 'shop/ask/-/1', reason: 'consumer-fault', detail: expect.stringContaining('"500元"') },
    ],
  })
  const { stdout: again } = await ombud(['score', 'run', '--from', 'findings', '--lang', 'en'], {
    cwd: work.path,
  })
  expect(again).toContain('our consumer was at fault')
  const { stdout } = await ombud(['score', 'run', '--lang', 'en'], { cwd: work.path })
  expect(stdout).toContain('our consumer was at fault')
})
