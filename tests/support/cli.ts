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
  /** Largest size of a file that it may write, in KiB. */
  blocks?: number
  /** Is told the process when it has started. */
  started?(child: ChildProcess): void
}

/** Runs `ombud ...args` in English to its end. */
export async function ombud(args: readonly string[], where: Where = {}): Promise<Started> {
  const errors = inject('buildErrors')
  if (errors) throw new Error(`src does not build:\n${errors}`)
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const command = [process.execPath, ...(where.node ?? []), MAIN, ...args]
  const limit = where.blocks === undefined ? [] : ['bash', '-c', `ulimit -f ${where.blocks}; exec "$@"`, '-']
  const [file = '', ...rest] = [...limit, ...command]
  const child = spawn(file, rest, {
    cwd: where.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), LANG: 'en_US.UTF-8', ...where.env },
  })
  where.started?.(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, stdout, stderr }
}
