/** In the page: when its timers ran late, since the consumer sent something. */
import type { PageCommand } from './wire.js'

/**
 * Runs in every frame, before the page's own scripts; its timer runs only where words are sent, for a while. Must
 * not refer to anything outside of itself.
 * @param command name of the event by which the driver asks
 */
export function watchLag(command: string): void {
  const EVERY = 50
  const LEAST = 25
  const KEPT = 50
  const LONG = 120_000
  const later = window.setTimeout.bind(window)
  const now = performance.now.bind(performance)
  const zero = performance.timeOrigin
  const spikes: { from: number; to: number }[] = []
  let until = 0
  let due = 0
  const tick = () => {
    const at = now()
    if (at - due >= LEAST) {
      spikes.push({ from: zero + due, to: zero + at })
      if (spikes.length > KEPT) spikes.shift()
    }
    if (at >= until) until = 0
    else start()
  }
  const start = () => {
    due = now() + EVERY
    later(tick, EVERY)
  }
  document.addEventListener(command, (event) => {
    const { detail } = event as CustomEvent<PageCommand>
    if (detail.do === 'flush') detail.late = [...spikes]
    if (detail.do !== 'sent') return
    const idle = until === 0
    until = now() + LONG
    if (idle) start()
  })
}
