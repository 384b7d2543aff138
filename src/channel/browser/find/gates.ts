/** What stands between a page and its chat: consent, adverts, first screens, topics. Which button passes it. */
import type { Seen, Sight } from './look.js'
import { inChat } from './score.js'
import * as W from './words.js'

export interface Gate {
  kind: 'consent' | 'overlay' | 'welcome' | 'topic'
  button: Seen
  why: string
}

const readOf = (t: Seen): string => `${t.text} ${t.label}`.trim()
const short = (t: Seen): boolean => t.text.length <= 40

function pressable(sight: Sight): Seen[] {
  return sight.things.filter((t) => t.kind === 'press' && !t.disabled && !t.covered)
}

/** A banner or overlay of the page: the button that commits to least and makes it go away. */
export function standingInTheWay(sight: Sight): Gate | undefined {
  const buttons = pressable(sight).filter((t) => !t.inChatFrame && t.leads === undefined && short(t))
  const consent = buttons.filter(
    (t) => W.ABOUT_CONSENT.test(`${t.near} ${t.around} ${t.panelText}`) && !inChat(t),
  )
  for (const words of [W.REFUSES, W.DISMISSES, W.AGREES]) {
    const button = consent.find((t) => words.test(readOf(t)) && !W.NEVER.test(readOf(t)))
    if (button) return { kind: 'consent', button, why: `consent banner: "${readOf(button).slice(0, 40)}"` }
  }
  const adverts = buttons.filter(
    (t) => (t.landmark === 'dialog' || covers(sight, t)) && W.ABOUT_ADVERTS.test(t.panelText) && !inChat(t),
  )
  const close = adverts.find((t) => W.DISMISSES.test(readOf(t)) || /\b(close|dismiss)\b/.test(t.name))
  return (
    close && { kind: 'overlay', button: close, why: `overlay: "${readOf(close).slice(0, 40) || 'close'}"` }
  )
}

/** The thing's panel floats over the middle of the page. */
function covers(sight: Sight, thing: Seen): boolean {
  if (!thing.fixed) return false
  return sight.things.some((t) => t.covered && t.main && t.panelKey !== thing.panelKey)
}

/** A first screen of the chat that was opened: the button that leads on. A person is never asked for. */
export function firstScreen(sight: Sight, pressed: ReadonlySet<string>): Gate | undefined {
  const buttons = pressable(sight).filter(
    (t) => inChat(t) && !pressed.has(keyOf(t)) && t.leads === undefined && !W.NEVER.test(readOf(t)),
  )
  const rated = buttons.flatMap((button) => {
    const read = readOf(button)
    if (W.ASKS_PERSON.test(read) || W.MESSAGE_NAME.test(`${button.name} ${button.around.slice(0, 120)}`))
      return []
    const consent = W.ABOUT_CONSENT.test(`${button.near} ${button.panelText}`)
    const points =
      (W.STARTS.test(read) || W.STARTS.test(button.text) ? 5 : 0) +
      (W.AGREES.test(read) && consent ? 5 : 0) +
      (/跳过|skip|稍后|not now|no,? thanks/i.test(read) ? 3 : 0) +
      (button.fresh ? 1 : 0) -
      (read.length > 80 ? 3 : read.length > 40 ? 1 : 0) -
      (W.REFUSES.test(read) ? 6 : 0) -
      (/关闭|收起|最小化|close|minimi[sz]e|back|返回|menu|menü/i.test(`${read} ${button.name}`) ? 5 : 0)
    return points >= 4 ? [{ button, points, consent: consent && W.AGREES.test(read) }] : []
  })
  const [best] = rated.sort((a, b) => b.points - a.points || a.button.top - b.button.top)
  return (
    best && {
      kind: best.consent ? 'consent' : 'welcome',
      button: best.button,
      why: `first screen: "${readOf(best.button).slice(0, 40)}"`,
    }
  )
}

/**
 * A menu of topics before the chat: the most general one.
 * @param general only one that is: buttons of a bot are not pressed at random
 */
export function topicMenu(sight: Sight, pressed: ReadonlySet<string>, general = false): Gate | undefined {
  const buttons = choices(sight).filter((t) => !pressed.has(keyOf(t)) && !W.ASKS_PERSON.test(readOf(t)))
  const asked = general
    ? buttons
    : buttons.filter(
        (t) =>
          W.TOPICS.test(`${t.panelText} ${t.near}`) &&
          !W.MESSAGE_NAME.test(`${t.name} ${t.around.slice(0, 120)}`),
      )
  if (asked.length < 2) return undefined
  const button = asked.find((t) => W.OTHER_TOPIC.test(readOf(t))) ?? (general ? undefined : asked[0])
  if (!button) return undefined
  return { kind: 'topic', button, why: `menu of topics: "${readOf(button).slice(0, 40)}"` }
}

/** Buttons of an opened chat that say something, as a bot offers them. */
export function choices(sight: Sight): Seen[] {
  return pressable(sight).filter(
    (t) =>
      inChat(t) &&
      t.leads === undefined &&
      t.text.length >= 2 &&
      t.text.length <= 60 &&
      !W.NEVER.test(t.text) &&
      !/关闭|收起|最小化|close|minimi[sz]e|\bback\b|返回|menu|settings|emoji|attach/i.test(
        `${readOf(t)} ${t.name}`,
      ),
  )
}

/** Tells things apart from look to look. */
export function keyOf(t: Seen): string {
  return `${t.panelKey.split(' ')[0]} ${t.tag} ${t.name} ${readOf(t)}`
}
