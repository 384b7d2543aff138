/** docs/scale.md: its YAML is YAML, its shell is shell, and `ombud` knows every command and option that stands in it. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import * as queue from '../../src/cli/commands-queue.js'
import * as runs from '../../src/cli/commands-run.js'
import * as shards from '../../src/cli/commands-shards.js'
import * as stores from '../../src/cli/commands-store.js'

const page = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8')
const BLOCKS = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => parseAllDocuments(text))

/** All texts of a value, whatever they are nested in; a list of words is one command. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return [value.join(' ')]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const inYaml = BLOCKS.flat().flatMap((document) => textsIn(document.toJS()))
/** A command line ends where two spaces begin to explain it. */
const inText = [...page.matchAll(/^ {4}(ombud .*?)(?= {2}|$)/gm)].map(([, line = '']) => line)

/** The words after `ombud` of each call in a text; what a shell or a CI system would put in stands for itself. */
function callsIn(text: string): string[][] {
  const filled = text.replaceAll(/\$\{\{.*?\}\}|\$\(\(.*?\)\)/g, '1').replaceAll(/\$\$?\(hostname\)/g, 'host')
  return [...filled.matchAll(/\bombud ([a-z][^;|&\n]*)/g)].map(([, words = '']) =>
    words.replaceAll(/["']/g, '').trim().split(/\s+/),
  )
}

const CALLS = [...inText, ...inYaml].flatMap(callsIn)

function known(words: readonly string[]): string | undefined {
  let command = new Command('ombud')
  for (const group of [runs, shards, queue, stores]) group.register(command, () => undefined)
  let left = [...words]
  for (;;) {
    const next = command.commands.find((one) => one.name() === left[0])
    if (!next) break
    command = next
    left = left.slice(1)
  }
  if (command.commands.length > 0) return `no command: ${left[0]}`
  const { operands, unknown } = command.exitOverride().parseOptions(left)
  if (unknown.length > 0) return `no option: ${unknown[0]}`
  const { registeredArguments: named } = command
  const least = named.filter((one) => one.required).length
  const most = named.some((one) => one.variadic) ? Number.POSITIVE_INFINITY : named.length
  return operands.length < least || operands.length > most ? `${operands.length} operands` : undefined
}

describe('docs/scale.md', () => {
  it('has YAML that can be read, and commands in it', () => {
    expect(BLOCKS.flat().flatMap(({ errors }) => errors)).toEqual([])
    const kinds = BLOCKS.flat().map((document) => document.toJS().kind)
    expect(kinds).toEqual(expect.arrayContaining(['Job', 'Secret', 'Deployment']))
    expect(inYaml.flatMap(callsIn).length).toBeGreaterThan(4)
    expect(inText.length).toBeGreaterThan(10)
  })

  it('names commands and options that there are', () => {
    expect(known(['worker', '--slotz', '3'])).toBe('no option: --slotz')
    expect(known(['queue', 'begin'])).toBe('no command: begin')
    expect(known(['merge', 'out'])).toBe('1 operands')
    const wrong = CALLS.flatMap((words) => known(words)?.concat(`: ombud ${words.join(' ')}`) ?? [])
    expect(wrong).toEqual([])
  })

  it('has shell that a shell can read', () => {
    const scripts = inYaml
      .filter((text) => callsIn(text).length > 0)
      .map((text) => text.replace(/^sh -c /, ''))
    const script = scripts.map((text) => text.replaceAll(/\$\{\{.*?\}\}/g, '1')).join('\n')
    expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('')
  })

  it('stops a worker gently: the signal reaches it, and there is time for goodbyes', () => {
    const deployment = BLOCKS.flat()
      .map((document) => document.toJS())
      .find(({ kind }) => kind === 'Deployment')
    const { spec } = deployment.spec.template
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(120)
    expect(spec.containers[0].command.at(-1)).toMatch(/^exec ombud worker /)
    expect(deployment.spec.selector.matchLabels).toEqual(deployment.spec.template.metadata.labels)
    const services = BLOCKS.flat().map((document) => document.toJS().services)
    expect(services.find(Boolean).worker.command.at(-1)).toMatch(/^exec ombud worker /)
  })
})
