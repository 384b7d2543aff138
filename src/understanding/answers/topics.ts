/** What service questions are about: which topics a text shows, and which topics go with another. */
import { fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'
import { TOPICS } from './topic-words.js'

/** Topics that often answer each other: an answer on one to a question on the other is no fault. */
const NEAR: Record<string, string> = {
  refund:
    'return cancel payment complaint price postage warranty defect mismatch transfer travel mobile-plan',
  return: 'cancel shipping warranty defect mismatch postage complaint',
  shipping: 'cancel stock order postage mismatch address takeaway',
  order: 'cancel address takeaway',
  cancel: 'payment price travel appointment mobile-plan account',
  defect: 'warranty complaint product store mismatch mobile-plan utility appointment',
  warranty: 'complaint product store invoice price appointment',
  mismatch: 'complaint warranty product cancel order takeaway',
  postage: 'price payment',
  discount: 'price product stock membership mobile-plan travel',
  price: 'payment product stock account mobile-plan utility travel loan insurance membership card health',
  payment: 'card transfer loan utility invoice travel mobile-plan appointment insurance discount',
  stock: 'product store',
  product: 'store invoice mobile-plan',
  invoice: 'order tax',
  account: 'privacy password membership card savings mobile-plan',
  password: 'card privacy',
  card: 'transfer loan savings privacy complaint',
  transfer: 'savings complaint',
  savings: 'loan insurance',
  complaint: 'human takeaway ride mobile-plan utility travel insurance',
  identity: 'human privacy',
  hours: 'store human appointment health social-security papers driving tax',
  store: 'hours appointment address',
  appointment: 'health papers driving social-security',
  health: 'social-security insurance',
  travel: 'papers ride weather',
  papers: 'driving social-security privacy account',
  insurance: 'complaint cancel defect travel driving',
  'mobile-plan': 'utility store defect',
}

const PAIRS = new Set(
  Object.entries(NEAR).flatMap(([one, others]) =>
    others.split(' ').flatMap((other) => [`${one} ${other}`, `${other} ${one}`]),
  ),
)

/** What is asked for under one topic is answered under the other: a broken thing by its warranty. */
const MEETS = new Set(['defect warranty', 'mismatch return', 'order shipping', 'address order'])

/** Topics that a text shows, most general ones included. */
export const topicsOf = remember((text: string): ReadonlySet<string> => {
  const folded = fold(readable(text))
  return new Set(
    TOPICS.filter(({ pattern, unless }) => pattern.test(folded) && unless?.test(folded) !== true).map(
      ({ topic }) => topic,
    ),
  )
})

/** The topic of an answer that meets a topic of the question, if any. */
export function met(asked: ReadonlySet<string>, answered: ReadonlySet<string>): string | undefined {
  return [...answered].find((other) =>
    [...asked].some((one) => one === other || MEETS.has(`${one} ${other}`)),
  )
}

/** Whether any topic of one text is, or often goes with, a topic of the other. */
export function related(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) for (const other of b) if (one === other || PAIRS.has(`${one} ${other}`)) return true
  return false
}
