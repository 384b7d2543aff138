/** What profiles make of a plan: which scenarios, how often, in which arms and windows, and who may be reached. */
import { describe, expect, it } from 'vitest'
import { type Plan, plan, type RunOptions } from '../../src/index.js'
import { question, targetOf, Workplace } from '../support/workplace.js'
import { profile, requirement } from './profile.js'

const NOWHERE = { url: 'http://127.0.0.1:9/' }
const asking = (id: string, more: Record<string, unknown> = {}) =>
  question(id, {
    say: undefined,
    expect: undefined,
    steps: [{ id: 'person', 'ask-human': { by: 'phrase', attempts: 1 } }],
    ...more,
  })

function place(
  requirements: Parameters<typeof profile>[0],
  scenarios: { id: string }[],
  { target = {}, more = {} }: { target?: Record<string, unknown>; more?: Parameters<typeof profile>[1] } = {},
) {
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(NOWHERE, target))
  for (const scenario of scenarios) work.write(`${scenario.id}.scenario.yaml`, scenario)
  work.write('own.profile.yaml', profile(requirements, more))
  return (options: Partial<RunOptions> = {}): Plan =>
    plan({ paths: [work.path], profiles: ['own'], seed: 'test', politeness: work.path, ...options })
}

const idsOf = ({ trials }: Plan) => trials.map(({ id }) => id)

describe('a plan for a profile', () => {
  const twoThemes = [
    question('a', { tags: ['core'] }),
    question('b'),
    question('c', { expect: ['resolves'] }),
  ]

  it('holds only scenarios that a requirement needs, and counts the others', () => {
    const made = place([requirement({ id: 'r', scope: { tags: ['core'] } })], twoThemes)()
    expect(idsOf(made)).toEqual(['shop/a/-/1'])
    expect(made.notPlanned.map(({ trial, reason }) => [trial, reason])).toEqual([
      ['shop/b/-/1', 'profile'],
      ['shop/c/-/1', 'profile'],
    ])
    expect(made.conformance?.profiles.map(({ id }) => id)).toEqual(['own'])
    expect(made.conformance?.date).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('takes for an audit those that name it, and for what is always looked at all of them', () => {
    expect(idsOf(place([requirement({ id: 'r', measure: 'resolves' })], twoThemes)())).toEqual(['shop/c/-/1'])
    expect(place([requirement({ id: 'r', measure: 'available' })], twoThemes)().trials).toHaveLength(3)
  })

  it('repeats as often as the minimum needs, as far as the profile allows, or as --repeat says', () => {
    const ten = [requirement({ id: 'r', minimum: 5 })]
    expect(place(ten, twoThemes)().trials).toHaveLength(2 * 3)
    expect(place(ten, twoThemes, { more: { repeat: 2 } })().trials).toHaveLength(2 * 2)
    expect(place(ten, twoThemes)({ repeat: 1 }).trials).toHaveLength(2)
  })

  it('counts an observation for each message where a measure has one', () => {
    const long = question('long', {
      steps: [
        { id: 'one', say: ['多久发货？'] },
        { id: 'two', say: ['几天能到？'] },
      ],
      say: undefined,
      expect: undefined,
    })
    const times = requirement({
      id: 'r',
      measure: 'first-content',
      kind: 'quantile',
      quantile: 0.5,
      threshold: '5s',
      minimum: 4,
    })
    expect(place([times], [long])().trials).toHaveLength(2)
  })

  it('adds the arms that are compared, and holds the plain conversation only once', () => {
    const compared = requirement({
      id: 'd',
      kind: 'difference',
      threshold: -0.1,
      arms: { axis: 'persona', test: ['elderly-social'], control: 'control' },
    })
    const made = place([compared, requirement({ id: 'r', minimum: 4 })], [question('a')])()
    const arms = made.trials.map(({ arm, persona }) => [arm.persona, persona])
    expect(arms.filter(([arm]) => arm === 'elderly-social')).toHaveLength(1)
    expect(arms.filter(([arm, persona]) => arm === 'control' && persona === 'control')).toHaveLength(4)
    expect(made.trials).toHaveLength(5)
  })

  it('leaves an axis as it is where the scenario has it', () => {
    const compared = requirement({
      id: 'd',
      kind: 'difference',
      threshold: -0.1,
      arms: { axis: 'persona', test: ['elderly-social'], control: 'control' },
    })
    const own = question('a', { arms: { persona: ['hurried', 'elderly-social', 'control'] } })
    const useless = question('b', { arms: { persona: ['hurried', 'control'] } })
    expect(idsOf(place([compared], [own, useless])())).toEqual([
      'shop/a/persona=hurried/1',
      'shop/a/persona=elderly-social/1',
      'shop/a/persona=control/1',
    ])
  })

  it('takes pairs of scenarios for phases, and no others', () => {
    const before = question('before', { pair: { id: 'refund', arm: 'before-sale' } })
    const after = question('after', { pair: { id: 'refund', arm: 'after-sale' } })
    const compared = requirement({
      id: 'd',
      kind: 'difference',
      threshold: -0.1,
      minimum: 3,
      arms: { axis: 'phase', test: ['after-sale'], control: 'before-sale' },
    })
    const made = place([compared], [before, after, question('plain')])()
    expect(made.trials).toHaveLength(2 * 3)
    expect(new Set(made.trials.map(({ arm }) => arm.phase))).toEqual(new Set(['before-sale', 'after-sale']))
  })

  it('puts trials into windows, apart by spread', () => {
    const made = place(
      [requirement({ id: 'r', minimum: 2, scope: { window: ['night'] }, spread: '4h' })],
      [question('a')],
    )()
    expect(made.trials.map(({ id, window, spread }) => [id, window, spread])).toEqual([
      ['shop/a/window=night/1', 'night', 4 * 3_600_000],
      ['shop/a/window=night/2', 'night', 4 * 3_600_000],
    ])
  })

  it('leaves out what does not apply to the target, or cannot be tried', () => {
    const requirements = [
      requirement({ id: 'california', jurisdiction: ['us-ca'] }),
      requirement({ id: 'banks', industry: ['banking'] }),
      requirement({ id: 'page', scope: { channel: 'browser' } }),
      requirement({
        id: 'device',
        kind: 'difference',
        threshold: -0.1,
        arms: { axis: 'device', test: ['phone'], control: 'desktop' },
      }),
    ]
    expect(place(requirements, [question('a')])).toThrow(/none of the trials can be held/)
    const here = place(requirements.slice(0, 1), [question('a')], { target: { jurisdiction: ['us-ca'] } })
    expect(here().trials).toHaveLength(1)
  })

  it('gives the bot as long as the profile says', () => {
    const cap = { more: { cap: '90s' } }
    const capOf = (made: Plan) => made.documents.targets.shop?.timing?.cap
    expect(capOf(place([requirement({ id: 'r' })], [question('a')], cap)())).toBe('90s')
    const slower = { ...cap, target: { timing: { cap: '2m' } } }
    expect(capOf(place([requirement({ id: 'r' })], [question('a')], slower)())).toBe('2m')
  })

  it('is frozen: its id changes with a threshold', () => {
    const of = (threshold: number) => place([requirement({ id: 'r', threshold })], [question('a')])().id
    expect(of(0.8)).toBe(of(0.8))
    expect(of(0.8)).not.toBe(of(0.9))
  })
})

describe('people in the plan of a profile', () => {
  const scenarios = ['a', 'b', 'c', 'd'].map((id) => asking(id))
  const reached = requirement({ id: 'reached', measure: 'reached', kind: 'existence', minimum: 50 })
  const queued = requirement({ id: 'queued', measure: 'reached', level: 'E2', minimum: 8 })

  it('are tried as often as the budget of a day for what needs only one proof', () => {
    const made = place([reached], scenarios)()
    expect(made.trials).toHaveLength(2)
    expect(made.notPlanned.every(({ reason }) => reason === 'contacts')).toBe(true)
  })

  it('are left in peace where a queue answers: the other trials stop there', () => {
    const made = place([reached, queued], scenarios)()
    const held = made.trials.filter(({ contacts }) => contacts > 0)
    const atQueue = made.trials.filter(({ people }) => people === 'none')
    expect(held).toHaveLength(2)
    expect(atQueue).toHaveLength(6)
    expect(atQueue.every(({ contacts }) => contacts === 0)).toBe(true)
    expect(made.notPlanned).toEqual([])
  })
})

describe('a profile that is named', () => {
  it('has to exist', () => {
    const make = place([requirement({ id: 'r' })], [question('a')])
    expect(() => make({ profiles: ['ownn'] })).toThrow(/there is no profile ownn\. Did you mean own\?/)
    expect(() => make({ profiles: ['nothing-like-it'] })).toThrow(/known are .*ci-smoke.*own/)
  })

  it('may be a file, and may be named twice', () => {
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(NOWHERE))
    work.write('a.scenario.yaml', question('a'))
    const file = work.write('elsewhere/own.profile.yaml', profile([requirement({ id: 'r' })]))
    const paths = [work.file('shop.target.yaml'), work.file('a.scenario.yaml')]
    const made = plan({ paths, profiles: [file, 'own'], politeness: work.path })
    expect(made.conformance?.profiles).toHaveLength(1)
    const other = work.write('other/own.profile.yaml', profile([requirement({ id: 'r' })]))
    expect(() => plan({ paths, profiles: [file, other], politeness: work.path })).toThrow(
      /the profile own is already in/,
    )
  })

  it('is needed to decide anything', () => {
    const make = place([requirement({ id: 'r' })], [question('a')])
    expect(() => make({ profiles: [], untilDecided: true })).toThrow(/--until-decided needs a profile/)
  })
})
