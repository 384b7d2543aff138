/** Conversations of the agenda consumer with a bot that is a function, through the code of a real conversation. */
import { selfAudit } from '../../src/consumer/self-audit/self-audit.js'
import { type Loaded, loadDocuments } from '../../src/documents/load.js'
import type { ReadyScenario, ReadyTarget } from '../../src/documents/ready.js'
import { resolveTrial } from '../../src/documents/resolve.js'
import type { DecisionEvent, TranscriptEvent } from '../../src/documents/types/event.js'
import type { Reply } from '../../src/library/rehearsal-channel.js'
import { rehearse } from '../../src/library/rehearse.js'
import { makePlan } from '../../src/run/plan.js'
import { NOWHERE } from '../support/trials.js'
import { Workplace } from '../support/workplace.js'

/** One line a turn: text, several bubbles, or a whole reply. */
export type Line = string | string[] | Reply

export interface Talked {
  /** `rule: acts` of each decision of the step, in order. */
  rules: string[]
  decisions: DecisionEvent[]
  /** What the consumer said. */
  said: string[]
  events: readonly TranscriptEvent[]
  reason: string
  whose: string
}

/** Needs with wordings that are told apart. */
export const REFUND = [
  '退款多久能到账？',
  '钱什么时候退回来？',
  '退的钱几天到？',
  '我的退款要等多长时间？',
  '退款还要等几天？',
]
export const ENGLISH = [
  'How long does a refund take?',
  'When will my money be back?',
  'How many days until I am refunded?',
  'When does the refund arrive?',
]

/** Reading the documents that ship takes longer than a conversation: once is enough. */
let loaded: { documents: Loaded; target: ReadyTarget } | undefined
function known() {
  if (loaded) return loaded
  const work = new Workplace()
  const paths = [
    work.write('nowhere.target.yaml', NOWHERE),
    work.write('one.scenario.yaml', { id: 'one', lang: 'zh-CN', title: '一段对话', say: REFUND }),
  ]
  const documents = loadDocuments(paths)
  const [target] = documents.targets
  if (!target) throw new Error('no target')
  loaded = { documents, target }
  return loaded
}

interface Options {
  /** Keys of the converse step. */
  converse?: Record<string, unknown>
  persona?: Record<string, unknown>
  target?: Record<string, unknown>
  seed?: string
  /** More steps behind it. */
  steps?: Record<string, unknown>[]
  welcome?: Reply
  [key: string]: unknown
}

/** Plays the need with a bot that says these lines, the last one for ever; or a function of what it hears. */
export async function talk(
  bot: Line[] | ((text: string, turn: number) => Line),
  options: Options = {},
): Promise<Talked> {
  const { converse, persona, target = {}, seed = 'test', steps = [], welcome, ...scenario } = options
  const lang = scenario.lang ?? 'zh-CN'
  const { documents, target: shop } = known()
  const one = {
    id: 'one',
    lang,
    title: '一段对话',
    truth: { arrival: { value: lang === 'en' ? '3 days' : '3天' } },
    steps: [{ id: 'need', converse: { ask: lang === 'en' ? ENGLISH : REFUND, ...converse } }, ...steps],
    ...scenario,
  } as unknown as ReadyScenario
  const plan = makePlan({ ...documents, targets: [{ ...shop, ...target }], scenarios: [one] }, { seed })
  const planned = plan.trials[0] && resolveTrial(plan, plan.trials[0])
  if (!planned) throw new Error('no trial')
  const trial = persona ? { ...planned, persona: { ...planned.persona, ...persona } } : planned
  let n = 0
  const next = typeof bot === 'function' ? bot : () => bot[Math.min(n++, bot.length - 1)] ?? ''
  const { events, reason, whose } = await rehearse({
    trial,
    seed,
    bot: ({ text, turn }) => {
      const line = next(text, turn)
      return typeof line === 'string'
        ? { replies: line === '' ? [] : [line] }
        : Array.isArray(line)
          ? { replies: line }
          : line
    },
    ...(welcome ? { welcome } : {}),
  })
  const decisions = events.filter((e): e is DecisionEvent => e.kind === 'decision' && e.step === 'need')
  const faults = selfAudit(events, trial)
  if (faults.length > 0) throw new Error(`the consumer made a mistake: ${JSON.stringify(faults)}`)
  return {
    rules: decisions.map((d) => `${d.rule}: ${(d.acts ?? []).join(' ')}`.trim()),
    decisions,
    said: decisions.flatMap((d) => (d.intended === undefined ? [] : [d.intended])),
    events,
    reason,
    whose,
  }
}
