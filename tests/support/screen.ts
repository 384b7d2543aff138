/** A screen of memory, and the port of a Chromium that is shown on it: for tests of what people see and do. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const LOOK_EVERY = 50
/** From the package xvfb. */
const XVFB = 'Xvfb'
export const HAS_SCREEN = spawnSync(XVFB, ['-help']).error === undefined

/** Starts a screen; resolves with its $DISPLAY. */
export async function screen(): Promise<string> {
  const child = spawn(XVFB, ['-displayfd', '1', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill())
  for await (const number of createInterface(child.stdout)) return `:${number}`
  throw new Error('Xvfb did not start')
}

/** The port that a Chromium with a profile below `folder` has written there. */
export async function debuggingPort(folder: string): Promise<number> {
  for (;;) {
    const ports = readdirSync(folder).map((name) => join(folder, name, 'DevToolsActivePort'))
    const [port] = ports.filter(existsSync).map((file) => readFileSync(file, 'utf8').split('\n')[0])
    if (port) return Number(port)
    await new Promise((done) => setTimeout(done, LOOK_EVERY))
  }
}
