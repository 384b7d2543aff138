/** How many conversations are held at once where nobody says: measured on this machine when a run begins. */
import { availableParallelism, cpus, freemem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { findExecutable } from '../channel/browser/executable.js'
import { channelOf } from '../documents/channel-of.js'
import type { Plan } from '../documents/types/plan.js'
import type { LaneKind } from './queue/contract.js'

/** Over plain connections a conversation costs next to nothing; the targets' own limits count. */
const WITHOUT_BROWSER = 4
/** As long as the machine is looked at, milliseconds. */
const LOOK = 200
/** What a page and what belongs to it may take, bytes; half of the free memory is left to others. */
const PAGE = 150 * 2 ** 20

export interface Machine {
  cores: number
  /** Share of the processors' time that nobody used, 0 to 1. */
  idle: number
  /** Free memory in bytes. */
  free: number
}

/** Conversations at once over all targets of a plan. */
export async function slotsFor(plan: Plan): Promise<number> {
  return drivesBrowser(plan) ? browserSlots(await look()) : WITHOUT_BROWSER
}

/**
 * Lanes, and conversations, of each kind that a worker holds at once.
 * @param asked what was asked for; else what this machine bears: none in a browser where there is none
 */
export async function workerSlots(
  plan: Plan,
  asked: Partial<Record<LaneKind, number>>,
): Promise<Record<LaneKind, number>> {
  const inBrowser = async () => (drivesBrowser(plan) && (await hasBrowser()) ? browserSlots(await look()) : 0)
  return { plain: asked.plain ?? WITHOUT_BROWSER, browser: asked.browser ?? (await inBrowser()) }
}

function drivesBrowser({ documents }: Plan): boolean {
  return Object.values(documents.targets).some((target) => channelOf(target).kind === 'browser')
}

async function hasBrowser(): Promise<boolean> {
  const playwright = async () => (await import('playwright')).chromium.executablePath()
  return findExecutable({ playwright }).then(
    () => true,
    () => false,
  )
}

/**
 * Two pages for each processor that has nothing else to do, one where it has, and never more than memory holds. How
 * many more a machine bears before replies are shown 50 ms late is what `npm run bench:channel` tells.
 */
export function browserSlots({ cores, idle, free }: Machine): number {
  return Math.max(1, Math.min(Math.round(cores * (1 + idle)), Math.floor(free / 2 / PAGE)))
}

async function look(): Promise<Machine> {
  const before = times()
  await sleep(LOOK)
  const after = times()
  const idle = (after.idle - before.idle) / Math.max(1, after.all - before.all)
  return { cores: availableParallelism(), idle: Math.min(1, Math.max(0, idle)), free: freemem() }
}

function times(): { idle: number; all: number } {
  const each = cpus().map((one) => one.times)
  const idle = each.reduce((sum, one) => sum + one.idle, 0)
  return { idle, all: each.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle) }
}
