/** The demo bot: what it answers, given what was said in the session and which faults are on. No clock, no chance. */
import type { Lang } from '../documents/ready.js'
import { agentAnswers, agentJoins } from './agent.js'
import type { FaultId } from './faults.js'
import { ORDER, TEXTS } from './texts.js'
import { type Heard, keywordTopic, type Topic, understand } from './understand.js'

export interface Line {
  from: 'bot' | 'agent' | 'system'
  name?: string
  text: string
  /** Labels of quick replies. */
  choices?: readonly string[]
  /** Labels of the fields of a form. */
  form?: readonly string[]
}

export interface Reply {
  lines: Line[]
  /** A question is answered; what only greets or hands over is not slowed by the slow faults. */
  question: boolean
  /** The chat ended with this reply. */
  ended: boolean
}

/** What the bot remembers of a session. */
export interface Memory {
  lang: Lang
  welcomed?: Lang
  partner: 'bot' | 'agent'
  /** How often each topic was asked. */
  asked: Map<Topic, number>
  topic?: Topic
  failures: number
  /** A person was offered in the last answer, so that a yes accepts. */
  offered: boolean
  formShown: boolean
  order?: string
  elder: boolean
  afterSale: boolean
  /** Messages that the human agent has answered. */
  agentTurns: number
}

type Faults = ReadonlySet<FaultId>

const AFTER_SALE: readonly Topic[] = ['broken', 'refund', 'return', 'warranty', 'invoice', 'order']
const ADVERTISED: readonly Topic[] = ['broken', 'warranty', 'invoice']

/** Memory of a new session; `lang` is that of the page, until the consumer writes. */
export function newMemory(lang: Lang): Memory {
  return {
    lang,
    partner: 'bot',
    asked: new Map(),
    failures: 0,
    offered: false,
    formShown: false,
    elder: false,
    afterSale: false,
    agentTurns: 0,
  }
}

/** The welcome in the session's language; it says that a machine answers and how to reach a person. */
export function welcome(memory: Memory, faults: Faults): Line[] {
  memory.welcomed = memory.lang
  const { welcome: texts, humanHint, quick, human } = TEXTS[memory.lang]
  const text = faults.has('no-disclosure') ? texts.undisclosed : texts.disclosed
  if (faults.has('hides-human')) return [say(memory, faults, text, quick)]
  return [say(memory, faults, join(memory.lang, [text, humanHint]), [...quick, human])]
}

/** Answers one message and updates the memory. A session that starts in, or changes to, another language is welcomed in it. */
export function reply(memory: Memory, text: string, faults: Faults): Reply {
  const heard = understand(text)
  memory.lang = heard.lang ?? memory.lang
  if (memory.partner === 'agent') {
    const { lines, ended } = agentAnswers(memory, text)
    if (ended) Object.assign(memory, newMemory(memory.lang), { welcomed: memory.lang })
    return { lines, question: false, ended }
  }
  const opening = memory.welcomed === memory.lang ? [] : welcome(memory, faults)
  const { lines, question } = respond(memory, text, heard, faults)
  return { lines: [...opening, ...lines], question, ended: false }
}

function respond(memory: Memory, text: string, heard: Heard, faults: Faults): Omit<Reply, 'ended'> {
  const words = TEXTS[memory.lang]
  const bot = (line: string, choices?: readonly string[]) => say(memory, faults, line, choices)
  const accepts = heard.intent === 'yes' && memory.offered
  memory.offered = false
  if (heard.elder) memory.elder = true
  if (memory.formShown || accepts || heard.intent === 'human') {
    return { lines: handOver(memory, faults), question: false }
  }
  switch (heard.intent) {
    case 'robot': {
      const claims = faults.has('claims-human')
      return {
        lines: [
          claims
            ? bot(words.robot.claimsHuman)
            : offer(memory, faults, words.robot.disclosed, words.offerHuman),
        ],
        question: true,
      }
    }
    case 'thanks':
      return { lines: [bot(words.thanks)], question: false }
    case 'greeting':
    case 'yes':
      return { lines: [bot(words.greeting, words.quick)], question: false }
  }
  const topic = faults.has('keyword-only') ? keywordTopic(text) : heard.intent
  if (faults.has('not-understand')) return { lines: [bot(words.notUnderstood)], question: true }
  if (heard.order && !faults.has('forgets')) memory.order = heard.order
  if (heard.order && (topic === undefined || topic === 'order')) {
    const line = faults.has('forgets') ? words.askOrder : orderLine(memory, heard.order)
    return { lines: [bot(line)], question: true }
  }
  if (topic === undefined) return { lines: [fail(memory, faults)], question: true }
  memory.failures = 0
  return { lines: [answer(memory, topic, heard, faults)], question: true }
}

function answer(memory: Memory, topic: Topic, heard: Heard, faults: Faults): Line {
  const words = TEXTS[memory.lang]
  const times = memory.asked.get(topic) ?? 0
  const otherAsked = AFTER_SALE.some((other) => other !== topic && memory.asked.has(other))
  memory.asked.set(topic, times + 1)
  memory.topic = topic
  if (AFTER_SALE.includes(topic)) memory.afterSale = true
  if (faults.has('annoyed') && times > 0) return say(memory, faults, words.annoyed)
  if (faults.has('off-topic') && ADVERTISED.includes(topic)) return say(memory, faults, words.advertisement)
  if (topic === 'complaint') {
    if (faults.has('no-channels')) return say(memory, faults, words.noChannels)
    return offer(memory, faults, words.answers.complaint[0], words.offerHuman)
  }
  const answers = words.answers[topic]
  const contradicts = faults.has('contradicts') && AFTER_SALE.includes(topic) && otherAsked
  const which = faults.has('different-on-repeat') ? times % answers.length : contradicts ? 1 : 0
  const parts = [answers[which] ?? answers[0]]
  if ((topic === 'broken' || topic === 'order') && !memory.order) parts.push(words.askOrder)
  if (topic === 'order' && memory.order) parts.splice(0, 1, orderLine(memory, memory.order))
  if (faults.has('asks-personal-data')) parts.push(words.personalData)
  // With the fault on, age makes no difference to the answer either.
  if (heard.elder && !faults.has('elderly-not-routed')) {
    return offer(memory, faults, join(memory.lang, parts), words.elderOffer)
  }
  return say(memory, faults, join(memory.lang, parts))
}

function orderLine(memory: Memory, order: string): string {
  const words = TEXTS[memory.lang]
  return order === ORDER ? words.orderKnown(order) : words.orderUnknown(order)
}

/** Says honestly that there is no answer, and offers a person, more plainly the second time. */
function fail(memory: Memory, faults: Faults): Line {
  const words = TEXTS[memory.lang]
  memory.failures += 1
  if (faults.has('keyword-only')) return say(memory, faults, words.keywords)
  if (memory.failures > 1) return offer(memory, faults, words.outsideAgain, words.urgeHuman)
  return offer(memory, faults, words.outside, words.offerHuman)
}

/** A request for a person: kept at once, unless a fault stands in its way. */
function handOver(memory: Memory, faults: Faults): Line[] {
  const words = TEXTS[memory.lang]
  const bot = (line: string, choices?: readonly string[]) => say(memory, faults, line, choices)
  if (faults.has('elderly-not-routed') && memory.elder) return [bot(words.selfService, words.menuChoices)]
  if (faults.has('menu-loop')) return [bot(words.menu, words.menuChoices)]
  if (faults.has('after-sale-bot') && memory.afterSale) return [bot(words.refusesAfterSale)]
  if (faults.has('form-before-human') && !memory.formShown) {
    memory.formShown = true
    return [{ ...bot(words.form), form: words.formFields }]
  }
  memory.formShown = false
  if (faults.has('empty-promise')) return [bot(words.emptyTransfer)]
  return [bot(words.transfer), ...agentJoins(memory)]
}

/** Adds the offer of a person; a merchant that hides its people makes none. */
function offer(memory: Memory, faults: Faults, text: string, invitation: string): Line {
  if (faults.has('hides-human')) return say(memory, faults, text)
  memory.offered = true
  return say(memory, faults, join(memory.lang, [text, invitation]), [TEXTS[memory.lang].human])
}

function say(memory: Memory, faults: Faults, text: string, choices?: readonly string[]): Line {
  const { name } = TEXTS[memory.lang]
  return {
    from: 'bot',
    name: faults.has('no-disclosure') ? name.undisclosed : name.disclosed,
    text,
    ...(choices ? { choices } : {}),
  }
}

function join(lang: Lang, sentences: readonly string[]): string {
  return sentences.join(lang === 'en' ? ' ' : '')
}
