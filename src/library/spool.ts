/** The run directory of a worker: new, with the plan of the queue, or the one that it had when it was stopped. */
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { RunDirectory } from '../run/directory.js'
import { writeArriving } from '../run/files.js'
import { PlanFile } from '../run/plan-file.js'
import type { QueuedPlan } from '../run/queue/contract.js'
import type { Spool } from '../run/run.js'
import { READERS } from '../understanding/types.js'
import { TOOL } from './enqueue.js'

/** Where a plan arrives: it has its name when everything is ready to begin. */
const ARRIVING = 'plan.json.part'

/**
 * Opens the directory for the plan of a queue, and makes it where it is new. The plan is kept there, and not in memory.
 * @throws InputError where nothing is enqueued, the plan was changed, or another version of ombud made it, or where the
 * directory is of another run; DiskError where it does not fit
 */
export async function openSpool(queued: QueuedPlan | undefined, path: string): Promise<Spool> {
  if (!queued) throw new InputError('nothing is enqueued', 'put a plan into the queue with `ombud enqueue`')
  if (queued.tool !== TOOL)
    throw new InputError(
      `the plan was enqueued by ${queued.tool}, and this is ${TOOL}: it may speak or measure otherwise`,
      'use the same version on every machine',
    )
  const names = existsSync(path) ? readdirSync(path) : []
  return names.every((name) => name === ARRIVING) ? arrived(queued, path) : knownSpool(queued, path)
}

async function arrived({ id, text }: QueuedPlan, path: string): Promise<Spool> {
  const isThere = existsSync(path)
  // What was cut before it had arrived.
  rmSync(join(path, ARRIVING), { force: true })
  const directory = RunDirectory.create(path)
  const file = directory.file(ARRIVING)
  try {
    await writeArriving(file, text())
    const stored = planIn(file)
    if (!stored || !isWhole(stored, id))
      throw new InputError(
        'the plan in the queue was changed since it was enqueued',
        'end it with `ombud cancel`, and enqueue it again',
      )
    if (stored.head.readers !== READERS)
      throw new InputError(
        'the plan was made for other readings than this ombud has',
        'use the same version on every machine',
      )
    return { directory, isNew: true, stored }
  } catch (error) {
    rmSync(file, { force: true })
    if (!isThere) rmdirSync(path)
    throw error
  }
}

function knownSpool({ id }: QueuedPlan, path: string): Spool {
  const other = new InputError(`${path} holds something else than this plan`, 'name another --spool')
  if (!existsSync(join(path, 'plan.json'))) throw other
  const directory = RunDirectory.open(path)
  const stored = new PlanFile(directory.file('plan.json'))
  if (stored.head.id !== id) throw other
  if (!isWhole(stored, id))
    throw new InputError(`${path}/plan.json was changed since the run began`, 'name another --spool')
  return { directory, isNew: false, stored }
}

const isWhole = (stored: PlanFile, id: string) => stored.head.id === id && stored.digest() === id

function planIn(file: string): PlanFile | undefined {
  try {
    return new PlanFile(file)
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}
