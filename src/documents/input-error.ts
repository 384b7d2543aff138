/** What a user gave cannot be used: one message that says what is wrong, and what to do. Exit code 2, or 3 where a disk is behind it. */
export class InputError extends Error {
  constructor(
    message: string,
    /** What the user can do. */
    readonly hint?: string,
    /** The error behind it: a disk that is full is no mistake of the user. */
    cause?: unknown,
  ) {
    super(hint === undefined ? message : `${message}\n  ${hint}`, cause === undefined ? {} : { cause })
    this.name = 'InputError'
  }
}
