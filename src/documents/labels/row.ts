/** One row of labels: which keys it has, what each criterion needs, and the words that stand for a label. */
import { ACTS } from '../acts.js'
import { didYouMean, type Problem } from '../problem.js'
import type { Lang } from '../ready.js'
import type { LabelRow } from './labels.js'

/** A row as it was written. */
export type Given = Record<string, unknown>

const KEYS = [
  'id',
  'criterion',
  'lang',
  'question',
  'context',
  'answer',
  'first',
  'rubric',
  'trial',
  'turn',
  'labels',
]

const CRITERIA = ['relevant', 'same-answer', 'judged', 'act:NAME']

const MENU: Record<string, readonly string[]> = {
  pass: ['pass', 'yes', 'true', '1', 'on-topic', 'same', '是', '对', '通过', '切题', '相同'],
  fail: [
    'fail',
    'no',
    'false',
    '0',
    'off-topic',
    'different',
    'contradictory',
    '否',
    '不对',
    '不通过',
    '不切题',
    '不同',
  ],
  'cannot-tell': ['cannot-tell', 'uncertain', 'unsure', '?', '说不准', '不确定'],
}
const LABELS = new Map(Object.entries(MENU).flatMap(([label, words]) => words.map((word) => [word, label])))

/** What has to be there besides the criterion, where no turn of a run is named. */
const NEEDED: Record<string, readonly ('question' | 'answer' | 'first' | 'rubric')[]> = {
  relevant: ['question', 'answer'],
  'same-answer': ['first', 'answer'],
  act: ['answer'],
  judged: ['rubric', 'answer'],
}

/** The row, or the first thing that is wrong with it. */
export function rowOf(given: Given, problem: (message: string) => Problem): LabelRow | Problem {
  const unknown = Object.keys(given).find((key) => !KEYS.includes(key))
  if (unknown !== undefined)
    return problem(
      `${JSON.stringify(unknown.slice(0, 40))} is not known here.${didYouMean(unknown, KEYS)} Known: ${KEYS.join(' ')}`,
    )
  const criterion = String(given.criterion ?? '')
  const kind = criterion.replace(/^act:.*$/s, 'act')
  if (!Object.hasOwn(NEEDED, kind) || criterion === 'act')
    return problem(`the criterion is ${JSON.stringify(criterion.slice(0, 40))}; known: ${CRITERIA.join(' ')}`)
  const act = criterion.slice('act:'.length)
  if (kind === 'act' && !(ACTS as readonly string[]).includes(act))
    return problem(
      `${JSON.stringify(act.slice(0, 40))} is no act.${didYouMean(act, ACTS)} Known: ${ACTS.join(' ')}`,
    )
  const at = placeOf(given)
  if (at === null) return problem('trial and turn belong together: an id of a trial, and a number')
  const text = (key: string) => (typeof given[key] === 'string' ? given[key].trim() : '')
  const missing = NEEDED[kind]?.find((key) => text(key) === '' && (at === undefined || key === 'rubric'))
  if (missing !== undefined)
    return problem(`${criterion} needs ${missing}${missing === 'rubric' ? '' : ', or trial and turn'}`)
  if (kind === 'same-answer' && at !== undefined && text('first') === '')
    return problem('same-answer needs first, the answer that was given before')
  const lang = langOf(given.lang, `${text('question')}${text('answer')}`)
  if (lang === undefined) return problem(`lang is ${JSON.stringify(given.lang)}; known: zh-CN en`)
  const labels = labelsOf(given.labels)
  if (typeof labels === 'string') return problem(labels)
  return {
    criterion,
    lang,
    question: text('question'),
    context: [given.context ?? []].flat().map(String),
    answer: text('answer'),
    first: text('first'),
    rubric: text('rubric'),
    ...(at === undefined ? {} : { at }),
    labels,
    problem,
  }
}

/** null where only half of it is there. */
function placeOf({ trial, turn }: Given): LabelRow['at'] | null {
  if (trial === undefined && turn === undefined) return undefined
  return typeof trial === 'string' && Number.isSafeInteger(turn) ? { trial, turn: turn as number } : null
}

function langOf(given: unknown, words: string): Lang | undefined {
  if (given === undefined || given === '') return /[\u3400-\u9fff]/.test(words) ? 'zh-CN' : 'en'
  return given === 'zh' || given === 'zh-CN' ? 'zh-CN' : given === 'en' ? 'en' : undefined
}

/** Labels in our words, or what is wrong with them. */
function labelsOf(given: unknown): Record<string, string> | string {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return 'labels has to be what each annotator said: {"anna": "pass", "ben": "fail"}'
  const labels: [string, string][] = []
  for (const [name, said] of Object.entries(given)) {
    if (said === null || said === '') continue
    const label = LABELS.get(String(said).trim().toLowerCase())
    if (label === undefined)
      return `${name.slice(0, 40)} said ${JSON.stringify(said).slice(0, 40)}; labels are pass, fail and cannot-tell`
    labels.push([name, label])
  }
  return labels.length === 0 ? 'nobody labelled it' : Object.fromEntries(labels)
}
