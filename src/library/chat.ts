/** A person types to a bot through ombud: the conversation is kept like any other, and becomes the draft of a scenario. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserOptions, Channels, isLoopback } from '../channel/open.js'
import { checkOwn, type OwnChannels } from '../channel/own/own.js'
import { typed } from '../consumer/typed.js'
import { converse } from '../conversation/converse.js'
import type { Stop } from '../conversation/endings.js'
import { Pace } from '../conversation/pace.js'
import { channelOf } from '../documents/channel-of.js'
import { InputError } from '../documents/input-error.js'
import { loadDocuments } from '../documents/load.js'
import type { Lang, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { RunDirectory } from '../run/directory.js'
import { makePlan } from '../run/plan.js'
import { read } from '../understanding/reading.js'
import { type Said, scenarioDraft } from './scenario-draft.js'
import { type PageAddress, targetsOf } from './url.js'

export interface ChatOptions extends OwnChannels {
  /** Path of a target file. */
  target?: string
  /** Instead of a file: a page whose chat is found. */
  page?: PageAddress
  /** Language where the target has none. */
  lang?: Lang
  /** The account of the target file that is used. */
  account?: string
  /** Where the conversation is kept; default reports/chats/<target>-<n>. */
  out?: string
  browser?: BrowserOptions
  signal: AbortSignal
  /** Is asked for a line before each message; undefined ends the conversation. */
  ask(signal: AbortSignal): Promise<string | undefined>
  /** Is shown each event as it happens. */
  see(event: TranscriptEvent): void
  announce?(message: string): void
}

export interface Chatted {
  stop: Stop
  directory: string
  /** Path of the transcript. */
  transcript: string
  /** The draft of a scenario, YAML; undefined where nothing was said. */
  scenario?: string
}

/**
 * Lets somebody talk to a bot until they have no more to say.
 * @throws DocumentError for mistakes in the target file; InputError where there is not exactly one target
 */
export async function chat(options: ChatOptions): Promise<Chatted> {
  const { signal, announce = () => undefined } = options
  const loaded = loadDocuments(options.target === undefined ? [] : [options.target])
  const targets = options.page ? targetsOf([options.page]) : loaded.targets
  const [target] = targets
  if (!target || targets.length > 1)
    throw new InputError(
      target ? `${options.target} has ${targets.length} targets` : `${options.target} is no target file`,
      'a chat is held with one: name a *.target.yaml, or the page of a chat',
    )
  checkOwn([target], options)
  const scenario = scenarioFor(target, options)
  const plan = makePlan(
    { ...loaded, targets: [target], scenarios: [scenario] },
    { seed: randomBytes(8).toString('hex') },
  )
  const trial = plan.trials[0]
  if (!trial) throw new InputError('this chat cannot be held', plan.notPlanned[0]?.detail)
  const out = options.out ?? nextFolder(target.id)
  const directory = RunDirectory.create(out)
  const transcript = directory.openTranscript(plan.id, trial, 1)
  const loopbackOnly = isLoopback(channelOf(target).url)
  const channels = new Channels({ loopbackOnly, announce, ...options.browser }, options)
  try {
    const { events, reason, whose, detail } = await converse({
      trial: resolveTrial(plan, trial),
      attempt: 1,
      seed: plan.seed,
      channel: await channels.of(target),
      pace: new Pace(),
      consumer: { play: typed, about: { kind: 'person' } },
      think: async (_messages, over) => options.ask(over),
      write: (line) => {
        transcript.append(line)
        options.see(JSON.parse(line) as TranscriptEvent)
      },
      keep: (data, extension) => directory.keep(data, extension),
      signal,
    })
    const said = saidIn(events, scenario.lang)
    return {
      stop: { reason, whose, ...(detail === undefined ? {} : { detail }) },
      directory: out,
      transcript: join(out, directory.transcriptName(trial, 1)),
      ...(said.length > 0
        ? { scenario: scenarioDraft(said, target, spokenIn(said, scenario.lang), 'ombud chat') }
        : {}),
    }
  } finally {
    transcript.close()
    directory.close()
    await channels.close()
  }
}

function scenarioFor(target: ReadyTarget, { lang, account }: ChatOptions): ReadyScenario {
  return {
    id: 'chat',
    lang: target.lang ?? lang ?? 'zh-CN',
    title: 'chat',
    ...(account === undefined ? {} : { account }),
    steps: [],
  }
}

/** What was said and chosen, with what the bot answered to it. */
function saidIn(events: readonly TranscriptEvent[], lang: Lang): Said[] {
  const { turns } = read(events, { lang })
  return events.flatMap((event): Said[] => {
    if (event.kind !== 'decision' || event.intended === undefined || event.step.startsWith('~')) return []
    const heard = turns.find((turn) => turn.step === event.step)?.answer
    return [
      { do: event.verb === 'choose' ? 'choose' : 'say', words: event.intended, ...(heard ? { heard } : {}) },
    ]
  })
}

/** Chinese where any of the words hold Han characters. */
function spokenIn(said: readonly Said[], lang: Lang): Lang {
  return said.some(({ words }) => /\p{Script=Han}/u.test(words)) ? 'zh-CN' : lang
}

function nextFolder(target: string): string {
  for (let n = 1; ; n++) {
    const folder = join('reports', 'chats', `${target}-${n}`)
    if (!existsSync(folder)) return folder
  }
}
