/** Trials for rehearsals: the plan of a target and scenarios that lives in no file but the ones written here. */
import { loadDocuments } from '../../src/documents/load.js'
import type { ResolvedTrial } from '../../src/documents/ready.js'
import { resolveTrial } from '../../src/documents/resolve.js'
import { makePlan } from '../../src/run/plan.js'
import type { Workplace } from './workplace.js'

/** A target that nobody ever reaches. */
export const NOWHERE = {
  id: 'nowhere',
  channel: {
    http: { url: 'http://127.0.0.1:9/', request: { text: '$.text' }, reply: { messages: '$.replies[*]' } },
  },
  politeness: { contactsPerDay: 1000 },
}

/** Every trial of one scenario with a target. */
export function trialsOf(
  work: Workplace,
  scenario: Record<string, unknown>,
  { target = {}, seed = 'test' }: { target?: Record<string, unknown>; seed?: string } = {},
): ResolvedTrial[] {
  const paths = [
    work.write('nowhere.target.yaml', { ...NOWHERE, ...target }),
    work.write('one.scenario.yaml', { id: 'one', lang: 'zh-CN', title: '一段对话', ...scenario }),
  ]
  const plan = makePlan(loadDocuments(paths), { seed })
  return plan.trials.map((trial) => resolveTrial(plan, trial))
}
