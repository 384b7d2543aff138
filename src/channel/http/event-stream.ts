/** Bytes of a streamed reply become its items: server-sent events, or lines of JSON. */
import { createParser } from 'eventsource-parser'
import { ChannelError } from '../channel.js'

/** Longest line or event, in UTF-16 units. */
const MAX_ITEM = 1 << 20

export interface Item {
  /** Name of the event; `message` where it has none. */
  event: string
  data: string
}

/** Takes pieces as they come, split anywhere, even within a character. */
export interface ItemReader {
  /** @throws ChannelError where the bytes are not UTF-8 or an item is too long */
  feed(piece: Buffer): void
  /** The body has ended; what had begun counts. */
  end(): void
  /** Everything that came, as text. */
  readonly text: string
}

export type StreamFormat = 'sse' | 'ndjson'

/** The format that a content type names, or nothing. */
export function formatOf(contentType = ''): StreamFormat | undefined {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'text/event-stream') return 'sse'
  return /^application\/(x-)?(ndjson|jsonl|jsonlines|json-lines|json-seq|stream\+json)$/.test(type)
    ? 'ndjson'
    : undefined
}

/** @param take is given each item in order */
export function itemReader(format: StreamFormat, take: (item: Item) => void): ItemReader {
  const lines = format === 'sse' ? events(take) : jsonLines(take)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const texts: string[] = []
  const decode = (piece?: Buffer) => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined })
    } catch (cause) {
      throw new ChannelError('the reply is not valid UTF-8', { whose: 'bot', code: 'not-utf8' }, { cause })
    }
  }
  const feed = (text: string) => {
    texts.push(text)
    lines.feed(text)
  }
  return {
    feed: (piece) => feed(decode(piece)),
    end() {
      feed(decode())
      lines.end()
    },
    get text() {
      return texts.join('')
    },
  }
}

interface Lines {
  feed(text: string): void
  end(): void
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
function events(take: (item: Item) => void): Lines {
  const parser = createParser({
    maxBufferSize: MAX_ITEM,
    onEvent: ({ event = 'message', data }) => take({ event, data }),
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') throw tooLong()
    },
  })
  return { feed: (text) => parser.feed(text), end: () => parser.feed('\n\n') }
}

function jsonLines(take: (item: Item) => void): Lines {
  let rest = ''
  const line = (text: string) => {
    // JSON text sequences begin each record with a byte of their own (RFC 7464).
    const data = text.replace(/^\u001e/, '').trim()
    if (data !== '') take({ event: 'message', data })
  }
  return {
    feed(text) {
      const [first = '', ...others] = text.split('\n')
      rest += first
      if (rest.length > MAX_ITEM) throw tooLong()
      for (const next of others) {
        line(rest)
        rest = next
        if (rest.length > MAX_ITEM) throw tooLong()
      }
    },
    end: () => line(rest),
  }
}

const tooLong = () =>
  new ChannelError(`a line of the stream is longer than ${MAX_ITEM >> 20} MB`, {
    whose: 'bot',
    code: 'too-large',
  })
