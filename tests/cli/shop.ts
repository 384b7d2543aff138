/** A folder with the target file of a live bot, and the command that runs in it. */
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, targetOf, Workplace } from '../support/workplace.js'

/** A shop whose bot answers the question, unless told otherwise. */
export async function shop(answer: Parameters<typeof botOf>[0] = () => GOOD_ANSWER) {
  const bot = await botOf(answer)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  const run = (...args: string[]) => ombud(['run', ...args], { cwd: work.path })
  return { bot, work, run }
}
