/** Forms before a chat: which field asks for which fact of the consumer, and what is entered. */
import { fake } from '../../../documents/fakes.js'
import { stream } from '../../../documents/random.js'
import type { Lang } from '../../../documents/ready.js'
import type { Seen, Sight } from './look.js'
import { contactFields, inChat } from './score.js'
import * as W from './words.js'

type Wanted = 'email' | 'phone' | 'order' | 'name' | 'question' | 'other'

interface Entry {
  field: Seen
  label: string
  /** Text to enter, or the label of an option; undefined: tick it. */
  value?: string
  /** The fact it is, or that it was made up. */
  from: string
}

export interface Form {
  entries: Entry[]
  submit: Seen | undefined
  /** It takes a message for later, as nobody is there. */
  offline: boolean
}

const WANTED: [Wanted, RegExp][] = [
  ['email', /e-?mail|邮箱|邮件|电子邮/i],
  ['phone', /phone|mobile|\btel\b|手机|电话|联系方式|telefon/i],
  ['order', /order|订单|单号|bestell|pedido/i],
  ['name', /name|姓名|称呼|昵称|名字|nombre|nom\b|お名前|이름/i],
  ['question', /question|message|help|issue|subject|问题|留言|内容|咨询|描述|主题/i],
]
const FACT: Record<Exclude<Wanted, 'question' | 'other'>, RegExp> = {
  email: /mail|邮箱/i,
  phone: /phone|mobile|tel|手机|电话/i,
  order: /order|订单/i,
  name: /name|姓名|称呼/i,
}
const FAKE = { email: 'email', phone: 'phone', order: 'order-id', name: 'name' } as const
const MARKETING = /营销|推广|优惠|资讯|newsletter|marketing|offers|promotion|subscribe|updates|news\b/i

/** What is asked for before the chat, filled in; undefined where nothing is. */
export function chatForm(
  sight: Sight,
  who: { facts: Readonly<Record<string, string>>; lang: Lang; id: string },
): Form | undefined {
  const fields = sight.things.filter(
    (t) => (t.kind === 'field' || t.kind === 'box') && inChat(t) && !t.disabled && t.type !== 'search',
  )
  const form = fields.filter(
    (t) => t.type !== 'password' && (t.kind === 'field' || isAsked(t) || contactFields(sight, t).length > 0),
  )
  const first =
    form.find((t) => wants(t) !== 'question' && wants(t) !== 'other') ??
    form.find((t) => t.required || (t.type === 'checkbox' && isConsent(t)))
  if (!first || fields.some((t) => t.type === 'password')) return undefined
  const same = form.filter(
    (t) => t.frame === first.frame && (t.group === first.group || t.panelKey === first.panelKey),
  )
  const radios = new Set<string>()
  const entries = same.flatMap((field): Entry[] => {
    const label = (field.label || field.near || field.name).slice(0, 80)
    const entry = entryOf(field, label, who)
    if (field.type === 'radio') {
      if (field.filled || radios.has(field.name)) return []
      radios.add(field.name)
    }
    return entry ? [entry] : []
  })
  const asked = same.some((t) => t.kind === 'box' && wants(t) === 'question')
  const about = [first.panelText, ...same.map((t) => t.near)].join(' ')
  return { entries, submit: submitOf(sight, same, first), offline: asked && W.IS_OFFLINE.test(about) }
}

function isConsent(field: Seen): boolean {
  const said = field.label || field.near
  return W.AGREES.test(said) && W.ABOUT_CONSENT.test(said) && !MARKETING.test(said)
}

const isAsked = (t: Seen): boolean => W.ASKS_OTHER.test(`${t.label} ${t.name}`)

function wants(field: Seen): Wanted {
  if (field.type === 'email') return 'email'
  if (field.type === 'tel') return 'phone'
  for (const said of [field.label, field.name, field.near.slice(0, 60)])
    for (const [wanted, pattern] of WANTED) if (said && pattern.test(said)) return wanted
  return 'other'
}

function entryOf(
  field: Seen,
  label: string,
  { facts, lang, id }: { facts: Readonly<Record<string, string>>; lang: Lang; id: string },
): Entry | undefined {
  if (field.filled) return undefined
  const made = { field, label, from: 'made up' }
  if (field.type === 'checkbox' || (field.tag === 'input' && field.type === 'radio')) {
    const agreed = field.required || isConsent(field)
    return field.type === 'radio' || (agreed && !MARKETING.test(field.label || field.near))
      ? { field, label, from: 'ticked' }
      : undefined
  }
  if (field.tag === 'select') {
    const options = (field.options ?? []).filter((o) => o !== '')
    const option = options.find((o) => W.OTHER_TOPIC.test(o)) ?? options[0]
    return option === undefined ? undefined : { field, label, value: option, from: 'chosen' }
  }
  const wanted = wants(field)
  if (wanted === 'question') return { ...made, value: lang === 'zh-CN' ? '您好' : 'Hello' }
  if (wanted === 'other')
    return field.required ? { ...made, value: lang === 'zh-CN' ? '测试' : 'test' } : undefined
  const known = Object.entries(facts).find(([name]) => FACT[wanted].test(name))
  if (known) return { field, label, value: known[1], from: known[0] }
  if (wanted === 'order' && !field.required) return undefined
  const draw = stream({
    seed: id,
    scenario: '',
    repetition: 1,
    step: '',
    occurrence: 0,
    purpose: `form:${wanted}`,
  })
  const value = fake(FAKE[wanted], lang, draw)
  // Fields of this kind often take digits only.
  return { ...made, value: wanted === 'phone' ? value.replace(/[^\d+]/g, '') : value }
}

function submitOf(sight: Sight, fields: readonly Seen[], first: Seen): Seen | undefined {
  const bottom = Math.max(...fields.map((f) => f.top))
  const buttons = sight.things.filter(
    (t) =>
      t.kind === 'press' && t.frame === first.frame && t.leads === undefined && t.panelKey === first.panelKey,
  )
  const rated = buttons.map((button) => {
    const read = `${button.text} ${button.label}`
    const points =
      (button.submits ? 3 : 0) +
      (W.STARTS.test(read) || W.AGREES.test(read) ? 4 : 0) +
      (button.top >= bottom - 10 ? 2 : 0) +
      (button.tag === 'button' ? 1 : 0) -
      (W.DISMISSES.test(read) || W.REFUSES.test(read) ? 5 : 0) -
      (/关闭|最小化|close|minimi[sz]e|back|返回|menu/i.test(`${read} ${button.name}`) ? 5 : 0)
    return { button, points }
  })
  const [best] = rated.sort((a, b) => b.points - a.points || a.button.top - b.button.top)
  return best && best.points >= 3 ? best.button : undefined
}
