/** `ombud validate`: checks every document in one pass. */
import { checkDocuments } from '../documents/load.js'
import { formatProblems } from '../documents/problem.js'
import { weightsProblems } from '../library/encoders.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'

export async function validate(paths: readonly string[], flags: ExtraFlags = {}): Promise<number> {
  const { audits } = await loadExtras(flags)
  const schemas = new Map(audits.map(({ meta }) => [meta.id, meta.options]))
  const { loaded, problems } = checkDocuments(paths, schemas)
  problems.push(...weightsProblems(loaded))
  if (problems.length > 0) {
    const files = new Set(problems.map((p) => p.file)).size
    console.error(
      `${formatProblems(problems)}\n\n${count(problems.length, 'problem')} in ${count(files, 'file')}`,
    )
    return EXIT.usage
  }
  console.log(
    `${count(loaded.targets.length, 'target')} and ${count(loaded.scenarios.length, 'scenario')} are sound`,
  )
  return EXIT.ok
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`
