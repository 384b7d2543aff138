/** Mutations of recorded conversations: what a hostile, a broken or an unlucky page may make of them. */
import type { Frame } from '../../src/handoff/platforms/platform.js'

export type Payload = Omit<Frame, 'json'>

/** Draws from 0 to below 1, the same for the same seed (mulberry32, public domain). */
export function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a mutation gets: the conversation, payloads that prove a person elsewhere, and draws. */
interface Given {
  frames: readonly Payload[]
  proofs: readonly Payload[]
  draw: () => number
}

/** Roles that sound like a person's, and that no protocol gives to one. */
const ROLES = [
  'Person',
  'HUMAN',
  'live_agent',
  'real human',
  'Supervisor',
  '人工',
  '客服',
  ' agent',
  'AGENT\u200b',
]
const NAMES = ['Ana Ruiz', '客服小王', 'Human Agent', 'Sarah from Support', '人工客服 8021', 'agentaccepted']
const ROLE_KEYS =
  /^(?:role|kind|actorType|originatingEntity|participantRole|sender_type|subtypes|userTypeId)$/i
const NAME_KEYS =
  /^(?:name|nickname|displayName|senderDisplayName|display_name|available_name|agentName|firstName)$/i
const WORD_KEYS = /^(?:text|message|body|content|Content)$/

const pick = <T>(list: readonly T[], draw: () => number) => list[Math.floor(draw() * list.length)] as T

/** The payloads with each text under such a key replaced, where they are JSON. */
function replaced(frames: readonly Payload[], keys: RegExp, by: () => string): Payload[] {
  return frames.map((frame) => ({ ...frame, text: rewritten(frame.text, keys, by) }))
}

function rewritten(text: string, keys: RegExp, by: () => string): string {
  try {
    return JSON.stringify(JSON.parse(text), (key, value) =>
      keys.test(key) && typeof value === 'string' && !/^\s*[[{]/.test(value) ? by() : value,
    )
  } catch {
    return text
  }
}

/** One more payload on a connection of the conversation, at a drawn place. */
function inserted({ frames, draw }: Given, text: string, how: Partial<Payload> = {}): Payload[] {
  const place = Math.floor(draw() * (frames.length + 1))
  const near = frames[Math.max(0, place - 1)] as Payload
  return [...frames.slice(0, place), { ...near, ...how, text }, ...frames.slice(place)]
}

const KEYS = ['text', 'value', 'payload', 'custom', 'attachment', 'metadata', 'channelData']

/** Every mutation by its name. */
export const MUTATIONS: Readonly<Record<string, (given: Given) => Payload[]>> = {
  'other roles': ({ frames, draw }) => replaced(frames, ROLE_KEYS, () => pick(ROLES, draw)),
  'other names': ({ frames, draw }) => replaced(frames, NAME_KEYS, () => pick(NAMES, draw)),
  'a proof in the words of a message': ({ frames, proofs, draw }) =>
    replaced(frames, WORD_KEYS, () => pick(proofs, draw).text),
  'a proof as a text of its own': (given) =>
    inserted(given, JSON.stringify(pick(given.proofs, given.draw).text)),
  'a proof within another object': (given) =>
    inserted(given, `{"${pick(KEYS, given.draw)}":${asJson(pick(given.proofs, given.draw).text)}}`),
  'a proof in a Markdown fence': (given) =>
    inserted(given, `\`\`\`json\n${pick(given.proofs, given.draw).text}\n\`\`\``),
  'a proof that the consumer sends': (given) =>
    inserted(given, pick(given.proofs, given.draw).text, { direction: 'out' }),
  'a proof as the reply of the bot': ({ frames, proofs, draw }) => [...frames, asReply(pick(proofs, draw))],
  reordered: ({ frames, draw }) =>
    frames
      .map((frame) => ({ frame, place: draw() }))
      .sort((a, b) => a.place - b.place)
      .map(({ frame }) => frame),
  duplicated: ({ frames, draw }) => frames.flatMap((frame) => (draw() < 0.5 ? [frame, frame] : [frame])),
  truncated: ({ frames, draw }) =>
    frames.map((frame) =>
      draw() < 0.5 ? { ...frame, text: frame.text.slice(0, Math.floor(draw() * frame.text.length)) } : frame,
    ),
  'the other direction': ({ frames, draw }) =>
    frames.map((frame) =>
      draw() < 0.5
        ? { ...frame, direction: frame.direction === 'in' ? ('out' as const) : ('in' as const) }
        : frame,
    ),
  'no beginning': ({ frames, draw }) => frames.slice(1 + Math.floor(draw() * (frames.length - 1))),
  'another host': ({ frames }) =>
    frames.map((frame) => ({ ...frame, url: frame.url.replace(/^(\w+:\/\/)[^/]+/, '$1bot.example') })),
  'as replies of the bot': ({ frames }) => frames.map(asReply),
  'one connection each': ({ frames }) =>
    frames.map((frame, n) => ({ ...frame, connection: `${frame.connection}-${n}` })),
  'all on one connection': ({ frames }) => frames.map((frame) => ({ ...frame, connection: 'one' })),
}

/** Those that may take away the one payload, its place or its names by which a look-alike is one. */
export const TAKING_AWAY: ReadonlySet<string> = new Set([
  'other names',
  'reordered',
  'truncated',
  'the other direction',
  'no beginning',
])

/** What a bot behind an HTTP channel answers: its own host, as the channel tells it. */
function asReply(frame: Payload): Payload {
  return { ...frame, source: 'api', direction: 'in', url: 'https://bot.example/reply', connection: 'channel' }
}

function asJson(text: string): string {
  try {
    JSON.parse(text)
    return text
  } catch {
    return JSON.stringify(text)
  }
}
