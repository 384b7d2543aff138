/** Yes or no: what a text affirms and what it denies, clause by clause, for words that come in opposites. */
import { fold, readable, stemmed } from '../text/normalise.js'
import { remember } from '../text/remember.js'
import { CONCEPTS, type Concept } from './opposites.js'

/** Clauses of one text that are looked at. */
const CLAUSES = 40
/** So much alike two clauses are that differ by a "not" alone (Dice coefficient of their words). */
const BUT_FOR_NOT = 0.55

/** So much of the words two clauses must share for an attribute to be of one thing. */
const MATTER = 0.3
/** ... and for a limit, since any two things may have limits of their own. */
const LIMITED = 0.5
/** So many words that the other clause lacks make another matter: an annual fee, and the free use of a lounge. */
const FOREIGN = 3
/** How far a clause that says nothing else is about the matter of another one. */
const ASKED = 0.34

interface Clause {
  text: string
  words: ReadonlySet<string>
  /** What it says of each concept: -1 denied, 0 nothing or both, 1 affirmed. */
  signs: Int8Array
  /** An odd number of negations. */
  negative: boolean
  /** It says for whom or when alone something holds: its yes and no compare with those of the like only. */
  restricted: boolean
  /** It says what must be, or not be, for something to hold. */
  conditional: boolean
  /** It denies twice: its yes and no do not compare. */
  twisted: boolean
}

export interface Opposition {
  /** The thing that one text affirms and the other denies. */
  name: string
  /** Share of words that the two clauses have in common, 0..1. */
  about: number
  /** Either text speaks of it in one sense only. */
  plain: boolean
}

// A full stop ends a clause only where no digit follows: 3.5 is one number.
const BREAK =
  /[,。!?;:\n()]+|\.(?!\d)|\s(?:but|however|although|though|except that|while|whereas)\s|但是?|却|不过|而且|只是/

/** Characters of Chinese that tell nothing of the matter. */
const EMPTY =
  /[的了吗呢吧啊呀么嘛我你您他她它们是在有和与就都也还很把被这那个请会能可以要需必须得亲哦哈啦哟噢嗯一二两三四五六七八九十不没未无别非为给到及或以其该此而则所只再又才并且着过下上中里内后前周星期日月年天时分点号元块晚早午末]/
/** Negations that are parts of other words. */
const NO_NEGATION =
  /不好意思|不仅|不但|不过|不管|不论|不断|不少|不久|不错|不同|不客气|不超过|不低于|不少于|不高于|不晚于|不早于|不足|不满|不到|不限|不得不|没问题|没关系|没事|无论|无理由|无线|无障碍|无忧|非常|未来|未满|[未没](?:曾)?(?:拆封?|开封|使用|激活|付款|发货|支付|签收|成年|清洗)|不(?:拆封?|开封|激活|清洗)|是否|能否|可否|差不多|来不及|不要紧|不必担心|不用担心|无需担心|别担心|特别|分别|区别|级别|类别|性别|识别|个别|告别|别的|别人|不得(?:超过|低于|少于|高于|晚于)|\bno (?:worries|problem|trouble|rush|doubt|matter|later|more|less|longer|fewer)(?: than)?\b|\bnot (?:only|just|later|more|less|fewer|longer)\b|\bnot to worry\b|\bdo not (?:worry|hesitate)\b/g
const NEGATION = /[不没未无非]|别(?!处)|\b(?:not|never|no|without|neither|nor|none|nothing|nobody)\b/g

/** Only members may, non-members may not, without a receipt we cannot: restrictions turn yes and no round. */
const RESTRICTS =
  /只有|只能|只可|只限|仅限|仅可|仅能|才(?:能|可|会|行|有|给|算|予)|除非|否则|的话|如果|若|要是|一旦|非[^,]{1,6}不|\b(?:only|unless|without|otherwise)\b/
/** Not all, not before: what is denied is the whole, or the time. */
const PARTLY =
  /\bnot (?:all|every|always|necessarily)\b|\bnot\b.{0,40}\buntil\b|不是(?:所有|每)|并非(?:所有|每)|不一定|不都|不全/
/** Conditions that may be denied themselves: "if you do not pay, it is cancelled". */
const CONDITIONAL = /只要|一旦|[没不未][^,]{1,6}[就先]|\b(?:if|except|until|other than|as long as)\b/
/** A few alone may, and all may. */
const ONLY =
  /只有[^,]{1,12}才|[只仅](?:限|能|可以?|对|供|面向|向)|才(?:能|可以?|行|给)|\b(?:only|solely|exclusively)\b/
const ANYONE =
  /(?:不是|非|没有?|未)[^,]{0,8}(?:也|都|照样|一样)(?:可以?|能|行|给|办|享)|人人|任何人|所有人|谁都|不限(?!量|时|速)|\b(?:any(?:one|body)|every(?:one|body)|all (?:customers|visitors|guests|users)|non-?members? (?:can|may|are)|whether or not|even (?:if|without)|(?:no|not) (?:need|have) to be|need not be)\b/
/** Words that both clauses share for what the one keeps for few and the other gives to all to be one thing. */
const KEPT = 0.5
/** Words that deny by themselves, so that a clause with one and a clause with a "not" may agree. */
const DENIES =
  /取消|停|拒|失|禁|缺|免|除|\b(?:cancel|stop|refus|lose|lost|fail|exclud|declin|reject|ban|avoid|waiv|clos|free|miss|lack|un[a-z]{4,})/

/** "Can't", "won't" and "dont" written out. */
const spelled = (text: string) =>
  text
    .replace(/\bcannot\b|\bcan't\b|\bcant\b/g, 'can not')
    .replace(/\bwon't\b|\bwont\b/g, 'will not')
    .replace(/n't\b/g, ' not')
    .replace(/\b(do|does|did|is|are|was|were|has|have|could|would|should)nt\b/g, '$1 not')

const PIECE = /[a-z]+|[\u3400-\u9fff]/g
/** Participles that no ending gives away. */
const PARTICIPLES: Record<string, string> = {
  taken: 'take',
  given: 'give',
  sent: 'send',
  paid: 'pay',
  bought: 'buy',
  sold: 'sell',
  made: 'make',
  kept: 'keep',
  brought: 'bring',
}

function wordsOf(text: string): Set<string> {
  const words = new Set<string>()
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece.charCodeAt(0) >= 0x3400) {
      if (!EMPTY.test(piece)) words.add(piece)
      continue
    }
    const stem = piece.length > 2 ? stemmed(PARTICIPLES[piece] ?? piece) : null
    if (stem !== null) words.add(stem)
  }
  return words
}

function clause(text: string): Clause {
  const plain = text.replace(NO_NEGATION, ' ')
  const negations = plain.match(NEGATION)?.length ?? 0
  return {
    text,
    words: wordsOf(text),
    signs: signsOf(text),
    negative: negations % 2 === 1,
    restricted: RESTRICTS.test(text),
    conditional: CONDITIONAL.test(plain),
    twisted: negations > 1 || PARTLY.test(text),
  }
}

const clausesOf = remember((text: string): readonly Clause[] =>
  spelled(fold(readable(text)))
    .split(BREAK)
    .filter((one) => one.trim() !== '')
    .slice(0, CLAUSES)
    .map(clause),
)

function signsOf(text: string): Int8Array {
  const signs = new Int8Array(CONCEPTS.length)
  const [han, latin] = [/[\u3400-\u9fff]/.test(text), /[a-z]/.test(text)]
  for (const [i, { zh, en, kind }] of CONCEPTS.entries()) {
    const turns = kind !== 'condition'
    signs[i] = Math.sign((han ? side(text, zh, turns) : 0) + (latin ? side(text, en, turns) : 0))
  }
  return signs
}

/** Right before a word that is affirmed or denied, these turn it round: 不会清零, "does not renew automatically". */
const TURNS = /(?:[不没未无][会再能是有]?|\b(?:not|never|no longer|no)\b(?: \w+){0,2} )$/
/** And right behind it: 参加不了. */
const TURNS_BEHIND = /^(?:不了|不成|不到)/

/**
 * What a clause says of one thing. Of a denial and an affirmation that overlap the longer one counts: 不支持 holds
 * 支持, and "never expires" holds "expires". Where both stand apart, nothing is said.
 */
function side(text: string, { denies, affirms }: Concept['zh'], turns: boolean): number {
  const [no, yes] = [denies.exec(text), affirms.exec(text)]
  const turned = ({ index, 0: { length } }: RegExpExecArray) =>
    turns &&
    (TURNS.test(text.slice(Math.max(0, index - 24), index)) || TURNS_BEHIND.test(text.slice(index + length)))
      ? -1
      : 1
  if (no === null || yes === null) return no ? -turned(no) : yes ? turned(yes) : 0
  const apart = no.index >= yes.index + yes[0].length || yes.index >= no.index + no[0].length
  if (apart) return 0
  return yes[0].length > no[0].length ? turned(yes) : -turned(no)
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both++
  return both
}

const shared = (a: Clause, b: Clause) =>
  overlap(a.words, b.words) / Math.max(1, Math.min(a.words.size, b.words.size))

const dice = (a: Clause, b: Clause) =>
  (2 * overlap(a.words, b.words)) / Math.max(1, a.words.size + b.words.size)

/** A clause that says nothing else ("sorry, sold out") is about what was asked, as the other one is. */
const saysOnly = (clause: Clause, concept: Concept) => besides(clause, concept).size === 0

/** The words of a clause without those that affirm or deny a thing. */
function besides({ text }: Clause, { zh, en }: Concept): Set<string> {
  const rest = [zh, en].reduce(
    (left, { denies, affirms }) => left.replace(denies, ' ').replace(affirms, ' '),
    text,
  )
  return wordsOf(rest)
}

/** Number of words; a Chinese word has two characters. */
const weight = (words: ReadonlySet<string>) =>
  [...words].reduce((sum, word) => sum + (word > '~' ? 0.5 : 1), 0)

/** Two clauses say of one thing what they say: of an attribute and of a condition there are many. */
function ofOneThing(one: Clause, other: Clause, concept: Concept): boolean {
  if (concept.kind === 'claim') return true
  const [a, b] = [besides(one, concept), besides(other, concept)]
  const both = overlap(a, b)
  const foreign = (words: ReadonlySet<string>, others: ReadonlySet<string>) =>
    weight(new Set([...words].filter((word) => !others.has(word))))
  return (
    (2 * both) / Math.max(1, a.size + b.size) >= (concept.name === 'above' ? LIMITED : MATTER) &&
    (concept.name !== 'price' || Math.max(foreign(a, b), foreign(b, a)) <= FOREIGN)
  )
}

const comparable = (a: Clause, b: Clause) => !a.twisted && !b.twisted && a.restricted === b.restricted

/** The strongest opposition of two texts in one concept, or null where another clause agrees as well. */
function against(
  a: readonly Clause[],
  b: readonly Clause[],
  concept: number,
  of: Concept,
): [number, Clause, Clause] | null {
  let best: [number, Clause, Clause] | null = null
  for (const one of a) {
    const sign = one.signs[concept] ?? 0
    if (sign === 0) continue
    for (const other of b) {
      if ((other.signs[concept] ?? 0) !== -sign || (!comparable(one, other) && of.kind !== 'condition'))
        continue
      const about = Math.max(shared(one, other), saysOnly(one, of) || saysOnly(other, of) ? ASKED : 0)
      // What a closer clause of the other text says agrees: then this pair is about two matters.
      const agrees = (clause: Clause, others: readonly Clause[]) =>
        others.some(
          (third) =>
            third.signs[concept] === clause.signs[concept] &&
            (shared(clause, third) >= about || saysOnly(clause, of)),
        )
      if (agrees(one, b) || agrees(other, a)) continue
      if (best === null || about > best[0]) best = [about, one, other]
    }
  }
  return best
}

/** Two clauses with the same words of which one has a "not" more, and of which no known word says that they agree. */
function butForNot(a: readonly Clause[], b: readonly Clause[]): number {
  let best = 0
  for (const one of a) {
    for (const other of b) {
      const about =
        !comparable(one, other) ||
        one.conditional !== other.conditional ||
        DENIES.test((one.negative ? other : one).text)
          ? 0
          : dice(one, other)
      if (
        one.negative === other.negative ||
        about < BUT_FOR_NOT ||
        Math.min(one.words.size, other.words.size) < 2 ||
        about <= best
      )
        continue
      const known = one.signs.some((sign, i) => {
        const second = other.signs[i] ?? 0
        return sign !== 0 && (sign === second || (sign === -second && CONCEPTS[i]?.kind === 'condition'))
      })
      const closer = (clause: Clause, others: readonly Clause[]) =>
        others.some(
          (third) =>
            third.negative === clause.negative &&
            (dice(clause, third) >= about || (clause.negative && shared(third, clause) >= BUT_FOR_NOT)),
        )
      if (!known && !closer(one, b) && !closer(other, a)) best = about
    }
  }
  return best
}

const saysBoth = (clauses: readonly Clause[], concept: number) =>
  [-1, 1].every((sign) => clauses.some(({ signs }) => signs[concept] === sign))

/** What one text keeps for few and the other gives to all: the share of words that the two clauses have in common. */
function keptForFew(a: readonly Clause[], b: readonly Clause[]): number {
  let best = 0
  for (const few of a) {
    if (!ONLY.test(few.text)) continue
    for (const all of b) {
      if (!ANYONE.test(all.text) || ONLY.test(all.text)) continue
      const [one, other] = [wordsOf(few.text.replace(ONLY, ' ')), wordsOf(all.text.replace(ANYONE, ' '))]
      best = Math.max(best, overlap(one, other) / Math.max(1, Math.min(one.size, other.size)))
    }
  }
  return best
}

/**
 * Things that one text affirms and the other denies, strongest first. None is a contradiction by itself: the two
 * texts must be about the same matter. A condition that turns round together with what it allows is no opposition:
 * "possible before dispatch" and "not possible after dispatch".
 */
export function oppositions(a: string, b: string): Opposition[] {
  const [first, second] = [clausesOf(a), clausesOf(b)]
  const found: Opposition[] = []
  for (const [i, concept] of CONCEPTS.entries()) {
    const { name, kind } = concept
    const best = against(first, second, i, concept)
    if (best === null) continue
    const [about, one, other] = best
    const turned = CONCEPTS.some(
      (another, j) =>
        (another.kind === 'condition') !== (kind === 'condition') &&
        (one.signs[j] ?? 0) * (other.signs[j] ?? 0) === -1,
    )
    const denied = kind === 'condition' && one.negative !== other.negative
    // 300 a year, free from six payments on: both tell when it costs and when it does not.
    const either = name === 'price' && saysBoth(first, i) && saysBoth(second, i)
    // Of several clauses, "once dispatched" is the condition of the next one.
    const bare = (clause: Clause, of: readonly Clause[]) =>
      kind === 'condition' && of.length > 1 && weight(besides(clause, concept)) <= 1
    if (bare(one, first) || bare(other, second)) continue
    if (turned || denied || either || !ofOneThing(one, other, concept)) continue
    // Said once, or again in the same sense.
    const plain = (clauses: readonly Clause[]) =>
      new Set(clauses.map(({ signs }) => signs[i]).filter(Boolean)).size === 1
    found.push({ name, about, plain: plain(first) && plain(second) })
  }
  const kept = Math.max(keptForFew(first, second), keptForFew(second, first))
  if (kept >= KEPT) found.push({ name: 'for everyone', about: kept, plain: true })
  const not = butForNot(first, second)
  if (not > 0) found.push({ name: 'not', about: not, plain: true })
  return found.sort((x, y) => y.about - x.about)
}

/** Whether two short texts affirm, or deny, the same thing of the same matter, and nothing stands against it. */
export function agree(a: string, b: string): number {
  const [first, second] = [clausesOf(a), clausesOf(b)]
  let best = 0
  for (const one of first) {
    for (const other of second) {
      const alike = one.signs.some(
        (sign, i) => sign !== 0 && sign === other.signs[i] && CONCEPTS[i]?.kind !== 'condition',
      )
      if (alike) best = Math.max(best, dice(one, other))
    }
  }
  return best
}

/** The words right before a quoted span deny it: 不支持蓝牙 for 支持蓝牙, "not a refund" for "a refund". */
export function deniedBefore(before: string): boolean {
  return /(?:不|没有?|未|非|无|无法|并非|\bno|\bnot|n't|\bcannot|\bwithout)[^,。!?;\n]{0,2}$/.test(
    before.slice(-12),
  )
}
