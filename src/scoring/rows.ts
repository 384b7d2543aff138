/** One row a trial: what requirements, comparisons and insight need of it besides its findings. */
import type { Evidence } from '../audits/audit.js'
import { responseTime } from '../audits/response-time.js'
import { accountOf } from '../documents/account.js'
import { channelOf } from '../documents/channel-of.js'
import { isStaffed } from '../documents/hours.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { Row } from '../documents/types/row.js'
import { escalationOf } from '../handoff/escalation.js'
import { actions, requests } from '../handoff/requests.js'
import { ON_THE_WAY, type State, THERE } from '../handoff/states.js'
import type { TurnReading } from '../understanding/types.js'
import type { TrialResult } from './scorecard.js'

type Way = NonNullable<Row['way']>
type Times = NonNullable<Row['times']>

/** The account of a consumer whom the merchant knows to be over 60. */
const OVER_60 = 'over60'
const FOR_A_PERSON: ReadonlySet<State> = new Set([...ON_THE_WAY, ...THERE])

/**
 * The row of a trial. Pure.
 * @param ended how it ended; nothing where it was not held
 * @param evidence of a trial that counts
 * @param findings of this trial
 * @param started when it began (UTC), for a trial that does not count
 */
export function rowOf(
  plan: Plan,
  trial: Plan['trials'][number],
  ended: TrialResult | undefined,
  outcome: Row['outcome'],
  evidence?: Evidence,
  findings: readonly Finding[] = [],
  started?: string,
): Row {
  const target = plan.documents.targets[trial.target]
  const scenario = plan.documents.scenarios[trial.scenario]
  return {
    trial: trial.id,
    target: trial.target,
    merchant: target?.merchant ?? trial.target,
    channel: target === undefined ? 'http' : channelOf(target).kind,
    scenario: trial.scenario,
    lang: scenario?.lang ?? plan.lang,
    tags: scenario?.tags ?? [],
    ...(scenario?.pair === undefined ? {} : { pair: scenario.pair.id }),
    persona: trial.persona,
    arm: trial.arm,
    repetition: trial.repetition,
    ...(trial.people === undefined ? {} : { people: trial.people }),
    ...(ended === undefined ? {} : endOf(ended)),
    status: ended?.status === 'done' || ended?.status === 'unscored' ? ended.status : 'not-run',
    outcome,
    ...(evidence === undefined ? timeOf(started, target?.hours) : seenIn(evidence, findings)),
  }
}

function endOf({ attempt, reason, whose, detail }: TrialResult) {
  return { attempt, reason, whose, ...(detail === undefined ? {} : { detail }) }
}

function seenIn(evidence: Evidence, findings: readonly Finding[]): Partial<Row> {
  const { turns } = evidence.reading
  const asked = turns.filter(({ turn }) => turn > 0)
  return {
    ...beganAt(evidence),
    turns: asked.length,
    content: asked.filter(({ messages }) => messages.length > 0).length,
    times: timesOf(findings, turns),
    levels: levelsOf(evidence),
    ...(evidence.scenario.probe === undefined ? { way: wayIn(evidence) } : {}),
  }
}

/** The times of the turns that `response-time` looked at. */
function timesOf(findings: readonly Finding[], turns: readonly TurnReading[]): Times {
  const times = { turns: [], ack: [], firstContent: [], complete: [] } as Times
  const silent: number[] = []
  let withheld = 0
  for (const { audit, outcome, measured, turn: at } of findings) {
    if (audit !== responseTime.meta.id || at === undefined) continue
    const turn = turns.find((one) => one.turn === at)
    if (turn === undefined || (outcome !== 'pass' && outcome !== 'fail')) {
      withheld++
      continue
    }
    const silence = measured?.value === null
    times.turns.push(at)
    times.ack.push(silence ? null : turn.latency.ack)
    times.firstContent.push(silence ? null : turn.latency.firstContent)
    times.complete.push(silence ? null : turn.latency.complete)
    if (silence) silent.push(turn.latency.waited ?? 0)
  }
  return { ...times, ...(silent.length > 0 ? { silent } : {}), ...(withheld > 0 ? { withheld } : {}) }
}

function levelsOf({ events, levels }: Evidence): NonNullable<Row['levels']> {
  const made = requests(events)
  return levels.map(({ level, at, line }) => ({
    level,
    at,
    line,
    requests: made.filter((request) => request.at <= at).length,
    actions: actions(events, at),
  }))
}

function wayIn(evidence: Evidence): Way {
  const { state, timeline, measures } = escalationOf(evidence)
  const { persona, arm } = evidence.trial
  const made = requests(evidence.events)
  const { reached, requests: needed, actions: taken, actionsToAsk, time, queueWait, botLatency } = measures
  const { loop, entry, volunteered, carried, returnPath } = measures
  return {
    state,
    seen: [...new Set(timeline.map((one) => one.state))],
    open: ON_THE_WAY.has(state) && timeline.at(-1)?.promised === true,
    reached,
    requests: needed,
    made: made.length,
    asked: made[0]?.line ?? null,
    unasked: timeline.some(
      ({ state, line }) => FOR_A_PERSON.has(state) && line < (made[0]?.line ?? line + 1),
    ),
    actions: taken,
    actionsToAsk,
    time,
    queueWait,
    botLatency,
    loop,
    entryFirst: entry.first,
    entryAfterFailure: entry.afterFailure,
    volunteered: volunteered?.offered ?? null,
    kept: isKept(measures.stated),
    carried: carried === null ? null : carried.again.length === 0,
    returnPath,
    elderly: persona.startsWith('elderly') && arm.by !== undefined && actionsToAsk === 1,
    over60: accountOf(evidence) === OVER_60,
  }
}

type Stated = ReturnType<typeof escalationOf>['measures']['stated']

/** Whether a person came in the time that was told; null where none was told, or it was not waited for so long. */
function isKept(stated: Stated): boolean | null {
  if (stated === null) return null
  if (stated.real !== null) return stated.real <= stated.eta
  return stated.waited >= stated.eta ? false : null
}

/** Formats are costly to make, and a run has few zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** When a conversation began, by the clock where the merchant's people are, else where it was held. */
function beganAt({ events, target }: Evidence): Pick<Row, 'started' | 'day' | 'hour' | 'onDuty'> {
  const header = events.find((event) => event.kind === 'header')
  if (header?.kind !== 'header') return {}
  return timeOf(header.clock.utc, target.hours, header.clock.offset)
}

function timeOf(
  started: string | undefined,
  hours: Evidence['target']['hours'],
  offset = 0,
): Pick<Row, 'started' | 'day' | 'hour' | 'onDuty'> {
  const at = Date.parse(started ?? '')
  if (started === undefined || Number.isNaN(at)) return {}
  const local = localTime(at, offset, hours?.zone)
  return {
    started,
    ...(local === undefined ? {} : { day: local.slice(0, 10), hour: Number(local.slice(11, 13)) }),
    ...onDuty(hours, at),
  }
}

/** As 2026-11-26 09; undefined where the zone is unknown. */
function localTime(at: number, offset: number, zone: string | undefined): string | undefined {
  if (zone === undefined) return new Date(at + offset * 60_000).toISOString().slice(0, 13)
  try {
    const format =
      formats.get(zone) ??
      new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
        hourCycle: 'h23',
      })
    formats.set(zone, format)
    return format.format(at).slice(0, 13)
  } catch {
    return undefined
  }
}

function onDuty(hours: Evidence['target']['hours'], at: number): Pick<Row, 'onDuty'> {
  try {
    return hours === undefined ? {} : { onDuty: isStaffed(hours, new Date(at)) }
  } catch {
    return {}
  }
}
