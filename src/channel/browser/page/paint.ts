/** When the page has been painted; runs inside the page and must stand alone. */

/** Injected as source text: no imports, nothing from outside of it. */
export function paintClock(now: () => number, later: (work: () => void, ms: number) => void) {
  /** A page that nobody sees is not painted: what waits goes on after this long, milliseconds. */
  const UNSEEN = 100
  const frame = window.requestAnimationFrame.bind(window)
  const { port1, port2 } = new MessageChannel()
  const paints: number[] = []
  let waiting: ((at: number | undefined) => void)[] = []
  let asked = 0

  function run(at: number | undefined): void {
    asked++
    if (at !== undefined && paints.push(at) > 500) paints.splice(0, 250)
    const work = waiting
    waiting = []
    for (const job of work) job(at)
  }

  // The message is delivered after the frame whose callback sent it was painted.
  port1.onmessage = ({ data }) => {
    if (data === asked) run(now())
  }

  return {
    /** Runs after the next paint, with its time; without one where the page is not painted. */
    after(work: (at: number | undefined) => void): void {
      waiting.push(work)
      if (waiting.length > 1) return
      const ticket = asked
      frame(() => port2.postMessage(ticket))
      later(() => {
        if (asked === ticket) run(undefined)
      }, UNSEEN)
    },
    /** The first paint after a moment. */
    since: (at: number): number | undefined => paints.find((paint) => paint >= at),
  }
}

export type PaintClock = ReturnType<typeof paintClock>
