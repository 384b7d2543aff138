/** The default reporter: on a terminal one line a busy target that stays in place, elsewhere one line a finished trial. */
import { performance } from 'node:perf_hooks'
import picocolors from 'picocolors'
import { displayWidth } from '../../documents/text-width.js'
import type { Reporter, ReporterOptions } from '../../library/config.js'
import type { Progress } from '../../run/progress.js'
import { costLine } from '../cost.js'
import { type Failure, Tally, type TargetTally } from './tally.js'
import { clock, failureText, MARKS, said, trialName } from './words.js'

const TICK_MS = 1000
/** More busy targets than this are told in one line together. */
const MOST_LINES = 12
/** Failures of one conversation that are shown as they come; the report has all. */
const MOST_FAILURES = 4

export class ListReporter implements Reporter {
  readonly #options: ReporterOptions
  readonly #tally = new Tally()
  readonly #colors: ReturnType<typeof picocolors.createColors>
  #drawn = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: ReporterOptions) {
    this.#options = options
    this.#colors = picocolors.createColors(options.color)
  }

  on(progress: Progress): void {
    const failures = this.#tally.on(progress)
    const lines = this.#linesOf(progress, failures)
    if (this.#options.columns === undefined) return this.#write(lines)
    if (progress.type === 'planned') this.#timer = setInterval(() => this.#draw([]), TICK_MS).unref()
    this.#draw(lines)
  }

  close(): void {
    clearInterval(this.#timer)
    if (this.#options.columns === undefined) return
    this.#erase()
    const { done, total } = this.#tally
    this.#write([`${done}/${total}  ${this.#counts((outcome) => this.#tally.count(outcome))}`])
  }

  /** What has to be said of this and stays where it was written. */
  #linesOf(progress: Progress, failures: readonly Failure[]): string[] {
    const { lang, columns } = this.#options
    if (progress.type === 'planned') return [costLine(progress.plan, lang)]
    if (progress.type === 'note') return [said(progress.message, 1000)]
    // What was not held because all is decided is counted at the end.
    if (progress.type !== 'end' || progress.end.reason === 'decided') return []
    if (columns === undefined) return [this.#plainLine(progress, failures)]
    const { trial, end } = progress
    const lines = failures.slice(0, MOST_FAILURES).map(({ trial: of, finding }) => {
      const name = trialName(of, this.#tally.repetitions)
      return `  ${this.#colors.red(MARKS.fail)} ${name}   ${failureText(finding, lang)}`
    })
    if (failures.length > lines.length) lines.push(`    … +${failures.length - lines.length}`)
    if (end.status === 'unscored')
      lines.push(
        `  ${MARKS.unscored} ${trialName(trial, this.#tally.repetitions)}   ${end.reason}   ${said(end.detail ?? '')}`,
      )
    return lines
  }

  #plainLine(
    { trial, end, seconds, judged }: Extract<Progress, { type: 'end' }>,
    failures: readonly Failure[],
  ) {
    const again = end.status === 'aborted'
    const outcome = judged?.find((one) => one.trial.id === trial.id)?.outcome
    const mark = again ? '↻' : end.status === 'unscored' ? MARKS.unscored : outcome ? MARKS[outcome] : '·'
    const { done, total } = this.#tally
    const [first, ...others] = failures
    const more = others.length > 0 ? ` +${others.length}` : ''
    // The failure may be that of an earlier trial, which another way to a person had left open.
    const whose = first && first.trial.id !== trial.id ? `${first.trial.id}: ` : ''
    const told = first ? `  ${whose}${failureText(first.finding, this.#options.lang)}${more}` : ''
    const detail =
      end.detail && (again || end.status === 'unscored' || end.whose === 'bot') ? `  ${said(end.detail)}` : ''
    const place = `${String(done).padStart(String(total).length)}/${total}`
    return `${place} ${mark} ${trial.id}  ${end.reason}  ${seconds.toFixed(1)} s${detail}${told}`
  }

  #draw(lines: readonly string[]): void {
    this.#erase()
    this.#write(lines)
    const busy = [...this.#tally.targets].filter(([, { running }]) => running.size > 0)
    const shown = busy.slice(0, MOST_LINES).map(([id, target]) => this.#status(id, target))
    if (busy.length > shown.length) shown.push(`… +${busy.length - shown.length}`)
    this.#write(shown.map((line) => clip(line, (this.#options.columns ?? 80) - 1)))
    this.#drawn = shown.length
  }

  #status(id: string, { counts, running, left, done, total }: TargetTally): string {
    const en = this.#options.lang === 'en'
    const [now, ...others] = running.values()
    const doing = now
      ? `${trialName(now.trial, this.#tally.repetitions)} ${clock((performance.now() - now.since) / 1000)}${others.length > 0 ? ` +${others.length}` : ''}`
      : ''
    const name = this.#tally.targets.size > 1 ? `${said(id, 24)}  ` : ''
    const time = left === undefined ? '' : en ? `  ${clock(left)} left` : `  还需 ${clock(left)}`
    const counted = this.#counts((outcome) => counts[outcome])
    return `${name}${done}/${total}  ${counted}${time}  ${en ? 'now' : '正在'}: ${doing}`
  }

  #counts(count: (outcome: 'pass' | 'fail' | 'inconclusive' | 'unscored') => number): string {
    const outcomes = ['pass', 'fail', 'inconclusive', 'unscored'] as const
    return outcomes.map((outcome) => `${MARKS[outcome]} ${count(outcome)}`).join('  ')
  }

  #erase(): void {
    if (this.#drawn > 0) this.#options.write(`\u001b[${this.#drawn}A\u001b[J`)
    this.#drawn = 0
  }

  #write(lines: readonly string[]): void {
    if (lines.length > 0) this.#options.write(lines.map((line) => `${line}\n`).join(''))
  }
}

/** As much of a line as fits, so that it never breaks into two. */
function clip(line: string, columns: number): string {
  if (displayWidth(line) <= columns) return line
  let width = 0
  let kept = ''
  for (const character of line) {
    width += displayWidth(character)
    if (width > columns - 1) break
    kept += character
  }
  return `${kept}…`
}
