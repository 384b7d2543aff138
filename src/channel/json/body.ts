/** The JSON that carries the consumer's words: constant parts, the words and the session, each at its JSONPath. */
import { compile, type JSONPathQuery } from 'json-p3'
import type { Request } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'

/** Makes the body of each message of a session. */
export class Body {
  /** Constant parts, as JSON. */
  readonly #constant: string
  readonly #text: JSONPathQuery
  readonly #session: JSONPathQuery | undefined

  constructor({ text, session, body = {} }: Request) {
    this.#constant = JSON.stringify(body)
    this.#text = compile(text)
    this.#session = session === undefined ? undefined : compile(session)
  }

  /**
   * @param session left out where there is none yet
   * @param more other values by place
   * @throws ChannelError where a path does not name one place
   */
  with(text: string, session: string | undefined, more: readonly (readonly [JSONPathQuery, string])[] = []) {
    const body = JSON.parse(this.#constant) as Record<string, unknown>
    place(body, this.#text, text)
    if (this.#session && session !== undefined) place(body, this.#session, session)
    for (const [path, value] of more) place(body, path, value)
    return JSON.stringify(body)
  }
}

/** Puts a value at a singular JSONPath, making the objects on the way. */
function place(body: Record<string, unknown>, path: JSONPathQuery, value: string): void {
  const keys = path.segments.flatMap((s) =>
    (s.selectors as { name?: string; index?: number }[]).map((x) => x.name ?? x.index),
  )
  if (!path.singularQuery() || keys.length === 0 || keys.some((k) => k === '__proto__'))
    throw new ChannelError(`request path ${path} does not name one place in the body`, {
      whose: 'harness',
      code: 'input',
      hint: 'write it like $.message or $.input.text',
    })
  let here: Record<string | number, unknown> = body
  for (const [i, key] of keys.entries()) {
    if (key === undefined) return
    if (i === keys.length - 1) here[key] = value
    else {
      here[key] ??= typeof keys[i + 1] === 'number' ? [] : {}
      here = here[key] as Record<string | number, unknown>
    }
  }
}
