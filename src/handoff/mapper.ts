/** Runs the mappers of all platforms over the payloads of one conversation. */
import type { Frame, Platform, Signal } from './platforms/platform.js'

/** A signal, and the platform whose payload says it. */
export type Mapped = Signal & { platform: string }

/** Characters of a payload that are parsed: a longer one tells nothing about a person. */
const LONGEST = 256_000

export class Mapper {
  readonly #running: { platform: Platform; state: unknown }[]

  constructor(platforms: readonly Platform[]) {
    this.#running = platforms.map((platform) => ({ platform, state: platform.start() }))
  }

  /** What this payload says about a person, by all who know its platform. */
  step(payload: Omit<Frame, 'json'>): Mapped[] {
    const frame = { ...payload, json: parsed(payload.text) }
    return this.#running.flatMap((one) => {
      const { state, signals } = one.platform.step(one.state, frame)
      one.state = state
      return signals.map((signal) => ({ ...signal, platform: one.platform.id }))
    })
  }
}

function parsed(text: string): unknown {
  if (text.length > LONGEST || !/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
