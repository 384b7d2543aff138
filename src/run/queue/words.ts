/** What is said where a queue cannot be used: message and hint. */
export const ANOTHER_PLAN = (id: string): [string, string] => [
  `the queue holds another plan that is not finished: ${id.slice(0, 12)}`,
  'wait for it (`ombud status`), or end it with `ombud cancel`',
]

/** Two plans may have the same targets, whose limits hold for both together. */
export const STILL_HELD = (lanes: number): [string, string] => [
  `workers still hold ${lanes} lanes of the plan that was cancelled, and end what is open`,
  'try again in some seconds; `ombud status` counts the lanes that are held',
]

export const ANOTHER_TOOL = (tool: string): [string, string] => [
  `the queue holds this plan as ${tool} made it`,
  'use that version on every machine, or enqueue another plan (another --seed)',
]

export const NO_QUEUE: [string, string] = [
  'the database has no queue of ombud',
  'make it with `ombud queue init`',
]

export const ANOTHER_SPLIT = (key: string): [string, string] => [
  `the queue holds this plan with ${key} in other parts`,
  'enqueue it with the --split that it was enqueued with, or another plan (another --seed)',
]
