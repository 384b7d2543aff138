/** Sounds of Chinese characters: toneless pinyin, and the common characters of each syllable. Loaded when first used. */
import { createRequire } from 'node:module'
import type { Operator } from '../../documents/types/persona.js'
import { remember } from '../../understanding/text/remember.js'

export type Accent = NonNullable<Operator['accent']>[number]

/** Chinese numerals are never put where no number was. */
const NUMERAL = /[零一二两俩三仨四五六七八九十百千万亿半几]/

const INITIALS: Partial<Record<Accent, readonly [RegExp, (initial: string) => string]>> = {
  'zh-z': [/^(?:zh|ch|sh|z|c|s)/, (one) => (one.length === 2 ? one.slice(0, 1) : `${one}h`)],
  'n-l': [/^[nl]/, (one) => (one === 'n' ? 'l' : 'n')],
  'r-l': [/^[rl]/, (one) => (one === 'r' ? 'l' : 'r')],
}
const FINALS: Partial<Record<Accent, RegExp>> = {
  'in-ing': /(?<=i)n(g?)$/,
  'en-eng': /(?<=(?<![iu])e)n(g?)$/,
  'an-ang': /(?<=a)n(g?)$/,
}
const F_H = 'fa hua fan huan fang huang fei hui fen hun feng hong fo huo fu hu'.split(' ')

/** What a syllable is taken for by somebody who does not tell these sounds apart. */
export function mistaken(syllable: string, accent: Accent): string | undefined {
  if (accent === 'f-h') {
    const at = F_H.indexOf(syllable)
    return at < 0 ? undefined : F_H[at ^ 1]
  }
  const initial = INITIALS[accent]
  const heard = initial
    ? syllable.replace(...initial)
    : syllable.replace(FINALS[accent] ?? /$^/, (_, g: string) => (g ? 'n' : 'ng'))
  return heard === syllable ? undefined : heard
}

/** The syllable of each Han character, by its place in the text; `v` is written for ü. */
export const syllablesOf = remember((text: string): ReadonlyMap<number, string> => {
  const found = new Map<number, string>()
  for (const { 0: run, index } of text.matchAll(/[\u4e00-\u9fff]+/g)) {
    const read = reader()(run, READ)
    if (read.length === run.length) read.forEach((syllable, i) => void found.set(index + i, syllable))
  }
  return found
})

/** The common characters (level 1 of GB 2312-80, 3,755 of them) of a syllable, without numerals. */
export function charactersOf(syllable: string): readonly string[] {
  table ??= sounds()
  return table.get(syllable) ?? []
}

const READ = { toneType: 'none', type: 'array', v: true } as const
let table: ReadonlyMap<string, string[]> | undefined
let loaded: typeof import('pinyin-pro')['pinyin'] | undefined

/** Most runs need no pinyin, and its dictionary takes a while to load. */
function reader() {
  loaded ??= (createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro')).pinyin
  return loaded
}

function sounds(): ReadonlyMap<string, string[]> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, string[]>()
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]))
      const [syllable] = reader()(character, READ)
      if (syllable === undefined || NUMERAL.test(character)) continue
      const others = found.get(syllable)
      if (others) others.push(character)
      else found.set(syllable, [character])
    }
  return found
}
