/** A scenario on its way in: its includes merged and shared steps spliced, every part knowing where it was written. */
import { dirname, isAbsolute, join } from 'node:path'
import { expectationList, type OwnAuditKeys } from './expectations.js'
import { partsOf, type Words } from './joined.js'
import type { Problem } from './problem.js'
import { didYouMean } from './problem.js'
import type { Shape } from './shape.js'
import type { Persona } from './types/persona.js'
import type { Scenario, Step } from './types/scenario.js'
import type { Wording } from './types/wording.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

/** A value and the place where it stands. */
export interface Placed<T> {
  value: T
  document: YamlDocument
  path: Path
}

export interface Draft {
  scenario: Scenario
  document: YamlDocument
  steps: Placed<Step & { id: string }>[]
  /** Own wordings, then included ones. */
  wording: Map<string, Placed<Words>>
  /** Expectations on the conversation; in the short form they belong to the step. */
  expect: string | Scenario['expect']
}

/** What a scenario is read against. */
export interface Surroundings {
  personas: ReadonlyMap<string, Persona>
  /** Entries of all law packs. */
  laws: ReadonlySet<string>
  /** Names of wordings of the bank, in both languages. */
  bank: ReadonlySet<string>
  /** Audits of the user. */
  audits: OwnAuditKeys
  /** The wording documents of an included file, or what is wrong with it. */
  include(path: string): YamlDocument[] | string
  report(problem: Problem): void
  /** What the schema found in the document of this scenario: see Shape. */
  shape: Pick<Shape, 'flawed' | 'broken'>
}

export const VERBS = [
  'say',
  'choose',
  'repeat',
  'ask-human',
  'tell',
  'wait',
  'upload',
  'converse',
  'use',
] as const

/** Merges includes and the short form, and gives every step an id. */
export function draft(document: YamlDocument, around: Surroundings): Draft {
  const scenario = document.value as Scenario
  const shared = readIncludes(scenario, document, around)
  const wording = new Map<string, Placed<Words>>()
  for (const [name, value] of Object.entries(scenario.wording ?? {})) {
    wording.set(name, { value: listed(value), document, path: ['wording', name] })
  }
  for (const from of shared) {
    for (const [name, value] of Object.entries((from.value as Wording).wording ?? {})) {
      if (!wording.has(name))
        wording.set(name, { value: listed(value), document: from, path: ['wording', name] })
    }
  }
  if ((scenario.say === undefined) === (scenario.steps === undefined)) {
    const message =
      scenario.say === undefined ? 'a scenario needs say or steps' : 'a scenario has say or steps, not both'
    around.report(problemAt(document, scenario.say === undefined ? [] : ['say'], message, { key: true }))
  }
  if (scenario.steps === undefined) {
    const step = {
      id: 'say',
      say: scenario.say ?? '',
      ...(scenario.expect === undefined ? {} : { expect: scenario.expect }),
    }
    return { scenario, document, steps: [{ value: step, document, path: [] }], wording, expect: undefined }
  }
  const steps = withIds(splice(scenario.steps, document, shared, around), around)
  return { scenario, document, steps, wording, expect: scenario.expect }
}

function listed(words: Words): Words {
  return partsOf(words) ? words : [words as string | string[]].flat()
}

function readIncludes(scenario: Scenario, document: YamlDocument, around: Surroundings): YamlDocument[] {
  const paths = [scenario.include ?? []].flat()
  return paths.flatMap((path, index) => {
    const at = Array.isArray(scenario.include) ? ['include', index] : ['include']
    const found = includable(path) ?? around.include(join(dirname(document.source.path), path))
    if (typeof found !== 'string') return found
    around.report(problemAt(document, at, found))
    return []
  })
}

function includable(path: string): string | undefined {
  if (isAbsolute(path) || /^[A-Za-z]:|^\\|^[a-z]+:\/\//.test(path))
    return 'an include is a path relative to this file'
  return /\.wording\.ya?ml$/.test(path) ? undefined : 'only *.wording.yaml files can be included'
}

function splice(
  steps: Step[],
  document: YamlDocument,
  shared: YamlDocument[],
  around: Surroundings,
): Placed<Step>[] {
  return steps.flatMap((step, index) => {
    const path: Path = ['steps', index]
    if (step.use === undefined || around.shape.broken(path)) return [{ value: step, document, path }]
    const name = step.use
    if (Object.keys(step).length > 1) {
      around.report(problemAt(document, [...path, 'use'], 'use stands alone in its step', { key: true }))
    }
    const from = shared.find((item) => Object.hasOwn((item.value as Wording).steps ?? {}, name))
    if (!from) {
      const known = shared.flatMap((item) => Object.keys((item.value as Wording).steps ?? {}))
      const hint =
        known.length > 0 ? `Shared steps here: ${known.join(' ')}` : 'No included file has shared steps.'
      const message = `no shared steps are named ${name}.${didYouMean(name, known)}`
      around.report(problemAt(document, [...path, 'use'], message, { hint }))
      return []
    }
    return ((from.value as Wording).steps?.[name] ?? []).flatMap((item, at): Placed<Step>[] => {
      const place: Path = ['steps', name, at]
      if (item.use === undefined) return [{ value: item as Step, document: from, path: place }]
      around.report(
        problemAt(from, [...place, 'use'], 'shared steps cannot use other shared steps', { key: true }),
      )
      return []
    })
  })
}

/** A step without an id is named after its verb and a number, which other kinds of steps do not change. */
function withIds(steps: Placed<Step>[], around: Surroundings): Placed<Step & { id: string }>[] {
  const taken = new Set<string>()
  for (const { value, document, path } of steps) {
    if (value.id === undefined) continue
    if (taken.has(value.id))
      around.report(problemAt(document, [...path, 'id'], `two steps are named ${value.id}`))
    taken.add(value.id)
  }
  const counts = new Map<string, number>()
  return steps.map((step) => {
    if (step.value.id !== undefined) return { ...step, value: { ...step.value, id: step.value.id } }
    const verb = VERBS.find((name) => Object.hasOwn(step.value, name)) ?? 'step'
    let id: string
    do {
      counts.set(verb, (counts.get(verb) ?? 0) + 1)
      id = `${verb}-${counts.get(verb)}`
    } while (taken.has(id))
    return { ...step, value: { ...step.value, id } }
  })
}

/** Expectations with their places; in the short form they stand at the top of the document. */
export function placedExpectations(
  expect: Scenario['expect'],
  path: Path,
): { value: NonNullable<ReturnType<typeof expectationList>>[number]; path: Path }[] {
  const list = expectationList(expect) ?? []
  return list.map((value, index) => ({
    value,
    path: Array.isArray(expect) ? [...path, 'expect', index] : [...path, 'expect'],
  }))
}
