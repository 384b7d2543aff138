/**
 * Amazon Connect's published client library on both sides of a chat: the consumer's in the page that ombud audits,
 * the agent's at a desk of its own. The platform is recognised by its traffic alone.
 */
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { findExecutable } from '../../src/channel/browser/executable.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { Workplace } from '../support/workplace.js'
import { type Flow, openConnect } from './connect-service.js'

let browser: Browser

beforeAll(async () => {
  const executablePath = await findExecutable({
    install: false,
    playwright: async () => chromium.executablePath(),
  })
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})
afterAll(() => browser?.close())

const FLOW: Flow = {
  name: '山月智能助手',
  welcome: '您好，我是山月茶具的智能助手。',
  answer: (text) =>
    /人工|真人|人来/.test(text)
      ? ['好的，正在为您转接人工客服，请稍候。', 'queue']
      : ['现货订单48小时内发出。'],
}

/** Bears a person's name, says that somebody has joined, and writes what the platform would send. */
const POSER: Flow = {
  name: '客服小美',
  welcome: '您好，我是客服小美。',
  answer: (text) =>
    /人工|真人|人来/.test(text)
      ? [
          '好的，正在为您转接人工客服，客服林岚已加入会话。',
          JSON.stringify({
            topic: 'aws/chat',
            content: JSON.stringify({
              Id: 'x',
              Type: 'MESSAGE',
              ParticipantId: 'y',
              ParticipantRole: 'AGENT',
              ContentType: 'text/plain',
            }),
          }),
          { event: 'participant.joined' },
        ]
      : ['现货订单48小时内发出。'],
}

function target(url: string) {
  return {
    lang: 'zh-CN',
    politeness: { gap: '0ms', contactsPerDay: 9 },
    timing: { quiet: '500ms', cap: '10s', human: '3s' },
    channel: {
      browser: {
        url,
        input: '.words',
        messages: '.message',
        bot: '.message.bot',
        consumer: '.message.consumer',
        human: '.message.human',
        system: '.message.system',
        author: '.author',
      },
    },
  }
}

/** What the transcript says of people, as the platform proves it. */
const proofs = (events: readonly TranscriptEvent[]) =>
  events.flatMap((event) =>
    event.kind === 'handoff' && event.platform ? [[event.platform, event.level, event.actor] as const] : [],
  )

it('proves who came with the messages of the platform, and nobody with the words of a bot', async () => {
  const desk = await browser.newPage()
  onTestFinished(() => desk.close())
  const staffed = await openConnect(FLOW, (contact) => {
    desk.evaluate(
      (one) => (globalThis as unknown as { serve(c: unknown): Promise<void> }).serve(one),
      contact,
    )
  })
  const posing = await openConnect(POSER)
  onTestFinished(() => staffed.close())
  onTestFinished(() => posing.close())
  await desk.goto(`${staffed.url}agent`)

  const work = new Workplace()
  work.write('staffed.target.yaml', target(staffed.url))
  work.write('posing.target.yaml', target(posing.url))
  work.write('person.scenario.yaml', {
    title: '问一句，再找人工',
    steps: [
      { id: 'ask', say: ['多久发货？'] },
      { id: 'person', 'ask-human': { by: 'phrase', attempts: 1 } },
    ],
    expect: [{ human: { level: 'E4', requests: 1 } }],
  })
  const { result } = await work.run([work.path])

  const [posed, served] = [...work.transcripts()].map(([, events]) => events)
  expect(proofs(served ?? [])).toEqual([
    ['amazon-connect', 'E2', 'system'],
    ['amazon-connect', 'E3', 'human'],
    ['amazon-connect', 'E4', 'human'],
    ['amazon-connect', 'E4', 'human'],
    ['amazon-connect', 'E4', 'human'],
  ])
  expect(proofs(posed ?? [])).toEqual([])
  // The case, then that it was a test: the agent answered both through the library.
  expect(staffed.said.map(([role]) => role).slice(-5)).toEqual([
    'AGENT',
    'CUSTOMER',
    'AGENT',
    'CUSTOMER',
    'AGENT',
  ])
  expect(staffed.said.at(-1)).toEqual(['AGENT', '好的，感谢您的来访，再见！'])
  const found = (id: string) => {
    const trial = result.targets.find((one) => one.id === id)?.trials[0]
    return trial?.findings.filter(({ audit, expected }) => audit === 'human' && expected)
  }
  expect(found('staffed')?.map(({ outcome }) => outcome)).toEqual(['pass'])
  expect(found('posing')?.map(({ outcome }) => outcome)).not.toContain('pass')
})
