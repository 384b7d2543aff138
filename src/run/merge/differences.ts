/** In what two plans differ, in words: why runs of them cannot be merged. */
import type { Plan } from '../../documents/types/plan.js'

const MOST_DOCUMENTS = 5

export function differences(a: Plan, b: Plan): string {
  const parts = [
    ...differ('seed', a.seed, b.seed),
    ...differ('readings', a.readers, b.readers),
    ...differ('day', a.conformance?.date, b.conformance?.date),
    ...differ('language', a.lang, b.lang),
    ...documents(a, b),
    ...differ('trials', a.trials.length, b.trials.length),
  ]
  return parts.length > 0 ? parts.join('; ') : `${a.id.slice(0, 12)} and ${b.id.slice(0, 12)}`
}

function differ(what: string, a: string | number | undefined, b: string | number | undefined): string[] {
  const text = (value: string | number | undefined) => String(value ?? 'none').slice(0, 60)
  return a === b ? [] : [`${what} ${text(a)} and ${text(b)}`]
}

function documents({ hashes: a }: Plan, { hashes: b }: Plan): string[] {
  const changed = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((id) => a[id] !== b[id])
  const shown = changed
    .slice(0, MOST_DOCUMENTS)
    .map((id) => id.slice(0, 100))
    .join(', ')
  const more = changed.length > MOST_DOCUMENTS ? `, and ${changed.length - MOST_DOCUMENTS} more` : ''
  return changed.length === 0 ? [] : [`other documents: ${shown}${more}`]
}
