/** The operators by the name that a persona calls them, and what they are measured with. */
import type { Operator } from '../../documents/types/persona.js'
import type { PersonaOperator } from './operator.js'
import { fillers } from './operators/fillers.js'
import { homophones } from './operators/homophones.js'
import { punctuation } from './operators/punctuation.js'
import { redundancy } from './operators/redundancy.js'
import { selfRepair } from './operators/self-repair.js'
import { slips } from './operators/slips.js'
import { split } from './operators/split.js'
import { vague } from './operators/vague.js'
import { width } from './operators/width.js'

export const OPERATORS: Readonly<Record<Operator['use'], PersonaOperator>> = {
  fillers,
  'self-repair': selfRepair,
  redundancy,
  vague,
  homophones,
  slips,
  split,
  punctuation,
  width,
}
