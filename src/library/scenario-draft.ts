/** From what was said in a chat to the draft of a scenario. */
import { stringify } from 'yaml'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import { cut, oneLine } from '../report/text.js'
import { factsIn } from '../understanding/facts/facts.js'

/** One thing of the conversation, and what was heard until the next. */
export interface Said {
  do: 'say' | 'choose'
  words: string
  /** Whether the bot had offered it can only be guessed. */
  unsure?: boolean
  heard?: string
}

const HEARD = 160
/** Names of what can be read out of words, by kind; a long number is most often that of an order. */
const NAMES: Record<string, string> = { phone: 'phone', amount: 'amount', id: 'order' }

/**
 * The draft, YAML. Order numbers, phones and amounts become facts of the consumer, so that they can be changed in one
 * place.
 * @param by the command that watched
 */
export function scenarioDraft(
  said: readonly Said[],
  { title }: Pick<ReadyTarget, 'title'>,
  lang: Lang,
  by: string,
): string {
  const facts = namedFacts(said.filter((one) => one.do === 'say').map(({ words }) => words))
  const zh = lang === 'zh-CN'
  const head = {
    title: zh ? `草稿：${title}` : `Draft: ${title}`,
    lang,
    ...(facts.size > 0 ? { facts: Object.fromEntries([...facts].map(([span, name]) => [name, span])) } : {}),
  }
  const steps = said.flatMap(({ do: verb, words, unsure, heard }) => {
    const text = templated(words, facts)
    const step = verb === 'say' ? { say: [text] } : { choose: text }
    return [
      ...stringify([step], { lineWidth: 0 }).trimEnd().split('\n'),
      ...(unsure
        ? [zh ? '  # 没看到机器人给出这个选项，请核对' : '  # was not seen as a choice of the bot: check it']
        : []),
      ...(heard === undefined
        ? []
        : [`  # ${zh ? '当时的回答' : 'answered'}: ${oneLine(cut(heard, HEARD))}`]),
      ...(verb === 'say' ? ['  # expect: [relevant]'] : []),
    ].map((line) => `  ${line}`)
  })
  const ask = zh
    ? `# 由 ${by} 录下的草稿。什么算答对由您决定：去掉下面的 # 或另写期望，见 docs/scenarios.md。`
    : `# A draft by ${by}. What is right is yours to say: see docs/scenarios.md about expect.`
  return `${ask}\n${stringify(head, { lineWidth: 110 })}steps:\n${steps.join('\n')}\n# expect: [resolves]\n`
}

/** Values in what was said, by their words, with a name each. */
function namedFacts(spoken: readonly string[]): Map<string, string> {
  const facts = new Map<string, string>()
  const counts = new Map<string, number>()
  const found = spoken.flatMap((words) => factsIn(words).map((fact) => ({ ...fact, words })))
  for (const { kind, value, words, ...fact } of found) {
    const bare = String(value[0])
    // The words around a number are no part of it: 订单88002341.
    const span = kind !== 'amount' && words.includes(bare) ? bare : fact.span
    const name = NAMES[kind] ?? (kind === 'number' && /^\d{6,}$/.test(span) ? 'order' : undefined)
    if (name === undefined || facts.has(span) || span.includes('{{')) continue
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    facts.set(span, count === 1 ? name : `${name}-${count}`)
  }
  return facts
}

/** The words with names in the place of facts; what looks like a name and is none is taken apart. */
function templated(words: string, facts: ReadonlyMap<string, string>): string {
  let text = words.replace(/\{(?=\{)/g, '{ ')
  const longest = [...facts].sort(([a], [b]) => b.length - a.length)
  for (const [i, [span]] of longest.entries()) text = text.replaceAll(span, `\u0000${i}\u0000`)
  return text.replace(/\u0000(\d+)\u0000/g, (_, i: string) => `{{${longest[Number(i)]?.[1]}}}`)
}
