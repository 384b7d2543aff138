/** Conversation logs of a merchant as transcripts in a directory of their own: read for insight, and never scored. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../../documents/input-error.js'
import { Mask, type Personal } from '../../documents/mask.js'
import { VERSION } from '../../documents/version.js'
import { LOGS_FILE } from '../../run/logs.js'
import type { LogNames } from './log-columns.js'
import { type LogMessage, messagesIn } from './log-message.js'
import { recordsIn } from './log-records.js'
import { transcriptOf } from './log-transcript.js'

export interface LogOptions extends LogNames {
  /** Directory to write; default reports/logs/<name>-<n>. */
  out?: string
  /** What the logs are called; default: the name of the first file. */
  name?: string
  /** Telephone, identity and card numbers and e-mail addresses stay. */
  keepPersonal?: boolean
}

/** logs.json: what lies in the directory. */
export interface LogRecordFile {
  version: number
  origin: 'merchant-log'
  name: string
  ombud: string
  files: string[]
  conversations: number
  messages: number
  /** Messages by who said them. */
  roles: Record<LogMessage['actor'], number>
  /** Messages that were too many for their conversation. */
  leftOut: number
  masked: Record<Personal, number> | null
}

export interface ImportedLogs extends LogRecordFile {
  path: string
}

export const LOGS_VERSION = 1
const MOST_CONVERSATIONS = 500_000
const MOST_MESSAGES = 2_000
/** Characters that are kept in memory before they go to the disk. */
const MOST_KEPT = 64_000_000
/** Conversations in one folder. */
const IN_A_FOLDER = 1_000

/**
 * Reads the files and writes one transcript a conversation; all of it, or nothing.
 * @throws InputError that names file and line of what cannot be read
 */
export function importLogs(paths: readonly string[], options: LogOptions = {}): ImportedLogs {
  const name = nameOf(options.name ?? basename(paths[0] ?? 'logs').replace(/\.[^.]*$/, ''))
  const out = options.out ?? nextFolder(name)
  if (existsSync(out))
    throw new InputError(`${out} is already there, so nothing was written`, 'name another folder with --out')
  const part = `${out}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  try {
    const mask = options.keepPersonal ? undefined : new Mask()
    const spool = new Spool(join(part, 'spool'))
    for (const path of paths)
      for (const record of recordsIn(path))
        for (const { conversation, message } of messagesIn(record, options)) spool.add(conversation, message)
    if (spool.conversations === 0)
      throw new InputError(`${paths.join(', ')}: no message of a conversation in it`)
    for (const [id, number, messages] of spool.all())
      write(part, name, number, mask?.of(id) ?? id, messages, mask)
    rmSync(join(part, 'spool'), { recursive: true, force: true })
    const record: LogRecordFile = {
      version: LOGS_VERSION,
      origin: 'merchant-log',
      name,
      ombud: VERSION,
      files: paths.map((path) => basename(path)),
      conversations: spool.conversations,
      messages: spool.messages,
      roles: spool.roles,
      leftOut: spool.leftOut,
      masked: mask?.counts ?? null,
    }
    writeFileSync(join(part, LOGS_FILE), `${JSON.stringify(record, null, 2)}\n`)
    mkdirSync(dirname(out), { recursive: true })
    renameSync(part, out)
    return { path: out, ...record }
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
}

/** Letters of any script, digits and hyphens. */
function nameOf(written: string): string {
  const name = written
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return name === '' ? 'logs' : name
}

function nextFolder(name: string): string {
  for (let n = 1; ; n++) {
    const folder = join('reports', 'logs', `${name}-${n}`)
    if (!existsSync(folder)) return folder
  }
}

function write(
  folder: string,
  name: string,
  number: number,
  conversation: string,
  messages: readonly LogMessage[],
  mask: Mask | undefined,
): void {
  const digits = String(number).padStart(6, '0')
  const place = join(folder, 'conversations', String(Math.floor(number / IN_A_FOLDER)).padStart(3, '0'))
  mkdirSync(place, { recursive: true })
  const masked = mask ? messages.map((message) => maskedMessage(message, mask)) : messages
  const events = transcriptOf(masked, { trial: `${name}/${digits}`, conversation })
  writeFileSync(join(place, `${digits}.jsonl`), events.map((event) => `${JSON.stringify(event)}\n`).join(''))
}

function maskedMessage(message: LogMessage, mask: Mask): LogMessage {
  return {
    ...message,
    text: mask.of(message.text),
    ...(message.card === undefined ? {} : { card: mask.of(message.card) }),
    ...(message.choices ? { choices: message.choices.map((label) => mask.of(label)) } : {}),
  }
}

interface Talk {
  number: number
  kept: LogMessage[]
  messages: number
  spooled: boolean
}

/** Conversations whose messages may come mixed: what does not fit into memory waits on the disk. */
class Spool {
  readonly #folder: string
  readonly #talks = new Map<string, Talk>()
  #kept = 0
  messages = 0
  leftOut = 0
  readonly roles: Record<LogMessage['actor'], number> = { consumer: 0, bot: 0, human: 0, system: 0 }

  constructor(folder: string) {
    this.#folder = folder
  }

  get conversations(): number {
    return this.#talks.size
  }

  add(id: string, message: LogMessage): void {
    const talk = this.#talks.get(id) ?? this.#begin(id)
    if (talk.messages >= MOST_MESSAGES) {
      this.leftOut++
      return
    }
    talk.messages++
    talk.kept.push(message)
    if (message.sign === undefined) {
      this.messages++
      this.roles[message.actor]++
    }
    this.#kept += message.text.length + (message.card?.length ?? 0) + 100
    if (this.#kept > MOST_KEPT) this.#flush()
  }

  /** Every conversation in the order in which it began. */
  *all(): Generator<[id: string, number: number, messages: LogMessage[]]> {
    for (const [id, { number, kept, spooled }] of this.#talks)
      yield [id, number, spooled ? [...this.#spooled(number), ...kept] : kept]
  }

  #begin(id: string): Talk {
    if (this.#talks.size >= MOST_CONVERSATIONS)
      throw new InputError(`more than ${MOST_CONVERSATIONS} conversations`, 'import a part of the logs')
    const talk = { number: this.#talks.size + 1, kept: [], messages: 0, spooled: false }
    this.#talks.set(id, talk)
    return talk
  }

  #flush(): void {
    mkdirSync(this.#folder, { recursive: true })
    for (const talk of this.#talks.values()) {
      if (talk.kept.length === 0) continue
      appendFileSync(this.#file(talk.number), talk.kept.map((one) => `${JSON.stringify(one)}\n`).join(''))
      talk.kept = []
      talk.spooled = true
    }
    this.#kept = 0
  }

  #spooled(number: number): LogMessage[] {
    const lines = readFileSync(this.#file(number), 'utf8').split('\n').slice(0, -1)
    return lines.map((line) => JSON.parse(line) as LogMessage)
  }

  #file(number: number): string {
    return join(this.#folder, `${number}.jsonl`)
  }
}
