/** What a user gave cannot be used: one message that says what is wrong, and what to do. Exit code 2. */
export class InputError extends Error {
  constructor(
    message: string,
    /** What the user can do. */
    readonly hint?: string,
  ) {
    super(hint === undefined ? message : `${message}\n  ${hint}`)
    this.name = 'InputError'
  }
}
