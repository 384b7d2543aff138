/** Which fact of a consumer is the detail that a question asks for. */
import { own } from '../../documents/facts.js'
import type { ResolvedTrial } from '../../documents/ready.js'
import { factsIn } from './facts.js'

interface Slot {
  /** What a fact may be called, without id, number and the like at its end. */
  names: readonly string[]
  /** Kinds of made-up facts, and of values, that are such a detail. */
  kinds?: readonly string[]
}

/** What a consumer knows in one trial, as far as it is asked here. */
type Facts = Pick<ResolvedTrial, 'scenario' | 'facts'>

const words = (text: string) => text.split(' ')

/** By the names that the readings give to what is asked for (acts/patterns.*.ts). */
const SLOTS: Readonly<Record<string, Slot>> = {
  order: {
    names: words('order booking reservation ticket trip ride policy case'),
    kinds: ['order-id', 'id'],
  },
  tracking: { names: words('tracking waybill parcel express shipment') },
  phone: { names: words('phone mobile tel telephone cell contact'), kinds: ['phone'] },
  name: {
    names: words('name caller customer guest passenger consumer buyer recipient holder'),
    kinds: ['name'],
  },
  address: {
    names: words('address city district location town postcode zip place airport'),
    kinds: ['address', 'city'],
  },
  email: { names: words('email mail mailbox'), kinds: ['email'] },
  'id-card': { names: words('idcard identity passport ssn') },
  card: { names: words('card bankcard bank') },
  code: { names: words('password pin otp captcha verification') },
  account: { names: words('account member membership username login uid user') },
  amount: { names: words('amount price sum total fee cost paid payment charge'), kinds: ['amount'] },
  date: {
    names: words('date day time when bought ordered paidon departure arrival checkin'),
    kinds: ['date'],
  },
  product: { names: words('product item goods model sku device article dish course plan room') },
  quantity: { names: words('quantity count pieces people guests persons seats') },
  reason: { names: words('reason cause why') },
  issue: { names: words('issue problem fault defect symptom matter') },
  photo: { names: words('photo picture image screenshot receipt proof') },
}

/** Ends of a name that say nothing about what it names. */
const GENERIC = new Set(words('id ids number numbers no num code nr value'))
/** Before `name`, what makes it the name of the consumer. */
const OWN = new Set(words('first last full given family real my caller customer guest passenger'))

/** The fact that is the detail `slot`: by its name, else the only one of its kind. */
export function factFor(slot: string, trial: Facts): string | undefined {
  const wanted = own(SLOTS, slot)
  if (!wanted) return undefined
  const names = Object.keys(trial.facts)
  const named =
    names.find((name) => name.toLowerCase() === slot) ?? names.find((name) => isNamed(name, wanted))
  if (named !== undefined) return named
  const kinds = wanted.kinds ?? []
  const others = names.filter(
    (name) => kinds.includes(kindOf(name, trial)) && !Object.values(SLOTS).some((one) => isNamed(name, one)),
  )
  return others.length === 1 ? others[0] : undefined
}

/** The last telling word of a name says what it names: `order-date` is a date, `delivered-order-id` an order. */
function isNamed(name: string, { names }: Slot): boolean {
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  const generic = (part: string) =>
    GENERIC.has(part) || (part === 'name' && !OWN.has(parts.at(-2) ?? 'my')) || isOfMail(parts, part)
  while (parts.length > 1 && generic(parts.at(-1) ?? '')) parts.pop()
  return names.includes(parts.at(-1) ?? '') || names.includes(parts.join(''))
}

const isOfMail = (parts: readonly string[], part: string) =>
  part === 'address' && /mail$/.test(parts.at(-2) ?? '')

function kindOf(name: string, { scenario, facts }: Facts): string {
  const written = scenario.facts?.[name]
  if (typeof written === 'object' && written.fake) return written.fake
  const fact = facts[name]
  if (!fact || 'absent' in fact) return ''
  if (/^\S+@\S+\.\S+$/.test(fact.value)) return 'email'
  const found = factsIn(fact.value)
  return found.length === 1 ? (found[0]?.kind ?? '') : ''
}
