/** How likely each thing on a page is a part of the chat: points for signs, with the signs said. */
import type { Seen, Sight } from './look.js'
import * as W from './words.js'

export interface Scored {
  thing: Seen
  points: number
  /** What spoke for it. */
  why: string
}

/** From how many points on a box is one for messages, and from how many surely. */
export const BOX = { least: 4, sure: 7 }
export const LAUNCHER = { least: 4, sure: 8 }

/** Points as a confidence between 0 and 1. */
export function confidence(points: number, sure: number): number {
  return Math.max(0.1, Math.min(0.99, Math.round((points / (sure + 2)) * 100) / 100))
}

class Tally {
  points = 0
  readonly #why: string[] = []

  add(points: number, holds: boolean, why?: string): this {
    if (!holds) return this
    this.points += points
    if (why && points > 0) this.#why.push(why)
    return this
  }

  of(thing: Seen): Scored {
    return { thing, points: this.points, why: this.#why.join(', ') }
  }
}

const isChatPart = (thing: Seen): boolean => thing.inChatFrame || W.CHAT_NAME.test(thing.around)

/** A part of an opened chat, as far as a name or the moment of its coming tell. */
export function inChat(thing: Seen): boolean {
  return isChatPart(thing) || (thing.fresh && !W.ABOUT_COOKIES.test(`${thing.near} ${thing.panelText}`))
}

/** Something that a launcher opens: it floats, or is in a frame, or is called a chat. */
export function isNew(t: Seen): boolean {
  return t.fresh && (t.fixed || t.newFrame || t.landmark === 'dialog' || inChat(t))
}

/** Boxes to type messages in, the likeliest first. */
export function boxes(sight: Sight): Scored[] {
  const boxes = sight.things.filter((t) => t.kind === 'box' && t.type !== 'search')
  const scored = boxes.map((thing) => {
    const asked = `${thing.label} ${thing.name}`
    const others = contactFields(sight, thing)
    const editable = thing.tag !== 'input' && thing.tag !== 'textarea'
    return new Tally()
      .add(1, thing.tag === 'input')
      .add(2.5, editable, 'editable text')
      .add(2.5, thing.tag === 'textarea', 'text area')
      .add(3, W.ASKS_MESSAGE.test(thing.label), 'asks for a message')
      .add(2, !thing.label && W.ASKS_MESSAGE.test(thing.near.slice(0, 60)), 'asked for beside it')
      .add(1.5, thing.fixed && W.OPENS_CHAT.test(thing.panelText), 'its panel speaks of a chat')
      .add(1.5, W.CHAT_NAME.test(thing.name), 'named as a chat')
      .add(2.5, isChatPart(thing), 'inside of a chat')
      .add(1, thing.fixed, 'floats')
      .add(2.5, thing.fresh, 'came with the launcher')
      .add(
        2,
        sendButtons(sight, thing).some((b) => b.points >= 4),
        'has a send button',
      )
      .add(1, thing.top > sight.height * 0.5 && thing.top < sight.height, 'at the bottom')
      .add(-8, W.ASKS_SEARCH.test(asked) || thing.landmark === 'search')
      .add(-6, W.ASKS_OTHER.test(thing.label) || (!thing.label && W.ASKS_OTHER.test(thing.name)))
      .add(-2, /header|nav/.test(thing.landmark) && !thing.fixed && !isChatPart(thing))
      .add(-2, thing.landmark === 'footer' && !isChatPart(thing))
      .add(-5, others.length > 0)
      .add(-3, thing.width < 60)
      .add(-3, thing.covered)
      .of(thing)
  })
  return scored.sort(byPoints)
}

/** Fields beside a box that ask who somebody is: together they are a form and no chat. */
export function contactFields(sight: Sight, box: Seen): Seen[] {
  if (box.group === 0) return []
  return sight.things.filter(
    (t) =>
      (t.kind === 'field' || t.kind === 'box') &&
      t !== box &&
      t.frame === box.frame &&
      t.group === box.group &&
      (t.kind === 'field' || W.ASKS_OTHER.test(`${t.label} ${t.name}`)) &&
      t.type !== 'search',
  )
}

/** What may open a chat, the likeliest first; what must not be pressed is left out. */
export function launchers(sight: Sight): Scored[] {
  const scored = sight.things.flatMap((thing) => {
    const frame = thing.kind === 'frame' && small(thing) && !hasPresses(sight, thing)
    if ((thing.kind !== 'press' && !frame) || thing.leads !== undefined || thing.disabled) return []
    const read = `${thing.text} ${thing.label}`
    if (W.NEVER.test(read) || thing.submits) return []
    const corner = thing.left + thing.width / 2 > sight.width * 0.6 && thing.top > sight.height * 0.5
    const edge = thing.left + thing.width > sight.width - 80
    const text = thing.text.length
    return new Tally()
      .add(5, W.OPENS_CHAT.test(read), `says "${read.trim().slice(0, 40)}"`)
      .add(3, !W.OPENS_CHAT.test(read) && W.MAY_OPEN_CHAT.test(read), `says "${read.trim().slice(0, 40)}"`)
      .add(3, W.CHAT_NAME.test(thing.name), 'named as a chat')
      .add(2, isChatPart(thing), 'inside of something named as a chat')
      .add(1.5, W.LAUNCHER_NAME.test(thing.name), 'named as a launcher')
      .add(2.5, thing.fixed, 'floats')
      .add(2, thing.fixed && corner, 'at the lower right')
      .add(1, thing.fixed && edge && !corner, 'at the right edge')
      .add(1, thing.fixed && small(thing), 'of the size of a launcher')
      .add(0.5, thing.tag === 'button' || thing.type === 'button')
      .add(-2, thing.width > 420 || thing.height > 240)
      .add(-2, text > 30)
      .add(-3, text > 80)
      .add(-6, W.NO_LAUNCHER.test(`${read} ${thing.name}`))
      .add(-1, W.ASKS_PERSON.test(read))
      .add(-6, W.REFUSES.test(read) || W.ABOUT_COOKIES.test(`${thing.near} ${thing.panelText}`))
      .add(-5, besideBox(sight, thing))
      .add(-1.5, !thing.fixed && /nav|footer|header/.test(thing.landmark))
      .add(-5, W.SENDS.test(thing.text))
      .add(-1, thing.covered)
      .of(thing)
  })
  return scored.filter((s) => s.points >= LAUNCHER.least).sort(byPoints)
}

/** What stands beside a box to type in does something with it. */
function besideBox(sight: Sight, thing: Seen): boolean {
  return sight.things.some((box) => {
    if (box.kind !== 'box' || box.frame !== thing.frame) return false
    const gap = thing.left - (box.left + box.width)
    return gap > -20 && gap < 120 && thing.top < box.top + box.height && thing.top + thing.height > box.top
  })
}

const small = (t: Seen): boolean => t.width >= 20 && t.height >= 20 && t.width <= 220 && t.height <= 160

function hasPresses(sight: Sight, frame: Seen): boolean {
  return sight.things.some(
    (t) => t.kind === 'press' && t.frame !== frame.frame && within(t, frame) && t.inChatFrame,
  )
}

const within = (a: Seen, b: Seen): boolean =>
  a.left >= b.left - 2 &&
  a.top >= b.top - 2 &&
  a.left + a.width <= b.left + b.width + 2 &&
  a.top + a.height <= b.top + b.height + 2

/** Buttons that may send what is in a box, the likeliest first. */
export function sendButtons(sight: Sight, box: Seen): Scored[] {
  const scored = sight.things.flatMap((thing) => {
    if (thing.kind !== 'press' || thing.frame !== box.frame || thing.leads !== undefined) return []
    const [right, below] = [thing.left - (box.left + box.width), thing.top - (box.top + box.height)]
    const level = thing.top + thing.height > box.top - 12 && below < 70
    const beside = level && right > -Math.max(140, box.width + 20) && right < 160
    if (!beside || thing.left + thing.width < box.left - 160) return []
    const read = `${thing.text} ${thing.label}`
    return new Tally()
      .add(5, W.SENDS.test(thing.text) || W.SENDS.test(thing.label), `says "${read.trim().slice(0, 40)}"`)
      .add(4, W.SEND_NAME.test(`${thing.name} ${thing.label}`), 'named as a send button')
      .add(2, thing.submits, 'submits the form')
      .add(1.5, right > -60 && right < 90 && below < 30, 'right of the box')
      .add(1, thing.group !== 0 && thing.group === box.group)
      .add(0.5, thing.panel === box.panel)
      .add(-5, W.NOT_SEND.test(`${read} ${thing.name}`) && !W.SENDS.test(thing.text))
      .add(-2, thing.text.length > 12)
      .add(-3, right < -box.width)
      .add(-1, thing.disabled)
      .of(thing)
  })
  return scored.filter((s) => s.points >= 1.5).sort(byPoints)
}

function byPoints(a: Scored, b: Scored): number {
  return b.points - a.points || b.thing.top - a.thing.top || b.thing.left - a.thing.left
}
