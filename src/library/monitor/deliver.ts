/** The ways on which alerts are told: an address that takes a POST, and a program that reads its input. */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { InputError } from '../../documents/input-error.js'
import type { Alert } from '../../documents/types/alert.js'
import type { Way } from './alerts.js'

/** How long one try may take, how often it is tried, and what is waited before it is tried again. */
const TIMEOUT_MS = 10_000
const TRIES = 3
const PAUSE_MS = 1000
/** A program may have to send an e-mail. */
const COMMAND_MS = 60_000

/** Resolves when the alert was taken; throws where it was not. */
export type Deliver = (alert: Alert) => Promise<void>

export interface Ways {
  webhook?: string
  /** Program and arguments. */
  command?: readonly string[]
  /** Pause after the first failure; it doubles. Milliseconds. */
  pause?: number
}

/** @throws InputError where the address is none, before anything is sent */
export function deliveries({ webhook, command, pause = PAUSE_MS }: Ways): Map<Way, Deliver> {
  const ways = new Map<Way, Deliver>()
  if (webhook !== undefined) {
    const url = addressOf(webhook)
    ways.set('webhook', (alert) => post(url, alert, pause))
  }
  if (command !== undefined) {
    if (!command[0]) throw new InputError('--alert-command names no program')
    ways.set('command', (alert) => tell(command, alert))
  }
  return ways
}

function addressOf(webhook: string): URL {
  const url = URL.canParse(webhook) ? new URL(webhook) : undefined
  // Its path may hold a secret: it is not told again.
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new InputError('--webhook is no http or https address')
  return url
}

/** A server that is busy or broken is asked again; one that refuses is not, until the next round. */
async function post(url: URL, alert: Alert, pause: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    const failure = await posted(url, alert)
    if (failure === undefined) return
    if (!failure.again || tries === TRIES) throw new Error(`${url.host} ${failure.why}`)
    await sleep(pause * 2 ** (tries - 1))
  }
}

async function posted(url: URL, alert: Alert): Promise<{ why: string; again: boolean } | undefined> {
  try {
    const { ok, status, body } = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alert),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await body?.cancel()
    return ok
      ? undefined
      : { why: `answers ${status}`, again: status === 408 || status === 429 || status >= 500 }
  } catch (error) {
    const { cause, message } = error as Error
    return { why: `cannot be reached: ${cause instanceof Error ? cause.message : message}`, again: true }
  }
}

function tell([program = '', ...args]: readonly string[], alert: Alert): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`${program} ${why}`))
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'inherit'], timeout: COMMAND_MS })
    child.once('error', (error) => failed(`cannot be started: ${error.message}`))
    child.once('close', (code, signal) =>
      code === 0 ? resolve() : failed(signal ? `was ended by ${signal}` : `ended with ${code}`),
    )
    // It need not read what it is told.
    child.stdin.on('error', () => {})
    child.stdin.end(`${JSON.stringify(alert)}\n`)
  })
}

/**
 * Program and arguments of a command line, by spaces; single or double quotes hold a part together. No shell reads it.
 * @throws InputError where a quote is not closed
 */
export function argumentsOf(line: string): string[] {
  if (/["']/.test(line.replace(/"[^"]*"|'[^']*'/g, '')))
    throw new InputError('--alert-command has a quote that is not closed')
  const parts = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []
  return parts.map((part) => part.replace(/"([^"]*)"|'([^']*)'/g, (_, a, b) => a ?? b))
}
