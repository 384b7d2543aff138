/**
 * Plays a scenario right: the answers of tests/scenarios/oracle/*.yaml, which are maps from the id of a scenario to its
 * steps, and from a step to one answer or to one for each time that it is heard (the last one stays). The step `welcome` is what
 * the chat opens with. An answer is a text, or `{ say, choices, human }`: a person of this name comes and says it, and
 * everything after. Names in {{…}} are filled in: `{{truth.window}}`, and what a scenario may name.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { inOne } from '../../src/documents/facts.js'
import type { ResolvedTrial } from '../../src/documents/ready.js'
import { render } from '../../src/documents/resolve.js'
import type { Reply } from '../../src/library/rehearsal-channel.js'
import type { Heard } from '../../src/library/rehearse.js'

const FOLDER = new URL('oracle/', import.meta.url)
const KEYS = new Set(['say', 'choices', 'human'])

type Answer = string | { say?: string | string[]; choices?: string[]; human?: string }
type Answers = Record<string, Answer | Answer[]>

/** By scenario. */
const ANSWERS = new Map<string, Answers>()
for (const name of readdirSync(FOLDER)
  .filter((one) => one.endsWith('.yaml'))
  .sort())
  for (const [id, answers] of Object.entries(parse(readFileSync(new URL(name, FOLDER), 'utf8')) ?? {})) {
    if (ANSWERS.has(id)) throw new Error(`${name}: ${id} has answers in another file, too`)
    ANSWERS.set(id, answers as Answers)
  }

const MANNERS = {
  'zh-CN': {
    '~waiting': '正在为您转接，请稍候。',
    '~summary': '好的，我来处理。',
    '~courtesy': '不客气，再见。',
  },
  en: {
    '~waiting': 'You are being connected, please hold on.',
    '~summary': 'Thank you, I will take care of it.',
    '~courtesy': 'You are welcome. Goodbye.',
  },
} as const

/** A partner that plays one conversation. */
export interface Player {
  welcome?: Reply
  /** @throws where there is no answer */
  bot(heard: Heard): Reply
}

/**
 * The oracle for one conversation.
 * @param trial with all facts declared: the merchant knows them even where its target file says nothing
 */
export function oracle(trial: ResolvedTrial): Player {
  const { id, lang } = trial.scenario
  const answers = ANSWERS.get(id)
  if (!answers) throw new Error(`tests/scenarios/oracle has no answers for ${id}`)
  const times = new Map<string, number>()
  let person: string | undefined
  const reply = (step: string): Reply => {
    const manners = (MANNERS[lang] as Record<string, string>)[step]
    const all = [answers[step] ?? manners ?? []].flat()
    const time = times.get(step) ?? 0
    times.set(step, time + 1)
    const answer = all[time] ?? all.at(-1)
    if (answer === undefined) throw new Error(`the oracle has no answer to step ${step} of ${id}`)
    const { say = [], choices = [], human } = typeof answer === 'string' ? { say: answer } : answer
    if (typeof answer === 'object') {
      const wrong = Object.keys(answer).find((key) => !KEYS.has(key))
      if (wrong !== undefined) throw new Error(`the oracle of ${id}, step ${step}: what is ${wrong}?`)
    }
    person = human ?? person
    return {
      replies: [say].flat().map((text) => filled(text, trial)),
      choices: choices.map((text) => filled(text, trial)),
      ...(person === undefined ? {} : { actor: 'human', name: person }),
    }
  }
  return {
    ...(answers.welcome === undefined ? {} : { welcome: reply('welcome') }),
    bot: ({ step }) => reply(step),
  }
}

/** Scenarios that have answers. */
export const ANSWERED: readonly string[] = [...ANSWERS.keys()]

function filled(text: string, trial: ResolvedTrial): string {
  const truths = Object.entries(trial.truth).flatMap(([name, truth]) =>
    'values' in truth ? [[`truth.${name}`, inOne(truth.values, trial.scenario.lang)]] : [],
  )
  return render(text, trial, Object.fromEntries(truths))
}
