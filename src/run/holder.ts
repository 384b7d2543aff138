/** Holds the lanes that a queue hands out, a few at once, and gives back what is not done. */
import { setTimeout as sleep } from 'node:timers/promises'
import { InputError } from '../documents/input-error.js'
import { Lane, type Outcome } from './lane.js'
import type { LaneContext } from './lane-context.js'
import { type Claim, type LaneKind, LaneLost, type LaneQueue } from './queue/contract.js'
import type { Pending } from './resume.js'

/** How often a queue is asked that has nothing to hand out at the moment. */
const ASK_AGAIN_MS = 1000

export interface Holding {
  queue: LaneQueue
  context: LaneContext
  /** Lanes at once. */
  atOnce: number
  /** Which lanes; all by default. */
  kind?: LaneKind
  /** Trials of a lane that are to be held. */
  pendingOf(claim: Claim): readonly Pending[]
  /** Others hold lanes of the queue, too, and may hand them back: it is asked until every lane is done. */
  shared?: boolean
  /** Is told when a lane cannot be held for a reason of ours: all others say goodbye. */
  fail(): void
}

/** Returns when the queue has nothing more to hand out, or the run is to stop. @throws what a lane threw, or the queue */
export async function holdLanes(...holdings: readonly Holding[]): Promise<void> {
  const slots = holdings.flatMap((holding) => {
    const waited = together(() => isOver(holding))
    return Array.from({ length: holding.atOnce }, () =>
      slot(holding, waited).catch((error: unknown) => {
        holding.fail()
        throw error
      }),
    )
  })
  const failed = (await Promise.allSettled(slots)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

/** @param isOver waits, and tells whether nothing more will come */
async function slot(holding: Holding, isOver: () => Promise<boolean>): Promise<void> {
  const { queue, context, kind, shared } = holding
  while (!context.signal.aborted) {
    const { id } = context.plan
    const claim = shared ? await asked(() => queue.claim(kind, id), context) : await queue.claim(kind, id)
    if (claim) {
      await hold(claim, holding)
      continue
    }
    if (!shared || (await isOver())) return
  }
}

async function isOver({ queue, context, kind }: Holding): Promise<boolean> {
  const status = await asked(() => queue.status(), context)
  const lanes = status && (kind ? status.kinds[kind] : status.lanes)
  if (status && status.plan !== context.plan.id) {
    context.note('the queue has another plan by now, which needs another spool')
    return true
  }
  if (status?.cancelled || (lanes && lanes.done === lanes.all)) return true
  await sleep(ASK_AGAIN_MS, undefined, { signal: context.signal }).catch(() => undefined)
  return false
}

/** All who ask before there is an answer get the same one: the state of a large queue is counted once a second. */
function together<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask().finally(() => {
      answer = undefined
    })
    return answer
  }
}

/** A queue on another machine may be away for a while; what it would have answered is asked again. @throws InputError */
async function asked<T>(ask: () => Promise<T>, { note }: LaneContext): Promise<T | undefined> {
  return ask().catch((error: Error) => {
    if (error instanceof InputError) throw error
    note(`the queue does not answer and is asked again: ${error.message}`)
    return undefined
  })
}

async function hold(claim: Claim, { context, pendingOf, fail }: Holding): Promise<void> {
  try {
    await context.meet?.(claim.lane.targets)
    await leave(claim, await new Lane(context, claim, pendingOf(claim)).run())
  } catch (error) {
    if (!(error instanceof LaneLost)) fail()
    // None of its conversations is open any more. Where it is still ours, nobody need wait for the end of the lease.
    await claim.handBack('cut-off').catch(() => undefined)
    if (!(error instanceof LaneLost)) throw error
    context.note(`${error.message}; its open trials are held by whoever holds it next`)
  }
}

async function leave(claim: Claim, { stopped, open, left }: Outcome): Promise<void> {
  if (stopped) return claim.handBack('draining')
  if (open) return claim.handBack('slice')
  const [soonest] = left.toSorted((a, b) => a.ms - b.ms)
  return soonest ? claim.handBack(soonest.reason, Math.ceil(soonest.ms / 1000)) : claim.done()
}
