/** Builds dist/ once before the tests that start the command line; only where a source is newer. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

declare module 'vitest' {
  interface ProvidedContext {
    /** What the compiler says against src; empty where it builds. Only tests of the command line care. */
    buildErrors: string
  }
}

const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

export default function setup({ provide }: TestProject): void {
  provide('buildErrors', build())
}

function build(): string {
  const built = changed(join(ROOT, 'dist/cli/main.js'))
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  if (sources.every((name) => changed(join(ROOT, 'src', name)) < built)) return ''
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '--noEmitOnError'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return status === 0 ? '' : stdout
}
