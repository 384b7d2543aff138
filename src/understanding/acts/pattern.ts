/** The shape of one act pattern: plain data, so that a language is a list. */
import type { ActName } from '../../documents/acts.js'

export interface ActPattern {
  act: ActName
  pattern: RegExp
  /** Strength of the rule, 0..1; not calibrated. */
  confidence: number
  /** The pattern does not count in a sentence that also matches this. */
  unless?: RegExp
}

/** Builds one pattern; gaps inside are bounded, so that matching stays linear in the text. */
export function act(name: ActName, confidence: number, source: string, unless?: string): ActPattern {
  return {
    act: name,
    confidence,
    pattern: new RegExp(source, 'g'),
    ...(unless === undefined ? {} : { unless: new RegExp(unless) }),
  }
}

/** What a slot question asks for: a name and the nouns that stand for it. */
interface SlotPattern {
  slot: string
  noun: RegExp
}

/** How a language asks for something: the cue, and the slots that may follow it in the sentence. */
export interface SlotQuestions {
  cue: RegExp
  slots: SlotPattern[]
}
