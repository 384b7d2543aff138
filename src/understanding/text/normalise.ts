/** Text as the readers see it: bounded, without hidden characters, folded without moving a character. */
import { remember } from './remember.js'
import { SIMPLIFIED } from './traditional.js'

/** Longer texts are read up to here: no customer-service answer needs more, and matching stays bounded. */
const LONGEST = 20_000

// Zero-width, bidirectional, byte-order and control characters can hide or split words; tab and newline may stay.
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g
const WIDE = /[\u00a0\u2000-\u200a\u3000\uff01-\uff5e\uffe5\u2018-\u201f\u2010-\u2015\u2212\u3400-\u9fff]/g

const SPECIAL = new Map([
  ['\uffe5', '\u00a5'],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201a', "'"],
  ['\u201b', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u201e', '"'],
  ['\u201f', '"'],
  ['\u2212', '-'],
])

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0x3400 && code <= 0x9fff) return SIMPLIFIED.get(character) ?? character
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code >= 0x2010 && code <= 0x2015) return '-'
  return SPECIAL.get(character) ?? ' '
}

/** The text without hidden characters, cut at a bound; spans are quoted from this form. */
export function readable(text: string): string {
  return (text.length > LONGEST ? text.slice(0, LONGEST) : text).replace(HIDDEN, '')
}

/**
 * Lower case, half width, simplified, plain quotes and dashes. Every character keeps its place, so that a match
 * in the folded text is quoted from the readable one. 人工智能 becomes 智能智能: it holds no 人工 (a person).
 */
export const fold = remember((text: string): string => {
  const mapped = text.replace(WIDE, foldCharacter)
  const lower = mapped.toLowerCase()
  return (lower.length === mapped.length ? lower : mapped).replaceAll('人工智能', '智能智能')
})

/** Only the letters and digits of a folded text: two texts that read the same are equal. */
export const bare = remember((text: string): string => fold(readable(text)).replace(/[^\p{L}\p{N}]+/gu, ''))

const STOP = new Set(
  (
    'a an the and or but if of to in on at by for with from is are was were be been am do does did have has had i you he ' +
    'she it we they me my your our their this that these those what which who how when where why can could would will ' +
    'shall should may might must please not no yes so as just than then there here about any some all also too very s t re ve ll m d'
  ).split(' '),
)
const STOP_BIGRAM = /[的了吗呢吧啊呀么我你您他她它们是在有和与就都也还很把被这那个请]/

const ENDINGS: [string, number, string][] = [
  ['ations', 9, ''],
  ['ation', 8, ''],
  ['ments', 8, ''],
  ['ment', 7, ''],
  ['able', 7, ''],
  ['ically', 8, 'ic'],
  ['ing', 6, ''],
  ['ies', 5, 'y'],
  ['ed', 5, ''],
  ['al', 6, ''],
]

/** Shipped, shipping and shipment come from ship; what is left need be no word, only the same for all forms. */
function stem(word: string): string {
  let root = word
  const ending = ENDINGS.find(([end, least]) => word.length >= least && word.endsWith(end))
  if (ending) root = word.slice(0, -ending[0].length) + ending[2]
  else if (word.length > 4 && /(?:ss|sh|ch|x|z)es$/.test(word)) root = word.slice(0, -2)
  else if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) root = word.slice(0, -1)
  if (root.length > 4 && /[ey]$/.test(root)) root = root.slice(0, -1)
  return root.replace(/([bdglmnpt])\1$/, '$1')
}

/** The stem of an English word, or null for a word that tells nothing of the matter. */
export function stemmed(word: string): string | null {
  return STOP.has(word) ? null : stem(word)
}

const PIECE = /[a-z0-9]+(?:['.][a-z0-9]+)*|[\u3400-\u9fff]+/g

/** Content words of a text: English words without their endings, Chinese character pairs without function words. */
export function contentTokens(text: string): Set<string> {
  const tokens = new Set<string>()
  for (const [piece] of fold(readable(text)).matchAll(PIECE)) {
    if (piece.charCodeAt(0) < 0x3400) {
      if (!STOP.has(piece)) tokens.add(stem(piece))
      continue
    }
    if (piece.length === 1 && !STOP_BIGRAM.test(piece)) tokens.add(piece)
    for (let i = 0; i + 1 < piece.length; i++) {
      const pair = piece.slice(i, i + 2)
      if (!STOP_BIGRAM.test(pair)) tokens.add(pair)
    }
  }
  return tokens
}

/** Share of the smaller set that the other one holds, 0..1. */
export function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let shared = 0
  for (const token of small) if (large.has(token)) shared++
  return shared / small.size
}
