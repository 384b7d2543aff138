/** `ombud validate`: checks every document in one pass. */
import { checkDocuments } from '../documents/load.js'
import { formatProblems } from '../documents/problem.js'
import { EXIT } from './exit.js'

export function validate(paths: readonly string[]): Promise<number> {
  const { loaded, problems } = checkDocuments(paths)
  if (problems.length > 0) {
    const files = new Set(problems.map((p) => p.file)).size
    console.error(
      `${formatProblems(problems)}\n\n${count(problems.length, 'problem')} in ${count(files, 'file')}`,
    )
    return Promise.resolve(EXIT.usage)
  }
  console.log(
    `${count(loaded.targets.length, 'target')} and ${count(loaded.scenarios.length, 'scenario')} are sound`,
  )
  return Promise.resolve(EXIT.ok)
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`
