/** Asks a time stamping authority (RFC 3161, over HTTP) for a stamp and keeps it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { readStamp, stampRequest } from '../evidence/stamp.js'

const LIMIT_MS = 15_000
const LARGEST = 1_000_000

/**
 * Has `file` stamped.
 * @param stamp where the answer is kept; what is there stays
 * @returns when, by the clock of the authority
 * @throws InputError where the authority cannot be reached or answers with something else
 */
export async function stampFile(url: string, file: string, stamp: string): Promise<Date> {
  if (existsSync(stamp))
    throw new InputError(`${stamp} is already there`, 'a time stamp is never written over')
  const data = readFileSync(file)
  const answer = await ask(url, await stampRequest(data))
  const read = await readStamp(answer, data)
  if (!read || (read.problem !== undefined && read.problem !== 'no-authority-given'))
    throw new InputError(
      `${url} gave no time stamp of what it was asked for`,
      'is this the address of an RFC 3161 authority?',
    )
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, answer, { flag: 'wx' })
  return read.time
}

/** Stamps the plan of a run before its first message. Never fails: what went wrong is told. */
export async function stampPlan(url: string, run: string, note: (message: string) => void): Promise<void> {
  const stamp = join(run, 'timestamps', 'plan.tsr')
  if (existsSync(stamp)) return
  try {
    await stampFile(url, join(run, 'plan.json'), stamp)
  } catch (error) {
    note(`the plan has no time stamp: ${(error as Error).message}`)
  }
}

async function ask(url: string, request: Buffer): Promise<Buffer> {
  let answer: Response
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: Uint8Array.from(request),
      signal: AbortSignal.timeout(LIMIT_MS),
    })
  } catch (error) {
    const { cause, message } = error as Error
    throw new InputError(`${url} cannot be reached: ${cause instanceof Error ? cause.message : message}`)
  }
  if (!answer.ok) throw new InputError(`${url} answered ${answer.status}`)
  return bounded(url, answer)
}

async function bounded(url: string, { body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > LARGEST) throw new InputError(`${url} answered with more than a time stamp`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
