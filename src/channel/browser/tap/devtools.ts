/** A page and all that belongs to it in the browser: frames of other sites from their first moment on, and workers. */
import type { CDPSession } from 'playwright'

/** Frames and workers that are followed at once: a page may open any number. */
const MOST = 100

type Params = Record<string, unknown>

/** One target: the page itself, a frame with a process of its own, or a worker. */
export interface Target {
  kind: 'page' | 'iframe' | 'worker'
  send(method: string, params?: Params): Promise<unknown>
  /** Hears all events of this target by name. */
  hear(heard: (method: string, params: unknown) => void): void
}

/** What carries the messages of a target: the session of its page, or the target that it belongs to. */
type Carrier = Pick<Target, 'send' | 'hear'>

interface Message {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

/**
 * Calls `begin` for the page and for each target that comes to it. A target waits until `begin` has ended, so that
 * nothing of it is missed; a worker waits for the first who lets it run, which may be Playwright: what it does in its
 * first milliseconds may be missed. Children are spoken with through their parents ("flat" sessions belong to Playwright).
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Target/
 */
export async function followTargets(
  session: CDPSession,
  events: readonly string[],
  begin: (target: Target) => Promise<void>,
): Promise<void> {
  const root: Carrier = {
    send: (method, params) => session.send(method as 'Network.enable', params as object),
    hear: (heard) => {
      for (const name of [...OWN, ...events])
        session.on(name as 'Network.dataReceived', (params) => heard(name, params))
    },
  }
  const followed = { count: 0 }
  await follow({ ...root, kind: 'page' })

  async function follow(target: Target): Promise<void> {
    const children = new Map<string, Child>()
    target.hear((method, params) => {
      const { sessionId, message, targetInfo } = params as {
        sessionId: string
        message: string
        targetInfo: { type: string }
      }
      if (method === 'Target.receivedMessageFromTarget') children.get(sessionId)?.take(message)
      else if (method === 'Target.detachedFromTarget') {
        if (children.delete(sessionId)) followed.count--
      } else if (method === 'Target.attachedToTarget') {
        const child = new Child(target, sessionId, targetInfo.type === 'iframe' ? 'iframe' : 'worker')
        const kept = followed.count < MOST
        if (kept) {
          followed.count++
          children.set(sessionId, child)
        }
        const begun = kept ? follow(child) : Promise.resolve()
        // One that has gone by then needs nothing any more.
        void begun
          .catch(() => undefined)
          .then(() => target.send('Target.sendMessageToTarget', child.resumed()))
          .catch(() => undefined)
      }
    })
    // Both are waited for, though one should fail: what is resumed before it is listened to is missed.
    const [begun] = await Promise.allSettled([
      begin(target),
      target.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false }),
    ])
    if (begun.status === 'rejected') throw begun.reason
  }
}

const OWN = ['Target.attachedToTarget', 'Target.detachedFromTarget', 'Target.receivedMessageFromTarget']

class Child implements Target {
  readonly #carrier: Carrier
  readonly #sessionId: string
  readonly #waiting = new Map<number, { done(result: unknown): void; failed(error: Error): void }>()
  readonly #hearers: ((method: string, params: unknown) => void)[] = []
  #asked = 0

  constructor(
    carrier: Carrier,
    sessionId: string,
    readonly kind: Target['kind'],
  ) {
    this.#carrier = carrier
    this.#sessionId = sessionId
  }

  send(method: string, params: Params = {}): Promise<unknown> {
    const id = ++this.#asked
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      this.#carrier
        .send('Target.sendMessageToTarget', {
          sessionId: this.#sessionId,
          message: JSON.stringify({ id, method, params }),
        })
        .catch(failed)
    })
  }

  hear(heard: (method: string, params: unknown) => void): void {
    this.#hearers.push(heard)
  }

  /** What lets it run; nobody waits for the answer. */
  resumed(): Params {
    const message = JSON.stringify({ id: ++this.#asked, method: 'Runtime.runIfWaitingForDebugger' })
    return { sessionId: this.#sessionId, message }
  }

  take(text: string): void {
    const { id, method, params, result, error } = JSON.parse(text) as Message
    if (method !== undefined) for (const heard of this.#hearers) heard(method, params)
    const waiting = id === undefined ? undefined : this.#waiting.get(id)
    if (id === undefined || !waiting) return
    this.#waiting.delete(id)
    if (error) waiting.failed(new Error(error.message))
    else waiting.done(result)
  }
}
