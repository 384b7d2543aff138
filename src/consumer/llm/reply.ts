/** Reads the reply of a language model that plays the consumer: one JSON object of three forms, or why it is none. */
import type { Lang } from '../../documents/ready.js'
import { bare, fold, readable } from '../../understanding/text/normalise.js'
import { instructionsIn } from './prompt.js'

export type LlmReply =
  | { say: string }
  | { choose: string }
  | { end: 'resolved' | 'gave-up' }
  /** Why it cannot be used, in English. */
  | { void: string }

/** Characters of a reply; what a consumer types is shorter. */
const LONGEST: Record<Lang, number> = { 'zh-CN': 200, en: 500 }
const LONGEST_REPLY = 4000
/** So many letters in a row, in the words of the instructions, are no chance. */
const LEAKED: Record<Lang, number> = { 'zh-CN': 12, en: 36 }

/** Words of a model that steps out of its part. */
const REFUSES =
  /作为(?:一[个名位])?(?:ai|人工智能|智能智能|大?语言模型|聊天机器人)|我(?:只)?是(?:一[个名位])?(?:ai|人工智能|智能智能|大?语言模型)|(?:无法|不能|不便)(?:协助|扮演|继续扮演|满足(?:你|您)的(?:请求|要求))|\bas an ai\b|\b(?:large )?language model\b|\bi(?:'m| am) (?:sorry,? but i )?(?:unable to|not able to) (?:assist|help|comply|continue|role)|\bi (?:cannot|can't|can not|won't) (?:assist|help (?:you )?with|comply|role-?play|fulfil)/
const SPEAKS_AS_SERVICE =
  /请问有什么(?:可以|能)帮|很高兴为您服务|(?:这边|我)(?:来)?(?:帮|为)您(?:查询|处理|转接|核实)|\bhow (?:can|may) i (?:help|assist) you\b|\bthank you for (?:contacting|reaching out)\b/

/** What the model replied. */
export function replyOf(text: string, lang: Lang): LlmReply {
  if (text.length > LONGEST_REPLY) return { void: 'it is far too long' }
  const value = objectIn(text)
  if (value === undefined)
    return { void: REFUSES.test(fold(text)) ? 'it refuses' : 'it is not one JSON object' }
  const keys = Object.keys(value)
  const [key] = keys
  if (keys.length !== 1 || (key !== 'say' && key !== 'choose' && key !== 'end'))
    return { void: 'it has to have one of the keys say, choose and end, and no other' }
  const words = value[key]
  if (typeof words !== 'string' || words.trim() === '') return { void: `${key} has to be a text` }
  if (key === 'end')
    return words === 'resolved' || words === 'gave-up'
      ? { end: words }
      : { void: 'end has to be resolved or gave-up' }
  if (key === 'choose') return { choose: words.trim().slice(0, 200) }
  const fault = faultOf(words.trim(), lang)
  return fault === undefined ? { say: words.trim() } : { void: fault }
}

/** Models like to put what they return between fences. */
function objectIn(text: string): Record<string, unknown> | undefined {
  const inside = text.trim().replace(/^```(?:json)?\s*|\s*```$/g, '')
  try {
    const value: unknown = JSON.parse(inside)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function faultOf(words: string, lang: Lang): string | undefined {
  if (words.length > LONGEST[lang]) return `it is longer than ${LONGEST[lang]} characters`
  if (readable(words) !== words || /[\r\n]/.test(words)) return 'it has line breaks or hidden characters'
  const folded = fold(words)
  if (REFUSES.test(folded)) return 'it refuses, or steps out of its part'
  if (SPEAKS_AS_SERVICE.test(folded)) return 'it speaks as the service'
  if (leaks(words, lang)) return 'it repeats its instructions'
  if (/[{}]|<<<|>>>/.test(words)) return 'it has marks of the instructions'
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = words.match(/\p{Script=Latin}/gu)?.length ?? 0
  const digits = /\d/.test(words)
  if (lang === 'zh-CN' ? han === 0 && !digits : (latin === 0 && !digits) || han > latin)
    return `it is not in ${lang === 'en' ? 'English' : 'Chinese'}`
  return undefined
}

const LETTERS = new Map<Lang, string>()

/** So long a run of the same letters is in the instructions, too. */
function leaks(words: string, lang: Lang): boolean {
  const known = LETTERS.get(lang) ?? bare(instructionsIn(lang).join('\n'))
  LETTERS.set(lang, known)
  const letters = bare(words)
  const length = LEAKED[lang]
  for (let at = 0; at + length <= letters.length; at++)
    if (known.includes(letters.slice(at, at + length))) return true
  return false
}
