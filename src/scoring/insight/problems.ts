/** What can go wrong in a conversation: how a merchant is told, and what can be done about it. */
import type { Bilingual } from '../../documents/ready.js'
import { OTHER, topicName } from './topic-names.js'

type Words = readonly [zh: string, en: string]

interface ProblemWords {
  /** Of two that are as frequent the graver one is told first. */
  gravity: number
  /** {topic} stands for what it was about, {about} for the same as an aside: none where that says nothing more. */
  title: Words
  remedy: Words
}

const PROBLEMS = {
  unsafe: {
    gravity: 10,
    title: ['关于“{topic}”说了不安全的话', 'Something unsafe was said about {topic}'],
    remedy: [
      '把这类话加入拦截词，涉及安全的问题一律转人工。',
      'Block such replies, and hand questions of safety to a person.',
    ],
  },
  down: {
    gravity: 9,
    title: ['客服打不开或出错{about}', 'The service was down or failed{about}'],
    remedy: [
      '查看客服系统当时的日志和监控；出错时告诉消费者还能找谁。',
      'Look into the logs of that time; when the service fails, tell consumers where else to turn.',
    ],
  },
  'broken-promise': {
    gravity: 9,
    title: ['答应转人工，却没有人来{about}', 'A person was promised, and nobody came{about}'],
    remedy: [
      '确认转接真的进入坐席队列；没人值班时不要答应，改为说明时间并留言或回电。',
      'Make sure that a transfer really reaches the queue; when nobody is on duty, do not promise: tell the hours, and take a message.',
    ],
  },
  'no-person': {
    gravity: 8,
    title: ['找人工，没有按要求找到{about}', 'No person was reached as asked for{about}'],
    remedy: [
      '消费者第一次要求时就转人工，不设条件；没人值班时说明时间并提供留言或回电。',
      'Connect a person at the first request, without conditions; out of hours tell the hours and take a message or a call-back.',
    ],
  },
  'wrong-fact': {
    gravity: 8,
    title: ['关于“{topic}”的回答与事实不符', 'Wrong facts about {topic}'],
    remedy: [
      '核对知识库里这一条与现行规定，改掉旧答案，并检查引用它的其他问法。',
      'Compare this entry of the knowledge base with the rules in force, and mend every wording that leads to it.',
    ],
  },
  'forbidden-claim': {
    gravity: 8,
    title: ['关于“{topic}”说了不该说的话', 'Something was claimed about {topic} that must not be said'],
    remedy: [
      '从话术和知识库里删去这类说法；由模型生成的回答要加上限制并复核。',
      'Take such claims out of scripts and knowledge base; limit and review what a model writes.',
    ],
  },
  'forbidden-act': {
    gravity: 7,
    title: ['问到“{topic}”时的应对不妥', 'Questions about {topic} were handled in a way they must not be'],
    remedy: [
      '看例子里的原话，改写这一步的话术。',
      'Read the example, and rewrite what is said at this step.',
    ],
  },
  'personal-data': {
    gravity: 7,
    title: ['问“{topic}”时被索要不必要的个人信息', 'Personal data were asked for that {topic} did not need'],
    remedy: [
      '一般咨询不要求身份证号、卡号、密码；确需核实时说明用途。',
      'Ask for no identity, card number or password in a general question; say why where one is needed.',
    ],
  },
  undisclosed: {
    gravity: 7,
    title: ['没有说明自己是机器人{about}', 'It did not say that it is a machine{about}'],
    remedy: [
      '开场就说明是智能客服；被问到时如实回答。',
      'Say in the welcome that a machine answers, and answer truthfully when asked.',
    ],
  },
  inaccessible: {
    gravity: 7,
    title: ['聊天窗口有人用不了{about}', 'Some people cannot use the chat window{about}'],
    remedy: [
      '让窗口只用键盘、用读屏软件、放大后都能用完一次对话，新回复会被读出来。',
      'Make a conversation possible by keyboard alone, with a screen reader and enlarged; announce new replies.',
    ],
  },
  inconsistent: {
    gravity: 7,
    title: ['关于“{topic}”前后回答不一致', 'Different answers to the same question about {topic}'],
    remedy: [
      '把同一问题的各种问法并到一条答案；定好以哪一条为准。',
      'Lead all wordings of the question to one answer, and decide which one is right.',
    ],
  },
  silent: {
    gravity: 7,
    title: ['问“{topic}”没有任何回复', 'No reply at all to questions about {topic}'],
    remedy: [
      '查看当时为何没有回复；超过十秒先说一声正在查。',
      'Find out why nothing was sent; after some seconds say that it is being looked up.',
    ],
  },
  'hung-up': {
    gravity: 7,
    title: ['“{topic}”还没说完，对话就被关闭', 'The conversation was closed before {topic} was dealt with'],
    remedy: [
      '延长无操作关闭的时间，关闭前先提醒，并保留记录。',
      'Close later, warn before it, and keep the record.',
    ],
  },
  'human-loop': {
    gravity: 7,
    title: [
      '反复找人工，得到同一句话{about}',
      'Repeated requests for a person met with the same words{about}',
    ],
    remedy: [
      '第二次要求时不再追问，直接转接或给出别的办法。',
      'At the second request ask no more: connect, or give another way.',
    ],
  },
  'no-answer': {
    gravity: 6,
    title: ['问“{topic}”没有得到回答', 'Questions about {topic} are not answered'],
    remedy: [
      '把例子里的问法加进知识库并配上答案；连续两次答不上就提出转人工。',
      'Add these wordings and an answer to the knowledge base; after two failures in a row offer a person.',
    ],
  },
  loop: {
    gravity: 6,
    title: ['问“{topic}”来回是同一句话', 'The same reply again and again about {topic}'],
    remedy: [
      '同一句话不发第二次：第二次换一种说法，第三次转人工。',
      'Never send the same reply twice: reword it the second time, hand over the third.',
    ],
  },
  'off-topic': {
    gravity: 6,
    title: ['问的是“{topic}”，答的是别的', 'Asked about {topic}, answered about something else'],
    remedy: [
      '检查这些问法命中了哪个关键词或意图，补充例句把它们分开。',
      'See which keyword or intent these wordings hit, and add examples that tell them apart.',
    ],
  },
  'hidden-entry': {
    gravity: 5,
    title: ['看不见人工入口{about}', 'No way to a person in sight{about}'],
    remedy: [
      '在首屏和答不上之后放一个“转人工”按钮。',
      'Show a button for a person on the first screen and after a failure.',
    ],
  },
  'no-way-back': {
    gravity: 5,
    title: ['没等到人工，也没有别的办法{about}', 'Nobody came, and no other way was left{about}'],
    remedy: [
      '排队超时后给出留言、回电或其他渠道。',
      'After a vain wait offer a message, a call-back or another channel.',
    ],
  },
  'channels-untold': {
    gravity: 5,
    title: ['关于“{topic}”没说可以找谁', 'It was not told where else to turn about {topic}'],
    remedy: [
      '在投诉类回答里写明电话、地址和外部投诉途径。',
      'Name the telephone, the address and outside bodies in answers to complaints.',
    ],
  },
  gone: {
    gravity: 5,
    title: ['问“{topic}”没解决就离开了', 'The consumer left after {topic} was not dealt with'],
    remedy: [
      '从例子看卡在哪一句；那一句之后给出人工或下一步。',
      'See at which reply they left, and offer a person or a next step there.',
    ],
  },
  'evidence-lost': {
    gravity: 5,
    title: ['对话记录留不下来{about}', 'The record of the conversation cannot be kept{about}'],
    remedy: ['提供下载或发送对话记录的办法。', 'Let consumers download the record, or have it sent to them.'],
  },
  'told-twice': {
    gravity: 4,
    title: ['“{topic}”说过的事要再说一遍', 'What had been told about {topic} was asked for again'],
    remedy: [
      '转人工时把对话记录和已填的信息一起带过去。',
      'Hand the record and what was filled in to the person.',
    ],
  },
  'waiting-untold': {
    gravity: 4,
    title: ['排队等人工，没说要等多久{about}', 'Waiting for a person, and not told how long{about}'],
    remedy: ['排队时显示位置和预计等待时间。', 'Show the place in the queue and the time to wait.'],
  },
  'hours-untold': {
    gravity: 4,
    title: ['没有人值班，也没说几点有人{about}', 'Nobody on duty, and the hours were not told{about}'],
    remedy: ['下班时说明人工服务时间，并可留言。', 'Out of hours tell the hours, and take a message.'],
  },
  'not-offered': {
    gravity: 4,
    title: ['“{topic}”两次没帮上，也没提出转人工', 'Two failures about {topic}, and no person was offered'],
    remedy: ['连续两次答不上时主动提出转人工。', 'Offer a person after two failures in a row.'],
  },
  'missing-choice': {
    gravity: 4,
    title: ['“{topic}”该有的选项没有出现', 'A choice that was to be there about {topic} was not'],
    remedy: ['检查菜单和按钮的配置。', 'Check how menus and buttons are set up.'],
  },
  slow: {
    gravity: 3,
    title: ['问“{topic}”回复太慢', 'Slow replies to questions about {topic}'],
    remedy: [
      '查看慢在查询、模型还是排队；先发一句正在处理。',
      'Find out whether look-ups, the model or a queue is slow; say first that it is being worked on.',
    ],
  },
  rubric: {
    gravity: 5,
    title: ['关于“{topic}”的回答没有达到要求', 'Answers about {topic} did not meet what was asked of them'],
    remedy: ['对照例子里的要求改写答案。', 'Rewrite the answer by the criterion in the example.'],
  },
  other: {
    gravity: 2,
    title: ['关于“{topic}”有没通过的检查', 'Other checks failed about {topic}'],
    remedy: ['看例子里的说明。', 'See what the example says.'],
  },
} as const satisfies Record<string, ProblemWords>

export type Problem = keyof typeof PROBLEMS

export const gravityOf = (problem: Problem): number => PROBLEMS[problem].gravity

/** They say nothing more of somebody who looked for a person, or of the window. */
const NO_ASIDE = new Set(['human', OTHER])

/** What went wrong with what, in words. */
export function titleOf(problem: Problem, topic: string): Bilingual {
  const name = topicName(topic)
  const [zh, en] = PROBLEMS[problem].title
  const about = (words: string) => (NO_ASIDE.has(topic) ? '' : words)
  return {
    'zh-CN': zh.replace('{topic}', name['zh-CN']).replace('{about}', about(`（问的是“${name['zh-CN']}”）`)),
    en: en.replace('{topic}', name.en).replace('{about}', about(` (about ${name.en})`)),
  }
}

/** What the merchant can do. */
export function remedyOf(problem: Problem): Bilingual {
  const [zh, en] = PROBLEMS[problem].remedy
  return { 'zh-CN': zh, en }
}
