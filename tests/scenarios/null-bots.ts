/** Bots that serve nobody, over real HTTP on loopback: a scenario that one of them passes whole proves nothing. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Target } from '../../src/documents/types/target.js'

/** What each bot says to any message. */
export const NULL_BOTS: Record<string, (text: string) => string[]> = {
  silent: () => [],
  echo: (text) => [text],
  apologise: (text) => [
    /\p{Script=Han}/u.test(text)
      ? '非常抱歉，我没有听懂您的问题，请您换个说法再试一次。'
      : 'I am very sorry, I did not understand your question. Please try to rephrase it.',
  ],
  transfer: (text) => [
    /\p{Script=Han}/u.test(text)
      ? '正在为您转接人工客服，请稍候。'
      : 'I am connecting you to a human agent, please hold on.',
  ],
  'list-everything': (text) => [
    /\p{Script=Han}/u.test(text)
      ? '我是智能客服机器人。付款后48小时内发货；签收后7天内可以无理由退货，质量问题7天内可以退货；退款1-3个工作日内到账；保修12个月；电子发票24小时内开具。投诉可以与我们协商，也可以找消费者协会、市场监管部门（12315）、申请仲裁或向法院起诉。需要的话可以转人工客服。'
      : 'I am a virtual assistant. Orders ship within 48 hours; you can return items within 7 days without giving a reason, faulty ones too; refunds arrive in 1-3 business days; the warranty is 12 months. To complain, settle with us, or go to the consumer association, the market regulator (12315), arbitration or court. A human agent can be reached.',
  ],
}

export interface NullBot {
  target: Target
  close(): Promise<void>
}

/** Serves one of them; the target knows the facts that a merchant would declare. */
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
      facts: {
        refund: { arrival: '1-3个工作日' },
        shipping: { dispatch: '48小时内' },
        warranty: { period: '12个月' },
      },
      politeness: { gap: '0s', contactsPerDay: 1000 },
      timing: { quiet: '100ms', cap: '2s', human: '500ms' },
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
