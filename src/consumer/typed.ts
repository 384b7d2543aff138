/** A consumer whose words somebody types: what they say, which choice they take, how long they wait. */
import type { ResolvedTrial } from '../documents/ready.js'
import { humanJoined, humanPromised } from './conditions.js'
import { type Consumer, type Decision, MANNERS } from './consumer.js'
import { Speaker } from './speaker.js'

/** How long `/wait` listens, milliseconds. */
const WAIT = 10_000

/** Asks for a line before each message: words, `/2` for the second choice, `/wait`; without a line it ends. */
export function* typed(trial: ResolvedTrial, seed: string): Consumer {
  let view = yield { do: 'skip', step: '~open', occurrence: 0, verb: 'open', reason: 'the chat is open' }
  for (let said = 0; !view.over; ) {
    view = yield { do: 'think', messages: [] }
    const line = view.thought?.trim()
    if (line === undefined || view.over) break
    if (line === '') continue
    said += 1
    view = yield moveFor(line, `say-${said}`, view.offers)
  }
  if (!view.over && (humanJoined(view) || humanPromised(view))) {
    const text = new Speaker(trial, seed).bank('courtesy', MANNERS.courtesy)
    yield { do: 'say', step: MANNERS.courtesy, occurrence: 0, verb: 'say', text, listen: false }
  }
  return 'script-end'
}

function moveFor(line: string, step: string, offers: readonly { label: string }[]): Decision {
  const common = { step, occurrence: 0 }
  if (line === '/wait') return { ...common, do: 'listen', verb: 'wait', ms: WAIT, until: 'time' }
  const [, number] = /^\/(\d{1,3})$/.exec(line) ?? []
  if (number === undefined) return { ...common, do: 'say', verb: 'say', text: line, listen: true }
  const offer = offers[Number(number) - 1]
  return offer
    ? { ...common, do: 'choose', verb: 'choose', offer }
    : { ...common, do: 'skip', verb: 'choose', reason: 'not-offered' }
}
