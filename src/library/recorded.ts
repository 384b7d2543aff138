/** From what a person did in a browser to a target file and the draft of a scenario. */
import { stringify } from 'yaml'
import type { Act, Recorded } from '../channel/browser/record.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import type { Recipe, Steps, Target } from '../documents/types/target.js'
import { type Said, scenarioDraft } from './scenario-draft.js'

export interface Drafts {
  /** The target file, YAML. */
  target: string
  /** The scenario, YAML; undefined where nothing was said or chosen. */
  scenario?: string
  lang: Lang
  /** Names of variables that must be set in the environment before the target can be used. */
  secrets: string[]
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

/** @param target of the page where the recording began */
export function draftsOf(recorded: Recorded, target: ReadyTarget, lang: Lang): Drafts {
  const story = storyOf(recorded)
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
    ...(story.said.length > 0
      ? { scenario: scenarioDraft(story.said, target, language, 'ombud record') }
      : {}),
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
