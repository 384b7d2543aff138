/** What a merchant knows of its consumer, and what it deals in: laid over the channel, and a reason to leave a trial out. */
import { expect, test } from 'vitest'
import { withAccount } from '../../src/documents/account.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { makePlan } from '../../src/run/plan.js'
import { load } from './folder.js'

const TARGET = `id: shop
channel:
  http: { url: 'http://127.0.0.1:1/', headers: { a: '1' }, request: { text: $.text, body: { site: cn } }, reply: { messages: '$.replies[*]' } }
accounts:
  over60: { headers: { authorization: 'Bearer \${SENIOR}' }, body: { age: 67 } }
`

test('the headers and the body of an account are laid over those of the channel', () => {
  const [target] = load({ 'shop.target.yaml': TARGET }).targets as [ReadyTarget]
  expect(withAccount(target, 'over60').channel.http).toMatchObject({
    headers: { a: '1', authorization: 'Bearer ${SENIOR}' },
    request: { text: '$.text', body: { site: 'cn', age: 67 } },
  })
  expect(withAccount(target, undefined)).toBe(target)
  expect(withAccount(target, 'default')).toBe(target)
})

test('a target without the account, or of another trade, is left out by name', () => {
  const loaded = load({
    'shop.target.yaml': TARGET,
    'a.scenario.yaml': 'arms: { account: [default, over60, vip] }\nsay: 你好，保修多久？\n',
    'b.scenario.yaml': 'industry: travel\nsay: 几点可以入住？\n',
    'c.scenario.yaml': 'industry: retail\nsay: 多久发货？\n',
  })
  const plan = makePlan(loaded, { seed: 's' })
  expect(plan.trials.map((trial) => trial.id)).toEqual([
    'shop/a/account=default/1',
    'shop/a/account=over60/1',
    'shop/c/-/1',
  ])
  expect(plan.notPlanned).toEqual([
    {
      trial: 'shop/a/account=vip/1',
      reason: 'account',
      detail: 'needs the account vip; the target file has none of this name',
    },
    {
      trial: 'shop/b/-/1',
      reason: 'industry',
      detail: 'is about travel; the target is retail',
    },
  ])
})
