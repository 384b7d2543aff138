/** One sign a trial, for logs of long runs; what failed is told at the end. */
import type { Reporter, ReporterOptions } from '../../library/config.js'
import type { Progress } from '../../run/progress.js'
import { type Failure, Tally } from './tally.js'
import { failureText, MARKS, said } from './words.js'

const A_LINE = 60

export class DotReporter implements Reporter {
  readonly #options: ReporterOptions
  readonly #tally = new Tally()
  readonly #failures: Failure[] = []
  #written = 0

  constructor(options: ReporterOptions) {
    this.#options = options
  }

  on(progress: Progress): void {
    for (const failure of this.#tally.on(progress)) this.#failures.push(failure)
    if (progress.type !== 'end' || progress.end.status === 'aborted') return
    const { trial, end, judged } = progress
    const outcome =
      end.status === 'unscored' ? 'unscored' : judged?.find((one) => one.trial.id === trial.id)?.outcome
    this.#options.write(outcome === undefined ? '·' : MARKS[outcome])
    this.#written++
    if (this.#written % A_LINE === 0) this.#options.write(` ${this.#written}/${this.#tally.total}\n`)
  }

  close(): void {
    const { lang, write } = this.#options
    if (this.#written % A_LINE !== 0) write('\n')
    for (const { trial, finding } of this.#failures)
      write(`${MARKS.fail} ${said(trial.id)}  ${failureText(finding, lang)}\n`)
  }
}
