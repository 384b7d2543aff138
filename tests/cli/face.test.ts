/** The first things that a user tries: the version, the help, a slip of the fingers. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { VERSION } from '../../src/documents/version.js'
import { ombud } from '../support/cli.js'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** Prints the address of every module that is loaded. */
const HOOK = `import { writeSync } from 'node:fs'
export async function load(url, context, next) { writeSync(2, 'loaded ' + url + '\\n'); return next(url, context) }`
const PRINT_LOADED = `import { register } from 'node:module'; register(${JSON.stringify(asUrl(HOOK))})`

function asUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`
}

/** The packages that a call loads. */
async function packagesOf(...args: string[]): Promise<string[]> {
  const { stderr, code } = await ombud(args, { node: ['--import', asUrl(PRINT_LOADED)] })
  expect(code).toBe(0)
  const found = stderr.matchAll(/^loaded \S+\/node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm)
  return [...new Set([...found].flatMap(([, name]) => name ?? []))]
}

describe('start-up', () => {
  it('tells its version and loads no package for it', async () => {
    expect(await ombud(['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' })
    expect(await packagesOf('--version')).toEqual([])
  })

  it('needs nothing heavy for the help', async () => {
    expect(await packagesOf('--help')).toEqual(['commander'])
    expect(await packagesOf('run', '--help')).toEqual(['commander'])
  })
})

describe('help', () => {
  it('names every command, gives examples and the exit codes', async () => {
    const { stdout } = await ombud(['--help'])
    for (const command of ['init', 'validate', 'explain', 'run', 'score', 'report', 'open', 'demo'])
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    expect(stdout).toContain('Examples:\n')
    expect(stdout.match(/^ {2}ombud \S+.* {2,}\S/gm)?.length).toBeGreaterThan(3)
    expect(stdout).toMatch(/Exit codes: 0 .*1 .*2 .*3 .*130/)
  })

  it('is no failure where the reader has read enough', () => {
    const child = spawnSync('sh', ['-c', '"$0" "$1" --help | true', process.execPath, MAIN], {
      encoding: 'utf8',
    })
    expect({ stderr: child.stderr, status: child.status }).toEqual({ stderr: '', status: 0 })
  })

  it('names every option of a run', async () => {
    const { stdout } = await ombud(['run', '--help'])
    const options =
      '--filter --tag --skip-tag --repeat --concurrency --seed --out --lang --headed --dry-run --wait --watch --debug --reporter --audit --config --fail-on'
    for (const option of options.split(' ')) expect(stdout).toContain(option)
  })
})

describe('a slip', () => {
  it.each([
    [['rnu'], "unknown command 'rnu'", 'Did you mean run?'],
    [['run', 'x.target.yaml', '--fliter', 'a'], "unknown option '--fliter'", 'Did you mean --filter?'],
    [['run', 'x.target.yaml', '--repeat', '0'], '--repeat', 'whole number'],
    [['run', 'x.target.yaml', '--lang', 'de'], 'de', 'zh-CN, en'],
    [['run'], 'no target file was given', 'ombud init'],
  ])('in `ombud %s` is answered with what was probably meant', async (args, what, help) => {
    const { code, stdout, stderr } = await ombud(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(what)
    expect(stderr).toContain(help)
  })
})
