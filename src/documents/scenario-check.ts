/** Checks of a scenario that a schema cannot make: verbs, names that must exist, audits, conditions. */
import { ACTS, STATES } from './acts.js'
import { type Draft, type Placed, placedExpectations, type Surroundings, VERBS } from './draft.js'
import { AUDIT_KEYS, auditKeys, BARE_AUDITS } from './expectations.js'
import { explain } from './explain.js'
import { checkFacts, checkRevealed } from './facts-check.js'
import { type Part, partsOf } from './joined.js'
import { didYouMean } from './problem.js'
import type { Condition, Expectation, Scenario, Step } from './types/scenario.js'
import { checkSay, checkTemplate, checkWordings, type KnownNames } from './words-check.js'
import { type Path, problemAt } from './yaml.js'

type Place = Pick<Placed<unknown>, 'document' | 'path'>

/** Reports everything that is wrong with a scenario; returns the names of the wordings that it says. */
export function checkScenario(
  draft: Draft,
  columns: readonly string[],
  around: Surroundings,
): ReadonlySet<string> {
  return new ScenarioCheck(draft, columns, around).run()
}

class ScenarioCheck {
  private readonly known: KnownNames
  private readonly facts: string[]
  private readonly truths: string[]
  private readonly used = new Set<string>()

  constructor(
    private readonly draft: Draft,
    columns: readonly string[],
    private readonly around: Surroundings,
  ) {
    const { scenario } = draft
    const personas = scenario.arms?.persona ?? [scenario.persona ?? 'control']
    const [first = [], ...others] = personas.map((id) => Object.keys(around.personas.get(id)?.facts ?? {}))
    const shared = first.filter((name) => others.every((names) => names.includes(name)))
    this.facts = [...Object.keys(scenario.facts ?? {}), ...columns, ...shared]
    this.truths = Object.keys(scenario.truth ?? {})
    this.known = {
      facts: new Set(this.facts),
      arms: new Set(Object.keys(scenario.arms ?? {})),
      persona: new Set(shared),
      laws: around.laws,
    }
  }

  run(): ReadonlySet<string> {
    const { scenario, document, steps, expect } = this.draft
    this.personas()
    for (const group of ['facts', 'truth'] as const) {
      for (const [name, value] of Object.entries(scenario[group] ?? {})) {
        const at = { document, path: [group, name] }
        if (!this.broken(at)) this.origin(value, at)
      }
    }
    checkFacts(this.draft, this.facts, this.around)
    for (const [index, handler] of (scenario.always ?? []).entries()) {
      const at = { document, path: ['always', index] }
      if (this.broken(at)) continue
      this.oneVerb(handler, ['say', 'choose', 'tell'], at)
      this.condition(handler.when, { document, path: [...at.path, 'when'] })
      this.words(handler, at)
    }
    const earlier: Step[] = []
    for (const placed of steps) {
      this.step(placed, earlier)
      earlier.push(placed.value)
    }
    this.expectations(expect, { document, path: [] }, earlier)
    this.probe(earlier)
    checkWordings(this.draft, this.used, this.known, this.around)
    return this.used
  }

  private personas() {
    const { scenario, document } = this.draft
    const named: [string, Path][] = (scenario.arms?.persona ?? []).map((id, at) => [
      id,
      ['arms', 'persona', at],
    ])
    if (scenario.persona !== undefined) named.push([scenario.persona, ['persona']])
    for (const [id, path] of named)
      this.oneOf(id, [...this.around.personas.keys()], 'persona', { document, path })
  }

  /** A probe asks once, with its keyword or without it. */
  private probe(steps: readonly Step[]) {
    const { scenario, document, wording } = this.draft
    const at = { document, path: ['probe'] }
    if (scenario.probe === undefined || this.broken(at)) return
    const { kind, keyword } = scenario.probe
    const [first, ...others] = steps
    if (first?.say === undefined || others.length > 0)
      return this.report(
        at,
        'a probe is one question: a scenario with say, or with one step that says something',
      )
    const words = typeof first.say === 'string' ? wording.get(first.say)?.value : undefined
    // The bank has none of the keywords: what its parts say is left out.
    const named = (part: Part): unknown => (typeof part === 'string' ? wording.get(part)?.value : part)
    const parts = words === undefined ? undefined : partsOf(words)?.map(named)
    const texts = (parts ?? [words ?? first.say]).map((part) =>
      [part].flat().filter((text): text is string => typeof text === 'string'),
    )
    const holds = (text: string) => text.toLowerCase().includes(keyword.toLowerCase())
    const wrong =
      kind === 'reworded'
        ? texts.flat().find(holds)
        : texts.some((part) => part.length > 0 && part.every(holds))
          ? undefined
          : texts.at(-1)?.find((text) => !holds(text))
    if (wrong === undefined) return
    const message =
      kind === 'reworded'
        ? `a reworded probe does without its keyword ${keyword}: ${wrong.slice(0, 60)}`
        : `the keyword ${keyword} is missing: ${wrong.slice(0, 60)}`
    this.report({ document, path: ['probe', 'keyword'] }, message)
  }

  /** What a fact or truth comes from: one source, and an entry of a law pack that exists. */
  private origin(value: unknown, at: Place) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    const { from } = value as { from?: string }
    const sources = ['value', 'from', 'fake', 'oneOf'].filter((key) => Object.hasOwn(value, key))
    if (sources.length !== 1) {
      const truth = at.path[0] === 'truth'
      const wanted = truth ? 'value or from' : 'value, from, fake or oneOf'
      this.report(at, `needs exactly one of ${wanted}; has ${sources.join(' and ') || 'none'}`)
    }
    if (from?.startsWith('law.')) {
      const place = { document: at.document, path: [...at.path, 'from'] }
      this.oneOf(from.slice(4), [...this.known.laws], 'entry of a law pack', place)
    }
  }

  private step({ value: step, document, path }: Draft['steps'][number], earlier: readonly Step[]) {
    const at = { document, path }
    this.expectations(step.expect, at, earlier)
    const keys = Object.keys(step).filter((key) => key !== 'expect')
    if (keys.some((key) => this.broken({ document, path: [...path, key] }))) return
    this.oneVerb(step, VERBS, at)
    for (const guard of ['when', 'unless'] as const) {
      const condition = step[guard]
      if (condition !== undefined) this.condition(condition, { document, path: [...path, guard] })
    }
    this.words(step, at)
    if (step.repeat) {
      const place = { document, path: [...path, 'repeat', 'step'] }
      this.oneOf(step.repeat.step, namesOf(earlier), 'earlier step', place)
      const repeated = earlier.find((other) => other.id === step.repeat?.step)
      if (repeated && repeated.say === undefined) this.report(place, 'only a step with say can be repeated')
    }
    if (step.converse) this.converse(step.converse, { document, path: [...path, 'converse'] })
    const ask = step['ask-human']
    if (ask !== undefined) {
      const by = typeof ask === 'string' ? ask : ask.by
      if (by === 'arm' && !this.draft.scenario.arms?.by) {
        this.report({ document, path: [...path, 'ask-human'] }, 'by arm needs arms.by in the scenario')
      }
      if (typeof ask === 'object' && ask.say !== undefined) {
        this.say(ask.say, { document, path: [...path, 'ask-human', 'say'] })
      }
    }
  }

  private converse(converse: NonNullable<Step['converse']>, { document, path }: Place) {
    this.say(converse.ask, { document, path: [...path, 'ask'] })
    for (const [index, name] of [converse.wants ?? []].flat().entries()) {
      const place = Array.isArray(converse.wants) ? [...path, 'wants', index] : [...path, 'wants']
      this.oneOf(name, this.truths, 'truth', { document, path: place })
    }
    if (converse.person === false && this.truths.length === 0)
      this.report(
        { document, path },
        'nothing can meet this need: no truth is wanted, and no person is asked for',
        'Name what a right answer contains under truth, or leave person out.',
      )
  }

  private expectations(expect: Scenario['expect'], { document, path }: Place, earlier: readonly Step[]) {
    for (const placed of placedExpectations(expect, path)) {
      const at = { document, path: placed.path }
      if (!this.broken(at)) this.expectation(placed.value, at, earlier)
    }
  }

  private words(
    part: { say?: string | string[]; choose?: string; tell?: string; when?: Condition },
    { document, path }: Place,
  ) {
    if (part.say !== undefined)
      this.say(part.say, { document, path: [...path, 'say'] }, part.when !== undefined)
    if (part.choose !== undefined) {
      checkTemplate(part.choose, { document, path: [...path, 'choose'] }, this.known, this.around)
    }
    if (part.tell !== undefined)
      this.oneOf(part.tell, this.facts, 'fact', { document, path: [...path, 'tell'] })
  }

  private say(say: string | string[], at: Place, asked = false) {
    const name = checkSay(say, at, this.draft, this.known, this.around)
    for (const used of name === undefined ? [] : namesUsed(name, this.draft)) this.used.add(used)
    checkRevealed(say, at, asked, this.draft, this.around)
  }

  private condition(condition: Condition, { document, path }: Place) {
    if (typeof condition === 'string') {
      this.oneOf(condition, [...STATES, ...ACTS], 'act or state', { document, path })
    } else if (condition.act !== undefined) {
      this.acts(condition.act, { document, path: [...path, 'act'] })
    }
  }

  private acts(names: string | string[], { document, path }: Place) {
    for (const [index, name] of [names].flat().entries()) {
      this.oneOf(name, ACTS, 'act', { document, path: Array.isArray(names) ? [...path, index] : path })
    }
  }

  private expectation(expectation: Expectation, at: Place, earlier: readonly Step[]) {
    const own = this.around.audits
    if (typeof expectation === 'string') {
      if (!this.oneOf(expectation, [...AUDIT_KEYS, ...own.keys()], 'audit', at)) return
      if (own.has(expectation)) return this.ownOptions(expectation, undefined, at)
      if (!BARE_AUDITS.some((name) => name === expectation)) {
        this.report(
          at,
          `${expectation} needs options: write { ${expectation}: … }`,
          `By name alone: ${BARE_AUDITS.join(' ')}`,
        )
      }
      return
    }
    const keys = auditKeys(expectation, own.keys())
    if (keys.length !== 1) {
      this.report(at, `an expectation has exactly one audit; this one has ${keys.join(' and ') || 'none'}`)
    }
    const place = (key: string, ...rest: (string | number)[]) => ({
      document: at.document,
      path: [...at.path, key, ...rest],
    })
    for (const key of keys.filter((key) => own.has(key)))
      this.ownOptions(key, (expectation as Record<string, unknown>)[key], place(key))
    for (const key of ['states', 'never-states', 'resolves'] as const) {
      const names = expectation[key]
      if (typeof names !== 'string' && !Array.isArray(names)) continue
      const known = key === 'resolves' ? this.truths : [...this.truths, ...this.facts]
      for (const [index, name] of [names].flat().entries()) {
        const where = Array.isArray(names) ? place(key, index) : place(key)
        const literal = key === 'resolves' ? '' : ` For these words themselves write { value: ${name} }.`
        this.oneOf(name, known, key === 'resolves' ? 'truth' : 'truth or fact', where, literal)
      }
    }
    for (const key of ['states', 'never-states'] as const) {
      const said = expectation[key]
      if (typeof said !== 'object' || Array.isArray(said)) continue
      if ((said.value === undefined) === (said.pattern === undefined))
        this.report(
          place(key),
          'needs a value or a pattern, one of them',
          'as says what it means in reports.',
        )
    }
    const same = expectation['same-answer']
    if (same !== undefined) this.oneOf(same, namesOf(earlier), 'earlier step', place('same-answer'))
    if (expectation['never-act'] !== undefined) this.acts(expectation['never-act'], place('never-act'))
  }

  /** An audit that is named alone has no options, which is as good as none of them. */
  private ownOptions(audit: string, options: unknown, { document, path }: Place) {
    const valid = this.around.audits.get(audit)
    if (!valid || valid(options ?? {})) return
    for (const { path: below, ...found } of explain(valid.errors ?? [], audit))
      this.around.report(problemAt(document, [...path, ...below], found.message, found))
  }

  private oneVerb(part: object, verbs: readonly string[], at: Place) {
    const found = verbs.filter((verb) => Object.hasOwn(part, verb))
    if (found.length === 1 || this.flawed(at)) return
    this.report(
      at,
      `needs exactly one verb; has ${found.join(' and ') || 'none'}`,
      `Verbs: ${verbs.join(' ')}`,
    )
  }

  private oneOf(name: string, known: readonly string[], what: string, at: Place, advice = ''): boolean {
    if (known.includes(name)) return true
    const article = /^[aeiou]/.test(what) ? 'an' : 'a'
    const message = `${name.slice(0, 64)} is not ${article} ${what} here.${didYouMean(name, known)}`
    this.report(at, message, `Known: ${known.join(' ') || '(none)'}.${advice}`)
    return false
  }

  /** Included files are only read when nothing is wrong with their shape. */
  private broken({ document, path }: Place): boolean {
    return document === this.draft.document && this.around.shape.broken(path)
  }

  private flawed({ document, path }: Place): boolean {
    return document === this.draft.document && this.around.shape.flawed(path)
  }

  private report({ document, path }: Place, message: string, hint?: string) {
    this.around.report(problemAt(document, path, message, { hint }))
  }
}

/** A wording, and the wordings that it is put together from. */
function namesUsed(name: string, { wording }: Draft): string[] {
  const words = wording.get(name)?.value
  const parts = words === undefined ? undefined : partsOf(words)
  return [name, ...(parts ?? []).filter((part) => typeof part === 'string')]
}

/** What steps are called; a name that is no text is told where it stands. */
function namesOf(steps: readonly Step[]): string[] {
  return steps.map(({ id }: { id?: unknown }) => id).filter((id) => typeof id === 'string')
}
