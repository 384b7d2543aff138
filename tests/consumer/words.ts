/** Words for operators: with facts of every kind, hostile ones, and the trial that they belong to. */
import { type Decision, stream } from '../../src/documents/random.js'
import type { Lang, ResolvedTrial } from '../../src/documents/ready.js'
import type { Operator, Persona } from '../../src/documents/types/persona.js'

const FACTS = {
  'zh-CN': { item: '蓝牙耳机', order: 'A20261107', name: '欧阳小梅', mail: 'mei.ou@example.com' },
  en: { item: 'cordless drill', order: 'A20261107', name: 'Maria Okafor', mail: 'm.okafor@example.com' },
} as const

const BANK = {
  'zh-CN': {
    filler: ['那个', '嗯', '就是说，'],
    'self-repair': ['不是，我是说', '说错了'],
    vague: ['那个东西', '上次那个'],
  },
  en: { filler: ['um', 'you know'], 'self-repair': ['no, I mean'], vague: ['that thing'] },
}

/** Ordinary messages of consumers, with facts, values, links and repeated things in them. */
export const TEXTS: Record<Lang, readonly string[]> = {
  'zh-CN': [
    '我上周三买的蓝牙耳机坏了，订单号A20261107，花了299.50元，这个耳机还没用几天，能退货吗？',
    '你好，我叫欧阳小梅，电话13812345678，邮箱mei.ou@example.com。我的快递三天没动了，快递到底到哪儿了？',
    '满99，100元起送，是这个意思吧？我想用两张优惠券，一共便宜了百分之十五，你帮我算算，优惠券还剩几张。',
    '2026年11月7日下午3点半约好上门，师傅没来；我等到18:40，等了三个多小时，你们说怎么办吧',
    '退款说7个工作日到账，今天都第十天了。链接https://shop.example/r?id=88点不开！怎么办',
    '就是我在你们这儿买的那双鞋子，鞋子大了一码，我想换小一点的，麻烦帮我看看还有没有货。',
  ],
  en: [
    "I bought a cordless drill last Tuesday, order A20261107, for $299.50, and it's broken. Can I send the drill back?",
    "Hello, I'm Maria Okafor, call me on 020 7946 0958 or m.okafor@example.com. My parcel hasn't moved for three days, where is my parcel?",
    'You said 7 working days for the refund, it has been ten. The link https://shop.example/r?id=88 does not work! What now?',
    'The engineer was to come on 7 November 2026 at 3:30 pm; I waited until 18:40, and nobody came. Whether you rebook or not, I want to know.',
    'Your shirt is one size too small. I would like to change the shirt, would you see whether there is a larger one?',
  ],
}

/** What nobody should send, and somebody will. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  '\n\n',
  '。，！？',
  '...!!!???',
  '😀👨‍👩‍👧‍👦🇨🇳，😀！',
  '𠮷𠮷𠮷，𠮷野家的优惠券呢',
  '\ud83d，\ude00。\ud83d',
  'مرحبا، أين طلبي رقم 12345؟ \u202eabc\u202c',
  '\u200b订\u200b单\u200b号\u200b1\u200b2\u200b3，退\u00ad货',
  '{{order}} <script>alert(1)</script> ${HOME} \u001b[31m',
  '我'.repeat(5_000),
  '我的订单，'.repeat(1_000),
  'my order, '.repeat(500),
  '1,'.repeat(2_500),
  '.'.repeat(5_000),
  'a1 b2 '.repeat(800),
  '一二三四五六七八九十'.repeat(500),
]

/** A trial with these operators, in which nothing else matters. */
export function trialWith(lang: Lang, axes: Persona['axes'], wording: Record<string, string[]> = BANK[lang]) {
  const facts = Object.fromEntries(
    Object.entries(FACTS[lang]).map(([name, value]) => [name, { value, reveal: 'upfront' as const }]),
  )
  return {
    trial: { arm: {} },
    scenario: { lang },
    target: {},
    laws: [],
    persona: { id: 'p', ...(axes && { axes }) },
    wording,
    facts,
    truth: {},
  } as unknown as ResolvedTrial
}

/** The streams of one seed. */
export const drawOf =
  (seed: number | string, more: Partial<Decision> = {}) =>
  (use: string) =>
    stream({
      seed: String(seed),
      scenario: 's',
      repetition: 1,
      step: 'a',
      occurrence: 0,
      purpose: use,
      ...more,
    })

export const USES: readonly Operator['use'][] = [
  'fillers',
  'self-repair',
  'redundancy',
  'vague',
  'homophones',
  'slips',
  'split',
  'punctuation',
  'width',
]
