/** Two small scored runs of two merchants, of which one answers and the other does not, judged by a profile. */
import { profile, requirement } from '../run/profile.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from './workplace.js'

export interface TwoMerchants {
  work: Workplace
  /** Run directories, relative to the workplace. */
  runs: string[]
}

/** `good` and `bad`, four questions each. */
export async function twoMerchants(): Promise<TwoMerchants> {
  const work = new Workplace()
  const paths = [1, 2, 3, 4].map((n) =>
    work.write(
      `q${n}.scenario.yaml`,
      question(`q${n}`, { tags: ['core', `n${n}`], ...(n === 3 ? { say: ['转人工'] } : {}) }),
    ),
  )
  paths.push(
    work.write(
      'own.profile.yaml',
      profile([requirement({ id: 'r', threshold: 0.8, minimum: 4 })], { repeat: 1 }),
    ),
  )
  const runs = ['good', 'bad']
  for (const name of runs) {
    const bot = await botOf(() => (name === 'good' ? GOOD_ANSWER : '我不太明白您的意思。'))
    const target = work.write(`${name}.target.yaml`, targetOf(bot, { merchant: `${name}-co` }))
    await work.run([target, ...paths], { out: work.file(name), profiles: ['own'] })
  }
  return { work, runs }
}
