/** Measures: what one trial says of a requirement, and what it leaves open. */
import { describe, expect, it } from 'vitest'
import { MEASURES } from '../../../src/documents/measures.js'
import type { Finding } from '../../../src/documents/types/finding.js'
import type { Requirement } from '../../../src/documents/types/profile.js'
import type { Row } from '../../../src/documents/types/row.js'
import type { TrialFacts } from '../../../src/scoring/measures/measure.js'
import { measureOf } from '../../../src/scoring/measures/registry.js'

type Way = NonNullable<Row['way']>
type Level = NonNullable<Row['levels']>[number]

const NOBODY: Way = {
  state: 'ignored',
  seen: ['asked', 'ignored'],
  open: false,
  reached: null,
  requests: 1,
  made: 1,
  asked: 5,
  unasked: false,
  actions: null,
  actionsToAsk: 1,
  time: null,
  queueWait: null,
  botLatency: null,
  loop: 0,
  entryFirst: null,
  entryAfterFailure: null,
  volunteered: null,
  kept: null,
  carried: null,
  returnPath: null,
  elderly: false,
  over60: false,
}
const level = (name: string, more: Partial<Level> = {}): Level => ({
  level: name,
  at: 1000,
  line: 9,
  requests: 1,
  actions: 1,
  ...more,
})

function facts(row: Partial<Row>, findings: Partial<Finding>[] = []): TrialFacts {
  return { row, findings, scenario: {}, target: {} } as unknown as TrialFacts
}

function values(measure: string, trial: TrialFacts, more: Partial<Requirement> = {}) {
  const requirement = { id: 'r', title: { 'zh-CN': '求', en: 'r' }, measure, ...more }
  return measureOf(requirement)(trial, requirement).map(({ value }) => value)
}

it('there is one for each name that a profile may use', () => {
  for (const name of Object.keys(MEASURES))
    expect(values(name, facts({ turns: 1, content: 1, way: NOBODY })), name).toBeInstanceOf(Array)
})

describe('a person is reached', () => {
  it.each<[string, number | undefined, Partial<Row>, Partial<Requirement>]>([
    ['proven', 1, { levels: [level('E3')] }, {}],
    ['a person who wrote had joined', 1, { levels: [level('E4')] }, { level: 'E3' }],
    ['not by a queue', 0, { levels: [level('E2')] }, {}],
    ['a queue where that is enough', 1, { levels: [level('E2')] }, { level: 'E2' }],
    ['nobody', 0, { levels: [] }, {}],
    [
      'said, not shown',
      undefined,
      { way: { ...NOBODY, reached: 'claimed' }, levels: [level('E3-claimed')] },
      {},
    ],
    ['said, where that is enough', 1, { levels: [level('E3-claimed')] }, { level: 'E3-claimed' }],
    ['still on the way at the end', undefined, { way: { ...NOBODY, open: true } }, {}],
    ['nobody was to be reached', undefined, { people: 'none' }, {}],
    ['nobody was to be reached, and no queue came', 0, { people: 'none' }, { level: 'E2' }],
  ])('%s: %s', (_, value, row, more) => {
    expect(values('reached', facts({ way: NOBODY, ...row }), more)).toEqual([value])
  })

  it('is asked only of trials that ask, and by `human` with a level, too', () => {
    expect(values('reached', facts({ way: { ...NOBODY, made: 0, asked: null } }))).toEqual([])
    expect(values('reached', facts({}))).toEqual([])
    expect(values('human', facts({ way: NOBODY, levels: [level('E2')] }), { level: 'E2' })).toEqual([1])
  })
})

describe('the effort of it', () => {
  it.each<[string, string, number | undefined, Partial<Row>]>([
    ['first-request', 'the transfer began at once', 1, { levels: [level('E1')] }],
    ['first-request', 'at the second time', 0, { levels: [level('E1', { requests: 2 })] }],
    ['first-request', 'a word is no transfer', 0, { levels: [level('E0')] }],
    ['one-step', 'one press', 1, { levels: [level('E2')] }],
    ['one-step', 'two', 0, { levels: [level('E2', { actions: 2 })] }],
    [
      'one-step',
      'a person is said to have come after one',
      undefined,
      { way: { ...NOBODY, reached: 'claimed' }, levels: [level('E3-claimed')] },
    ],
    [
      'one-step',
      'a person is said to have come after three',
      0,
      { way: { ...NOBODY, reached: 'claimed' }, levels: [level('E3-claimed', { actions: 3 })] },
    ],
    ['one-step', 'nobody', 0, {}],
  ])('%s: %s', (measure, _, value, row) => {
    expect(values(measure, facts({ way: NOBODY, ...row }))).toEqual([value])
  })

  it('time: nobody is longer than any time, who is still waited for is open', () => {
    expect(values('time-to-person', facts({ way: { ...NOBODY, time: 4000, reached: 'proven' } }))).toEqual([
      4000,
    ])
    expect(values('time-to-person', facts({ way: NOBODY }))).toEqual([null])
    expect(values('time-to-person', facts({ way: { ...NOBODY, open: true } }))).toEqual([undefined])
  })

  it('what was offered unasked counts of every conversation in which the bot spoke', () => {
    expect(values('unasked', facts({ content: 2, way: { ...NOBODY, unasked: true } }))).toEqual([1])
    expect(values('unasked', facts({ content: 2, way: NOBODY }))).toEqual([0])
    expect(values('unasked', facts({ content: 0, way: NOBODY }))).toEqual([])
  })

  it.each(['entry-first', 'entry-after-failure', 'volunteered', 'wait-kept'])(
    '%s says nothing where it is not known',
    (measure) => {
      expect(values(measure, facts({ way: NOBODY }))).toEqual([])
    },
  )
})

describe('times', () => {
  const times = {
    turns: [1, 2, 3],
    ack: [5, null, 7],
    firstContent: [900, null, 1500],
    complete: [950, null, 1600],
    silent: [60_000],
  }
  const about = (turn: number) => ({ audit: 'response-time', turn, lines: [turn] })
  const trial = facts({ turns: 3, content: 2, times }, [about(1), about(2), about(3)])

  it('are those of each turn, with its lines; a silence is longer than all', () => {
    expect(values('first-content', trial)).toEqual([900, null, 1500])
    expect(values('complete', trial)).toEqual([950, null, 1600])
    const requirement = { id: 'r', title: { 'zh-CN': '求', en: 'r' }, measure: 'first-content' }
    expect(measureOf(requirement)(trial, requirement)[1]).toEqual({ value: null, turn: 2, lines: [2] })
  })

  it('a silence that was not waited for so long is open', () => {
    expect(values('silence', trial, { over: '30s' })).toEqual([0, 1, 0])
    expect(values('silence', trial, { over: '3m' })).toEqual([0, undefined, 0])
    expect(values('silence', trial, { over: '1s' })).toEqual([0, 1, 1])
  })

  it('a bot that was gone, or said nothing, has not answered', () => {
    expect(values('answered', trial)).toEqual([1])
    expect(values('answered', facts({ turns: 2, content: 0 }))).toEqual([0])
    expect(
      values('answered', facts({ turns: 0 }, [{ audit: 'available', outcome: 'fail', lines: [3] }])),
    ).toEqual([0])
    expect(values('answered', facts({ turns: 0 }))).toEqual([])
  })
})

describe('an audit as a measure', () => {
  const found = (outcome: string, more: Partial<Finding> = {}) =>
    ({ audit: 'discloses-ai', outcome, score: null, lines: [1], ...more }) as Partial<Finding>
  const all = facts({}, [
    found('pass', { options: { 'discloses-ai': 'on-asking' } }),
    found('fail'),
    found('inconclusive'),
    found('error'),
    found('not-applicable'),
    { audit: 'relevant', outcome: 'fail' } as Partial<Finding>,
  ])

  it('counts what was decided, leaves open what was not, and asks only what applies', () => {
    expect(values('discloses-ai', all)).toEqual([1, 0, undefined, undefined])
    expect(values('discloses-ai', all, { options: 'on-asking' })).toEqual([1])
  })
})
