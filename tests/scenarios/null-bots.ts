/** Bots that serve nobody: a scenario that one of them passes whole proves nothing. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Lang } from '../../src/documents/ready.js'
import type { Target } from '../../src/documents/types/target.js'
import { FACTS } from './merchant.js'
import type { Player } from './oracle.js'
import { everyPolicy, policyOf } from './policies.js'

const langOf = (text: string): Lang => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en')

const APOLOGY = {
  'zh-CN': '非常抱歉，我没有听懂您的问题，请您换个说法再试一次。',
  en: 'I am very sorry, I did not understand your question. Please try to rephrase it.',
}
const TRANSFER = {
  'zh-CN': '正在为您转接人工客服，请稍候。',
  en: 'I am connecting you to a human agent, please hold on.',
}

/** What each bot says to any message. */
export const NULL_BOTS: Record<string, (text: string) => string[]> = {
  silent: () => [],
  echo: (text) => [text],
  apologise: (text) => [APOLOGY[langOf(text)]],
  transfer: (text) => [TRANSFER[langOf(text)]],
  'list-everything': (text) => [everyPolicy(langOf(text))],
  keyword: (text) => [policyOf(text, langOf(text))],
}

/** The first right answer for ever; where it is right that a person comes, one is promised. */
export function firstAnswerForever(right: Player): Player {
  let first: string[] | undefined
  return {
    ...(right.welcome ? { welcome: right.welcome } : {}),
    bot(heard) {
      if (!first) {
        const { replies, actor } = right.bot(heard)
        first = actor === 'human' ? [TRANSFER[langOf(heard.text)]] : [...replies]
      }
      return { replies: first }
    },
  }
}

export interface NullBot {
  target: Target
  close(): Promise<void>
}

/** Serves one of them over real HTTP on loopback; the target knows the facts that a merchant would declare. */
export async function serveNullBot(id: string): Promise<NullBot> {
  const answer = NULL_BOTS[id]
  if (!answer) throw new RangeError(`no null bot ${id}`)
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { text } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { text: string }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ replies: answer(text) }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    target: {
      id,
      jurisdictions: ['cn'],
      channel: {
        http: {
          url: `http://127.0.0.1:${port}/`,
          request: { text: '$.text' },
          reply: { messages: '$.replies[*]' },
        },
      },
      facts: FACTS['zh-CN'],
      politeness: { gap: '0s', contactsPerDay: 1000 },
      timing: { quiet: '100ms', cap: '2s', human: '500ms' },
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
