/** The scripted person of the demo shop: joins, listens, and says goodbye when the consumer does. */
import type { Line, Memory } from './memory.js'
import { TEXTS } from './texts.js'

const FAREWELL = [
  '再见',
  '拜拜',
  '测试',
  '没有了',
  '没有问题了',
  '不用了',
  'goodbye',
  'bye',
  'a test',
  'service test',
  'that is all',
]

/** The system line that says who joined, and the agent's first message, which knows what the chat was about. */
export function agentJoins(memory: Memory): Line[] {
  const { agent, topics } = TEXTS[memory.lang]
  memory.partner = 'agent'
  memory.agentTurns = 0
  return [
    { from: 'system', text: agent.joined },
    { from: 'agent', name: agent.name, text: agent.first(memory.topic && topics[memory.topic]) },
  ]
}

/** Answers a message to the agent; a courtesy line ends the chat. */
export function agentAnswers(memory: Memory, text: string): { lines: Line[]; ended: boolean } {
  const { agent } = TEXTS[memory.lang]
  const person = (line: string): Line => ({ from: 'agent', name: agent.name, text: line })
  const said = text.slice(0, 2000).toLowerCase()
  if (FAREWELL.some((word) => said.includes(word))) {
    return { lines: [person(agent.goodbye), { from: 'system', text: agent.ended }], ended: true }
  }
  memory.agentTurns += 1
  return { lines: [person(memory.agentTurns === 1 ? agent.noted : agent.more)], ended: false }
}
