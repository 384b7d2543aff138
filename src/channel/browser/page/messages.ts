/** Hears what windows say to each other (postMessage); runs in a world of our own and must stand alone. */

/** One message as it was heard. */
export interface PostedMessage {
  /** Milliseconds since 1970 on the page's clock. */
  at: number
  origin: string
  /** `out`: a frame heard its parent; `in`: what else was heard. */
  direction: 'in' | 'out'
  /** Where it was heard, without its query. */
  here: string
  /** The text that was posted, or the value as JSON. */
  text: string
  size: number
  cut?: true
}

/**
 * Injected as source text, before the scripts of the page: no imports at run time, nothing from outside of it. Changes
 * nothing that the page can see.
 * @param binding name of the function that takes messages as JSON; exists in this world only
 */
export function hearMessages(binding: string): void {
  const MOST = { messages: 2_000, text: 256_000, values: 3_000, depth: 10, kept: 64_000 }
  const tell = (globalThis as unknown as Record<string, (message: string) => void>)[binding]
  let heard = 0
  let values = 0
  let room = 0

  /** A copy that is no larger than our bounds; a message may hold anything. */
  function copy(value: unknown, depth: number): unknown {
    if (--values < 0 || depth > MOST.depth || room < 0) throw new Error('too large')
    if (typeof value === 'string') {
      room -= value.length
      if (room < 0) throw new Error('too large')
      return value
    }
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
    if (Array.isArray(value)) return value.map((one) => copy(one, depth + 1))
    if (Object.prototype.toString.call(value) !== '[object Object]') return undefined
    const made: Record<string, unknown> = Object.create(null)
    for (const key of Object.keys(value as object)) {
      room -= key.length
      made[key] = copy((value as Record<string, unknown>)[key], depth + 1)
    }
    return made
  }

  function textOf(data: unknown): { text: string; size: number; cut?: true } | undefined {
    if (typeof data === 'string') {
      if (data.length <= MOST.text) return { text: data, size: data.length }
      return { text: data.slice(0, MOST.kept), size: data.length, cut: true }
    }
    if (typeof data !== 'object' || data === null) return undefined
    values = MOST.values
    room = MOST.text
    try {
      const text = JSON.stringify(copy(data, 0))
      return text === undefined ? undefined : { text, size: text.length }
    } catch {
      return { text: '', size: MOST.text, cut: true }
    }
  }

  addEventListener(
    'message',
    (event) => {
      if (!tell || heard >= MOST.messages) return
      const found = textOf(event.data)
      if (!found) return
      heard++
      const message: PostedMessage = {
        at: performance.timeOrigin + performance.now(),
        origin: event.origin,
        direction: event.source === parent && parent !== window ? 'out' : 'in',
        here: `${location.origin}${location.pathname}`.slice(0, 300),
        ...found,
      }
      tell(JSON.stringify(message))
    },
    true,
  )
}
