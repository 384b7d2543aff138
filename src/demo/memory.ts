/** What the demo bot says in one go, and what it remembers of a session. */
import type { Lang } from '../documents/ready.js'
import type { Topic } from './understand.js'

export interface Line {
  from: 'bot' | 'agent' | 'system'
  name?: string
  text: string
  /** Labels of quick replies. */
  choices?: readonly string[]
  /** Labels of the fields of a form. */
  form?: readonly string[]
}

export interface Reply {
  lines: Line[]
  /** A question is answered; what only greets or hands over is not slowed by the slow faults. */
  question: boolean
  /** The desk is asked for a person. */
  calls: boolean
}

/** What the bot remembers of a session. */
export interface Memory {
  lang: Lang
  welcomed?: Lang
  partner: 'bot' | 'agent'
  /** How often each topic was asked; the first one asked comes first. */
  asked: Map<Topic, number>
  topic?: Topic
  failures: number
  /** A person was offered in the last answer, so that a yes accepts. */
  offered: boolean
  formShown: boolean
  /** A transfer was promised, and nobody has come yet. */
  promised: boolean
  order?: string
  elder: boolean
  afterSale: boolean
}

/** Memory of a new session; `lang` is that of the page, until the consumer writes. */
export function newMemory(lang: Lang): Memory {
  return {
    lang,
    partner: 'bot',
    asked: new Map(),
    failures: 0,
    offered: false,
    formShown: false,
    promised: false,
    elder: false,
    afterSale: false,
  }
}
