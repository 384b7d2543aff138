/** The command line in a pseudo-terminal, as a person has it: what it writes can be waited for, keys can be pressed. */
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inject, onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** util-linux: runs a command in a pseudo-terminal and copies what it writes. */
export const HAS_TERMINAL =
  spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false

export interface Terminal {
  /** Resolves with what was written, once `text` stands in it for the `count`th time. */
  until(text: string, count?: number): Promise<string>
  /** Types these characters. */
  press(keys: string): void
  ended: Promise<{ code: number | null; written: string }>
}

/** Starts `ombud ...args` in English in a pseudo-terminal. */
export function terminal(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Terminal {
  const errors = inject('buildErrors')
  if (errors) throw new Error(`src does not build:\n${errors}`)
  const command = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(' ')
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), LANG: 'en_US.UTF-8', TERM: 'xterm', ...env },
  })
  onTestFinished(() => void child.kill())
  let written = ''
  let over = false
  const looks = new Set<() => void>()
  const look = () => {
    for (const one of looks) one()
  }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    written += text
    look()
  })
  const ended = new Promise<{ code: number | null; written: string }>((resolve) =>
    child.once('close', (code) => {
      over = true
      look()
      resolve({ code, written })
    }),
  )
  return {
    until: (text, count = 1) =>
      new Promise((resolve, reject) => {
        const one = () => {
          const there = written.split(text).length > count
          if (!there && !over) return
          looks.delete(one)
          if (there) resolve(written)
          else reject(new Error(`it ended without "${text}":\n${written}`))
        }
        looks.add(one)
        one()
      }),
    press: (keys) => void child.stdin.write(keys),
    ended,
  }
}
