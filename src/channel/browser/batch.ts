/** Checks what a page says: it is hostile, so shapes are checked and sizes bounded. */
import type { PageBatch, PageConfig, PageItem, PageOption } from './page/wire.js'

/** Bounds of what one session takes from its page. */
export const LIMITS: PageConfig['limits'] & { bytes: number; events: number } = {
  text: 200_000,
  messages: 5_000,
  batch: 1_000,
  bytes: 16_000_000,
  events: 50_000,
}

export const ACTORS = ['bot', 'consumer', 'human', 'system', 'unknown'] as const
const ACTS = ['enter', 'click'] as const
const KINDS = ['button', 'quick-reply', 'link'] as const
const STATUSES = ['sent', 'delivered', 'read'] as const

export type Act = Extract<PageItem, { k: 'act' }>['act']

/** A batch with every item checked, or undefined; items of a wrong shape are left out. */
export function parse(payload: string): PageBatch | undefined {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    return undefined
  }
  const batch = value as Partial<PageBatch> | null
  if (!batch || !Number.isFinite(batch.document) || !Number.isInteger(batch.number)) return undefined
  if (!Array.isArray(batch.items)) return undefined
  const items = (batch.items as unknown[]).map(checked).filter((item) => item !== undefined)
  return { document: batch.document as number, number: batch.number as number, items }
}

function checked(value: unknown): PageItem | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const item = value as Record<string, unknown>
  const at = item.at
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined
  if (item.k === 'typing') return { k: 'typing', at, on: item.on === true }
  const act = ACTS.find((a) => a === item.act)
  if (item.k === 'act' && act) return { k: 'act', at, act }
  if (item.k === 'dropped' && typeof item.what === 'string' && Number.isInteger(item.count))
    return { k: 'dropped', at, what: item.what, count: item.count as number }
  if (item.k === 'choices' && Array.isArray(item.options)) {
    const options = item.options
      .slice(0, 100)
      .map(option)
      .filter((o) => o !== undefined)
    const message = Number.isInteger(item.message) ? (item.message as number) : undefined
    return {
      k: 'choices',
      at,
      options,
      standing: item.standing === true,
      ...(message !== undefined && { message }),
    }
  }
  if (item.k === 'card')
    return { k: 'card', at, ...strings(item, { title: 500, text: LIMITS.text, url: 2000 }) }
  if (item.k === 'media')
    return { k: 'media', at, mime: string(item.mime, 100) ?? '', ...strings(item, { alt: 500, url: 2000 }) }
  if (item.k === 'form' && Array.isArray(item.fields))
    return { k: 'form', at, fields: item.fields.slice(0, 50).map((field) => string(field, 200) ?? '') }
  const status = STATUSES.find((s) => s === item.status)
  if (item.k === 'receipt' && status) return { k: 'receipt', at, status }
  if (item.k === 'note' && typeof item.name === 'string')
    return { k: 'note', at, name: item.name.slice(0, 40), ...strings(item, { value: 2000 }) }
  if (item.k !== 'text' || typeof item.text !== 'string' || !Number.isInteger(item.id)) return undefined
  const actor = ACTORS.find((a) => a === item.actor)
  if (!actor) return undefined
  return {
    k: 'text',
    at,
    id: item.id as number,
    actor,
    evidence: string(item.evidence, 200) ?? '',
    text: item.text.slice(0, LIMITS.text).toWellFormed(),
    ...(typeof item.name === 'string' && { name: item.name.slice(0, 200).toWellFormed() }),
    ...(item.gone === true && { gone: true as const }),
    ...(typeof item.painted === 'number' && Number.isFinite(item.painted) && { painted: item.painted }),
  }
}

function option(value: unknown): PageOption | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, label, kind, url } = value as Record<string, unknown>
  const known = KINDS.find((k) => k === kind)
  if (typeof id !== 'string' || typeof label !== 'string' || !known) return undefined
  return {
    id: id.slice(0, 20),
    label: label.slice(0, 200).toWellFormed(),
    kind: known,
    ...(typeof url === 'string' && { url: url.slice(0, 2000) }),
  }
}

function string(value: unknown, limit: number): string | undefined {
  return typeof value === 'string' ? value.slice(0, limit).toWellFormed() : undefined
}

/** The strings among some properties, each no longer than its limit. */
function strings<K extends string>(
  item: Record<string, unknown>,
  limits: Record<K, number>,
): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {}
  for (const key of Object.keys(limits) as K[]) {
    const value = string(item[key], limits[key])
    if (value !== undefined) found[key] = value
  }
  return found
}
