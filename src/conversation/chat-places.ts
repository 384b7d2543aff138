/** Which requests of a page are its chat's: those that carry what the consumer says or what the bot shows. */
import type { FrameSeen } from '../channel/channel.js'

/** Payloads whose words may be shown yet, places that are known, words that are looked for. */
const MOST = { undecided: 40, places: 200, words: 10 }
/** Characters of a message that tell it from others. */
const TELLING = { least: 2, most: 30 }

type Seen = Pick<FrameSeen, 'source' | 'url' | 'connection' | 'direction' | 'payload' | 'binary'>

/** Sockets and event streams are always taken for a chat's: a page has few of them. */
export class ChatPlaces<Payload extends Seen = FrameSeen> {
  readonly #known = new Set<string>()
  #said: string[] = []
  #undecided: Payload[] = []

  /** Whether a payload belongs to the chat, as far as can be told now. */
  take(payload: Payload): boolean {
    const { source, direction, payload: text } = payload
    if (source === 'ws' || source === 'sse') return true
    if (direction === 'out' && this.#said.some((words) => text.includes(words))) this.#learn(payload)
    if (!/^\s*[[{]/.test(text)) return false
    if (this.#isKnown(payload)) return true
    this.#undecided.push(payload)
    if (this.#undecided.length > MOST.undecided) this.#undecided.shift()
    return false
  }

  /** The consumer is about to say this. */
  says(text: string): void {
    this.#said = [...formsOf(text), ...this.#said].slice(0, MOST.words * 3)
  }

  /** The chat shows this: the payloads that brought it come back, and what comes from there from now on is known. */
  shows(text: string): Payload[] {
    const forms = formsOf(text)
    const brought = this.#undecided.filter(({ payload }) => forms.some((words) => payload.includes(words)))
    for (const one of brought) this.#learn(one)
    this.#undecided = this.#undecided.filter((one) => !brought.includes(one))
    return brought
  }

  #isKnown(payload: Seen): boolean {
    return placesOf(payload).some((place) => this.#known.has(place))
  }

  #learn(payload: Seen): void {
    for (const place of placesOf(payload)) if (this.#known.size < MOST.places) this.#known.add(place)
  }
}

/** Its connection, and its address without what differs each time. */
function placesOf({ source, connection, url }: Seen): string[] {
  return [
    connection,
    `${source} ${url.replace(/[^/]*\d[^/]*(?=\/|$)/g, (part, at) => (at < 9 ? part : '*'))}`,
  ]
}

/** How a message may stand in a payload: as it is, as JSON, as JSON in ASCII. */
function formsOf(text: string): string[] {
  const words = text.trim().split('\n', 1)[0]?.slice(0, TELLING.most) ?? ''
  if (words.length < TELLING.least) return []
  const json = JSON.stringify(words).slice(1, -1)
  const ascii = json.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return [...new Set([words, json, ascii])]
}
