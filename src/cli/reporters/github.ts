/** Annotations of GitHub Actions: each failure at the file of its scenario, what was not measured as a warning. */
import { relative, resolve } from 'node:path'
import type { PlanTrial } from '../../documents/ready.js'
import type { Reporter, ReporterOptions } from '../../library/config.js'
import type { Progress } from '../../run/progress.js'
import { Tally } from './tally.js'
import { failureText, said } from './words.js'

/** GitHub shows few annotations a step; more would only make the log long. */
const MOST = 50

export class GithubReporter implements Reporter {
  readonly #options: ReporterOptions
  readonly #tally = new Tally()
  #files: Readonly<Record<string, string>> = {}
  #written = 0

  constructor(options: ReporterOptions) {
    this.#options = options
  }

  on(progress: Progress): void {
    const failures = this.#tally.on(progress)
    if (progress.type === 'planned') this.#files = progress.files ?? {}
    for (const { trial, finding } of failures)
      this.#annotate('error', trial, `${finding.audit}: ${failureText(finding, this.#options.lang)}`)
    if (progress.type !== 'end' || progress.end.status !== 'unscored') return
    const { trial, end } = progress
    this.#annotate('warning', trial, `${end.reason} ${said(end.detail ?? '')}`)
  }

  #annotate(level: 'error' | 'warning', trial: PlanTrial, message: string): void {
    if (this.#written++ >= MOST) return
    const file = this.#fileOf(trial)
    const properties = [...(file ? [`file=${property(file)}`] : []), `title=${property(said(trial.id))}`]
    this.#options.write(`::${level} ${properties.join(',')}::${data(message)}\n`)
  }

  /** The scenario, else the target, as the repository names it; what is shipped with ombud lies in neither. */
  #fileOf({ scenario, target }: PlanTrial): string | undefined {
    const root = process.env.GITHUB_WORKSPACE ?? process.cwd()
    return [this.#files[`scenario/${scenario}`], this.#files[`target/${target}`]]
      .map((file) => file && relative(root, resolve(file)).replaceAll('\\', '/'))
      .find((file) => file && !file.startsWith('..') && !file.includes('node_modules/'))
  }
}

/** As @actions/core escapes the message and the properties of a command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
