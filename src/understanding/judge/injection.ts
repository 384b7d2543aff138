/** Whether what a bot said is meant to sway its judge: by its words, by how they are hidden, by having nothing in them. */
import { bare } from '../text/normalise.js'
import { bounded } from './clean.js'
import type { JudgeQuestion } from './question.js'
import { ENGLISH } from './sway.en.js'
import type { Sign, SwayKind } from './sway.js'
import { OBSERVERS } from './sway.observer.js'
import { OTHER } from './sway.other.js'
import { CHINESE } from './sway.zh.js'
import { plainView, type View, viewsOf } from './views.js'

/** What shows that an attempt is suspected. */
export interface Suspicion {
  kind: SwayKind | 'hidden' | 'opener' | 'copied'
  /** The words, or the signs, that show it. */
  shown: string
  /** Part of the question, from 1; absent where it takes several. */
  part?: number
}

const SIGNS: readonly Sign[] = [...CHINESE, ...ENGLISH, ...OTHER, ...OBSERVERS]
const ENOUGH = 2
const SHOWN = 80
/** Characters of all messages together that are looked at for an attempt in several pieces: the last, as are sent. */
const LONGEST = 24_000

/**
 * What in a question is suspected; nothing in most. Only what the bot's side said is looked at.
 * @param question as audits ask it, before anything was taken out of it
 */
export function suspicionsIn({ parts }: JudgeQuestion): Suspicion[] {
  const asked = new Set(parts.flatMap(({ role, text }) => (role === 'consumer' ? bare(text) : [])))
  const said = parts.flatMap((part, i) => (part.role === 'consumer' ? [] : [{ ...part, part: i + 1 }]))
  const found = said.flatMap(({ text, role, part }): Suspicion[] => {
    const own = suspicionIn(text) ?? (role === 'choices' ? undefined : copied(text, asked))
    return own ? [{ ...own, part }] : []
  })
  if (found.length > 0 || said.length < 2) return found
  const whole = swayIn([
    {
      text: plainView(
        said
          .map(({ text }) => bounded(text))
          .join(' ')
          .slice(-LONGEST),
      ),
    },
  ])
  return whole ? [whole] : []
}

/** What in one message is suspected. */
export function suspicionIn(text: string): Suspicion | undefined {
  const kept = bounded(text)
  return hidden(kept) ?? opener(kept) ?? swayIn(viewsOf(kept))
}

function swayIn(views: readonly View[]): Suspicion | undefined {
  for (const { text, by } of views) {
    const kinds = new Map<SwayKind, { weight: number; span: string }>()
    for (const { kind, weight, pattern, unless } of SIGNS) {
      if ((kinds.get(kind)?.weight ?? 0) >= weight) continue
      const span = pattern.exec(text)?.[0]
      if (span === undefined || unless?.test(text)) continue
      kinds.set(kind, { weight, span })
    }
    const found = [...kinds].sort(([, a], [, b]) => b.weight - a.weight)
    const sum = found.reduce((all, [, { weight }]) => all + weight, 0)
    const [first] = found
    if (first === undefined || sum < ENOUGH) continue
    const words = first[1].weight >= ENOUGH ? [first] : found
    const shown = words.map(([, { span }]) => span.trim().slice(0, SHOWN)).join(' … ')
    return { kind: first[0], shown: by === undefined ? shown : `${by}: ${shown}` }
  }
  return undefined
}

const EMOJI_TAGS = /\u{1f3f4}[\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]{1,12}\u{e007f}/gu
const TAGS = /[\u{e0000}-\u{e007f}]/u
const OVERRIDES = /[\u202d\u202e]/
const EMBEDDINGS = /[\u202a\u202b\u2066-\u2068]/
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]/
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2,}|[\u{e0110}-\u{e01ef}]/u
const ZERO_WIDTH = /[\u200b-\u200d\u2060-\u2064\ufeff\u180e]/g
/** Within a word of a script that has no use for them. */
const SPLIT =
  /[a-z\u0400-\u04ff\u3400-\u9fff][\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u180e]+(?=[a-z\u0400-\u04ff\u3400-\u9fff])/giu
const ZERO_RUN = /[\u200b\u200c\u2060-\u2064\ufeff]{6,}|[\u200b-\u200d\u2060-\u2064\ufeff]{12,}/
const MOST_SPLITS = 3

/** Characters that only hide something. */
function hidden(text: string): Suspicion | undefined {
  const plain = text.replace(EMOJI_TAGS, '')
  const by = (shown: string): Suspicion => ({ kind: 'hidden', shown })
  if (TAGS.test(plain)) return by('tag characters')
  if (OVERRIDES.test(plain)) return by('direction overrides')
  if (EMBEDDINGS.test(plain) && !RIGHT_TO_LEFT.test(plain)) return by('direction embeddings')
  if (SELECTORS.test(plain)) return by('runs of variation selectors')
  if (ZERO_RUN.test(plain)) return by(`${plain.match(ZERO_WIDTH)?.length} zero-width characters`)
  const splits = plain.match(SPLIT)?.length ?? 0
  return splits >= MOST_SPLITS ? by(`words split by unseen characters, ${splits} times`) : undefined
}

/** Messages that open an answer and give none: strong judges have taken them for good ones (arXiv 2507.08794). */
const OPENERS = new RegExp(
  `^(?:[:：,，.。;；]{1,2}|(?:${[
    'thoughts?(?: process)?',
    'thinking(?: process)?',
    "let(?:'|’)?s (?:solve|think|work|go|break|analy[sz]e|tackle|approach|reason)[^.!?\\n]{0,60}",
    'step[- ]by[- ]step(?: solution| reasoning| analysis)?',
    '(?:the )?(?:final )?(?:solution|answer|explanation|reasoning|analysis|conclusion|response|rationale|verdict|result|reply|output)(?: is| process)?',
    'step 1',
    'first(?:ly)?',
    "here(?:(?:'|’)s| is) (?:the |my |a )?(?:solution|answer|explanation|reasoning|response|reply|step-by-step solution)[^.!?\\n]{0,30}",
    'to (?:solve|answer) (?:this|the) (?:problem|question)[^.!?\\n]{0,30}',
    'okay, (?:so|let)[^.!?\\n]{0,40}',
    '(?:解|解答|解析|答|答案|答复|回答|回复|最终答案|正确答案|结论|分析|思路|解题思路|推理|理由|说明|详解)(?:过程|如下|是)?',
    '思考(?:过程)?|思维链|推理过程',
    '(?:下面|以下)?(?:让我们|我们|我)?(?:来)?(?:一步一步|逐步|一步步)(?:地)?(?:来)?(?:思考|解决|分析|推理|解答)[^。！？\\n]{0,16}',
    '让我们(?:来)?(?:思考|解决|分析|解答|看看)[^。！？\\n]{0,16}',
    "(?:好的?|嗯+|ok(?:ay)?|sure|alright|certainly)[,，] ?(?:让我|我们|我来|那么|let me|let(?:'|’)?s|so|here is|here(?:'|’)s|now)[^。！？.!?\\n]{0,24}(?:想想|想一想|思考|分析|推理|analy[sz]e|think|evaluation|reason)[^。！？.!?\\n]{0,24}",
    '首先[，,]?(?:我们)?(?:来)?(?:分析|理解|明确|思考)[^。！？\\n]{0,12}',
    '第一步|首先|综上(?:所述)?|答案如下|以下是(?:我的)?(?:答案|回答|解答|分析|推理过程)',
    'かいせつ|解説|解说|答え|回答|思考プロセス',
    'respuesta|solucion|reponse|solution|losung|antwort|risposta|soluzione|resposta|solucao|ответ|решение|정답|풀이|해설|답',
  ].join('|')})[\\s:：.。,，…\\-—!！*#]{0,4})$`,
  'u',
)

function opener(text: string): Suspicion | undefined {
  const whole = plainView(text).replace(/^[\s*#>`"'“”_-]+|[\s*#>`"'“”_]+$/g, '')
  return OPENERS.test(whole) ? { kind: 'opener', shown: whole.slice(0, SHOWN) } : undefined
}

/** Characters from which a repeated sentence is no chance. */
const TELLING = 5

/** The consumer's own words given back as the whole answer. */
function copied(text: string, asked: ReadonlySet<string>): Suspicion | undefined {
  const own = bare(text)
  return own.length >= TELLING && asked.has(own) ? { kind: 'copied', shown: text.slice(0, SHOWN) } : undefined
}
