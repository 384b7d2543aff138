/** What is said where a queue cannot be used: message and hint. */
export const ANOTHER_PLAN = (id: string): [string, string] => [
  `the queue holds another plan that is not finished: ${id.slice(0, 12)}`,
  'wait for it (`ombud status`), or end it with `ombud cancel`',
]

export const ANOTHER_SPLIT = (key: string): [string, string] => [
  `the queue holds this plan with ${key} in other parts`,
  'enqueue it with the --split that it was enqueued with, or another plan (another --seed)',
]
