/** Checks what a consumer would say: wordings exist, and every name in a template means something. */
import type { Draft, Placed, Surroundings } from './draft.js'
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
    for (const [index, text] of placed.value.entries()) {
      checkTemplate(text, { document: placed.document, path: [...placed.path, index] }, known, around)
    }
  }
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
