/** docs/ci.md: the shell lines of each recipe are run as a CI system runs them, against a live bot. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, it } from 'vitest'
import { parse } from 'yaml'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const page = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8')

/** What a job does with its bot ready, and what it does afterwards, whatever came of that. */
interface Job {
  before: string[]
  after: string[]
}

function block(name: string): string {
  const [, found = ''] = new RegExp(`^\`\`\`\\w+ ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? []
  return found
}

const RECIPES: Record<string, () => Job> = {
  github() {
    const steps: { run?: string; if?: string }[] = parse(block('github')).jobs.audit.steps
    const runs = (always: boolean) =>
      steps.filter((step) => (step.if !== undefined) === always).flatMap((step) => step.run ?? [])
    return { before: runs(false), after: runs(true) }
  },
  gitlab() {
    const { script, after_script } = parse(block('gitlab')).audit
    return { before: script, after: after_script }
  },
  jenkins() {
    const [before = '', after = ''] = block('jenkins').split('post {')
    const shell = (part: string) => [...part.matchAll(/^\s*sh '([^']+)'$/gm)].map(([, line]) => `${line}`)
    return { before: shell(before), after: shell(after) }
  },
}

async function job(name: string, answer: Parameters<typeof botOf>[0]) {
  const errors = inject('buildErrors')
  if (errors) throw new Error(`src does not build:\n${errors}`)
  const bot = await botOf(answer)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write('scenarios/ask.scenario.yaml', question('ask'))
  const shims = {
    npm: '#!/bin/sh\n[ "$1" = ci ]\n',
    npx: `#!/bin/sh\n[ "$1" = ombud ] || exit 127\nshift\nexec '${process.execPath}' '${MAIN}' "$@"\n`,
  }
  for (const [shim, script] of Object.entries(shims)) chmodSync(work.write(`bin/${shim}`, script), 0o755)
  const summary = work.write('summary.md', 'before\n')
  const shell = async (line: string) => {
    const child = spawn('bash', ['-e', '-c', line], {
      cwd: work.path,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${work.file('bin')}:${process.env.PATH}`,
        HOME: work.path,
        LANG: 'en_US.UTF-8',
        CI: 'true',
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_WORKSPACE: work.path,
      },
    })
    const code = new Promise<number | null>((resolve) => child.once('close', resolve))
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
    return { code: await code, output: stdout + stderr }
  }
  /** Steps in order up to the first that fails, then those that always run. */
  const play = async () => {
    const recipe = RECIPES[name]?.() ?? { before: [], after: [] }
    let code: number | null = 0
    let output = ''
    for (const line of recipe.before) {
      const step = await shell(line)
      output += step.output
      code = step.code
      if (code !== 0) break
    }
    for (const line of recipe.after) {
      const step = await shell(line)
      expect([line, step.code, step.output]).toEqual([line, 0, expect.anything()])
    }
    return { code, output }
  }
  return { work, play }
}

describe.each(Object.keys(RECIPES))('the recipe for %s', (name) => {
  it('has its commands', () => {
    const { before, after } = RECIPES[name]?.() ?? { before: [], after: [] }
    expect(before.some((line) => line.startsWith('npx ombud run'))).toBe(true)
    expect(after.some((line) => line.startsWith('npx ombud report'))).toBe(true)
  })

  it.each([
    ['passes', 0, 0, () => GOOD_ANSWER],
    ['fails on what was not met', 1, 1, () => '请您耐心等待。'],
    ['tells what could not be measured from a failure', 3, 0, refuse],
  ] as const)('%s, and leaves its reports', async (_, code, failures, answer) => {
    const { work, play } = await job(name, answer)
    expect((await play()).code).toBe(code)
    const junit = work.read('ombud-run/junit.xml')
    expect(junit).toMatch(new RegExp(`<testsuites [^>]*failures="${failures}"`))
    expect(junit.includes('<skipped') || junit.includes('<error')).toBe(code === 3)
    expect(work.read('ombud-run/report.md')).toMatch(/^# /m)
    expect(existsSync(work.file('ombud-run/report.html'))).toBe(true)
  })
})

it('GitHub shows the scorecard on the page of the job, and the failure at its scenario', async () => {
  const { work, play } = await job('github', () => '请您耐心等待。')
  const { output } = await play()
  expect(work.read('summary.md')).toBe(`before\n${work.read('ombud-run/report.md')}`)
  expect(output).toMatch(/^::error file=scenarios\/ask\.scenario\.yaml,title=shop\/ask\/-\/1::states: /m)
})

it('Jenkins can build twice in one workspace', async () => {
  const { play } = await job('jenkins', () => GOOD_ANSWER)
  expect((await play()).code).toBe(0)
  expect((await play()).code).toBe(0)
})

function refuse(_: unknown, response: { writeHead(code: number): { end(): void } }): undefined {
  response.writeHead(404).end()
}
