/** What a requirement rests on: document, clause and address, and how far its wording was compared. */
import type { Bilingual } from '../documents/ready.js'
import type { Citation } from '../documents/types/result.js'
import { both, type Strings } from './strings.js'
import { cut, oneLine } from './text.js'

const LONGEST = { document: 200, clause: 80, address: 300 }

export interface CitationView {
  document: string
  clause: Bilingual | null
  address: string
  /** The address where it can be opened: http or https, else empty. */
  href: string
  /** What a reader has to know before relying on it. */
  notes: Bilingual
}

/** @param today the day of the run, YYYY-MM-DD */
export function cited(citation: Citation, today: string): CitationView {
  const clause = oneLine(cut(citation.clause ?? '', LONGEST.clause))
  const address = oneLine(cut(citation.address ?? '', LONGEST.address))
  return {
    document: oneLine(cut(citation.document, LONGEST.document)),
    clause: clause === '' ? null : both((s) => s.profiles.clause(clause)),
    address,
    href: webAddress(address),
    notes: both((s) => notes(citation, today, s.profiles).join(s.apart)),
  }
}

function notes(
  { clause, wording, status, effective, until, principle }: Citation,
  today: string,
  s: Strings['profiles'],
) {
  return [
    ...(effective === undefined
      ? []
      : [effective > today ? s.notYet(day(effective)) : s.since(day(effective))]),
    ...(until !== undefined && until <= today ? [s.ended(day(until))] : []),
    ...(principle ? [s.principle] : []),
    s.wording[wording],
    ...(status === undefined || status === 'seen' ? [] : [s.status[status]]),
    ...(clause?.includes('?') ? [s.clauseOpen] : []),
  ]
}

const day = (date: string): string => oneLine(cut(date, 10))

/** Whole addresses of the web alone: what was cut, or leads elsewhere, stays text. */
function webAddress(address: string): string {
  if (!/^https?:\/\/[^\s…]+$/i.test(address) || !URL.canParse(address)) return ''
  return new URL(address).href
}
