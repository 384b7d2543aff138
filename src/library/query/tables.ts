/** What is on file of scored runs, as tables: their columns, and how a row is made. docs/query.md names them all. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../../documents/input-error.js'
import type { Finding } from '../../documents/types/finding.js'
import type { Row } from '../../documents/types/row.js'
import type { Scorecard } from '../../documents/types/scorecard.js'
import { type Change, changesFor, redactionOf } from '../../report/redact/change.js'
import { armKey, RunDirectory } from '../../run/directory.js'
import { findingsIn, jsonIn, rowsIn } from '../../run/stored.js'
import { peopleIn } from '../people.js'

export type Cell = string | number | boolean | null | readonly (string | number | null)[]
export type ColumnType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR[]' | 'BIGINT[]' | 'DOUBLE[]'

export interface Table {
  /** Name and type, in order; `run`, the path as it was given, is the first. */
  columns: readonly { name: string; type: ColumnType }[]
  /**
   * The rows of one run, one by one.
   * @param redact true takes personal data out, too; false shows names of human agents and credentials
   * @throws InputError where the run is not scored, or that names the line which is damaged
   */
  rows(run: string, redact?: boolean): Generator<Cell[]>
}

type Columns<T> = Record<string, [type: ColumnType, of: (one: T) => Cell | undefined]>

type Target = Scorecard['targets'][number]
type Profile = NonNullable<Target['profiles']>[number]
interface Requirement {
  target: Target
  profile: Profile
  card: Profile['requirements'][number]
}

const TRIALS: Columns<Row> = {
  trial: ['VARCHAR', (row) => row.trial],
  target: ['VARCHAR', (row) => row.target],
  merchant: ['VARCHAR', (row) => row.merchant],
  channel: ['VARCHAR', (row) => row.channel],
  scenario: ['VARCHAR', (row) => row.scenario],
  lang: ['VARCHAR', (row) => row.lang],
  tags: ['VARCHAR[]', (row) => row.tags],
  pair: ['VARCHAR', (row) => row.pair],
  persona: ['VARCHAR', (row) => row.persona],
  arm: ['VARCHAR', ({ arm }) => (Object.keys(arm).length === 0 ? null : armKey(arm))],
  repetition: ['BIGINT', (row) => row.repetition],
  attempt: ['BIGINT', (row) => row.attempt],
  people: ['VARCHAR', (row) => row.people],
  status: ['VARCHAR', (row) => row.status],
  reason: ['VARCHAR', (row) => row.reason],
  whose: ['VARCHAR', (row) => row.whose],
  detail: ['VARCHAR', (row) => row.detail],
  outcome: ['VARCHAR', (row) => row.outcome],
  started: ['VARCHAR', (row) => row.started],
  day: ['VARCHAR', (row) => row.day],
  hour: ['BIGINT', (row) => row.hour],
  on_duty: ['BOOLEAN', (row) => row.onDuty],
  turns: ['BIGINT', (row) => row.turns],
  answered: ['BIGINT', (row) => row.content],
  ack_ms: ['DOUBLE[]', (row) => row.times?.ack],
  first_content_ms: ['DOUBLE[]', (row) => row.times?.firstContent],
  complete_ms: ['DOUBLE[]', (row) => row.times?.complete],
  silences: ['BIGINT', ({ times }) => times && (times.silent?.length ?? 0)],
  times_withheld: ['BIGINT', ({ times }) => times && (times.withheld ?? 0)],
  levels: ['VARCHAR[]', (row) => row.levels?.map(({ level }) => level)],
  person_state: ['VARCHAR', ({ way }) => way?.state],
  person_seen: ['VARCHAR[]', ({ way }) => way?.seen],
  person_open: ['BOOLEAN', ({ way }) => way?.open],
  person_reached: ['VARCHAR', ({ way }) => way?.reached],
  person_requests: ['BIGINT', ({ way }) => way?.requests],
  person_requests_all: ['BIGINT', ({ way }) => way?.made],
  person_actions: ['BIGINT', ({ way }) => way?.actions],
  person_ms: ['DOUBLE', ({ way }) => way?.time],
  queue_wait_ms: ['DOUBLE', ({ way }) => way?.queueWait],
  bot_latency_ms: ['DOUBLE', ({ way }) => way?.botLatency],
  loop: ['BIGINT', ({ way }) => way?.loop],
  entry_first: ['VARCHAR', ({ way }) => way?.entryFirst],
  entry_after_failure: ['VARCHAR', ({ way }) => way?.entryAfterFailure],
  volunteered: ['BOOLEAN', ({ way }) => way?.volunteered],
  promise_kept: ['BOOLEAN', ({ way }) => way?.kept],
  context_carried: ['BOOLEAN', ({ way }) => way?.carried],
  return_path: ['VARCHAR', ({ way }) => way?.returnPath],
  elderly_one_action: ['BOOLEAN', ({ way }) => way?.elderly],
  over60: ['BOOLEAN', ({ way }) => way?.over60],
  unasked: ['BOOLEAN', ({ way }) => way?.unasked],
}

const FINDINGS: Columns<Finding> = {
  trial: ['VARCHAR', (finding) => finding.trial],
  audit: ['VARCHAR', (finding) => finding.audit],
  category: ['VARCHAR', (finding) => finding.category],
  weight: ['DOUBLE', (finding) => finding.weight],
  scope: ['VARCHAR', (finding) => finding.scope],
  step: ['VARCHAR', (finding) => finding.step],
  turn: ['BIGINT', (finding) => finding.turn],
  outcome: ['VARCHAR', (finding) => finding.outcome],
  score: ['DOUBLE', (finding) => finding.score],
  expected: ['BOOLEAN', (finding) => finding.expected],
  value: ['DOUBLE', ({ measured }) => (typeof measured?.value === 'number' ? measured.value : null)],
  value_text: ['VARCHAR', ({ measured }) => (typeof measured?.value === 'string' ? measured.value : null)],
  unit: ['VARCHAR', ({ measured }) => measured?.unit],
  message_zh: ['VARCHAR', ({ message }) => message['zh-CN']],
  message_en: ['VARCHAR', ({ message }) => message.en],
  lines: ['BIGINT[]', (finding) => finding.lines],
  method: ['VARCHAR', (finding) => finding.method],
}

const REQUIREMENTS: Columns<Requirement> = {
  target: ['VARCHAR', ({ target }) => target.target],
  merchant: ['VARCHAR', ({ target }) => target.merchant],
  channel: ['VARCHAR', ({ target }) => target.channel],
  profile: ['VARCHAR', ({ profile }) => profile.profile],
  profile_verdict: ['VARCHAR', ({ profile }) => profile.verdict],
  requirement: ['VARCHAR', ({ card }) => card.id],
  verdict: ['VARCHAR', ({ card }) => card.verdict],
  n: ['BIGINT', ({ card }) => card.n],
  hits: ['BIGINT', ({ card }) => card.hits],
  open: ['BIGINT', ({ card }) => card.open],
  clusters: ['BIGINT', ({ card }) => card.clusters],
  value: ['DOUBLE', ({ card }) => card.value],
  low: ['DOUBLE', ({ card }) => card.bounds?.[0]],
  high: ['DOUBLE', ({ card }) => card.bounds?.[1]],
  threshold: ['DOUBLE', ({ card }) => card.threshold],
  further: ['BIGINT', ({ card }) => card.further],
  p: ['DOUBLE', ({ card }) => card.p],
  p_adjusted: ['DOUBLE', ({ card }) => card.adjusted],
  proven: ['BIGINT', ({ card }) => card.proven],
  reason_zh: ['VARCHAR', ({ card }) => card.reason['zh-CN']],
  reason_en: ['VARCHAR', ({ card }) => card.reason.en],
}

const TARGETS: Columns<Target> = {
  target: ['VARCHAR', (target) => target.target],
  merchant: ['VARCHAR', (target) => target.merchant],
  channel: ['VARCHAR', (target) => target.channel],
  verdict: ['VARCHAR', (target) => target.verdict],
  reason_zh: ['VARCHAR', (target) => target.verdictReason['zh-CN']],
  reason_en: ['VARCHAR', (target) => target.verdictReason.en],
  planned: ['BIGINT', ({ counts }) => counts.planned],
  scored: ['BIGINT', ({ counts }) => counts.scored],
  failed: ['BIGINT', ({ counts }) => counts.failed],
  unscored: ['BIGINT', ({ counts }) => counts.unscored],
  not_run: ['BIGINT', ({ counts }) => counts.notRun],
  unscored_share: ['DOUBLE', (target) => target.unscoredShare],
  resolution: ['DOUBLE', scoreOf('resolution')],
  latency: ['DOUBLE', scoreOf('latency')],
  escalation: ['DOUBLE', scoreOf('escalation')],
}

function scoreOf(category: string): (target: Target) => Cell | undefined {
  return ({ categories }) => categories.find(({ id }) => id === category)?.score
}

/** Columns of sentences that may quote a conversation. */
const SPOKEN = ['detail', 'value_text', 'message_zh', 'message_en', 'reason_zh', 'reason_en']

export const TABLES = {
  trials: table('index.jsonl', rowsIn, TRIALS, ({ target }) => target),
  findings: table('findings.jsonl', findingsIn, FINDINGS, ({ trial }) => trial.split('/')[0] ?? ''),
  requirements: table('scorecard.json', requirementsIn, REQUIREMENTS, ({ target }) => target.target),
  targets: table('scorecard.json', targetsIn, TARGETS, ({ target }) => target),
} satisfies Record<string, Table>

export type TableName = keyof typeof TABLES

function table<T>(
  file: string,
  read: (run: string) => Iterable<T>,
  columns: Columns<T>,
  targetOf: (one: T) => string,
): Table {
  const makers = Object.values(columns)
  const isSpoken = Object.keys(columns).map((name) => SPOKEN.includes(name))
  const named = Object.entries(columns).map(([name, [type]]) => ({ name, type }))
  return {
    columns: [{ name: 'run', type: 'VARCHAR' }, ...named],
    *rows(run, redact) {
      RunDirectory.open(run)
      if (!existsSync(join(run, file)))
        throw new InputError(`${run} has no ${file}`, `\`ombud score ${run}\` makes it`)
      const of = changesFor(peopleIn(run), redactionOf(redact))
      for (const one of read(run)) {
        const change = of?.(targetOf(one))
        const cells = makers.map(([, cell]) => cell(one) ?? null)
        yield [run, ...(change ? cells.map((cell, at) => (isSpoken[at] ? said(cell, change) : cell)) : cells)]
      }
    },
  }
}

function said(cell: Cell, change: Change): Cell {
  return typeof cell === 'string' ? change(cell) : cell
}

function targetsIn(run: string): Target[] {
  return jsonIn<Scorecard>(run, 'scorecard', `\`ombud score ${run}\` makes it anew`).targets
}

function requirementsIn(run: string): Requirement[] {
  return targetsIn(run).flatMap((target) =>
    (target.profiles ?? []).flatMap((profile) =>
      profile.requirements.map((card) => ({ target, profile, card })),
    ),
  )
}
