/** From what a person did in a browser to a target file and the draft of a scenario. */
import { stringify } from 'yaml'
import type { Act, Recorded } from '../channel/browser/record.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import type { Recipe, Steps, Target } from '../documents/types/target.js'
import { cut, oneLine } from '../report/text.js'
import { factsIn } from '../understanding/facts/facts.js'

export interface Drafts {
  /** The target file, YAML. */
  target: string
  /** The scenario, YAML; undefined where nothing was said or chosen. */
  scenario?: string
  lang: Lang
  /** Names of variables that must be set in the environment before the target can be used. */
  secrets: string[]
}

/** One thing of the conversation, and what was heard until the next. */
interface Said {
  do: 'say' | 'choose'
  words: string
  /** Whether the bot had offered it can only be guessed. */
  unsure?: boolean
  heard?: string
}

interface Story {
  url: string
  steps: Steps
  said: Said[]
  recipe: Recipe
  secrets: string[]
}

type Sent = Extract<Act, { k: 'sent' }>

const BY_PERSON = 'recorded: used by a person'
const HEARD = 160
/** Names of what can be read out of words, by kind; a long number is most often that of an order. */
const NAMES: Record<string, string> = { phone: 'phone', amount: 'amount', id: 'order' }

/** @param target of the page where the recording began */
export function draftsOf(recorded: Recorded, target: ReadyTarget, lang: Lang): Drafts {
  const story = storyOf(recorded)
  const spoken = story.said.filter((one) => one.do === 'say').map(({ words }) => words)
  const language: Lang = /\p{Script=Han}/u.test(story.said.map(({ words }) => words).join(''))
    ? 'zh-CN'
    : lang
  const file: Target = {
    id: target.id,
    merchant: target.merchant,
    title: target.title,
    lang: language,
    channel: { browser: { url: story.url, ...(story.steps.length > 0 ? { steps: story.steps } : {}) } },
    ...(Object.keys(story.recipe).length > 0 ? { recipe: story.recipe } : {}),
  }
  const needs = story.secrets.map((name) => `# Set ${name} in the environment before you use this file.\n`)
  const head =
    '# Recorded by ombud record. What no longer fits of the recipe is reported as drift and found anew.\n'
  return {
    target: `${head}${needs.join('')}${stringify(file, { lineWidth: 110 })}`,
    lang: language,
    secrets: story.secrets,
    ...(story.said.length > 0 ? { scenario: scenarioOf(story.said, spoken, target, language) } : {}),
  }
}

/** Tells what was done before the chat from what was said in it. */
function storyOf({ acts, heard, pages, frames, learned }: Recorded): Story {
  const sent = acts.filter((act): act is Sent => act.k === 'sent')
  const box = sent[0]
  const sending = new Map(sent.filter((one) => isIn(one, box)).map((one) => [keyOf(one, one.of), one]))
  const offered = (act: Act, label: string) =>
    heard.some((one) => one.frame === act.frame && (one.offers?.includes(label) ?? false))
  const steps: (Steps[number] & { page: number })[] = []
  const said: (Said & { from: number })[] = []
  const secrets = new Map<string, string>()
  for (const [i, act] of acts.entries()) {
    const { page } = act
    const words = sending.get(keyOf(act, act.n))
    const open = 'boxes' in act && box !== undefined && isIn(act, box) && act.boxes.includes(box.selector)
    if (act.k === 'sent') continue
    if (words && act.k !== 'input') said.push({ do: 'say', words: words.value, from: i })
    else if (act.k === 'input') {
      if (isIn(act, box) && act.selector === box?.selector) continue
      if (said.length > 0 || act.selector === '' || page !== (box?.page ?? page)) continue
      const value = act.secret ? secretFor(act.selector, secrets) : act.value
      const step = { ...(act.select ? { select: act.selector } : { fill: act.selector }), value, page }
      const before = steps.at(-1)
      if (before && (before.fill ?? before.select) === act.selector) steps.pop()
      if (value !== '') steps.push(step)
    } else if (act.k === 'click') {
      const sure = act.label !== '' && offered(act, act.label)
      const inChat = open || (said.length > 0 && act.frame === (box?.frame ?? act.frame))
      if (sure || (inChat && act.words && act.label.length <= 60))
        said.push({ do: 'choose', words: act.label, from: i, ...(sure ? {} : { unsure: true }) })
      else if (said.length === 0 && act.selector !== '') steps.push({ click: act.selector, page })
    } else if (said.length === 0 && act.selector !== '')
      steps.push({ press: act.selector, value: 'Enter', page })
  }
  const home = box?.page ?? acts.at(-1)?.page ?? 0
  const before = steps.filter((step) => step.page === home).map(({ page: _, ...step }): Steps[number] => step)
  // What opened the chat is found again even where it looks otherwise; a step is not.
  const launcher = before.at(-1)?.click === undefined ? undefined : before.pop()?.click
  for (const [i, one] of said.entries()) {
    const until = said[i + 1]?.from ?? acts.length
    const words = heard.filter((h) => h.text !== undefined && h.acts > one.from && h.acts <= until)
    const last = words.findLast(({ frame }) => box === undefined || frame === box.frame)?.text
    if (last !== undefined) one.heard = last
  }
  const frame = box && frames.get(box.frame)
  const by = box && acts.find((act) => keyOf(act, act.n) === keyOf(box, box.of) && act.k !== 'sent')
  const part = (selector: string) => ({ selector, confidence: 1, why: BY_PERSON })
  return {
    url: pages[home] ?? pages[0] ?? '',
    steps: before,
    said,
    secrets: [...secrets.values()],
    recipe: {
      ...(frame && frame.length > 0 ? { frame: { ...part(''), selector: frame } } : {}),
      ...(launcher === undefined ? {} : { launcher: part(launcher) }),
      ...(box?.selector ? { input: part(box.selector) } : {}),
      ...(by?.k === 'enter'
        ? { send: part('Enter') }
        : by?.k === 'click' && by.selector
          ? { send: part(by.selector) }
          : {}),
      ...(box ? learned.get(box.frame) : {}),
    },
  }
}

const isIn = (act: Act, box: Act | undefined): boolean => act.page === box?.page && act.frame === box.frame
const keyOf = ({ page, frame }: Act, n: number) => `${page} ${frame} ${n}`

/** A variable for each field: PASSWORD, PASSWORD_2, … */
function secretFor(selector: string, secrets: Map<string, string>): string {
  const name = secrets.get(selector) ?? (secrets.size === 0 ? 'PASSWORD' : `PASSWORD_${secrets.size + 1}`)
  secrets.set(selector, name)
  return `\${${name}}`
}

/** Order numbers, phones and amounts become facts of the consumer, so that they can be changed in one place. */
function scenarioOf(
  said: readonly Said[],
  spoken: readonly string[],
  { title }: ReadyTarget,
  lang: Lang,
): string {
  const facts = namedFacts(spoken)
  const zh = lang === 'zh-CN'
  const head = {
    title: zh ? `录制：${title}` : `Recorded: ${title}`,
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
    ? '# 由 ombud record 录制的草稿。什么算答对由您决定：去掉下面的 # 或另写期望，见 docs/scenarios.md。'
    : '# A draft by ombud record. What is right is yours to say: see docs/scenarios.md about expect.'
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
