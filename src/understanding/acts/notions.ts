/** What the words of a message are about: notions such as person, transfer, waiting, not; the same in both languages. */
import { ENGLISH_WORDS } from './lexicon.en.js'
import { CHINESE_WORDS } from './lexicon.zh.js'

/** A word that was found. */
export interface Found {
  start: number
  end: number
  /** Numbers of its notions. */
  notions: readonly number[]
}

interface Word {
  word: string
  notions: number[]
  /** Any ending may follow. */
  open: boolean
}

const names = [...new Set([...Object.keys(CHINESE_WORDS), ...Object.keys(ENGLISH_WORDS)])]

/** Words by their first two characters, the longest first; made when the first message is read. */
let known: Map<string, Word[]> | undefined

function sorted(): Map<string, Word[]> {
  const words = new Map<string, Word>()
  const groups = new Map<string, Word[]>()
  for (const lexicon of [CHINESE_WORDS, ENGLISH_WORDS])
    for (const [notion, list] of Object.entries(lexicon)) {
      const number = names.indexOf(notion)
      for (const entry of list.split(' ')) {
        const open = entry.length > 1 && entry.endsWith('*')
        const word = (open ? entry.slice(0, -1) : entry).replaceAll('_', ' ')
        let one = words.get(word)
        if (one === undefined) {
          one = { word, notions: [], open }
          words.set(word, one)
          const head = word.slice(0, 2)
          const group = groups.get(head)
          if (group) group.push(one)
          else groups.set(head, [one])
        }
        if (notion !== '' && !one.notions.includes(number)) one.notions.push(number)
      }
    }
  for (const group of groups.values()) group.sort((a, b) => b.word.length - a.word.length)
  return groups
}

/** Letters of the Latin alphabet and digits: their words begin and end at a boundary. */
const latin = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 39

/** The words of a folded text that mean something here, in order, without overlaps. The longest one counts. */
export function notionsIn(text: string): Found[] {
  known ??= sorted()
  const found: Found[] = []
  let before = 0
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code <= 32 || (latin(code) && latin(before))) {
      before = code
      at++
      continue
    }
    const match =
      longest(text, at, known.get(text.substring(at, at + 2))) ??
      longest(text, at, known.get(text.charAt(at)))
    if (match && match.notions.length > 0) found.push(match)
    at = match?.end ?? at + 1
    before = text.charCodeAt(at - 1)
  }
  return found
}

function longest(text: string, start: number, words: readonly Word[] | undefined): Found | undefined {
  for (const { word, notions, open } of words ?? []) {
    if (!text.startsWith(word, start)) continue
    let end = start + word.length
    const goes = end < text.length && latin(text.charCodeAt(end)) && latin(text.charCodeAt(end - 1))
    if (goes && !open) continue
    while (open && end < text.length && latin(text.charCodeAt(end))) end++
    return { start, end, notions }
  }
  return undefined
}
