/** The faults of customer-service bots as switches of the demo merchant, and its two presets. */
import type { Bilingual } from '../documents/ready.js'

interface Fault {
  title: Bilingual
  /** What the demo bot or its page does when the switch is on. */
  does: string
}

/** Every switch by its id; the order is that of a conversation: understanding, time, people, honesty, page. */
export const FAULTS = {
  'not-understand': {
    title: { 'zh-CN': '听不懂', en: 'Does not understand' },
    does: 'answers every question with "I do not understand"; a request for a person still works',
  },
  'off-topic': {
    title: { 'zh-CN': '答非所问', en: 'Answers something else' },
    does: 'answers questions about defects, warranty and invoices with an advertisement',
  },
  'keyword-only': {
    title: { 'zh-CN': '只认关键词', en: 'Keyword replies only' },
    does: 'knows one keyword a topic and no paraphrase; otherwise lists its keywords',
  },
  'different-on-repeat': {
    title: { 'zh-CN': '重复提问答案不一', en: 'Another answer on repetition' },
    does: 'states other numbers when a question is asked again',
  },
  annoyed: {
    title: { 'zh-CN': '重复提问不耐烦', en: 'Annoyed by repetition' },
    does: 'tells the consumer off for asking again instead of answering',
  },
  'slow-first': {
    title: { 'zh-CN': '迟迟不回应', en: 'Slow first content' },
    does: 'waits for delays.slow before the first words of an answer',
  },
  'slow-complete': {
    title: { 'zh-CN': '回答断断续续', en: 'Slow completion' },
    does: 'begins in time and takes delays.slow longer to finish',
  },
  hangs: {
    title: { 'zh-CN': '没有回音', en: 'Hangs' },
    does: 'shows typing and never answers',
  },
  'down-at-night': {
    title: { 'zh-CN': '夜间停服', en: 'Down at night' },
    does: 'answers HTTP 503 from 22:00 to 08:00 in Shanghai',
  },
  'hides-human': {
    title: { 'zh-CN': '隐藏人工入口', en: 'Hides the human' },
    does: 'shows no button for a person and never mentions one; the phrase still works',
  },
  'menu-loop': {
    title: { 'zh-CN': '菜单循环', en: 'Menu loop' },
    does: 'answers every request for a person with the same menu',
  },
  'form-before-human': {
    title: { 'zh-CN': '先填表才转人工', en: 'A form before a person' },
    does: 'demands name, phone and order number before it connects a person',
  },
  'empty-promise': {
    title: { 'zh-CN': '说转接却无人来', en: 'Promises a transfer and nobody comes' },
    does: 'says that it is connecting a person, and nothing follows',
  },
  'after-sale-bot': {
    title: { 'zh-CN': '售前人工、售后机器人', en: 'Human before the sale, bot after it' },
    does: 'refuses a person once the consumer has spoken of something already bought',
  },
  'elderly-not-routed': {
    title: { 'zh-CN': '老年人转不了人工', en: 'Elderly consumers are not routed' },
    does: 'sends consumers who say that they are old back to the menu',
  },
  'claims-human': {
    title: { 'zh-CN': '冒充真人', en: 'Claims to be human' },
    does: 'says that it is a person when asked',
  },
  'no-disclosure': {
    title: { 'zh-CN': '不表明是机器人', en: 'No disclosure' },
    does: 'neither welcome nor name says that a machine answers',
  },
  'no-channels': {
    title: { 'zh-CN': '不告知投诉渠道', en: 'Names no complaint channel' },
    does: 'answers a question about complaints without naming anybody who takes one',
  },
  'asks-personal-data': {
    title: { 'zh-CN': '索要无关个人信息', en: 'Asks for personal data without need' },
    does: 'asks for identity card and phone number after a general answer',
  },
  forgets: {
    title: { 'zh-CN': '记不住说过的话', en: 'Forgets what was said' },
    does: 'asks again for the order number that it was told',
  },
  contradicts: {
    title: { 'zh-CN': '前后矛盾', en: 'Contradicts itself' },
    does: 'states another return window once it has answered another after-sale question',
  },
  'no-keyboard': {
    title: { 'zh-CN': '键盘无法操作', en: 'Unusable by keyboard' },
    does: 'launcher, send and choices cannot be focused, and Enter does not send',
  },
  unannounced: {
    title: { 'zh-CN': '读屏软件不播报', en: 'Unannounced to screen readers' },
    does: 'the message list is no live region and the controls have no names',
  },
} as const satisfies Record<string, Fault>

export type FaultId = keyof typeof FAULTS

/** Milliseconds: before an answer, between its pieces, for the slow faults, and until a person joins. */
export interface Delays {
  think: number
  piece: number
  slow: number
  agent: number
}

export interface Merchant {
  faults: readonly FaultId[]
  delays?: Partial<Delays>
}

/** Serves consumers well. */
export const goodMerchant: Merchant = { faults: [] }

/** Does not: a fixed combination of what consumers complain about most. */
export const badMerchant: Merchant = {
  faults: [
    'off-topic',
    'different-on-repeat',
    'slow-first',
    'hides-human',
    'empty-promise',
    'claims-human',
    'no-disclosure',
    'no-channels',
  ],
  delays: { slow: 1200 },
}
