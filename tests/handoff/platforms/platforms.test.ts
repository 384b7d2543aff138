/** What the mappers of all platforms make of conversations in recorded shapes, and of hostile payloads. */
import { readFileSync } from 'node:fs'
import { serialize } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Mapper } from '../../../src/handoff/mapper.js'
import { PLATFORMS } from '../../../src/handoff/platforms/index.js'
import type { Frame, Platform } from '../../../src/handoff/platforms/platform.js'
import { CONVERSATIONS, type Conversation, highest, payloads, play } from './conversations.js'

const title = ({ platform, name }: Conversation) => `${platform}: ${name}`
const proves = (level: string) => level === 'E3' || level === 'E4'
const lookAlikes = CONVERSATIONS.filter(({ person }) => !person)
const ofPeople = CONVERSATIONS.filter(({ person }) => person)

describe('every platform', () => {
  it('has its own name, and says what it proves, where that is documented and what nobody has checked', () => {
    expect(new Set(PLATFORMS.map(({ id }) => id)).size).toBe(PLATFORMS.length)
    for (const { id, title, proves, source } of PLATFORMS) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      expect([title, source].every((text) => text.length > 2)).toBe(true)
      expect(proves.length).toBeGreaterThan(0)
    }
  })

  it('has conversations with a person and at least as many look-alikes, ten or more', () => {
    // Where there is a merchant only to be asked for words, nobody can be proven: E1 is all there is.
    for (const { id, proves: levels } of PLATFORMS) {
      const own = CONVERSATIONS.filter(({ platform }) => platform === id)
      const people = own.filter(({ person }) => person).length
      expect({ id, enough: own.length >= 10 }).toEqual({ id, enough: true })
      if (levels.some(proves))
        expect({ id, both: people >= 4 && own.length - people >= 5 }).toEqual({ id, both: true })
    }
  })

  it('gives its signals short names, and claims no level that it does not say it proves', () => {
    const known = new Map(PLATFORMS.map((platform) => [platform.id, platform]))
    for (const conversation of CONVERSATIONS)
      for (const { platform, name, level } of play(payloads(conversation))) {
        expect(name).toMatch(/^[a-z0-9-]+\.[a-z0-9-]+$/)
        if (level) expect(known.get(platform)?.proves).toContain(level)
      }
  })
})

describe('conversations with a person', () => {
  it.each(ofPeople.map((one) => [title(one), one] as const))('%s', (_, conversation) => {
    const signals = play(payloads(conversation))
    expect(highest(signals)).toBe(conversation.highest)
    const proofs = signals.filter(({ level }) => level === conversation.highest)
    expect(new Set(proofs.map(({ platform }) => platform))).toEqual(new Set([conversation.platform]))
    if (conversation.ended !== undefined)
      expect(signals.some(({ level, change }) => level === 'E5' || change === 'left')).toBe(
        conversation.ended,
      )
  })
})

describe('look-alikes', () => {
  it.each(lookAlikes.map((one) => [title(one), one] as const))('%s', (_, conversation) => {
    expect(proves(conversation.highest)).toBe(false)
    expect(highest(play(payloads(conversation)))).toBe(conversation.highest)
  })

  it('prove nobody where each payload comes twice, nor where the first are missing', () => {
    const proven: string[] = []
    for (const conversation of lookAlikes) {
      const frames = payloads(conversation)
      if (proves(highest(play(frames.flatMap((frame) => [frame, frame]))))) proven.push(title(conversation))
      if (conversation.whole) continue
      for (let first = 1; first < frames.length; first++)
        if (proves(highest(play(frames.slice(first))))) proven.push(`${title(conversation)} from ${first}`)
    }
    expect(proven).toEqual([])
  })

  it('prove nobody where all is said as the words of a message of any platform', () => {
    // What proves a person, quoted by a bot: as a JSON string in each text that a look-alike carries.
    const proofs = ofPeople.flatMap((conversation) => payloads(conversation).map(({ text }) => text))
    for (const conversation of lookAlikes)
      for (const proof of [proofs[0], proofs[proofs.length >> 1], proofs.at(-1)]) {
        const said = payloads(conversation).map((frame) => ({
          ...frame,
          text: withWords(frame.text, proof ?? ''),
        }))
        expect([title(conversation), proves(highest(play(said)))]).toEqual([title(conversation), false])
      }
  })
})

/** Keys under which platforms carry what somebody typed. */
const WORDS = new Set(['text', 'message', 'body', 'Content', 'content'])

function withWords(text: string, words: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (key, value) =>
      WORDS.has(key) && typeof value === 'string' && !/^[[{]/.test(value) ? words : value,
    )
  } catch {
    return text
  }
}

describe('hostile payloads', () => {
  /** One conversation a platform, with a person where one can be proven. */
  const each = PLATFORMS.flatMap((platform) => {
    const own = CONVERSATIONS.filter((one) => one.platform === platform.id)
    const one = own.find(({ person }) => person) ?? own[0]
    return one ? [{ platform, frames: payloads(one) }] : []
  })
  const places = each.flatMap(({ frames }) => frames)
  const step = (frames: readonly Frame[], platforms: readonly Platform[] = PLATFORMS) => {
    for (const platform of platforms) {
      let state = platform.start()
      let most = 0
      for (const frame of frames) {
        const next = platform.step(state, frame)
        most = Math.max(most, next.signals.length)
        state = next.state
      }
      expect(most).toBeLessThan(1000)
      expect(serialize(state).length).toBeLessThan(2_000_000)
    }
  }

  it('are cut anywhere', () => {
    for (const conversation of CONVERSATIONS)
      for (const part of [0.1, 0.5, 0.9, 0.99]) {
        const cut = payloads(conversation).map((frame) => ({
          ...frame,
          text: frame.text.slice(0, Math.floor(frame.text.length * part)),
        }))
        if (!conversation.person) expect(proves(highest(play(cut)))).toBe(false)
        else expect(() => play(cut)).not.toThrow()
      }
  })

  it('are of any type at any place', () => {
    const leaves = fc.constantFrom<unknown>(
      null,
      0,
      -1,
      1e308,
      '',
      'AGENT',
      [],
      {},
      true,
      [[[]]],
      '{"a":',
      '[1]',
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.integer({ min: 0, max: 40 }),
        leaves,
        (place, which, leaf) => {
          let count = 0
          let json: unknown
          try {
            json = JSON.parse(place.text, (_, value) => (count++ === which ? leaf : value))
          } catch {
            json = leaf
          }
          step([{ ...place, json }])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are 5 MB, nested 10,000 deep, lists of 100,000, or name the prototype', () => {
    const mapper = new Mapper(PLATFORMS)
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    const big = JSON.stringify({ activities: 'x'.repeat(5_000_000) })
    const polluting =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"activities":[{"__proto__":{}}]}'
    for (const text of [deep, big, '[', '['.repeat(100_000), polluting, '\u0000\uffff', '{"a":1}{"b":2}'])
      for (const { url, source, direction, connection } of each.flatMap(({ frames }) => frames.slice(-2)))
        expect(() => mapper.step({ at: 0, url, source, direction, connection, text })).not.toThrow()
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    for (const { frames } of each) step(frames.map((frame) => ({ ...frame, json: lengthened(frame.text) })))
  })

  it('come on 1,000 sockets, and from as many people', () => {
    for (const { platform, frames } of each) {
      const many = Array.from({ length: 1000 }, (_, n) =>
        frames.slice(0, 4).map((frame) => {
          const text = frame.text.replace(/\d/g, String(n))
          return { ...frame, connection: `${frame.connection}-${n}`, text, json: parsed(text) }
        }),
      ).flat()
      step(many, [platform])
    }
  })
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The same payload with each of its lists 10,000 times as long. */
function lengthened(text: string): unknown {
  let room = 100_000
  try {
    return JSON.parse(text, (_, value) => {
      if (!Array.isArray(value) || value.length === 0 || room < 0) return value
      room -= 50_000
      return Array.from({ length: 50_000 }, (_, n) => value[n % value.length])
    })
  } catch {
    return undefined
  }
}

it('fixtures hold no number of a person', () => {
  for (const { platform } of CONVERSATIONS) {
    const text = readFileSync(new URL(`${platform}.fixtures.yaml`, import.meta.url), 'utf8')
    expect(text).not.toMatch(/\b(?:1[3-9]\d{9}|\d{17}[\dX])\b/)
  }
})
