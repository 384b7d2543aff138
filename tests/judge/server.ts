/** The scripted judge for tests: it is closed with the test that started it. */
import { onTestFinished } from 'vitest'
import { type JudgeServer, type Script, startJudge } from './scripted.mjs'

export { cunning, honest, type JudgeServer, obedient, type Script, says } from './scripted.mjs'

/** A judge that is closed with the test. */
export async function judgeOf(script: Script): Promise<JudgeServer> {
  const judge = await startJudge(script)
  onTestFinished(() => judge.close())
  return judge
}
