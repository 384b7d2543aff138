/** Every measure by its name; whatever else is named is an audit. */
import type { MEASURES } from '../../documents/measures.js'
import type { Requirement } from '../../documents/types/profile.js'
import { ofAudit } from './audits.js'
import type { Measure } from './measure.js'
import { answered, complete, firstContent, silence, turns } from './times.js'
import {
  entryAfterFailure,
  entryFirst,
  firstRequest,
  oneStep,
  reached,
  timeToPerson,
  unasked,
  volunteered,
  waitKept,
} from './ways.js'

const NAMED: Readonly<Record<keyof typeof MEASURES, Measure>> = {
  'first-content': firstContent,
  complete,
  silence,
  answered,
  reached,
  'first-request': firstRequest,
  'one-step': oneStep,
  'entry-first': entryFirst,
  'entry-after-failure': entryAfterFailure,
  volunteered,
  unasked,
  'wait-kept': waitKept,
  'time-to-person': timeToPerson,
  turns,
  // Of pairs of trials, which scoring/requirements is given when all of them are known.
  paraphrase: () => [],
}

/** What a requirement counts. */
export function measureOf({ measure = '', level }: Requirement): Measure {
  // The audit judges by the options of its scenario; the level is the profile's.
  if (measure === 'human' && level !== undefined) return reached
  return Object.hasOwn(NAMED, measure) ? (NAMED[measure] as Measure) : ofAudit(measure)
}
