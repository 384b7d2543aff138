/** From records of a log to messages: who said what, when, in which conversation. */
import { InputError } from '../../documents/input-error.js'
import { activityMessage, isActivity } from './log-activity.js'
import { fieldOf, type LogNames, type Part, type Role, roleOf } from './log-columns.js'
import type { LogRecord } from './log-records.js'

export interface LogMessage {
  actor: Role
  text: string
  /** Milliseconds since 1970, where the log tells. */
  at?: number
  /** What could be pressed. */
  choices?: string[]
  /** Words of a card beside the text. */
  card?: string
  /** The bot was seen to type, or a hand-over event of the platform. */
  sign?: 'typing' | 'handoff.initiate' | 'handoff.accepted' | 'handoff.failed' | 'handoff.completed'
}

/** A message and the conversation that it belongs to, as the log calls it. */
export interface Said {
  conversation: string
  message: LogMessage
}

/** Under these names a record holds a whole conversation. */
const LISTS = [
  'messages',
  'turns',
  'activities',
  'dialogue',
  'dialog',
  'utterances',
  'history',
  'conversation',
]
const LONGEST_TEXT = 16_000
const LONGEST_ID = 200
const MOST_IN_ONE = 20_000

/**
 * The messages of a record: of one message, or of a whole conversation.
 * @throws InputError that names file and line
 */
export function messagesIn(record: LogRecord, names: LogNames): Said[] {
  const { file, line, value } = record
  const list = LISTS.map((name) => value[name]).find((one) => Array.isArray(one)) as unknown[] | undefined
  if (list === undefined) return [messageAt(record, names)].flatMap((one) => one ?? [])
  if (list.length > MOST_IN_ONE)
    throw new InputError(`${file}:${line}: a conversation has at most ${MOST_IN_ONE} messages`)
  const field = fieldOf(value, 'conversation', names)
  const own = field === undefined || Array.isArray(value[field]) ? value.id : value[field]
  const conversation = idOf(own) ?? `${file}:${line}`
  return list.flatMap((one, i) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one))
      throw new InputError(`${file}:${line}: message ${i + 1} is no object`)
    const said = messageAt({ file, line, value: one as Record<string, unknown> }, names, conversation)
    return said ?? []
  })
}

function messageAt({ file, line, value }: LogRecord, names: LogNames, whole?: string): Said | undefined {
  const place = `${file}:${line}`
  if (isActivity(value)) {
    const message = activityMessage(value, (word) => roleOf(word, names))
    const { id } = objectOf(value.conversation)
    return (
      message && { conversation: whole ?? idOf(id) ?? file, message: bounded(message, place, value, names) }
    )
  }
  const conversation = whole ?? idOf(partOf(value, 'conversation', names))
  if (conversation === undefined) throw missing(place, 'conversation', value)
  if (fieldOf(value, 'text', names) === undefined) throw missing(place, 'text', value)
  const text = textOf(partOf(value, 'text', names))
  const word = roleWord(partOf(value, 'role', names))
  if (word === undefined) throw missing(place, 'role', value)
  const actor = roleOf(word, names)
  if (actor === undefined)
    throw new InputError(
      `${place}: nobody is known by the role “${word.slice(0, 60)}”`,
      `say who it is: --roles ${/[,=\s]/.test(word) ? 'NAME' : word.slice(0, 60)}=consumer|bot|person|system`,
    )
  if (text.trim() === '') return undefined
  return { conversation, message: bounded({ actor, text }, place, value, names) }
}

function bounded(
  message: LogMessage,
  place: string,
  value: Record<string, unknown>,
  names: LogNames,
): LogMessage {
  const written = partOf(value, 'time', names) ?? value.localTimestamp
  const at = written === undefined || written === null || written === '' ? undefined : timeOf(written)
  if (Number.isNaN(at))
    throw new InputError(`${place}: the time ${JSON.stringify(written)?.slice(0, 60)} is not understood`)
  return {
    ...message,
    text: message.text.slice(0, LONGEST_TEXT),
    ...(at === undefined ? {} : { at }),
  }
}

function missing(place: string, part: Part, value: Record<string, unknown>): InputError {
  const known = Object.keys(value).slice(0, 12).join(', ').slice(0, 300)
  return new InputError(
    `${place}: no field says the ${part}; there are ${known || 'none'}`,
    `name it: --columns ${part}=FIELD`,
  )
}

function partOf(value: Record<string, unknown>, part: Part, names: LogNames): unknown {
  const field = fieldOf(value, part, names)
  return field === undefined ? undefined : value[field]
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'number' ? String(value) : value
  return typeof id === 'string' && id.trim() !== '' ? id.trim().slice(0, LONGEST_ID) : undefined
}

/** A word, or an object that has one. */
function roleWord(value: unknown): string | undefined {
  const { role, type, name } = objectOf(value)
  const word = [value, role, type, name].find((one) => typeof one === 'string' && one.trim() !== '')
  return (word as string | undefined)?.trim()
}

const MOST_PARTS = 50

/** Words, an object that holds them, or parts of a message some of which do. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const parts = Array.isArray(value) ? value.slice(0, MOST_PARTS) : [value]
  return parts
    .map((part) => (typeof part === 'string' ? part : objectOf(part).text))
    .filter((text) => typeof text === 'string')
    .join('\n')
}

const WRITTEN =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? *(Z|[+-]\d{2}:?\d{2})?$/i
const MICRO = 1e14
const SECONDS = 1e11

/** Milliseconds since 1970; NaN where it is no time. Without a zone UTC is assumed: only differences are read. */
function timeOf(value: unknown): number {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,17}(?:\.\d+)?$/.test(value.trim()))) {
    const n = Number(value)
    const ms = n >= MICRO ? n / 1000 : n < SECONDS ? n * 1000 : n
    return ms > 0 && ms < 1e13 ? Math.round(ms) : Number.NaN
  }
  const found = typeof value === 'string' ? WRITTEN.exec(value.trim()) : null
  if (!found) return Number.NaN
  const [, year, month, day, hour = '0', minute = '0', second = '0', part = '0', zone = 'Z'] = found
  const pad = (text: string | undefined) => (text ?? '').padStart(2, '0')
  const offset = /^z$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
  const ms = part.padEnd(3, '0').slice(0, 3)
  return Date.parse(
    `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}.${ms}${offset}`,
  )
}
