/** Conversations in recorded shapes: read from `<id>.fixtures.yaml`, played to the mappers. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Mapped, Mapper } from '../../../src/handoff/mapper.js'
import { PLATFORMS } from '../../../src/handoff/platforms/index.js'
import type { Frame } from '../../../src/handoff/platforms/platform.js'
import type { Level } from '../../../src/understanding/types.js'

/** A payload of a conversation, as JSON or as text. */
interface Payload extends Pick<Frame, 'source' | 'direction' | 'url' | 'connection'> {
  json?: unknown
  text?: string
}

export interface Conversation {
  /** Platform whose traffic it is, or looks like. */
  platform: string
  name: string
  /** Whether a person answered. */
  person: boolean
  /** Highest level that its payloads prove; E0 where they prove nothing. */
  highest: Level
  /** Whether its payloads say that the person left or the conversation ended. */
  ended?: boolean
  /** What tells it from a person is said, or is missing, in one payload alone: no part of it is a look-alike. */
  whole?: boolean
  frames: Payload[]
}

const HERE = new URL('.', import.meta.url)
const END = '.fixtures.yaml'

/** All conversations of all fixture files, in order of their names. */
export const CONVERSATIONS: readonly Conversation[] = readdirSync(HERE)
  .filter((name) => name.endsWith(END))
  .sort()
  .flatMap((file) => {
    const text = readFileSync(new URL(file, HERE), 'utf8')
    const read = parse(text, { merge: true }) as Omit<Conversation, 'platform'>[]
    return read.map((one) => ({ platform: file.slice(0, -END.length), ...one }))
  })

/** Payloads as the mapper gets them, one a second. */
export function payloads({ frames }: Conversation): Omit<Frame, 'json'>[] {
  return frames.map(({ json, text, ...frame }, n) => ({
    ...frame,
    at: n * 1000,
    text: text ?? JSON.stringify(json),
  }))
}

/** What all mappers together make of these payloads. */
export function play(frames: readonly Omit<Frame, 'json'>[]): Mapped[] {
  const mapper = new Mapper(PLATFORMS)
  return frames.flatMap((frame) => mapper.step(frame))
}

/** Levels that say that somebody is there, weakest first. The end of a conversation proves nobody. */
const RANKS: readonly Level[] = ['E0', 'E1', 'E2', 'E3-claimed', 'E3', 'E4']

/** Highest level of these signals; E0 where none has any. */
export function highest(signals: readonly Mapped[]): Level {
  return RANKS[Math.max(0, ...signals.map(({ level }) => (level ? RANKS.indexOf(level) : 0)))] as Level
}
