/** Chats that nobody described are found, and where there is none it is said what the page has instead. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserChannel } from '../../../src/channel/browser/browser.js'
import type { ChannelEvent } from '../../../src/channel/channel.js'
import type { ReadyTarget } from '../../../src/documents/ready.js'
import { openShops } from './shops.js'

let shops: Awaited<ReturnType<typeof openShops>>
const channel = browserChannel({ loopbackOnly: true, look: 20_000 })
beforeAll(async () => {
  shops = await openShops()
})
afterAll(async () => {
  await channel.close()
  shops.close()
})

const FACTS = { name: '王小样', phone: '19000000001', order: '2000010112345678' }

async function enter(name: string, more: Partial<ReadyTarget> = {}, account?: string) {
  const shop = shops.visit(name)
  const zero = performance.timeOrigin + performance.now()
  const events: ChannelEvent[] = []
  const { channel: given, ...rest } = more
  const session = await channel.open({
    target: {
      id: `${name}-${shop.url.split('=')[1]}`,
      merchant: 'shop',
      title: 'shop',
      channel: { browser: { url: shop.url, ...given?.browser } },
      ...rest,
    },
    lang: 'zh-CN',
    facts: FACTS,
    ...(account === undefined ? {} : { account }),
    clock: { zero, now: () => performance.timeOrigin + performance.now() - zero },
    emit: (event) => {
      if (event.kind !== 'end') events.push(event)
    },
    keep: () => '',
    signal: new AbortController().signal,
  })
  const observed = (what: string) =>
    events.flatMap((e) => (e.kind === 'observation' && e.name === what ? [e.value] : []))
  return { ...shop, session, observed, events }
}

/** Opens the shop's chat, says something, and returns what the shop heard and what was found. */
async function talk(...args: Parameters<typeof enter>) {
  const here = await enter(...args)
  await here.session.send('多久发货')
  const recipe = await here.session.recipe()
  await here.session.close()
  return { ...here, recipe }
}

it.concurrent.each([
  ['in a page without a launcher, past a search box and a box for reviews', 'plain'],
  ['behind a launcher that is an iframe, in another iframe', 'frames'],
  ['behind a launcher that comes after scrolling', 'lazy'],
  ['in a closed shadow root', 'closed'],
  ['in a window that the launcher opens', 'popup'],
  ['behind terms to agree to', 'agree'],
  ['behind an unlabelled launcher beside a button for other help', 'wrong'],
])('finds the chat %s', async (_, name) => {
  const { told } = await talk(name)
  expect(told('message')).toEqual(['多久发货'])
  expect(told('wrong')).toEqual([])
})

it.concurrent('gives a consent banner the least, and fills the form before the chat from the facts of the consumer', async () => {
  const { told, observed, recipe } = await talk('gates')
  expect(told('consent')).toEqual(['仅必要'])
  const [form] = told('form').map((text) => JSON.parse(text))
  expect(form).toMatchObject({ a: FACTS.name, c: FACTS.phone, d: FACTS.order, e: '其他', f: 'on' })
  expect(form.b).toMatch(/@example\.com$/)
  expect(form.g).toBeUndefined()
  expect(told('message')).toEqual(['多久发货'])
  expect(observed('form')).toMatchObject([
    { fields: expect.arrayContaining([{ label: '姓名', value: FACTS.name, from: 'name' }]) },
  ])
  expect(recipe.gates?.map((g) => g.kind)).toEqual(['consent', 'form'])
})

it.concurrent('closes an advert instead of subscribing', async () => {
  const { told } = await talk('newsletter')
  expect(told('message')).toEqual(['多久发货'])
  expect(told('wrong')).toEqual([])
})

it.concurrent('takes the likelier of two chats and says both', async () => {
  const { told, recipe } = await talk('two')
  expect(told('message')).toEqual(['多久发货'])
  expect(recipe.input).toMatchObject({ selector: 'textarea.k7', confidence: expect.any(Number) })
  expect(recipe.also).toContainEqual(
    expect.objectContaining({ part: 'input', selector: 'input[placeholder="Ask our shopping assistant"]' }),
  )
})

it.concurrent('learns that a button sends where Enter does not, past a first screen', async () => {
  const { told, recipe } = await talk('button')
  expect(told('message')).toEqual(['多久发货'])
  expect(recipe).toMatchObject({
    gates: [{ kind: 'welcome', why: 'first screen: "Send us a message"' }],
    send: { selector: 'button.x3' },
  })
})

it.concurrent('picks the most general topic of a menu before the chat', async () => {
  const { told } = await talk('topics')
  expect(told('topic')).toEqual(['其他问题'])
  expect(told('message')).toEqual(['多久发货'])
})

it.concurrent('opens a bot that only offers buttons, and presses none of them to type', async () => {
  const { session, told } = await enter('buttons')
  await expect(session.send('多久发货')).rejects.toMatchObject({
    details: { whose: 'bot', code: 'no-input' },
  })
  await session.close()
  expect(told('choice')).toEqual([])
})

it.concurrent.each([
  [
    'no chat',
    'none',
    { whose: 'harness', code: 'chat-not-found' },
    ['no chat was found on', 'a text box named "搜索商品"', 'name launcher and input'],
  ],
  [
    'a login',
    'login',
    { whose: 'harness', code: 'login' },
    ['"客服" was pressed', 'write steps in the target file'],
  ],
  ['nobody there', 'offline', { whose: 'bot', code: 'offline' }, ['only takes a message for later']],
  ['a captcha', 'captcha', { whose: 'harness', code: 'captcha' }, ['a captcha stands before the chat']],
  ['a chat that loads for ever', 'loader', { whose: 'bot', code: 'widget-absent' }, ['is still loading']],
])('says that a page has %s, and buys nothing on the way', async (_, name, details, words) => {
  const shop = shops.visit(name)
  const failure = await channel
    .open({
      target: { id: name, merchant: 'shop', title: 'shop', channel: { browser: { url: shop.url } } },
      lang: 'zh-CN',
      clock: { zero: performance.timeOrigin, now: () => performance.now() },
      emit: () => undefined,
      keep: () => '',
      signal: new AbortController().signal,
    })
    .then(
      () => undefined,
      (error) => error,
    )
  expect(failure).toMatchObject({ details })
  for (const part of words) expect(`${failure.message}\n${failure.details.hint}`).toContain(part)
  expect(shop.told('wrong')).toEqual([])
})

it('takes the steps of the target file and of the account first, with secrets from the environment', async () => {
  process.env.SHOP_USER_OF_TEST = 'senior-1'
  const steps = [{ fill: '#user', value: `\${SHOP_USER_OF_TEST}` }, { click: 'role=button[name="登入"]' }]
  const { told } = await talk('ordered', { accounts: { senior: { steps } } }, 'senior')
  expect(told('login')).toEqual(['senior-1'])
  expect(told('message')).toEqual(['多久发货'])
})

it('says which step failed, and never a secret', async () => {
  process.env.SHOP_USER_OF_TEST = 'senior-1'
  const steps = [{ fill: 'input[type=checkbox', value: `\${SHOP_USER_OF_TEST}` }]
  const url = shops.visit('ordered').url
  const opening = enter('ordered', { channel: { browser: { url, steps } } })
  await expect(opening).rejects.toMatchObject({
    details: { whose: 'harness', code: 'step-failed' },
    message: expect.stringMatching(/^step 1 of steps \(fill: input\[type=checkbox\) failed/),
  })
})

it.concurrent('takes Playwright locators for the parts that are named, and finds the others', async () => {
  const shop = shops.visit('button')
  const { recipe, observed } = await talk('button', {
    channel: { browser: { url: shop.url, launcher: 'text=Chat with us', send: 'div >> button.x3' } },
  })
  expect(recipe.launcher).toMatchObject({ selector: 'text=Chat with us', why: 'target file' })
  expect(shop.told('message')).toEqual(['多久发货'])
  expect(observed('gate')).toMatchObject([{ kind: 'welcome' }])
})

it.concurrent('finds a pinned chat again as it was, and reports what has changed', async () => {
  const { recipe } = await talk('frames')
  const again = await talk('frames', { recipe })
  expect(again.observed('recipe-drift')).toMatchObject([])
  expect(again.told('message')).toEqual(['多久发货'])
  const changed = await talk('wrong', {
    recipe: { launcher: { selector: '#gone' }, input: { selector: '#box-of-last-year' } },
  })
  expect(changed.told('message')).toEqual(['多久发货'])
  expect(changed.observed('recipe-drift')).toContainEqual(
    expect.objectContaining({ part: 'input', selector: '#box-of-last-year', now: 'textarea.k7' }),
  )
})
