/** When a connection is known to be a platform's: by its host or handshake, else by two different frames of its shape. */
import type { Frame } from './platform.js'
import { remember } from './shape.js'

/** Beginning of a frame by which two are told apart. */
const BEGINNING = 300

/** Connection of what the merchant's platform answers when it is asked. */
const CONFIRMATION = 'confirm'

/** What is known of the connections of one conversation. */
export interface Recognised {
  sure: ReadonlySet<string>
  /** Beginning of a frame of the platform's shape, with its connection. */
  once: ReadonlySet<string>
}

export const UNKNOWN: Recognised = { sure: new Set(), once: new Set() }

/**
 * Whether the merchant's own platform handed this payload over: a receiver has checked who sent it, or it was asked
 * for. The reply of a channel without a page is of the bot, whatever its shape.
 */
export const fromMerchant = ({ source, direction, connection }: Frame) =>
  direction === 'in' && (source === 'webhook' || (source === 'api' && connection === CONFIRMATION))

/** What is known after a frame of the platform's shape; `certain` where its host or a handshake says so. */
export function recognise(known: Recognised, frame: Frame, certain: boolean): Recognised {
  const { connection, text } = frame
  if (known.sure.has(connection)) return known
  if (certain || fromMerchant(frame)) return { ...known, sure: remember(known.sure, connection) }
  if (frame.source === 'api') return known
  const key = connection.slice(0, BEGINNING)
  const one = `${key}\n${text.slice(0, BEGINNING)}`
  for (const kept of known.once)
    if (kept !== one && kept.startsWith(`${key}\n`))
      return { ...known, sure: remember(known.sure, connection) }
  return { ...known, once: remember(known.once, one) }
}
