/** The names of what a bot message does and of the states of a conversation, as scenarios may write them. */

/** What a bot message does. */
export const ACTS = [
  'greeting',
  'answer',
  'asks-slot',
  'asks-confirmation',
  'offers-choices',
  'fallback',
  'repeats-itself',
  'apology',
  'deflects',
  'offers-human',
  'promises-transfer',
  'queue',
  'human-joined',
  'refuses-human',
  'out-of-hours',
  'conditions-transfer',
  'discloses-ai',
  'claims-human',
  'names-channels',
  'asks-personal-data',
  'unsafe',
  'closing',
  'empty',
  'error',
] as const
export type ActName = (typeof ACTS)[number]

/** What can be true of a conversation after a turn. */
export const STATES = ['resolved', 'human-joined', 'human-asked', 'silent'] as const
