/**
 * A Bot Framework activity, as `.transcript` files hold them, as a message.
 * @see https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md
 */
import type { Role } from './log-columns.js'
import type { LogMessage } from './log-message.js'

type Json = Record<string, unknown>

const MOST = 50
const LONGEST_LABEL = 200
const LONGEST_CARD = 4_000

/** A record with a type of activities and with an account that it is from. */
export function isActivity({ type, from }: Json): boolean {
  return typeof type === 'string' && typeof from === 'object' && from !== null
}

/**
 * What it says; undefined where it says nothing to a consumer.
 * @param known who a role, or a name, stands for
 */
export function activityMessage(
  activity: Json,
  known: (word: string) => Role | undefined,
): LogMessage | undefined {
  const actor = actorOf(activity, known)
  const { type, name } = activity
  if (type === 'typing') return actor === 'consumer' ? undefined : { actor, text: '', sign: 'typing' }
  if (type === 'event' || type === 'handoff')
    return handoff(actor, type === 'handoff' ? 'handoff.initiate' : name, activity)
  if (type !== 'message') return undefined
  const cards = objects(activity.attachments).map(({ content }) => object(content))
  const card = cards.flatMap(wordsOf).join('\n').slice(0, LONGEST_CARD)
  const choices = [
    ...cards.flatMap(({ buttons, actions }) => [...objects(buttons), ...objects(actions)]),
    ...objects(object(activity.suggestedActions).actions),
  ].flatMap(({ title, value }) => text(title) ?? text(value) ?? [])
  const said = text(activity.text) ?? ''
  if (said.trim() === '' && card === '' && choices.length === 0) return undefined
  return {
    actor,
    text: said,
    ...(card === '' ? {} : { card }),
    ...(choices.length === 0
      ? {}
      : { choices: [...new Set(choices)].slice(0, MOST).map((one) => one.slice(0, LONGEST_LABEL)) }),
  }
}

/** By the role of the account; else by its name, and else a bot is who is called so. */
function actorOf({ from, recipient }: Json, known: (word: string) => Role | undefined): Role {
  const { role, name, id } = object(from)
  const own = [role, name].flatMap((word) => (typeof word === 'string' ? (known(word) ?? []) : []))[0]
  if (own !== undefined) return own
  const other = object(recipient).role
  if (other === 'bot' || other === 'skill') return 'consumer'
  if (other === 'user' || role === 'skill') return 'bot'
  return /bot/i.test(`${text(name) ?? ''} ${text(id) ?? ''}`.slice(0, 200)) ? 'bot' : 'consumer'
}

/** `handoff.initiate` and `handoff.status`. @see https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human */
function handoff(actor: Role, name: unknown, { value }: Json): LogMessage | undefined {
  if (name === 'handoff.initiate') return { actor, text: '', sign: 'handoff.initiate' }
  const { state } = object(value)
  if (name !== 'handoff.status') return undefined
  return state === 'accepted' || state === 'failed' || state === 'completed'
    ? { actor, text: '', sign: `handoff.${state}` }
    : undefined
}

/** The words of hero, thumbnail and adaptive cards. */
function wordsOf(content: Json): string[] {
  const own = [content.title, content.subtitle, content.text]
  return [...own, ...objects(content.body).map(({ text: words }) => words)].flatMap((one) => text(one) ?? [])
}

const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.slice(0, MOST).map(object) : [])
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined
