/** The contract of an audit: a pure function from the evidence of one trial to verdicts, with its strings. */
import type { Bilingual, ResolvedTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Judgement } from '../documents/types/judgement.js'
import type { JudgeQuestion, Tier } from '../understanding/judge/question.js'
import type { EncoderModel } from '../understanding/models/encoder.js'
import type { LevelSeen, Reading, TurnReading } from '../understanding/types.js'

export type Category = 'resolution' | 'latency' | 'escalation'
export type Outcome = 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'error'

interface AuditMeta {
  id: string
  category: Category
  /** Weight in its category; 0 is shown and not counted. */
  weight: number
  title: Bilingual
  description: Bilingual
  /** turn: one verdict for each turn it is asked about; trial: one for the conversation. */
  scope: 'turn' | 'trial'
  /** JSON Schema (2020-12) of the options that a scenario may give; anything goes without one. */
  options?: object
}

/** What `ombud explain` says of an audit besides its meta. */
export interface Explanation {
  why: Bilingual
  /** How a scenario asks for it, as keys of a scenario in YAML; nothing where it need not. */
  written?: Bilingual
  /** Conversations in short, and what the audit makes of them. */
  examples: readonly { outcome: Outcome; lines: Bilingual }[]
}

/** Everything an audit may read. */
export interface Evidence extends ResolvedTrial {
  events: readonly TranscriptEvent[]
  reading: Reading
  levels: readonly LevelSeen[]
  /** What a judge said to a question; undefined where it was not asked. Absent where there is no judge. */
  judge?(question: JudgeQuestion): JudgeOpinion | undefined
  /** What was learnt of this merchant; default: what comes with ombud. */
  encoder?: EncoderModel
}

/** A judgement as far as audits read it, and how far its judge is known to agree with people. */
export interface JudgeOpinion
  extends Pick<Judgement, 'key' | 'outcome' | 'reason' | 'detail' | 'suspected' | 'quotes'> {
  tier: Tier
}

/** What an audit is asked: the options written in the scenario and the turns that the expectation is about. */
export interface Call {
  options: unknown
  /** Turns of the step, or every turn after the welcome for an expectation on the conversation. */
  turns: readonly TurnReading[]
  step?: string
}

export interface Verdict {
  outcome: Outcome
  /** 0..1; default 1 for pass, 0 for fail, unscored for the rest. */
  score?: number
  turn?: number
  measured?: { value: number | string | null; unit?: string }
  message: Bilingual
  /** What a good answer would have contained. */
  wanted?: Bilingual
  /** Lines of the transcript that prove it. */
  lines: number[]
  /** What decided; rules where it is absent. */
  method?: 'rule' | 'model' | 'judge'
  /** Where a judge was asked: its judgement, and how far it is known to agree with people. */
  judge?: { key: string; tier: Tier }
}

export interface Audit {
  meta: AuditMeta
  explanation?: Explanation
  evaluate(evidence: Evidence, call: Call): Verdict[]
}
