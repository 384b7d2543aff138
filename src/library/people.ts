/** What the people who answered in a run are called: gathered while it is scored, kept in names.json, left out wherever words are shown. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isEvent } from '../documents/schema.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Names } from '../documents/types/names.js'
import type { Plan } from '../documents/types/plan.js'
import { filesBelow } from '../evidence/files.js'
import type { People } from '../report/redact/change.js'
import { AgentNames, type Spoken } from '../report/redact/names.js'
import { RunDirectory } from '../run/directory.js'
import { readLines } from '../run/repair.js'
import { jsonIn } from '../run/stored.js'

const FILE = 'names.json'
const VERSION = 1

/** Gathers names conversation by conversation. */
export class PeopleMet {
  readonly #targets = new Map<string, AgentNames>()
  readonly #plan: Plan

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** The transcript of one conversation with this target. */
  add(target: string, events: readonly TranscriptEvent[]): void {
    const known = this.#targets.get(target) ?? this.#begun(target)
    this.#targets.set(target, known.add(spokenIn(events)))
  }

  /** Names that were told so far of one target. */
  of(target: string): ReadonlySet<string> {
    return this.#targets.get(target)?.names() ?? new Set()
  }

  names(): People {
    return new Map([...this.#targets].map(([target, known]) => [target, known.names()]))
  }

  /** Writes names.json. */
  write(directory: RunDirectory): void {
    const targets = [...this.names()].filter(([, names]) => names.size > 0)
    const names: Names = {
      version: VERSION,
      targets: Object.fromEntries(targets.map(([target, found]) => [target, [...found].sort()])),
    }
    directory.writeJson(FILE, names)
  }

  #begun(target: string): AgentNames {
    const { merchant, title } = this.#plan.documents.targets[target] ?? {}
    return new AgentNames(target, ...[merchant, title].filter((one) => one !== undefined))
  }
}

/**
 * Names of the people who answered in the run in `path`: what names.json says, else what the transcripts show.
 * @throws InputError where `path` is no run directory, or names.json is damaged
 */
export function peopleIn(path: string): People {
  if (!existsSync(join(path, FILE))) return peopleHeard(path)
  const { targets } = jsonIn<Names>(path, 'names', `\`ombud score ${path}\` makes it anew`)
  return new Map(Object.entries(targets).map(([target, names]) => [target, new Set(names)]))
}

/** The same from every transcript of the run, those that do not count included. @throws InputError where it is none */
export function peopleHeard(path: string): People {
  const directory = RunDirectory.open(path)
  const met = new PeopleMet(directory.plan())
  if (!existsSync(join(path, 'trials'))) return met.names()
  for (const { path: name, isFile } of filesBelow(path, 'trials/'))
    if (isFile && name.endsWith('.jsonl'))
      met.add(name.split('/')[1] ?? '', readLines(directory.file(name)).lines.filter(isEvent))
  return met.names()
}

/** Every message as it stood last, and who came and went. */
export function spokenIn(events: readonly TranscriptEvent[]): Spoken[] {
  const lines = new Map<string | number, Spoken>()
  for (const event of events)
    if (event.kind === 'text') {
      const { actor, text, name } = event
      lines.set(event.id, { actor, text, ...(name === undefined ? {} : { name }) })
    } else if (event.kind === 'card')
      lines.set(event.seq, { actor: event.actor, text: [event.title, event.text].filter(Boolean).join('\n') })
    else if (event.kind === 'participant')
      lines.set(event.seq, { actor: 'system', text: `[${event.change}] ${event.name ?? event.actor}` })
  return [...lines.values()]
}
