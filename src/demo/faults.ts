/** The faults of customer-service bots as switches of the demo merchant, each with the findings that give it away. */
import type { Bilingual } from '../documents/ready.js'
import { FLIPS, type Flip } from './flips.js'

interface Fault {
  title: Bilingual
  /** What the demo bot or its page does when the switch is on. */
  does: Bilingual
  /** Findings that fail because of it, and no others do; `all`: no expectation of any scenario is met. */
  flips: readonly Flip[] | 'all'
  /** What no audit sees yet. */
  waiting?: string
}

/** Every switch by its id; the order is that of a conversation: understanding, time, people, honesty, page. */
export const FAULTS = {
  'not-understand': {
    title: { 'zh-CN': '听不懂', en: 'Does not understand' },
    does: {
      'zh-CN': '问什么都说“没听懂”；要转人工仍然可以',
      en: 'answers every question with "I do not understand"; a request for a person still works',
    },
    flips: FLIPS.notUnderstood,
  },
  'off-topic': {
    title: { 'zh-CN': '答非所问', en: 'Answers something else' },
    does: {
      'zh-CN': '问故障、保修和发票，答的是广告',
      en: 'answers questions about defects, warranty and invoices with an advertisement',
    },
    flips: FLIPS.offTopic,
  },
  'keyword-only': {
    title: { 'zh-CN': '只会关键词自动回复', en: 'Keyword replies only' },
    does: {
      'zh-CN': '只认单独发来的关键词，整句话一律回复关键词列表',
      en: 'knows a keyword that is sent alone, and answers any sentence with its list of keywords',
    },
    flips: FLIPS.keywordsOnly,
    waiting: 'how far understanding falls as wording moves away from the keyword',
  },
  'different-on-repeat': {
    title: { 'zh-CN': '重复提问答案不一', en: 'Another answer on repetition' },
    does: {
      'zh-CN': '同一个问题再问一遍，数字就变了',
      en: 'states other numbers when a question is asked again',
    },
    flips: FLIPS.repeated,
  },
  annoyed: {
    title: { 'zh-CN': '重复提问不耐烦', en: 'Annoyed by repetition' },
    does: {
      'zh-CN': '再问一遍就数落人，不再回答',
      en: 'tells the consumer off for asking again instead of answering',
    },
    flips: FLIPS.repeated,
    waiting: 'tone: only the missing answer is seen, not the scolding',
  },
  'slow-first': {
    title: { 'zh-CN': '迟迟不回应', en: 'Slow first content' },
    does: { 'zh-CN': '等几秒才开始回答', en: 'waits for seconds before the first words of an answer' },
    flips: FLIPS.late,
  },
  'slow-complete': {
    title: { 'zh-CN': '回答迟迟说不完', en: 'Slow completion' },
    does: { 'zh-CN': '开头及时，一点一点挤出来', en: 'begins in time and takes many seconds to finish' },
    flips: FLIPS.late,
  },
  hangs: {
    title: { 'zh-CN': '没有回音', en: 'Hangs' },
    does: { 'zh-CN': '显示“正在输入”，永远没有下文', en: 'shows typing and never answers' },
    flips: 'all',
  },
  'down-at-night': {
    title: { 'zh-CN': '夜间停服', en: 'Down at night' },
    does: {
      'zh-CN': '北京时间22点到8点返回HTTP 503',
      en: 'answers HTTP 503 from 22:00 to 08:00 in Shanghai',
    },
    flips: 'all',
    waiting: 'availability by the hour: a run sees the hour in which it runs',
  },
  'hides-human': {
    title: { 'zh-CN': '隐藏人工入口', en: 'Hides the human' },
    does: {
      'zh-CN': '没有“人工”按钮，也从不提起；直接说“转人工”仍然可以',
      en: 'shows no button for a person and never mentions one; the phrase still works',
    },
    flips: FLIPS.noButton,
  },
  'menu-loop': {
    title: { 'zh-CN': '菜单循环', en: 'Menu loop' },
    does: {
      'zh-CN': '每次要人工都回到同一个菜单',
      en: 'answers every request for a person with the same menu',
    },
    flips: FLIPS.nobody,
  },
  'form-before-human': {
    title: { 'zh-CN': '先填表才转人工', en: 'A form before a person' },
    does: {
      'zh-CN': '不填姓名、手机号、订单号就不转人工',
      en: 'connects nobody before name, phone and order number are filled in',
    },
    flips: FLIPS.nobody,
    waiting: 'what the form demands, and whether it is needed',
  },
  'empty-promise': {
    title: { 'zh-CN': '说转接却无人来', en: 'Promises a transfer and nobody comes' },
    does: {
      'zh-CN': '说“正在转接”，之后没有人',
      en: 'says that it is connecting a person, and nothing follows',
    },
    flips: FLIPS.nobody,
  },
  'nobody-accepts': {
    title: { 'zh-CN': '排队无人接听', en: 'A queue that nobody serves' },
    does: {
      'zh-CN': '转人工后进入排队，显示位置和等待时间，但没有客服上班',
      en: 'puts the consumer in a queue with place and waiting time, and no agent is on duty',
    },
    flips: FLIPS.nobody,
  },
  'after-sale-bot': {
    title: { 'zh-CN': '售前人工、售后机器人', en: 'Human before the sale, bot after it' },
    does: {
      'zh-CN': '一提到买了的东西，就不给转人工',
      en: 'refuses a person once the consumer has spoken of something already bought',
    },
    flips: FLIPS.nobodyAfterSale,
  },
  'elderly-not-routed': {
    title: { 'zh-CN': '老年人转不了人工', en: 'Elderly consumers are not routed' },
    does: {
      'zh-CN': '说了自己年纪大的消费者只能看到菜单',
      en: 'sends consumers who say that they are old back to the menu',
    },
    flips: FLIPS.nobodyForTheOld,
  },
  'claims-human': {
    title: { 'zh-CN': '冒充真人', en: 'Claims to be human' },
    does: { 'zh-CN': '被问到时说自己是真人', en: 'says that it is a person when asked' },
    flips: FLIPS.poses,
  },
  'no-disclosure': {
    title: { 'zh-CN': '不表明是机器人', en: 'No disclosure' },
    does: {
      'zh-CN': '欢迎语和名字都看不出是机器人',
      en: 'neither welcome nor name says that a machine answers',
    },
    flips: FLIPS.undisclosed,
  },
  'no-channels': {
    title: { 'zh-CN': '不告知投诉渠道', en: 'Names no complaint channel' },
    does: {
      'zh-CN': '问去哪里投诉，只会道歉',
      en: 'answers a question about complaints without naming anybody who takes one',
    },
    flips: FLIPS.noChannels,
  },
  'asks-personal-data': {
    title: { 'zh-CN': '索要无关个人信息', en: 'Asks for personal data without need' },
    does: {
      'zh-CN': '回答普通问题之后要身份证号和手机号',
      en: 'asks for identity card and phone number after a general answer',
    },
    flips: [],
    waiting: 'the scenarios of the theme personal-data see it, and none of them is held in the demo',
  },
  forgets: {
    title: { 'zh-CN': '记不住说过的话', en: 'Forgets what was said' },
    does: { 'zh-CN': '刚给过订单号，又来要', en: 'asks again for the order number that it was told' },
    flips: [],
    waiting: 'questions for what was said, in a scenario that asks twice for one order; the demo holds none',
  },
  contradicts: {
    title: { 'zh-CN': '前后矛盾', en: 'Contradicts itself' },
    does: {
      'zh-CN': '答过一个售后问题之后，期限就换了说法',
      en: 'states other periods once it has answered another after-sale question',
    },
    flips: FLIPS.contradicts,
    waiting: 'contradictions between answers where no truth is known',
  },
  'no-keyboard': {
    title: { 'zh-CN': '键盘无法操作', en: 'Unusable by keyboard' },
    does: {
      'zh-CN': '按钮不能用键盘选中，回车不发送',
      en: 'launcher, send and choices cannot be focused, and Enter does not send',
    },
    flips: [],
    waiting: 'the scenarios by-other-means see it, in a page, and none of them is held in the demo',
  },
  unannounced: {
    title: { 'zh-CN': '读屏软件不播报', en: 'Unannounced to screen readers' },
    does: {
      'zh-CN': '消息列表不会被播报，控件没有名字',
      en: 'the message list is no live region and the controls have no names',
    },
    flips: [],
    waiting: 'the scenarios by-other-means see it, in a page, and none of them is held in the demo',
  },
} as const satisfies Record<string, Fault>

export type FaultId = keyof typeof FAULTS
