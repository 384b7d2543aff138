/** Clauses of a text: where somebody who speaks would take a breath. */
import type { Lang } from '../../documents/ready.js'
import type { Edit } from './operator.js'
import { isFree, type Span } from './protected.js'

/** The words from `from` to `to`, and what ends them up to `next`. */
export interface Clause extends Span {
  next: number
}

/** What somebody inserts into one message: more would be no person. */
export const MOST_INSERTED = 8

const BREAK =
  /[，。！？；：、…—\n]{1,16}[”’）」]{0,2}\s{0,8}|[,.!?;:]{1,16}["')]{0,2}(?:\s{1,8}|$|(?=[\u4e00-\u9fff]))|(?<=[\u4e00-\u9fff])\s{1,8}(?=[\u4e00-\u9fff])/g

/** The clauses that hold words, in order. */
export function clauses(text: string, spans: readonly Span[]): Clause[] {
  const found: Clause[] = []
  let from = 0
  const add = (to: number, next: number) => {
    if (/[\p{L}\p{N}]/u.test(text.slice(from, to))) found.push({ from, to, next })
    from = next
  }
  for (const { 0: mark, index } of text.matchAll(BREAK))
    if (isFree({ from: index, to: index + mark.length }, spans)) add(index, index + mark.length)
  add(text.length, text.length)
  return found
}

/** Something said before other words: with the comma that parts them. */
export function aside(words: string, lang: Lang): string {
  const bare = words.trim()
  if (bare === '') return ''
  const comma = /[\p{L}\p{N}]$/u.test(bare) ? (lang === 'en' ? ',' : '，') : ''
  return `${bare}${comma}${lang === 'en' ? ' ' : ''}`
}

/** Words with which an English sentence begins: no names, which keep their capital. */
const BEGINS =
  /^(?:A|An|And|Are|But|Can|Could|Did|Do|Does|Hello|Hi|How|If|Is|It|It's|May|My|Now|Please|So|The|There|They|This|That|We|Was|Were|What|When|Where|Which|Who|Why|Will|Would|You|Your)(?= )/

/** Something said before the words at a place; in English the capital moves to the front. */
export function insertion(
  text: string,
  from: number,
  said: string,
  spans: readonly Span[],
  lang: Lang,
): Edit {
  const first = lang === 'en' ? BEGINS.exec(text.slice(from, from + 12))?.[0] : undefined
  if (!first || said === '' || !isFree({ from, to: from + 1 }, spans)) return { from, to: from, by: said }
  const by = `${said.charAt(0).toUpperCase()}${said.slice(1)}${first.charAt(0).toLowerCase()}`
  return { from, to: from + 1, by }
}

/**
 * The beginning of a clause that somebody says before breaking off: a few characters or words, free of what is
 * protected, and less than the whole.
 */
export function beginning(
  text: string,
  { from, to }: Span,
  spans: readonly Span[],
  lang: Lang,
  length: number,
) {
  const pattern = lang === 'en' ? EN[length - 1] : ZH[length - 1]
  const said = pattern?.exec(text.slice(from, to))?.[0]
  if (!said || from + said.length >= to) return undefined
  return isFree({ from, to: from + said.length }, spans) ? said : undefined
}

const ZH = [1, 2, 3, 4].map((n) => new RegExp(`^[\\u4e00-\\u9fff]{${n}}(?=[\\u4e00-\\u9fff])`))
const EN = [1, 2, 3, 4].map((n) => new RegExp(`^[A-Za-z']{1,20}(?: [A-Za-z']{1,20}){${n - 1}}(?= )`))
