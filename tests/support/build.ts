/** Builds dist/ once before the tests that start the command line; only where a source is newer. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

export default function build(): void {
  const built = changed(join(ROOT, 'dist/cli/main.js'))
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  if (sources.every((name) => changed(join(ROOT, 'src', name)) < built)) return
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`src does not build:\n${stdout}`)
}
