/** One conversation from code, for tests of a bot: hold it, then ask what happened. Nothing is written to disk. */
import { createHash } from 'node:crypto'
import { type OwnAudit, withOwn } from '../audits/own.js'
import { type BrowserOptions, Channels, isLoopback } from '../channel/open.js'
import { checkOwn, type OwnChannels } from '../channel/own/own.js'
import { converse as hold } from '../conversation/converse.js'
import type { Stop } from '../conversation/endings.js'
import { Pace } from '../conversation/pace.js'
import { channelOf } from '../documents/channel-of.js'
import { InputError } from '../documents/input-error.js'
import { loadDocuments } from '../documents/load.js'
import type { Lang, ReadyScenario } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Finding } from '../documents/types/finding.js'
import type { Step } from '../documents/types/scenario.js'
import { makePlan } from '../run/plan.js'
import { findingsOf } from '../scoring/findings.js'
import type { LevelSeen, Reading } from '../understanding/types.js'
import { encodersOf } from './encoders.js'
import { evidenceOf } from './evidence.js'
import { loadScenario } from './named-scenario.js'

export interface ConverseOptions extends OwnChannels {
  /** Path of a target file. */
  target: string
  /** Path of a scenario file, or the id of a shipped scenario. */
  scenario?: string
  /** Instead of a scenario: what the consumer says, one message after the other. */
  say?: string | readonly string[]
  /** Instead of a scenario: steps in the scenario language, for example `[{ 'ask-human': 'phrase' }]`. */
  steps?: readonly Step[]
  /** Language of `say` and `steps`; default that of the target, else zh-CN. */
  lang?: Lang
  /** Picks one trial of a scenario with arms, for example `by=button`. */
  filter?: string
  seed?: string
  browser?: BrowserOptions
  /** Audits of one's own that the expectations name. */
  audits?: readonly OwnAudit[]
  signal?: AbortSignal
}

export interface Conversation {
  /** Why it ended, and whose doing that was. */
  stop: Stop
  events: readonly TranscriptEvent[]
  reading: Reading
  /** Evidence that a person came, by level. */
  levels: readonly LevelSeen[]
  /** What the audits say; none where the conversation could not be held. */
  findings: readonly Finding[]
}

/**
 * Holds one conversation with the bot of a target file.
 * @throws DocumentError for mistakes in the files; InputError where they do not give one conversation
 */
export async function converse(options: ConverseOptions): Promise<Conversation> {
  const audits = withOwn(options.audits ?? [])
  const loaded = load(options)
  const encoders = encodersOf(loaded)
  const plan = makePlan(loaded, {
    ...(options.filter === undefined ? {} : { filter: [options.filter] }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  })
  const [trial, another] = plan.trials
  if (!trial) {
    const why = plan.notPlanned.map((n) => `${n.trial}: ${n.detail ?? n.reason}`)
    throw new InputError('no conversation can be held', why.join('\n  '))
  }
  if (another) {
    const ids = plan.trials.map((t) => t.id)
    throw new InputError('this is more than one conversation: pick one with filter', ids.join('\n  '))
  }
  const resolved = resolveTrial(plan, trial)
  const { target } = resolved
  checkOwn([target], options)
  const loopbackOnly = isLoopback(channelOf(target).url)
  const channels = new Channels({ loopbackOnly, ...options.browser }, options)
  try {
    const { events, reason, whose, detail } = await hold({
      trial: resolved,
      attempt: 1,
      seed: plan.seed,
      channel: await channels.of(target),
      pace: new Pace(),
      write: () => undefined,
      keep: (data) => createHash('sha256').update(data).digest('hex'),
      signal: options.signal ?? new AbortController().signal,
    })
    const evidence = evidenceOf(resolved, events, encoders)
    const scored = whose === 'bot' || whose === 'consumer'
    return {
      stop: { reason, whose, ...(detail === undefined ? {} : { detail }) },
      events,
      reading: evidence.reading,
      levels: evidence.levels,
      findings: scored ? findingsOf(evidence, audits) : [],
    }
  } finally {
    await channels.close()
  }
}

function load({ target, scenario, say, steps, lang, audits = [] }: ConverseOptions) {
  const schemas = new Map(audits.map(({ meta }) => [meta.id, meta.options]))
  if (scenario === undefined) {
    const said = [say ?? []].flat().map((text): Step => ({ say: [text] }))
    const all = steps ?? said
    if (all.length === 0) throw new InputError('converse needs a scenario, say or steps')
    const loaded = loadDocuments([target])
    const own: ReadyScenario = {
      id: 'conversation',
      lang: lang ?? loaded.targets[0]?.lang ?? 'zh-CN',
      title: 'conversation',
      steps: all.map((step, i) => ({ id: `step-${i + 1}`, ...step }) as ReadyScenario['steps'][number]),
    }
    return { ...loaded, scenarios: [own] }
  }
  return loadScenario(scenario, [target], schemas)
}
