/** A shop that answers with nlp.js, a published engine, over HTTP, and writes down what was really said. */
import { createRequire } from 'node:module'
import type { Bot } from '../support/bot.js'
import { startBot } from '../support/bot.js'

/** What a customer may want, how it is said, and what the shop answers; `system` messages are the platform's. */
const KNOWLEDGE: Record<string, { examples: string[]; answers: { from: string; text: string }[] }> = {
  greeting: {
    examples: ['你好', '您好', '在不在', '有人吗'],
    answers: [{ from: 'bot', text: '您好，欢迎光临山月茶具，我是智能助手小月。' }],
  },
  shipping: {
    examples: ['什么时候发货', '多久发货', '快递几天能到', '物流要多长时间'],
    answers: [
      { from: 'bot', text: '现货订单48小时内发出。' },
      { from: 'bot', text: '江浙沪一般2天送达，其他地区3到5天。' },
    ],
  },
  warranty: {
    examples: ['保修多久', '质保期是多长', '坏了保修吗', '保修期有多久'],
    answers: [{ from: 'bot', text: '电热水壶保修12个月，茶具不保修。' }],
  },
  refund: {
    examples: ['退款多久到账', '钱什么时候退回来', '退款要等多久', '退了以后钱多久到'],
    answers: [{ from: 'bot', text: '仓库收到退货后1-3个工作日原路退回。' }],
  },
  person: {
    examples: ['转人工', '人工客服', '我要找真人', '找个人来', '我要投诉', '去哪里投诉'],
    answers: [{ from: 'system', text: '正在为您转接人工客服，请稍等。' }],
  },
}
const FALLBACK = '抱歉，小月没有听懂您的问题，请换个说法试试。'
/** Below this score the engine is guessing. */
const SURE = 0.7

interface Line {
  session: string | undefined
  author: string
  text: string
}

export interface Shop extends Bot {
  /** Everything that was said, in order. */
  record: Line[]
}

/** Trains the engine and opens the shop on loopback. */
export async function openShop(): Promise<Shop> {
  const require = createRequire(import.meta.url)
  const { dockStart } = require('@nlpjs/basic')
  const { LangZh } = require('@nlpjs/lang-zh')
  const settings = { nlp: { languages: ['zh'], autoSave: false, log: false, nlu: { log: false } } }
  const dock = await dockStart({ use: ['Basic'], settings })
  dock.getContainer().use(LangZh)
  const engine = dock.get('nlp')
  engine.addLanguage('zh')
  for (const [intent, { examples }] of Object.entries(KNOWLEDGE))
    for (const example of examples) engine.addDocument('zh', example, intent)
  await engine.train()

  const record: Line[] = []
  const bot = await startBot(({ text, session }, response) => {
    record.push({ session, author: 'consumer', text })
    void engine.process('zh', text).then(({ intent, score }: { intent: string; score: number }) => {
      const known = score >= SURE ? KNOWLEDGE[intent]?.answers : undefined
      const messages = known ?? [{ from: 'bot', text: FALLBACK }]
      for (const message of messages) record.push({ session, author: message.from, text: message.text })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ messages }))
    })
    return undefined
  })
  return { ...bot, record }
}
