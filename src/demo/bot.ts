/** The demo bot: what it answers, given what was said in the session and which faults are on. No clock, no chance. */
import type { Lang } from '../documents/ready.js'
import type { FaultId } from './faults.js'
import type { Line, Memory, Reply } from './memory.js'
import { ORDER, TEXTS } from './texts.js'
import { bareKeyword, type Heard, TOPICS, type Topic, understand } from './understand.js'

type Faults = ReadonlySet<FaultId>

/** Questions of somebody who has bought already. */
const BOUGHT: readonly Topic[] = ['broken', 'refund', 'mismatch', 'order']
/** Questions whose answers state the return window or depend on it. */
const RETURNING: readonly Topic[] = ['broken', 'return', 'refund', 'warranty']
const ADVERTISED: readonly Topic[] = ['broken', 'warranty', 'invoice']

/** The welcome in the session's language; it says that a machine answers and how to reach a person. */
export function welcome(memory: Memory, faults: Faults): Line[] {
  memory.welcomed = memory.lang
  const { welcome: texts, humanHint, quick } = TEXTS[memory.lang]
  const text = faults.has('no-disclosure') ? texts.undisclosed : texts.disclosed
  const whole = faults.has('hides-human') ? text : join(memory.lang, [text, humanHint])
  return [say(memory, faults, whole, quick)]
}

/**
 * Answers one message and updates the memory. A session that starts in, or changes to, another language is welcomed in it.
 * @param ahead how many wait for a person before this consumer
 */
export function reply(memory: Memory, text: string, faults: Faults, ahead: number): Reply {
  const heard = understand(text)
  memory.lang = heard.lang ?? memory.lang
  const opening = memory.welcomed === memory.lang ? [] : welcome(memory, faults)
  const { lines, ...rest } = respond(memory, text, heard, faults, ahead)
  return { lines: [...opening, ...lines], ...rest }
}

function respond(memory: Memory, text: string, heard: Heard, faults: Faults, ahead: number): Reply {
  const accepts = heard.intent === 'yes' && memory.offered
  memory.offered = false
  if (heard.elder) memory.elder = true
  if (memory.formShown || accepts || heard.intent === 'human') {
    return { ...handOver(memory, text, faults, ahead), question: false }
  }
  if (heard.order && !faults.has('forgets')) memory.order = heard.order
  const small = heard.order ? undefined : smallTalk(memory, heard, faults)
  if (small) return { lines: [small], question: heard.intent === 'robot', calls: false }
  const topic = faults.has('keyword-only') ? bareKeyword(text) : topicOf(memory, heard)
  return { lines: [answerOrFail(memory, topic, heard, faults)], question: true, calls: false }
}

function smallTalk(memory: Memory, { intent, elder }: Heard, faults: Faults): Line | undefined {
  const words = TEXTS[memory.lang]
  if (intent === 'thanks') return say(memory, faults, words.thanks)
  if (intent === 'greeting' || intent === 'yes') {
    if (memory.promised) return say(memory, faults, words.stillWaiting)
    if (elder && !faults.has('elderly-not-routed'))
      return offer(memory, faults, words.greeting, words.elderOffer)
    return say(memory, faults, words.greeting, words.quick)
  }
  if (intent !== 'robot') return undefined
  // Who claims to be a person does not sign as a machine.
  if (faults.has('claims-human'))
    return { ...say(memory, faults, words.robot.claimsHuman), name: words.name.undisclosed }
  return offer(memory, faults, words.robot.disclosed, words.offerHuman)
}

function topicOf({ asked }: Memory, { intent }: Heard): Topic | undefined {
  if (intent === 'first-asked') return asked.keys().next().value
  return TOPICS.find((topic) => topic === intent)
}

function answerOrFail(memory: Memory, topic: Topic | undefined, heard: Heard, faults: Faults): Line {
  const words = TEXTS[memory.lang]
  if (faults.has('not-understand')) return say(memory, faults, words.notUnderstood)
  if (heard.order && (topic === undefined || topic === 'order')) {
    memory.afterSale = true
    return say(memory, faults, orderLine(memory, heard.order))
  }
  if (topic) {
    memory.failures = 0
    return answer(memory, topic, heard, faults)
  }
  if (memory.promised) return say(memory, faults, words.stillWaiting)
  return fail(memory, faults)
}

function answer(memory: Memory, topic: Topic, heard: Heard, faults: Faults): Line {
  const words = TEXTS[memory.lang]
  const times = memory.asked.get(topic) ?? 0
  const otherAsked = RETURNING.some((other) => other !== topic && memory.asked.has(other))
  memory.asked.set(topic, times + 1)
  memory.topic = topic
  if (BOUGHT.includes(topic)) memory.afterSale = true
  if (faults.has('annoyed') && times > 0) return say(memory, faults, words.annoyed)
  if (faults.has('off-topic') && ADVERTISED.includes(topic)) return say(memory, faults, words.advertisement)
  if (topic === 'complaint' && faults.has('no-channels')) return say(memory, faults, words.noChannels)
  if (topic === 'complaint' || topic === 'mismatch') {
    return offer(memory, faults, words.answers[topic][0], words.offerHuman)
  }
  const answers = words.answers[topic]
  const contradicts = faults.has('contradicts') && RETURNING.includes(topic) && otherAsked
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

/** A request for a person: passed on to the desk, unless a fault stands in its way. */
function handOver(memory: Memory, text: string, faults: Faults, ahead: number): Omit<Reply, 'question'> {
  const words = TEXTS[memory.lang]
  const bot = (line: string, choices?: readonly string[]) => say(memory, faults, line, choices)
  const only = (line: Line) => ({ lines: [line], calls: false })
  if (faults.has('elderly-not-routed') && memory.elder) return only(bot(words.selfService, words.menuChoices))
  if (faults.has('menu-loop')) return only(bot(words.menu, words.menuChoices))
  if (faults.has('after-sale-bot') && memory.afterSale) return only(bot(words.refusesAfterSale))
  if (faults.has('form-before-human') && !(memory.formShown && filledIn(words.formFields, text))) {
    memory.formShown = true
    return only({ ...bot(words.form), form: words.formFields })
  }
  memory.formShown = false
  memory.promised = true
  if (faults.has('empty-promise')) return only(bot(words.emptyTransfer))
  return { lines: [bot(words.transfer(ahead))], calls: true }
}

/** The form was sent, or somebody typed a mobile number in its place; no other detail will do. */
function filledIn(fields: readonly string[], text: string): boolean {
  return fields.every((field) => text.includes(`${field}: `)) || /(?<!\d)1\d{10}(?!\d)/.test(text)
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
