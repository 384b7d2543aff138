/** Every event as one line of JSON, on standard output or in a file; docs/ci.md describes the keys. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { InputError } from '../../documents/input-error.js'
import type { Finding } from '../../documents/types/finding.js'
import type { Reporter, ReporterOptions } from '../../library/config.js'
import type { Progress } from '../../run/progress.js'

/** Legal in JSON and still able to move a cursor or to turn text around: written as escapes. */
const UNSEEN = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g
const STDOUT = 1

export class JsonReporter implements Reporter {
  readonly #fd: number

  /** @throws InputError where the file cannot be written */
  constructor({ argument }: Pick<ReporterOptions, 'argument'>) {
    try {
      this.#fd = argument === undefined ? STDOUT : openSync(argument, 'w')
    } catch (error) {
      throw new InputError(`${argument} cannot be written: ${(error as Error).message}`)
    }
  }

  on(progress: Progress): void {
    const line = JSON.stringify(eventOf(progress)).replace(
      UNSEEN,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    writeAll(this.#fd, `${line}\n`)
  }

  close(): void {
    if (this.#fd !== STDOUT) closeSync(this.#fd)
  }
}

function eventOf(progress: Progress): Record<string, unknown> {
  switch (progress.type) {
    case 'planned': {
      const { plan, directory, pending } = progress
      const trials = plan.trials.map(({ id }) => id)
      return { event: 'planned', directory, plan: plan.id, seed: plan.seed, pending, trials }
    }
    case 'begin':
      return { event: 'begin', trial: progress.trial.id, attempt: progress.attempt }
    case 'end': {
      const { trial, end, seconds, judged = [] } = progress
      const { attempt, status, reason, whose, detail } = end
      const outcomes = judged.map((one) => ({
        trial: one.trial.id,
        outcome: one.outcome,
        failures: one.findings.filter((f) => f.expected && f.outcome === 'fail').map(failureOf),
      }))
      return { event: 'end', trial: trial.id, attempt, status, reason, whose, detail, seconds, outcomes }
    }
    case 'note':
      return { event: 'note', message: progress.message }
    case 'result': {
      const { directory, files, result } = progress
      const targets = result.scorecard.targets.map(({ target, verdict, counts }) => ({
        target,
        verdict,
        counts,
      }))
      return { event: 'result', directory, files, targets }
    }
  }
}

const failureOf = ({ audit, step, turn, message, measured, lines }: Finding) => ({
  audit,
  step,
  turn,
  message,
  measured,
  lines,
})

/** A pipe may take less than it is given, or be full for a moment. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(fd, bytes, written)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
