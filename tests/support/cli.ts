/** Starts the command line as a user does: its own process, its own folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

interface Started {
  code: number | null
  stdout: string
  stderr: string
}

interface Where {
  cwd?: string
  env?: Record<string, string>
  /** Arguments of node itself. */
  node?: readonly string[]
  /** Is told the process when it has started. */
  started?(child: ChildProcess): void
}

/** Runs `ombud ...args` in English to its end. */
export async function ombud(args: readonly string[], where: Where = {}): Promise<Started> {
  const errors = inject('buildErrors')
  if (errors) throw new Error(`src does not build:\n${errors}`)
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const child = spawn(process.execPath, [...(where.node ?? []), MAIN, ...args], {
    cwd: where.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), LANG: 'en_US.UTF-8', ...where.env },
  })
  where.started?.(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, stdout, stderr }
}
