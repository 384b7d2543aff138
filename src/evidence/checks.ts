/** What a verifier has looked at, and what it says of it. */

export type CheckName =
  | 'tag-manifest'
  | 'files'
  | 'shown'
  | 'manifest'
  | 'sm3'
  | 'signatures'
  | 'key'
  | 'journal'
  | 'chains'
  | 'blobs'
  | 'lines'
  | 'plan-stamp'
  | 'journal-stamps'
  | 'statement-stamp'
  | 'corrections'
  | 'environment'
  | 'copy'
  | 'rescored'

/** Why a check failed, or was not made; the command line has the words. */
export type Reason =
  | 'changed'
  | 'missing'
  | 'extra'
  | 'not-a-file'
  | 'bad-line'
  | 'not-in-order'
  | 'not-signed-for'
  | 'bad-signature'
  | 'not-by-this-key'
  | 'no-key-given'
  | 'count'
  | 'purged'
  | 'not-deletable'
  | 'redacted'
  | 'no-original'
  | 'original-fails'
  | 'differs-from-original'
  | 'not-its-hash'
  | 'not-as-journal'
  | 'no-sm3'
  | 'withheld'
  | 'other-order'
  | 'no-stamp'
  | 'not-a-stamp'
  | 'other-data'
  | 'no-authority-given'
  | 'untrusted'
  | 'expired'
  | 'not-for-stamps'
  | 'too-late'
  | 'not-chained'
  | 'not-asked'
  | 'not-looked-at'
  | 'elsewhere'
  | 'other-version'
  | 'differs'
  | 'cannot-score'

export interface Said {
  reason: Reason
  /** The file, key or number that it is about; words of a stranger. */
  name?: string
}

export interface Check {
  check: CheckName
  state: 'ok' | 'failed' | 'unchecked'
  /** What was looked at, in numbers or names. */
  seen?: string
  said: Said[]
  /** How many more of the same are not named. */
  more: number
}

/** A bundle of a stranger can have a million faults: these are named. */
const NAMED = 20

/** Gathers what one check has to say; ok as long as nothing is said. */
export class Checking implements Check {
  state: Check['state'] = 'ok'
  seen?: string
  readonly said: Said[] = []
  more = 0

  constructor(readonly check: CheckName) {}

  fail(reason: Reason, name?: string): this {
    this.state = 'failed'
    return this.#say(reason, name)
  }

  /** Something that was not looked at; what failed stays failed. */
  leave(reason: Reason, name?: string): this {
    if (this.state === 'ok') this.state = 'unchecked'
    return this.#say(reason, name)
  }

  #say(reason: Reason, name?: string): this {
    if (this.said.length < NAMED) this.said.push({ reason, ...(name === undefined ? {} : { name }) })
    else this.more++
    return this
  }
}
