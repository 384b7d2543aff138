/** Checks what a consumer would say: wordings exist, and every name in a template means something. */
import type { Draft, Placed, Surroundings } from './draft.js'
import { MOST_JOINED, type Part, partsOf } from './joined.js'
import { didYouMean } from './problem.js'
import { templateFault, templatePaths } from './template.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

const LOOKS_LIKE_A_NAME = /^[a-z][a-z0-9-]*$/

/** Names that the words of one scenario may use. */
export interface KnownNames {
  facts: ReadonlySet<string>
  arms: ReadonlySet<string>
  /** Facts that every persona of the scenario has. */
  persona: ReadonlySet<string>
  laws: ReadonlySet<string>
}

/** Checks a `say`: a list of wordings, the name of a wording, or words. Returns the wording's name, if it is one. */
export function checkSay(
  say: string | string[],
  at: { document: YamlDocument; path: Path },
  { wording }: Draft,
  known: KnownNames,
  around: Surroundings,
): string | undefined {
  if (Array.isArray(say)) {
    for (const [index, text] of say.entries()) {
      checkTemplate(text, { document: at.document, path: [...at.path, index] }, known, around)
    }
    return undefined
  }
  if (wording.has(say)) return say
  if (LOOKS_LIKE_A_NAME.test(say)) {
    if (!around.bank.has(say)) {
      const names = [...wording.keys(), ...around.bank]
      around.report(
        problemAt(at.document, at.path, `no wording is named ${say}.${didYouMean(say, names)}`, {
          hint: `Wordings here: ${[...wording.keys()].join(' ') || '(none)'}. To say just this word, write [${say}].`,
        }),
      )
    }
    return undefined
  }
  checkTemplate(say, at, known, around)
  return undefined
}

/** Checks all own wordings, and of the included ones those that are used. */
export function checkWordings(
  draft: Draft,
  used: ReadonlySet<string>,
  known: KnownNames,
  around: Surroundings,
) {
  for (const [name, placed] of draft.wording) {
    const isOwn = placed.document === draft.document
    if (isOwn ? around.shape.broken(placed.path) : !used.has(name)) continue
    const { document, path, value } = placed
    const parts = partsOf(value)
    if (parts) checkParts(parts, { document, path: [...path, 'join'] }, draft, known, around)
    for (const [index, text] of (parts ? [] : (value as string[])).entries()) {
      checkTemplate(text, { document, path: [...path, index] }, known, around)
    }
  }
}

/** A part is a list of words or the name of one; what is put together cannot be a part again. */
function checkParts(
  parts: readonly Part[],
  { document, path }: Pick<Placed<unknown>, 'document' | 'path'>,
  { wording }: Draft,
  known: KnownNames,
  around: Surroundings,
) {
  let all = 1
  for (const [at, part] of parts.entries()) {
    const place = { document, path: [...path, at] }
    if (typeof part !== 'string') {
      all *= part.length
      for (const [i, text] of part.entries())
        checkTemplate(text, { document, path: [...place.path, i] }, known, around)
      continue
    }
    const named = wording.get(part)
    if (named === undefined && !around.bank.has(part)) {
      const names = [...wording.keys(), ...around.bank]
      const message = `no wording is named ${part.slice(0, 64)}.${didYouMean(part, names)}`
      around.report(
        problemAt(document, place.path, message, { hint: 'A part is a list of words, or the name of one.' }),
      )
    } else if (named && partsOf(named.value)) {
      around.report(problemAt(document, place.path, `${part} is put together itself: name its parts here`))
    } else all *= named ? (named.value as string[]).length : 1
  }
  if (all > MOST_JOINED)
    around.report(problemAt(document, path, `these parts give ${all} wordings; ${MOST_JOINED} at most`))
}

/** Checks every name of one text. */
export function checkTemplate(
  text: string,
  { document, path }: Pick<Placed<unknown>, 'document' | 'path'>,
  known: KnownNames,
  around: Surroundings,
) {
  const fault = templateFault(text)
  if (fault) {
    around.report(problemAt(document, path, fault.message, { words: fault.words }))
    return
  }
  for (const name of templatePaths(text)) {
    const wrong = unknownName(name, known)
    if (wrong) around.report(problemAt(document, path, wrong.message, { words: name, hint: wrong.hint }))
  }
}

function unknownName(name: string, known: KnownNames): { message: string; hint: string } | undefined {
  const dot = name.indexOf('.')
  const [head, rest] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)]
  const among = (names: ReadonlySet<string>, label: string) => {
    const list = [...names]
    if (names.has(rest || head)) return undefined
    return {
      message: `unknown name.${didYouMean(rest || head, list)}`,
      hint: `${label}: ${list.join(' ') || '(none)'}`,
    }
  }
  if (!rest) return among(known.facts, 'Facts here')
  if (head === 'arm') return among(known.arms, 'Arms of this scenario')
  if (head === 'persona') return among(known.persona, 'Facts that every persona of this scenario has')
  if (head === 'law') return among(known.laws, 'Entries of the law packs')
  if (head === 'target') return undefined
  return { message: 'unknown name', hint: 'A name is a fact, or begins with arm. persona. target. or law.' }
}
