/** Writes result.json trial by trial, so that a run of any size is scored in little memory. */
import { rmSync } from 'node:fs'
import type { Plan } from '../documents/types/plan.js'
import type { Result, Trial } from '../documents/types/result.js'
import type { RunDirectory } from '../run/directory.js'
import { GrowingFile, linesIn } from '../run/files.js'
import type { Ways } from '../scoring/arms.js'
import { withWays } from '../scoring/result.js'

export class ResultFile {
  readonly #directory: RunDirectory
  readonly #plan: Plan
  /** Trials of each target, one a line: a result has them target by target, a plan need not. */
  readonly #trials = new Map<string, { path: string; file: GrowingFile }>()

  constructor(directory: RunDirectory, plan: Plan) {
    this.#directory = directory
    this.#plan = plan
  }

  /**
   * Takes the trials in the order of the plan.
   * @param findings of the trial, as JSON: they need not be written out twice
   */
  add(target: string, trial: Trial, findings: readonly string[]): void {
    let lines = this.#trials.get(target)
    if (!lines) {
      const path = this.#directory.file(`result-${this.#trials.size}.jsonl`)
      lines = { path, file: new GrowingFile(path) }
      this.#trials.set(target, lines)
    }
    const rest = JSON.stringify({ ...trial, findings: undefined })
    lines.file.write(`${rest.slice(0, -1)},"findings":[${findings.join(',')}]}\n`)
  }

  /**
   * Writes the whole result.
   * @param head the result without its trials
   * @param counted what a finding is worth beside the other ways to a person
   */
  finish(head: Result, counted: Ways): void {
    const { targets, ...rest } = head
    const out = new GrowingFile(this.#directory.file('result.json'))
    out.write(`${JSON.stringify(rest).slice(0, -1)},"targets":[`)
    targets.forEach(({ trials: _, ...target }, i) => {
      out.write(`${i > 0 ? ',' : ''}\n${JSON.stringify(target).slice(0, -1)},"trials":[`)
      this.#copy(target.id, out, counted)
      out.write(']}')
    })
    out.write(']}\n')
    out.finish()
  }

  #copy(target: string, out: GrowingFile, counted: Ways): void {
    const lines = this.#trials.get(target)
    if (!lines) return
    lines.file.finish()
    const planned = this.#plan.trials.filter((trial) => trial.target === target)
    let at = 0
    for (const line of linesIn(lines.path)) {
      const asIs = planned[at]?.arm.by === undefined
      out.write(at++ > 0 ? ',\n' : '\n')
      out.write(asIs ? line : recounted(line.toString('utf8'), counted))
    }
    rmSync(lines.path)
  }
}

function recounted(line: string, counted: Ways): string {
  const trial = JSON.parse(line) as Trial
  return JSON.stringify(withWays(trial, counted))
}
