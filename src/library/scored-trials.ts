/** Every trial of a scored run with its findings, one by one: index.jsonl and findings.jsonl, side by side. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import type { Finding } from '../documents/types/finding.js'
import type { Row } from '../documents/types/row.js'
import { findingsIn, rowsIn } from '../run/stored.js'

export interface ScoredTrial {
  row: Row
  findings: Finding[]
}

/**
 * The trials in the order of the plan, in which `ombud score` writes both files.
 * @throws InputError where one of them is missing, damaged, or they do not belong together
 */
export function* scoredTrials(path: string): Generator<ScoredTrial, undefined> {
  for (const name of ['index.jsonl', 'findings.jsonl'])
    if (!existsSync(join(path, name)))
      throw new InputError(`${path} has no ${name}`, `\`ombud score ${path}\` makes it`)
  const findings = findingsIn(path)
  let next = findings.next()
  for (const row of rowsIn(path)) {
    const own: Finding[] = []
    while (!next.done && next.value.trial === row.trial) {
      own.push(next.value)
      next = findings.next()
    }
    yield { row, findings: own }
  }
  if (!next.done)
    throw new InputError(
      `${path}: findings.jsonl has ${next.value.trial} where index.jsonl has another trial, or none`,
      `\`ombud score ${path}\` makes both anew`,
    )
}
