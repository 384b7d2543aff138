/** Every audit by its id: those that a scenario names, and those that run on every trial. */
import type { Audit } from './audit.js'
import { available } from './available.js'
import { contextCarried } from './context-carried.js'
import { disclosesAi } from './discloses-ai.js'
import { entryVisible } from './entry-visible.js'
import { evidenceKept } from './evidence-kept.js'
import { hoursStated } from './hours-stated.js'
import { human } from './human.js'
import { judged } from './judged.js'
import { keepsPromise } from './keeps-promise.js'
import { latency } from './latency.js'
import { namesChannels } from './names-channels.js'
import { neverAct } from './never-act.js'
import { neverStates } from './never-states.js'
import { noLoop } from './no-loop.js'
import { offered } from './offered.js'
import { offersHuman } from './offers-human.js'
import { relevant } from './relevant.js'
import { resolves } from './resolves.js'
import { responseTime } from './response-time.js'
import { returnPath } from './return-path.js'
import { sameAnswerAudit } from './same-answer.js'
import { statesAudit } from './states.js'
import { waitingTold } from './waiting-told.js'
import { widgetAxe } from './widget-axe.js'
import { widgetContrast } from './widget-contrast.js'
import { widgetForms } from './widget-forms.js'
import { widgetKeyboard } from './widget-keyboard.js'
import { widgetLiveRegion } from './widget-live-region.js'
import { widgetNames } from './widget-names.js'
import { widgetZoom } from './widget-zoom.js'

const named: readonly Audit[] = [
  resolves,
  statesAudit,
  relevant,
  sameAnswerAudit,
  neverStates,
  neverAct,
  namesChannels,
  judged,
  latency,
  human,
  entryVisible,
  noLoop,
  waitingTold,
  hoursStated,
  offersHuman,
  contextCarried,
  returnPath,
  disclosesAi,
  widgetAxe,
  widgetContrast,
  widgetNames,
  widgetKeyboard,
  widgetLiveRegion,
  widgetZoom,
  widgetForms,
  evidenceKept,
]

/** Audits that no scenario has to ask for. Whether a failure fails the trial: `expected`. */
export const ALWAYS: readonly { audit: Audit; expected: boolean }[] = [
  { audit: available, expected: true },
  { audit: responseTime, expected: false },
  { audit: keepsPromise, expected: false },
]

/** Implicit in every step that chooses something. */
export const IMPLICIT: Audit = offered

export type Audits = ReadonlyMap<string, Audit>

/** id -> audit, of those that ombud ships. */
export const AUDITS: Audits = new Map(
  [...named, ...ALWAYS.map(({ audit }) => audit), IMPLICIT].map((audit) => [audit.meta.id, audit]),
)
