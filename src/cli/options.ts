/** Options that several commands share, and how their values are read. */
import { InvalidArgumentError, Option } from 'commander'
import type { EvidenceKind } from '../channel/open.js'
import { milliseconds } from '../documents/duration.js'
import { type Shard, shardIn } from '../run/shard.js'

/** Takes the exit code of a command. */
export type Done = (code: number) => void

export function noColor(): Option {
  return new Option('--no-color', 'no colours in the scorecard (as with NO_COLOR)')
}

export function verbose(): Option {
  return new Option('--verbose', 'show stacks of unexpected errors')
}

export function failOn(): Option {
  return new Option('--fail-on <outcome>', 'exit 1 also where something stayed undecided').choices([
    'inconclusive',
  ])
}

export function language(): Option {
  return new Option('-l, --lang <lang>', 'language of what is printed and of the report').choices([
    'zh-CN',
    'en',
  ])
}

export function redact(): Option {
  return new Option(
    '--redact',
    'leave out personal data that somebody shows, too: telephone, identity and card numbers, e-mail addresses',
  )
}

export function noRedact(): Option {
  return new Option(
    '--no-redact',
    'show names and work numbers of human agents, and credentials, which are left out by default',
  )
}

export function auditModule(): Option {
  return new Option(
    '--audit <module>',
    'an audit of your own, by its file or package; may be given again',
  ).argParser(collect)
}

export function channelModule(): Option {
  return new Option(
    '--channel <module>',
    'a channel of your own, by its file or package; may be given again',
  ).argParser(collect)
}

export function commandLine(): Option {
  return new Option(
    '--command <command>',
    'a bot that reads and writes JSON lines: "node bot.mjs", or name="node bot.mjs" for a target that names it',
  ).argParser(collect)
}

export function judge(): Option {
  return new Option(
    '--judge <judge>',
    'who is asked where rules decide nothing: openai:MODEL[@BASEURL], or gguf:FILE; it is sent excerpts of conversations',
  )
}

export function configFile(): Option {
  return new Option('--config <file>', 'configuration (default: ombud.config.js, .mjs or .ts of this folder)')
}

/** An option that takes one value each time, so that what follows it is a file again. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

const EVIDENCE: readonly string[] = ['png', 'video', 'trace', 'none'] satisfies EvidenceKind[]

export function evidence(text: string): EvidenceKind[] {
  const kinds = text.split(',').map((kind) => kind.trim())
  const wrong = kinds.find((kind) => !EVIDENCE.includes(kind))
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is none of ${EVIDENCE.join(', ')}.`)
  return kinds as EvidenceKind[]
}

export function duration(text: string): number {
  try {
    return milliseconds(text)
  } catch {
    throw new InvalidArgumentError('give a duration, for example 10m.')
  }
}

export function shard(text: string): Shard {
  try {
    return shardIn(text)
  } catch {
    throw new InvalidArgumentError('give which one of how many, counted from 1, for example 2/7.')
  }
}

export function count(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('give a whole number from 1.')
  return n
}
