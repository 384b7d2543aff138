/** Target files for two running demo merchants, one a merchant and channel. */
import { stringify } from 'yaml'
import type { Lang } from '../documents/ready.js'
import type { Target } from '../documents/types/target.js'
import type { RunningMerchant } from './server.js'
import { ORDER } from './texts.js'

/** True about both shops; durations and amounts compare by value, so that one block serves both languages. */
const FACTS = {
  orders: { delivered: { id: ORDER, item: '蓝牙耳机' } },
  shipping: { dispatch: '48小时' },
  refund: { arrival: '1-3个工作日' },
  return: { window: '7天' },
  warranty: { period: '12个月' },
  invoice: { within: '24小时' },
  product: { name: '清音X1蓝牙耳机', price: '299元', battery: '30小时' },
}

const FROM_AGENT = '$.messages[?@.from == "agent"]'

/** What the shop's own frames say of a person, over the page's stream and in replies of its API; never its words. */
const WIRE: NonNullable<Target['wire']> = [
  {
    url: '/api/stream',
    when: '$.type',
    equals: 'queued',
    level: 'E2',
    position: '$.position',
    wait: '$.wait',
  },
  {
    url: '/api/stream',
    when: '$.type',
    equals: 'joined',
    level: 'E3',
    change: 'joined',
    participant: '$.name',
  },
  // Who types has no name: only a message has.
  { url: '/api/stream', when: '$.from', equals: 'agent', level: 'E4', participant: '$.name' },
  {
    url: '/api/stream',
    when: '$.type',
    equals: 'left',
    change: 'left',
    actor: 'human',
    participant: '$.name',
  },
  { url: '/api/stream', when: '$.type', equals: 'ended', level: 'E5' },
  { url: '/api/chat', when: FROM_AGENT, level: 'E4', participant: `${FROM_AGENT}.name` },
]

const SHOP = {
  jurisdictions: ['cn'],
  facts: FACTS,
  wire: WIRE,
  hours: { zone: 'Asia/Shanghai', staffed: 'Mo-Su 00:00-24:00' },
  // Its own bot on its own machine: nobody else waits in line, and nobody real is called to the chat.
  politeness: { concurrency: 3, gap: '0s', contactsPerDay: 100 },
  timing: { quiet: '700ms', cap: '15s', human: '3s' },
} satisfies Partial<Target>

interface Options {
  lang?: Lang | undefined
  /** How long consumers wait for a person; the scripted one comes within the default. */
  human?: string
}

type Address = Pick<RunningMerchant, 'apiUrl' | 'pageUrl'>

/**
 * Describes a well-serving and a badly serving merchant over both channels, for consumers of one language or of both.
 * @returns YAML text by target id: good-web, good-api, bad-web, bad-api
 */
export function demoTargets(good: Address, bad: Address, lang?: Lang): Record<string, string> {
  return {
    ...bothChannels('good', '好商家 Good shop', good, { lang }),
    ...bothChannels('bad', '差商家 Bad shop', bad, { lang }),
  }
}

/** Describes one merchant over both channels: YAML text by target id, `<merchant>-web` and `<merchant>-api`. */
export function bothChannels(
  merchant: string,
  title: string,
  { pageUrl, apiUrl }: Address,
  { lang, human }: Options = {},
): Record<string, string> {
  const about = { merchant, ...(lang ? { lang } : {}) }
  const shop = human ? { ...SHOP, timing: { ...SHOP.timing, human } } : SHOP
  const targets = [
    {
      ...about,
      id: `${merchant}-web`,
      title: `${title} · 网页 web`,
      channel: { browser: widget(pageUrl) },
      ...shop,
    },
    {
      ...about,
      id: `${merchant}-api`,
      title: `${title} · 接口 API`,
      channel: { http: api(apiUrl) },
      ...shop,
    },
  ] satisfies Target[]
  return Object.fromEntries(targets.map((one) => [one.id, stringify(one, { lineWidth: 110 })]))
}
function widget(url: string): NonNullable<Target['channel']['browser']> {
  return {
    url,
    launcher: '.chat-launcher',
    input: '.chat textarea',
    send: '.send',
    messages: '.message',
    bot: '.message.bot',
    consumer: '.message.consumer',
    human: '.message.human',
    system: '.message.system',
    author: '.author',
    typing: '.typing',
    choices: '.choice',
    humanEntry: '.human-entry',
  }
}

function api(url: string): NonNullable<Target['channel']['http']> {
  return {
    url,
    request: { text: '$.message', session: '$.session' },
    reply: {
      messages: '$.messages[*]',
      text: '$.text',
      author: '$.from',
      name: '$.name',
      choices: '$.choices[*]',
      session: '$.session',
    },
    timeout: '15s',
  }
}
