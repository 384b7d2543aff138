/** Checks what a consumer knows: no circles, no contradictions, and nothing told before it may be. */
import type { Draft, Placed, Surroundings } from './draft.js'
import { partsOf } from './joined.js'
import { didYouMean } from './problem.js'
import { templateFault, templatePaths } from './template.js'
import type { Fact } from './types/scenario.js'
import { type Path, problemAt } from './yaml.js'

/**
 * Facts that name each other in a circle, name what is no fact, or say something else than the persona does.
 * @param names every fact there is, columns of a table and facts of the persona included
 */
export function checkFacts(draft: Draft, names: readonly string[], around: Surroundings): void {
  const { document } = draft
  const facts = soundFacts(draft, around)
  const textOf = (name: string) => (Object.hasOwn(facts, name) ? literal(facts[name] as Fact) : undefined)
  const known = new Set(names)
  const broken = new Set<string>()
  for (const name of Object.keys(facts)) {
    const text = textOf(name)
    if (text === undefined) continue
    const path: Path = typeof facts[name] === 'object' ? ['facts', name, 'value'] : ['facts', name]
    const fault = templateFault(text)
    if (fault) {
      broken.add(name)
      around.report(problemAt(document, path, fault.message, { words: fault.words }))
      continue
    }
    for (const other of templatePaths(text)) {
      if (known.has(other)) continue
      broken.add(name)
      const message = `a fact can name other facts; ${other.slice(0, 64)} is none.${didYouMean(other, [...known])}`
      around.report(problemAt(document, path, message, { words: other }))
    }
  }
  reportCircles(draft, around, (name) => (broken.has(name) ? [] : templatePaths(textOf(name) ?? '')))
  reportDisagreement(draft, around)
}

/**
 * Facts that are told on asking stand in words that are said unasked, or facts that are never told in any words.
 * @param asked the words are said when something has happened: a handler, or a step with a guard
 */
export function checkRevealed(
  say: string | string[],
  at: Pick<Placed<unknown>, 'document' | 'path'>,
  asked: boolean,
  draft: Draft,
  around: Surroundings,
): void {
  const facts = soundFacts(draft, around)
  for (const { text, document, path } of textsOf(say, at, draft.wording)) {
    // What is no text was told by the schema.
    if (typeof text !== 'string' || templateFault(text)) continue
    for (const name of templatePaths(text)) {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
      const reveal = typeof fact === 'object' && !Array.isArray(fact) ? fact.reveal : undefined
      if (reveal !== 'never' && (asked || reveal !== 'on-ask')) continue
      const when = reveal === 'never' ? 'is never told' : 'is told when the bot asks for it'
      const unasked = reveal === 'never' ? '' : ' unasked'
      around.report(
        problemAt(document, path, `the fact ${name} ${when}, and these words tell it${unasked}`, {
          words: name,
          hint: `Write reveal: upfront for ${name}, or leave it out of the words.`,
        }),
      )
    }
  }
}

function textsOf(
  say: string | string[],
  { document, path }: Pick<Placed<unknown>, 'document' | 'path'>,
  wording: Draft['wording'],
): { text: string; document: Placed<unknown>['document']; path: Path }[] {
  const named = typeof say === 'string' ? wording.get(say) : undefined
  if (!named)
    return [say].flat().map((text, i) => ({ text, document, path: Array.isArray(say) ? [...path, i] : path }))
  const parts = partsOf(named.value)
  if (!parts)
    return (named.value as string[]).map((text, i) => ({
      text,
      document: named.document,
      path: [...named.path, i],
    }))
  return parts.flatMap((part, i) =>
    typeof part === 'string'
      ? textsOf(part, { document: named.document, path: [...named.path, 'join', i] }, wording)
      : [part]
          .flat()
          .map((text, j) => ({ text, document: named.document, path: [...named.path, 'join', i, j] })),
  )
}

function reportCircles(draft: Draft, around: Surroundings, names: (fact: string) => string[]): void {
  const done = new Set<string>()
  const walk = (name: string, above: string[]): string[] | undefined => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name]
    if (done.has(name)) return undefined
    for (const other of names(name)) {
      const circle = walk(other, [...above, name])
      if (circle) return circle
    }
    done.add(name)
    return undefined
  }
  for (const name of Object.keys(soundFacts(draft, around))) {
    const circle = walk(name, [])
    if (!circle) continue
    for (const one of circle) done.add(one)
    const message = `these facts go round in a circle: ${circle.join(' -> ')}`
    around.report(
      problemAt(draft.document, ['facts', circle[0] as string], message, {
        hint: 'Give one of them a value of its own.',
      }),
    )
  }
}

/** A persona that says another value for a fact would contradict itself. */
function reportDisagreement(draft: Draft, around: Surroundings): void {
  const { arms, persona } = draft.scenario
  const personas = [arms?.persona ?? persona ?? 'control'].flat()
  for (const [name, fact] of Object.entries(soundFacts(draft, around))) {
    const text = literal(fact)
    for (const id of personas) {
      const own = around.personas.get(id)?.facts ?? {}
      const said = Object.hasOwn(own, name) ? String(own[name]) : undefined
      if (said === undefined || said === text) continue
      const message = `the persona ${id} says ${name} is ${said.slice(0, 64)}; here it is ${(text ?? 'something else').slice(0, 64)}`
      around.report(
        problemAt(draft.document, ['facts', name], message, {
          hint: 'A consumer has one answer to a question: rename one of the two.',
        }),
      )
    }
  }
}

/** The words of a fact that is written out. */
function literal(fact: Fact): string | undefined {
  if (typeof fact !== 'object') return String(fact)
  return fact.value === undefined ? undefined : String(fact.value)
}

/** The facts whose shape is right. */
function soundFacts({ scenario }: Draft, { shape }: Surroundings): Record<string, Fact> {
  if (shape.broken(['facts'])) return {}
  return Object.fromEntries(
    Object.entries(scenario.facts ?? {}).filter(([name]) => !shape.broken(['facts', name])),
  )
}
