/** What a consumer would say in a scenario, seed by seed, with nobody there. */
import type { Consumer, Move } from '../consumer/consumer.js'
import { script } from '../consumer/script.js'
import { InputError } from '../documents/input-error.js'
import type { Loaded } from '../documents/load.js'
import type { AuditSchemas } from '../documents/options.js'
import { didYouMean } from '../documents/problem.js'
import type { ReadyScenario, ResolvedTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import { makePlan } from '../run/plan.js'
import { loadScenario } from './named-scenario.js'
import { partnerLines } from './preview-partner.js'
import { placeholderTarget } from './preview-target.js'
import { rehearse } from './rehearse.js'

/** More than any preview may reach people. */
const MANY = 1_000_000

export interface PreviewOptions {
  /** Path of a scenario file, or the id of a shipped scenario. */
  scenario: string
  /** Id of a persona, or its file; default: those of the scenario. */
  persona?: string
  /** Path of a target file; default: placeholders stand for what a merchant would know. */
  target?: string
  seeds: readonly string[]
  /** Audits of one's own that the scenario may name. */
  audits?: AuditSchemas
}

/** One conversation with the partner of previews (preview-partner.ts). */
export interface Preview {
  trial: ResolvedTrial
  seed: string
  /** In order: what the consumer does, and what the partner says. */
  lines: readonly (Move | { do: 'partner'; text: string })[]
  /** Why it ended. */
  reason: string
  detail?: string
}

/**
 * The conversations of every arm, seed by seed. Nothing is sent.
 * @throws DocumentError for mistakes in the files; InputError where there is no such scenario, persona or trial
 */
export async function preview({ seeds, ...options }: PreviewOptions): Promise<Preview[]> {
  const loaded = load(options)
  const previews: Preview[] = []
  for (const seed of seeds)
    for (const trial of trialsIn(loaded, seed)) previews.push(await previewOf(trial, seed))
  return previews
}

/** The trials that `preview` would show for a seed. @throws as it does */
export function previewTrials({ seed, ...options }: Omit<PreviewOptions, 'seeds'> & { seed: string }) {
  return trialsIn(load(options), seed)
}

function trialsIn(loaded: Loaded, seed: string): ResolvedTrial[] {
  const plan = makePlan(loaded, { seed })
  return plan.trials.map((trial) => resolveTrial(plan, trial))
}

/** The documents, without what asks for a real merchant. */
function load({ scenario, persona, target, audits }: Omit<PreviewOptions, 'seeds'>): Loaded {
  const files = [target ?? [], persona !== undefined && isFile(persona) ? persona : []].flat()
  const loaded = loadScenario(scenario, files, audits)
  if (loaded.scenarios.length === 0) throw new InputError(`${scenario} has no scenario`)
  const who = persona === undefined ? undefined : personaIn(loaded, persona)
  const targets =
    target === undefined
      ? [placeholderTarget(loaded.scenarios)]
      : loaded.targets.map((one) => ({ ...one, politeness: { ...one.politeness, contactsPerDay: MANY } }))
  return { ...loaded, targets, scenarios: loaded.scenarios.map((one) => asked(one, who)) }
}

/** The scenario for any channel, hour and trade, and for one persona. */
function asked({ requires: _, industry: __, ...scenario }: ReadyScenario, persona?: string): ReadyScenario {
  if (persona === undefined) return scenario
  const { persona: ___, ...arms } = scenario.arms ?? {}
  return { ...scenario, persona, arms }
}

const isFile = (name: string) => /\.ya?ml$/.test(name)

function personaIn({ personas, files }: Loaded, name: string): string {
  const ids = Object.keys(personas)
  if (!isFile(name)) {
    if (ids.includes(name)) return name
    throw new InputError(
      `no persona is called ${name}.${didYouMean(name, ids)}`,
      `there are ${ids.join(' ')}`,
    )
  }
  const own = ids.find((id) => files[`persona/${id}`] === name)
  if (own === undefined) throw new InputError(`${name} has no persona`, 'its name ends in .persona.yaml')
  return own
}

async function previewOf(trial: ResolvedTrial, seed: string): Promise<Preview> {
  const lines: Preview['lines'][number][] = []
  const says = partnerLines(trial)
  let turn = 0
  const { reason, detail } = await rehearse({
    trial,
    seed,
    bot: () => {
      const text = says[turn++] ?? (says.at(-1) as string)
      lines.push({ do: 'partner', text })
      return { replies: [text] }
    },
    consumer: { play: (...played) => noting(script(...played), lines), about: { kind: 'script' } },
  })
  return { trial, seed, lines, reason, ...(detail === undefined ? {} : { detail }) }
}

/** The same consumer, of whose moves a note is taken. */
function* noting(consumer: Consumer, notes: Preview['lines'][number][]): Consumer {
  let next = consumer.next()
  while (!next.done) {
    if (next.value.do !== 'think' && !next.value.step.startsWith('~open')) notes.push(next.value)
    next = consumer.next(yield next.value)
  }
  return next.value
}
