/** Tells messages, each as often as its words are news, the first time with its paint; runs inside the page alone. */
import type { Shown } from './list.js'
import type { PaintClock } from './paint.js'
import type { PageItem } from './wire.js'

interface TellerParts {
  now(): number
  later(work: () => void, ms: number): void
  paint: PaintClock
  push(item: PageItem): void
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function messageTeller({ now, later, paint, push }: TellerParts) {
  /** Revisions of one message are told at most this often, milliseconds. */
  const EVERY = 50
  const revising = new Set<Shown>()

  function tell(message: Shown, gone?: true): void {
    const first = message.told === undefined
    message.told = now()
    message.stale = false
    const { id, at, actor, evidence, text, name } = message
    const item: PageItem = {
      k: 'text',
      id,
      at,
      actor,
      evidence,
      text,
      ...(name && { name }),
      ...(gone && { gone }),
    }
    push(item)
    if (!first || actor === 'consumer') return
    const painted = paint.since(at)
    if (painted !== undefined) item.painted = painted
    else
      paint.after((time) => {
        if (time !== undefined) item.painted = time
      })
  }

  /** Tells the newest words now, or as soon as the last ones are old enough. */
  function revise(message: Shown): void {
    const wait = message.told === undefined ? 0 : message.told + EVERY - now()
    if (wait <= 0) tell(message)
    else if (!revising.has(message)) {
      revising.add(message)
      later(() => {
        revising.delete(message)
        if (message.stale) tell(message)
      }, wait)
    }
  }

  /** Takes what a known message says or shows now. */
  function changed(message: Shown, seen: Partial<Shown>): void {
    const words = seen.text !== undefined && seen.text !== message.text
    const stale = message.stale || words || seen.actor !== undefined
    Object.assign(message, seen, { gone: undefined, stale })
    if (stale) revise(message)
  }

  return { tell, revise, changed }
}
