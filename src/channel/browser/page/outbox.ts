/** Collects what happened in the page and hands it over in batches; runs inside the page and must stand alone. */
import type { PaintClock } from './paint.js'
import type { PageBatch, PageItem } from './wire.js'

interface OutboxParts {
  /** Items a batch. */
  limit: number
  document: number
  now(): number
  later(work: () => void, ms: number): void
  paint: PaintClock
  deliver(batch: PageBatch): void
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function outbox(parts: OutboxParts) {
  let queue: PageItem[] = []
  let batches = 0
  let posting = false
  let dropped = 0

  function push(item: PageItem): void {
    // What is told now says more than what was told before.
    if (queue.length >= parts.limit) {
      queue.shift()
      dropped++
    }
    queue.push(item)
    if (posting) return
    posting = true
    // Their times are their own, so waiting for the paint delays only the news, and it can then be told as well.
    parts.paint.after(() => {
      if (posting) post()
    })
  }

  function post(): void {
    posting = false
    if (dropped > 0) queue.push({ k: 'dropped', at: parts.now(), what: 'page events', count: dropped })
    dropped = 0
    if (queue.length === 0) return
    const items = queue
    queue = []
    parts.deliver({ document: parts.document, number: ++batches, items })
  }

  return { push, post, count: () => batches }
}
