/** All patterns of values, in the order in which they are tried; words that one has taken are closed to the next. */
import { CALENDAR_PATTERNS } from './calendar-patterns.js'
import { CLOCK_PATTERNS } from './clock-patterns.js'
import { CONTACT_PATTERNS, ID_PATTERN } from './contact-patterns.js'
import { COUNT_PATTERN, EACH_PATTERN, FLOOR_PATTERN, OFTEN_PATTERN, PLACE_PATTERN } from './count-patterns.js'
import type { FactPattern } from './pattern.js'
import { AMOUNT_PATTERNS, DURATION_PATTERNS, SHARE_PATTERNS } from './quantity-patterns.js'

export const FACT_PATTERNS: readonly FactPattern[] = [
  ...CONTACT_PATTERNS,
  ...CALENDAR_PATTERNS,
  ...CLOCK_PATTERNS,
  ...SHARE_PATTERNS,
  ...AMOUNT_PATTERNS,
  EACH_PATTERN,
  FLOOR_PATTERN,
  PLACE_PATTERN,
  ...DURATION_PATTERNS,
  ID_PATTERN,
  OFTEN_PATTERN,
  COUNT_PATTERN,
]
