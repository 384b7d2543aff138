/** Why each audit is there, how a scenario asks for it, and conversations in short with what it makes of them. */
import type { Bilingual } from '../documents/ready.js'
import type { Explanation, Outcome } from './audit.js'
import { example } from './example.js'
import { WAY_EXPLANATIONS } from './explanations-way.js'
import { WIDGET_EXPLANATIONS } from './explanations-widget.js'
import { both } from './words.js'

const ask: Bilingual = both('消费者：退款多久到账？', 'Consumer: How long does the refund take?')
const refund = (outcome: Outcome, zh: string, en: string) =>
  example(outcome, [ask['zh-CN'], `机器人：${zh}`], [ask.en, `Bot: ${en}`])

const again = (outcome: Outcome, zh: readonly [string, string], en: readonly [string, string]) =>
  example(
    outcome,
    zh.flatMap((answer) => [ask['zh-CN'], `机器人：${answer}`]),
    en.flatMap((answer) => [ask.en, `Bot: ${answer}`]),
  )

const REPEATED = (say: string) =>
  `steps:\n  - { id: first, say: "${say}" }\n  - repeat: { step: first }\n    expect: [{ same-answer: first }]`

export const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  resolves: {
    why: both(
      '礼貌、迅速而没有答案，等于没有客服。看的是消费者最后知道了该知道的没有。',
      'Polite, quick and without an answer is no service. What counts is whether the consumer knows in the end what they need.',
    ),
    written: both(
      'truth: { arrival: { value: 1-3个工作日 } }\nexpect: [resolves]',
      'truth: { arrival: { value: 1-3 working days } }\nexpect: [resolves]',
    ),
    examples: [
      refund('pass', '退款会在1-3个工作日内到账。', 'The refund arrives within 1-3 working days.'),
      refund('fail', '请您耐心等待。', 'Please be patient.'),
      example(
        'not-applicable',
        ['（商家没有在 target 文件里写明这项事实）'],
        ['(the merchant does not declare this fact in the target file)'],
      ),
    ],
  },
  states: {
    why: both(
      '答得像样但数字不对，比不答更误人。按数值比较，不按字面。',
      'A fluent answer with a wrong number misleads more than none. Values are compared, not letters.',
    ),
    written: both(
      'expect: [{ states: { value: 1-3个工作日 } }]',
      'expect: [{ states: { value: 1-3 working days } }]',
    ),
    examples: [
      refund('pass', '一到三个工作日内到账。', 'It arrives in one to three working days.'),
      refund('fail', '15个工作日内到账。', 'It arrives within 15 working days.'),
      example(
        'inconclusive',
        [ask['zh-CN'], '（回答来得太晚，分不清是答哪一句）'],
        [ask.en, '(the answer came so late that it may belong to another question)'],
      ),
    ],
  },
  'never-states': {
    why: both(
      '有些话不论怎么问都不该说：错误的承诺、违法的条件、自称真人。',
      'Some things must not be said however one asks: false promises, unlawful conditions, a claim to be human.',
    ),
    written: both(
      'expect: [{ never-states: { pattern: "概不退换" } }]',
      'expect: [{ never-states: { pattern: "no refunds" } }]',
    ),
    examples: [
      refund('pass', '退款会在1-3个工作日内到账。', 'The refund arrives within 1-3 working days.'),
      refund('fail', '特价商品概不退换。', 'There are no refunds on sale items.'),
      example('not-applicable', ['（机器人一句话也没说）'], ['(the bot said nothing at all)']),
    ],
  },
  relevant: {
    why: both(
      '答非所问是消费者投诉最多的一种：话很多，问题没碰到。',
      'Beside the point is what consumers complain about most: many words, and the question untouched.',
    ),
    written: both('expect: [relevant]', 'expect: [relevant]'),
    examples: [
      refund('pass', '退款会在1-3个工作日内到账。', 'The refund arrives within 1-3 working days.'),
      refund('fail', '抱歉，我没有听懂您的问题。', 'Sorry, I did not understand your question.'),
      example(
        'inconclusive',
        [ask['zh-CN'], '（回答太短，看不出说的是不是这件事）'],
        [ask.en, '(too short an answer to tell what it is about)'],
      ),
    ],
  },
  'same-answer': {
    why: both(
      '再问一遍就变的答案，消费者没法当真。三次同样的套话也不算一致：得先是回答。',
      'An answer that changes when one asks again cannot be relied on. The same phrase three times is no consistency: it has to answer first.',
    ),
    written: both(REPEATED('退款多久到账？'), REPEATED('How long does the refund take?')),
    examples: [
      again(
        'pass',
        ['退款会在1-3个工作日内到账。', '一到三个工作日到账。'],
        ['The refund arrives within 1-3 working days.', 'It takes one to three working days.'],
      ),
      again(
        'fail',
        ['退款会在1-3个工作日内到账。', '退款会在15个工作日内到账。'],
        ['The refund arrives within 1-3 working days.', 'The refund arrives within 15 working days.'],
      ),
      again(
        'not-applicable',
        ['抱歉，我没有听懂您的问题。', '抱歉，我没有听懂您的问题。'],
        ['Sorry, I did not understand your question.', 'Sorry, I did not understand your question.'],
      ),
    ],
  },
  'never-act': {
    why: both(
      '“没听懂”“请换个说法”把活儿推回给消费者。',
      '“I did not understand” hands the work back to the consumer.',
    ),
    written: both('expect: [{ never-act: fallback }]', 'expect: [{ never-act: fallback }]'),
    examples: [
      refund('pass', '退款会在1-3个工作日内到账。', 'The refund arrives within 1-3 working days.'),
      refund('fail', '抱歉，我没有听懂您的问题。', 'Sorry, I did not understand your question.'),
      example('not-applicable', [ask['zh-CN'], '（没有回答）'], [ask.en, '(no answer)']),
    ],
  },
  'names-channels': {
    why: both(
      '谈不拢时，消费者得知道下一步去哪里。',
      'Where no agreement is found, the consumer has to know where to go next.',
    ),
    written: both(
      'expect: [{ names-channels: ["12315"] }]',
      'expect: [{ names-channels: [consumer association] }]',
    ),
    examples: [
      example(
        'pass',
        ['消费者：我要投诉，找谁？', '机器人：您可以拨打12315投诉。'],
        ['Consumer: Where can I complain?', 'Bot: You can turn to the consumer association.'],
      ),
      example(
        'fail',
        ['消费者：我要投诉，找谁？', '机器人：您的意见我们会认真对待。'],
        ['Consumer: Where can I complain?', 'Bot: We take your opinion seriously.'],
      ),
      example(
        'inconclusive',
        ['消费者：我要投诉，找谁？', '（回答来得太晚，分不清是答哪一句）'],
        ['Consumer: Where can I complain?', '(the answer may belong to another question)'],
      ),
    ],
  },
  judged: {
    why: both(
      '语气、体谅这类标准没有固定的字句，要由裁判来读。',
      'Tone or consideration have no fixed words; somebody has to read.',
    ),
    written: both(
      'expect: [{ judged: 全程礼貌，不责怪消费者 }]',
      'expect: [{ judged: Polite, and never blames the consumer }]',
    ),
    examples: [example('inconclusive', ['（没有配置裁判）'], ['(no judge is configured)'])],
  },
  latency: {
    why: both(
      '一句“您好”来得快不算快：从问完到看见内容，才是消费者等的时间。',
      'A quick “Hello” is not quick: what a consumer waits for is content.',
    ),
    written: both('expect: [{ latency: { max: 5s } }]', 'expect: [{ latency: { max: 5s } }]'),
    examples: [
      example('pass', [ask['zh-CN'], '（1.2 秒后开始回答）'], [ask.en, '(the answer begins after 1.2 s)']),
      example('fail', [ask['zh-CN'], '（60 秒没有回答）'], [ask.en, '(no answer in 60 s)']),
      example(
        'inconclusive',
        [ask['zh-CN'], '（本机当时太忙，时间不可信）'],
        [ask.en, '(this machine was too busy to measure)'],
      ),
    ],
  },
  human: {
    why: both(
      '机器人解决不了时，能不能找到人，是客服的底线。“正在为您转接”不算，有人来才算。',
      'Where the bot cannot help, reaching a person is the least that is owed. A promise does not count; a person does.',
    ),
    written: both(
      'steps:\n  - ask-human: phrase\nexpect: [{ human: { level: E3-claimed, requests: 2, within: 120s } }]',
      'steps:\n  - ask-human: phrase\nexpect: [{ human: { level: E3-claimed, requests: 2, within: 120s } }]',
    ),
    examples: [
      example(
        'pass',
        ['消费者：转人工', '（31 秒后“客服小王”加入并发言）'],
        ['Consumer: A person, please.', '(after 31 s “Agent Kim” joins and writes)'],
      ),
      example(
        'fail',
        ['消费者：转人工', '机器人：正在为您转接人工客服……', '（120 秒，没有人来）'],
        ['Consumer: A person, please.', 'Bot: I am transferring you …', '(120 s, nobody comes)'],
      ),
      example(
        'inconclusive',
        ['消费者：转人工', '（排队第 3 位，对话在 40 秒时被中断）'],
        ['Consumer: A person, please.', '(third in the queue; the conversation was cut after 40 s)'],
      ),
    ],
  },
  ...WAY_EXPLANATIONS,
  ...WIDGET_EXPLANATIONS,
  'discloses-ai': {
    why: both(
      '消费者有权知道对面是不是机器。',
      'A consumer has a right to know whether a machine is talking.',
    ),
    written: both('expect: [{ discloses-ai: on-asking }]', 'expect: [{ discloses-ai: on-asking }]'),
    examples: [
      example(
        'pass',
        ['消费者：你是机器人吗？', '机器人：是的，我是智能客服机器人。'],
        ['Consumer: Are you a robot?', 'Bot: Yes, I am a virtual assistant.'],
      ),
      example(
        'fail',
        ['消费者：你是机器人吗？', '机器人：我是真人客服，不是机器人。'],
        ['Consumer: Are you a robot?', 'Bot: No, I am a real person.'],
      ),
      example('not-applicable', [ask['zh-CN'], '机器人：1-3个工作日。'], [ask.en, 'Bot: 1-3 working days.']),
    ],
  },
  available: {
    why: both(
      '对话半途断掉，前面答得再好也没用。',
      'A conversation that breaks off is worth little, however well it began.',
    ),
    examples: [
      example('pass', ['（对话正常结束）'], ['(the conversation came to its end)']),
      example(
        'fail',
        ['（接口返回 HTTP 503，换个会话再试也一样）'],
        ['(HTTP 503, and in a second session too)'],
      ),
      example('not-applicable', ['（本机断网）'], ['(our own network was down)']),
    ],
  },
  'response-time': {
    why: both(
      '快慢不是非黑即白，按曲线计分，便于比较。',
      'Speed is not yes or no; a curve lets bots be compared.',
    ),
    examples: [
      example(
        'pass',
        [ask['zh-CN'], '（2 秒后开始回答：90 分）'],
        [ask.en, '(content after 2 s: 90 points)'],
      ),
      example('fail', [ask['zh-CN'], '（没有回答：0 分）'], [ask.en, '(no answer: 0 points)']),
      example(
        'inconclusive',
        [ask['zh-CN'], '（本机当时太忙，时间不可信）'],
        [ask.en, '(this machine was too busy to measure)'],
      ),
    ],
  },
  'keeps-promise': {
    why: both(
      '说了转人工却没人来，是让消费者白等。',
      'To promise a person who never comes is to let a consumer wait for nothing.',
    ),
    examples: [
      example(
        'pass',
        ['机器人：正在为您转接人工客服……', '（有人工接入）'],
        ['Bot: I am transferring you …', '(a person joins)'],
      ),
      example(
        'fail',
        ['机器人：正在为您转接人工客服……', '机器人：请问还有什么可以帮您？'],
        ['Bot: I am transferring you …', 'Bot: What else can I do for you?'],
      ),
      example(
        'inconclusive',
        ['机器人：正在为您转接人工客服……', '（对话在等待时限前被中断）'],
        ['Bot: I am transferring you …', '(the conversation was cut before the wait was over)'],
      ),
    ],
  },
  offered: {
    why: both(
      '“人工”按钮藏起来，会打字的人绕得过去，别人绕不过去。',
      'Who types well gets around a hidden button. Others do not.',
    ),
    examples: [
      example('pass', ['（页面上有“人工客服”按钮）'], ['(there is a button “Talk to a person”)']),
      example(
        'fail',
        ['（步骤要点“人工客服”，页面上没有）'],
        ['(a step wants to press it; it is not there)'],
      ),
      example('not-applicable', ['（步骤不需要按钮）'], ['(the step needs no button)']),
    ],
  },
}
