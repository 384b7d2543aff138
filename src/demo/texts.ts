/** What the demo shop says: the same things in Chinese and English. */
import type { Lang } from '../documents/ready.js'
import { EN } from './texts-en.js'
import { ZH } from './texts-zh.js'
import type { Topic } from './understand.js'

export interface Texts {
  name: { disclosed: string; undisclosed: string }
  welcome: { disclosed: string; undisclosed: string }
  /** True answer first, then the ones that a merchant with a fault gives in its place. */
  answers: Record<Topic, readonly [string, ...string[]]>
  quick: readonly string[]
  human: string
  askOrder: string
  orderKnown: (id: string) => string
  orderUnknown: (id: string) => string
  outside: string
  outsideAgain: string
  humanHint: string
  offerHuman: string
  urgeHuman: string
  elderOffer: string
  robot: { disclosed: string; claimsHuman: string }
  greeting: string
  thanks: string
  /** A person is called; so many wait before. */
  transfer: (ahead: number) => string
  stillWaiting: string
  emptyTransfer: string
  menu: string
  menuChoices: readonly string[]
  refusesAfterSale: string
  selfService: string
  form: string
  formFields: readonly string[]
  advertisement: string
  keywords: string
  annoyed: string
  notUnderstood: string
  noChannels: string
  personalData: string
  agent: {
    name: string
    joined: (name: string, number: string) => string
    first: (topic: string | undefined) => string
    noted: string
    more: string
    goodbye: string
    ended: string
    /** Went away in the middle of a chat. */
    dropped: (name: string) => string
  }
  topics: Record<Topic, string>
}

/** The one order that the shop knows. */
export const ORDER = '2026110712345'

export const TEXTS: Record<Lang, Texts> = { 'zh-CN': ZH, en: EN }
