/** What a merchant can learn from a run, or from its own logs: where it goes wrong again and again. Sends nothing. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { isEvent, validator } from '../documents/schema.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Insight } from '../documents/types/insight.js'
import { changesFor, type People, type Redaction, redactionOf, spoken } from '../report/redact/change.js'
import { AgentNames } from '../report/redact/names.js'
import { LOGS_FILE } from '../run/logs.js'
import { placeIn, readIn } from '../run/stored.js'
import { LogThemes } from '../scoring/insight/log-themes.js'
import { LOGS_VERSION, type LogRecordFile } from './import/logs.js'
import { peopleIn, spokenIn } from './people.js'

const LARGEST = 50_000_000

/**
 * The insight of a run directory, as `ombud score` wrote it, or of a directory of logs, whose conversations are read.
 * @param options redact: true takes personal data out, too; false shows names of human agents and credentials
 * @throws InputError that says what `path` is, and what to do
 */
export function insightOf(path: string, { redact }: { redact?: boolean } = {}): Insight {
  const what = redactionOf(redact)
  if (existsSync(join(path, LOGS_FILE))) return ofLogs(path, what)
  if (existsSync(join(path, 'insight.json'))) return shown(ofRun(path), peopleIn(path), what)
  if (existsSync(join(path, 'plan.json')))
    throw new InputError(`${path} has no insight.json`, `ombud score ${path} makes it`)
  throw new InputError(
    `${path} is neither a run directory nor one of imported logs`,
    'name a directory that `ombud run` or `ombud import --logs` wrote',
  )
}

function ofRun(path: string): Insight {
  const value = jsonOf(path, 'insight.json')
  if (!validator('insight', 'first')(value))
    throw new InputError(`${join(path, 'insight.json')} is no insight`, `ombud score ${path} makes it anew`)
  return value as Insight
}

function ofLogs(path: string, what: Redaction): Insight {
  const record = jsonOf(path, LOGS_FILE) as Partial<LogRecordFile> | null
  if (record?.origin !== 'merchant-log' || typeof record.name !== 'string' || record.version !== LOGS_VERSION)
    throw new InputError(
      `${join(path, LOGS_FILE)} is not what \`ombud import --logs\` writes`,
      'import it anew',
    )
  const name = record.name.slice(0, 100)
  const themes = new LogThemes(name)
  const people = new AgentNames(name)
  for (const folder of namesIn(path, 'conversations'))
    for (const file of namesIn(path, join('conversations', folder)))
      if (file.endsWith('.jsonl')) {
        const events = eventsIn(path, join('conversations', folder, file))
        themes.add(`${folder}/${file.slice(0, -6)}`, events)
        people.add(spokenIn(events))
      }
  return shown(themes.insight(), new Map([[name, people.names()]]), what)
}

function shown(insight: Insight, people: People, what: Redaction): Insight {
  const of = changesFor(people, what)
  if (of === undefined) return insight
  return { ...insight, targets: insight.targets.map((one) => spoken(one, of(one.target))) }
}

const namesIn = (path: string, folder: string): string[] => readdirSync(placeIn(path, folder)).sort()

function jsonOf(path: string, name: string): unknown {
  try {
    return JSON.parse(readIn(path, name, LARGEST).toString('utf8'))
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${join(path, name)} is damaged: it is no JSON`)
  }
}

function eventsIn(path: string, name: string): TranscriptEvent[] {
  const lines = readIn(path, name, LARGEST).toString('utf8').split('\n')
  const events = lines.slice(0, -1).map((line, i) => {
    const event = parsed(line)
    if (!isEvent(event) || event.seq !== i + 1)
      throw new InputError(`${join(path, name)}:${i + 1}: the line is no event of a transcript`)
    return event
  })
  const [head] = events
  if (head?.kind !== 'header' || head.origin !== 'merchant-log')
    throw new InputError(`${join(path, name)}:1: is no conversation of a log`)
  return events
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
