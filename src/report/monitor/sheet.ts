/** What a monitor shows of its series: where each requirement of each target stands, the alerts and the rounds. */
import type { Bilingual, Lang } from '../../documents/ready.js'
import type { Alert } from '../../documents/types/alert.js'
import type { Round } from '../../documents/types/round.js'
import type { SeriesLine } from '../../documents/types/series.js'
import { amount, lower, upper } from '../amount.js'
import { type Block, type Section, type Sheet, said } from '../compare/blocks.js'
import { requirementMark } from '../mark.js'
import { STRINGS } from '../strings.js'
import { failedOf } from './rounds.js'
import { WORDS } from './words.js'

/** Rounds, alerts and missed times that are shown; the files have all of them. */
const SHOWN = 30

/** Where a series stands. */
interface Stand {
  /** Undefined until it was decided. */
  verdict?: 'pass' | 'fail'
  since?: string
  /** Evidence against it, as a share of what makes it turn, 0..1. */
  evidence: number
}

export interface Watched {
  /** Lines of all rounds, oldest first. */
  series: readonly SeriesLine[]
  rounds: readonly Round[]
  alerts: readonly Alert[]
  /** Ids of alerts that were not delivered. */
  pending: ReadonlySet<string>
  standOf(line: SeriesLine): Stand
  /** When the next round is due; absent where no schedule runs. */
  next?: Date
  /** In which times are written. */
  zone: string
}

type Kind = keyof typeof WORDS.worst

export function monitorSheet(watched: Watched, lang: Lang): Sheet {
  const told = (words: Bilingual) => words[lang]
  const byTarget = new Map<string, Map<string, SeriesLine[]>>()
  for (const line of watched.series) {
    const own = byTarget.get(line.target) ?? new Map<string, SeriesLine[]>()
    byTarget.set(line.target, own)
    const key = `${line.profile}/${line.requirement}`
    own.set(key, [...(own.get(key)?.slice(-(SHOWN - 1)) ?? []), line])
  }
  const sections = [...byTarget].map(([target, series]) => targetSection(target, [...series.values()]))
  const kinds = sections.map(({ mark }) => mark?.kind ?? 'none')
  const worst: Kind = kinds.includes('fail')
    ? 'fail'
    : kinds.every((kind) => kind === 'pass') && kinds.length > 0
      ? 'pass'
      : 'none'
  return {
    title: told(WORDS.title),
    mark: markOf(worst),
    notes: [told(WORDS.rule), `${told(WORDS.zone)} ${watched.zone}`],
    sections: [roundsSection(), ...sections],
  }

  function markOf(kind: Kind) {
    return { kind, symbol: { fail: '✗', pass: '✓', none: '?' }[kind], word: told(WORDS.worst[kind]) }
  }

  function targetSection(target: string, series: readonly (readonly SeriesLine[])[]): Section {
    const rows = series.map((lines) => {
      const line = lines.at(-1) as SeriesLine
      return { lines, line, stand: watched.standOf(line) }
    })
    const decisive = rows.filter(
      ({ line }) => line.severity !== 'minor' && ['pass', 'fail', 'inconclusive'].includes(line.verdict),
    )
    const kind: Kind = decisive.some(({ stand }) => stand.verdict === 'fail')
      ? 'fail'
      : decisive.length > 0 && decisive.every(({ stand }) => stand.verdict === 'pass')
        ? 'pass'
        : 'none'
    const head = (
      ['requirement', 'severity', 'stands', 'since', 'last', 'value', 'bounds', 'threshold'] as const
    )
      .map((word) => told(WORDS[word]))
      .concat([WORDS.n, WORDS.evidence, WORDS.history].map(told))
    return {
      title: said(target),
      mark: markOf(kind),
      reason: '',
      blocks: [
        { title: told(WORDS.requirements), notes: [], items: [], table: { head, rows: rows.map(rowOf) } },
      ],
    }
  }

  function rowOf(row: { lines: readonly SeriesLine[]; line: SeriesLine; stand: Stand }): string[] {
    const { lines, line, stand } = row
    const s = STRINGS[lang]
    const written = (value: number | null | undefined, how: typeof amount) =>
      value == null ? '–' : how(value, line.unit, s)
    const [low, high] = line.bounds ?? []
    const verdict = (kind: SeriesLine['verdict']) => {
      const mark = requirementMark(kind)
      return `${mark.symbol} ${told(mark.word)}`
    }
    return [
      `${said(told(line.title))} (${line.profile}/${line.requirement})`,
      s.profiles.severity[line.severity],
      stand.verdict ? verdict(stand.verdict) : told(WORDS.open),
      stand.since ? moment(stand.since) : '–',
      verdict(line.verdict),
      written(line.value, amount),
      [low == null ? '' : `≥ ${written(low, lower)}`, high == null ? '' : `≤ ${written(high, upper)}`]
        .filter((bound) => bound !== '')
        .join(' ') || '–',
      // Of a prohibition a number of times is allowed, and not a share.
      line.kind === 'prohibition' ? String(line.threshold ?? 0) : written(line.threshold, amount),
      String(line.n),
      stand.verdict ? s.percent(String(Math.floor(Math.min(1, stand.evidence) * 100))) : '–',
      lines.map((one) => requirementMark(one.verdict).symbol).join(''),
    ]
  }

  function roundsSection(): Section {
    const { rounds, alerts, pending, next } = watched
    const last = rounds.findLast(({ error, late }) => error === undefined && !late)
    const lines = [
      last ? `${told(WORDS.lastRound)}: ${moment(last.time)}` : told(WORDS.noRound),
      ...(next ? [`${told(WORDS.nextRound)}: ${moment(next.toISOString())}`] : []),
    ]
    const list = (title: Bilingual, heads: readonly string[]): Block => ({
      title: told(title),
      notes: heads.length === 0 ? [told(WORDS.none)] : [],
      items: heads.map((head) => ({ head, lines: [] })),
    })
    return {
      title: told(WORDS.rounds),
      mark: { kind: 'none', symbol: '', word: '' },
      reason: lines.join(' · '),
      blocks: [
        list(
          WORDS.alerts,
          newest(alerts).map(({ id, time, text }) => {
            const late = pending.has(id) ? ` (${told(WORDS.pending)})` : ''
            return `${moment(time)} ${said(told(text))}${late}`
          }),
        ),
        list(
          WORDS.failed,
          newest(failedOf(rounds)).map(({ time, error = '' }) => `${moment(time)} ${said(error)}`),
        ),
        list(
          WORDS.late,
          newest(rounds.filter(({ late }) => late)).map(
            ({ time, ended = time }) => `${moment(time)} → ${moment(ended)}`,
          ),
        ),
        list(WORDS.missed, newest(rounds.flatMap(({ missed }) => missed)).map(moment)),
      ],
    }
  }

  /** Local time of the zone: 2026-11-26 09:17. */
  function moment(iso: string): string {
    const format = { timeZone: watched.zone, dateStyle: 'short', timeStyle: 'short' } as const
    return new Intl.DateTimeFormat('sv-SE', format).format(new Date(iso))
  }
}

const newest = <T>(all: readonly T[]): T[] => all.slice(-SHOWN).reverse()
