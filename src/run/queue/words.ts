/** What is said where a queue cannot be used: message and hint. */
export const ANOTHER_PLAN = (id: string): [string, string] => [
  `the queue holds another plan that is not finished: ${id.slice(0, 12)}`,
  'wait for it (`ombud status`), or end it with `ombud cancel`',
]
