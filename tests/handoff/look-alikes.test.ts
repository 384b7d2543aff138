/** The measure: what all recorded conversations prove, and what mutations of the look-alikes prove of nobody. */
import { describe, expect, it } from 'vitest'
import type { Mapped } from '../../src/handoff/mapper.js'
import { PLATFORMS } from '../../src/handoff/platforms/index.js'
import { draws, MUTATIONS, type Payload, TAKING_AWAY } from './mutations.js'
import { CONVERSATIONS, type Conversation, payloads, play } from './platforms/conversations.js'

/** Draws of the mutations. */
const SEED = 20_260_105
/** Mutations that are drawn at least: none that proves leaves at most 0.3 % by the rule of three. */
const LEAST = 1000

const isProof = ({ level }: Mapped) => level === 'E3' || level === 'E4'
const proof = (frames: readonly Payload[]) => play(frames).find(isProof)?.name
const title = ({ platform, name }: Conversation) => `${platform}: ${name}`
const percent = (share: number) => `${(100 * share).toFixed(2)} %`

const people = CONVERSATIONS.filter(({ person }) => person)
const lookAlikes = CONVERSATIONS.filter(({ person }) => !person)
/** Payloads at which a person is proven, each after those that come before it. */
const proofs = people.flatMap((conversation) => {
  const all = payloads(conversation)
  const first = all.findIndex((_, n) => proof(all.slice(0, n + 1)) !== undefined)
  return first < 0 ? [] : [all[first] as Payload]
})

describe('recorded conversations', () => {
  it('are 200 and more of all platforms, 100 and more with a person and as many without', () => {
    expect(people.length).toBeGreaterThanOrEqual(100)
    expect(lookAlikes.length).toBeGreaterThanOrEqual(100)
    const covered = new Set(CONVERSATIONS.map(({ platform }) => platform))
    expect([...PLATFORMS.map(({ id }) => id).filter((id) => !covered.has(id))]).toEqual([])
  })

  it('prove no person where there is none, and one in 98 of 100 where there is', () => {
    const wrong = lookAlikes.filter((one) => proof(payloads(one)) !== undefined)
    const missed = people.filter((one) => proof(payloads(one)) === undefined)
    console.log(
      `hand-off: ${people.length} conversations with a person, ${missed.length} not proven`,
      `(${percent(missed.length / people.length)}); ${lookAlikes.length} look-alikes, ${wrong.length} proven`,
    )
    expect(wrong.map(title)).toEqual([])
    expect(missed.length / people.length).toBeLessThan(0.02)
  })
})

describe('mutations of the look-alikes', () => {
  it('prove nobody, 1,000 and more', () => {
    const draw = draws(SEED)
    const wrong: string[] = []
    let count = 0
    for (const [name, mutate] of Object.entries(MUTATIONS))
      for (const one of lookAlikes) {
        if (one.whole && TAKING_AWAY.has(name)) continue
        count++
        const by = proof(mutate({ frames: payloads(one), proofs, draw }))
        if (by !== undefined) wrong.push(`${name} of ${title(one)}: ${by}`)
      }
    console.log(
      `hand-off: ${count} mutations in ${Object.keys(MUTATIONS).length} ways, ${wrong.length} prove a person;`,
      `at most ${percent(3 / count)} with 95 % confidence`,
    )
    expect(wrong).toEqual([])
    expect(count).toBeGreaterThanOrEqual(LEAST)
  })

  it('leave a proof where they break nothing, or the measure could not fail', () => {
    const draw = draws(SEED)
    const kept = people.filter((one) => {
      const frames = payloads(one)
      return proof(MUTATIONS.duplicated?.({ frames, proofs, draw }) ?? []) !== undefined
    })
    expect(kept.length / people.length).toBeGreaterThan(0.98)
    expect(proofs.length).toBe(people.length)
  })
})
