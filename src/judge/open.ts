/** Opens the judge that a configuration names; what talks to it is loaded only now. */
import type { JudgeClient } from './client.js'
import { Judge } from './judge.js'
import type { JudgeSettings } from './settings.js'

/** @throws InputError where a local model cannot be used */
export async function openJudge(settings: JudgeSettings, signal?: AbortSignal): Promise<Judge> {
  return new Judge(await clientOf(settings), settings, signal)
}

async function clientOf(settings: JudgeSettings): Promise<JudgeClient> {
  if (settings.kind === 'gguf') {
    const { GgufJudge } = await import('./gguf.js')
    return GgufJudge.open(settings)
  }
  const { OpenAIJudge } = await import('./openai.js')
  return new OpenAIJudge(settings)
}
