/** A plan that is read from the disk target by target, and planned for many targets at once: both as if there were one. */
import { describe, expect, it } from 'vitest'
import { canonicalJson, sha256 } from '../../src/documents/canonical.js'
import { loadDocuments } from '../../src/documents/load.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { RunDirectory } from '../../src/run/directory.js'
import { makePlan, type PlanOptions } from '../../src/run/plan.js'
import { PlanFile } from '../../src/run/plan-file.js'
import { NOWHERE } from '../support/trials.js'
import { question, Workplace } from '../support/workplace.js'

/** Merchants that differ in all that a plan depends on, some of them alike. */
const MERCHANTS: { politeness?: { key?: string; contactsPerDay?: number }; [key: string]: unknown }[] = [
  { facts: { order: 'A-1' } },
  { facts: { order: 'A-2' } },
  { facts: { order: 3 } },
  { facts: { order: [] } },
  { facts: { order: null } },
  { facts: { other: 'A-1' } },
  {},
  { lang: 'en', facts: { order: 'A-1' } },
  { lang: 'zh-CN', facts: { order: 'A-1' }, politeness: { key: 'platform', contactsPerDay: 1 } },
  { facts: { order: 'A-1' }, accounts: { member: {} }, politeness: { key: 'platform' } },
  { facts: { order: 'A-1' }, accounts: { other: {} }, politeness: { contactsPerDay: 1000 } },
  { facts: { order: 'A-1' }, industry: ['banking'] },
]

function merchants() {
  const work = new Workplace()
  const targets = MERCHANTS.map((more, n) =>
    work.write(`m${n}.target.yaml`, { ...NOWHERE, id: `m${n}`, politeness: { contactsPerDay: 2 }, ...more }),
  )
  const scenarios = [
    question('plain'),
    question('plain-en', { lang: 'en' }),
    question('ordered', { facts: { order: { from: 'target.order' } }, say: ['{{order}}在哪？'] }),
    question('drawn', {
      facts: { order: { from: 'target.order' }, words: { oneOf: ['{{order}}', '快递'] } },
      say: ['{{words}}在哪？'],
    }),
    question('member', { account: 'member' }),
    question('banking', { industry: 'banking' }),
    question('person', { say: undefined, steps: [{ id: 'ask', 'ask-human': 'phrase' }] }),
    question('pages', { requires: { channel: 'browser' } }),
  ].map((scenario) => work.write(`${String(scenario.id)}.scenario.yaml`, scenario))
  const loaded = loadDocuments([...targets, ...scenarios])
  const of = (options: PlanOptions = {}, only: (id: string) => boolean = () => true) =>
    makePlan(
      { ...loaded, targets: loaded.targets.filter(({ id }) => only(id)) },
      { seed: 's', repeat: 3, ...options },
    )
  return { work, of }
}

describe('a plan of many targets', () => {
  it('has the trials of each as if it were planned alone', () => {
    const { of } = merchants()
    for (const options of [{}, { filter: ['m1', 'plain'] }, { people: 'none' as const }]) {
      const all = of(options)
      // The people of a day are those of a platform.
      for (const id of MERCHANTS.flatMap(({ politeness }, n) => (politeness?.key ? [] : [`m${n}`]))) {
        const own = of(options, (one) => one === id)
        const isOwn = (trial: string) => trial.startsWith(`${id}/`)
        expect(all.trials.filter((trial) => isOwn(trial.id))).toEqual(own.trials)
        expect(all.notPlanned.filter(({ trial }) => isOwn(trial))).toEqual(own.notPlanned)
      }
    }
  })

  it('takes no more people of a day than the strictest target of a key allows', () => {
    const { of } = merchants()
    const { trials, notPlanned } = of()
    const asks = (id: string) => trials.filter((one) => one.target === id && one.contacts > 0).length
    expect(asks('m8') + asks('m9')).toBe(1)
    expect([asks('m0'), asks('m10')]).toEqual([2, 3])
    expect(notPlanned.filter(({ reason }) => reason === 'contacts').length).toBeGreaterThan(5)
  })

  it('is known by the hash of its canonical JSON', () => {
    const { of } = merchants()
    const { id, ...rest } = of()
    expect(id).toBe(sha256(canonicalJson(rest)))
  })
})

/** A plan on the disk. */
function stored() {
  const { work, of } = merchants()
  const plan = of()
  const directory = RunDirectory.create(work.file('run'))
  directory.writeJson('plan.json', plan)
  return { work, plan, path: directory.file('plan.json') }
}

describe('a plan on the disk', () => {
  it('is read again, whatever the spelling', () => {
    const { work, plan, path } = stored()
    expect(work.read('run/plan.json')).toBe(`${JSON.stringify(plan, null, 2)}\n`)
    const turned = Object.fromEntries(Object.entries(plan).reverse())
    const others = [work.write('short.json', JSON.stringify(plan)), work.write('turned.json', turned)]
    for (const file of [path, ...others].map((one) => new PlanFile(one))) {
      expect(file.digest()).toBe(plan.id)
      expect(file.head).toEqual({ ...plan, trials: [], notPlanned: [] })
      expect(file.whole()).toEqual(plan)
      const some = ['m10', 'm1', 'none']
      expect(file.trialsOf(some)).toEqual(
        some.flatMap((id) => plan.trials.filter(({ target }) => target === id)),
      )
    }
  })

  it('finds the trials of a target that stand in several places', () => {
    const { work, plan } = stored()
    const mixed = { ...plan, trials: plan.trials.toSorted((a, b) => a.repetition - b.repetition) }
    const file = new PlanFile(work.write('mixed.json', mixed))
    const own = (target: string) => mixed.trials.filter((one) => one.target === target)
    expect(file.trialsOf(['m0'])).toEqual(own('m0'))
    expect(file.digest()).not.toBe(plan.id)
  })

  it('has another digest where anything was changed', () => {
    const { work, plan } = stored()
    const [first] = plan.trials
    const changes: Partial<Plan>[] = [
      { seed: 'other' },
      { trials: plan.trials.slice(1) },
      { trials: first ? [{ ...first, contacts: 1 }, ...plan.trials.slice(1)] : [] },
      { notPlanned: [] },
    ]
    for (const change of changes)
      expect(new PlanFile(work.write('x.json', { ...plan, ...change })).digest()).not.toBe(plan.id)
  })

  it('is refused where it is none, and says why', () => {
    const { work, plan } = stored()
    const open = (value: unknown) => () => new PlanFile(work.write('x.json', value))
    const [first] = plan.trials
    expect(open('[]')).toThrow('the whole file')
    expect(open('{"version": 2}')).toThrow('newer ombud')
    expect(open({ ...plan, trials: undefined })).toThrow("required property 'trials'")
    expect(open({ ...plan, trials: [{ ...first, contacts: 'x' }] })).toThrow('/trials/0/contacts')
    expect(open({ ...plan, notPlanned: [null] })).toThrow('/notPlanned/0')
    expect(open({ ...plan, documents: { ...plan.documents, targets: { x: {} } } })).toThrow(
      '/documents/targets/x',
    )
    expect(open(JSON.stringify(plan).slice(0, -9))).toThrow('damaged')
  })
})
