/** Geometry of the latency plot: each turn a dot on a logarithmic axis, silences at the right edge. */
import type { Latency, Trial, Turn } from '../documents/types/result.js'
import { duration } from './strings.js'

const WIDTH = 720
const LEFT = 28
const EDGE = 612
const MIDDLE = 74
const HALF = 42
const DOT = 7
const PERSON: ReadonlySet<string> = new Set(['E3-claimed', 'E3', 'E4'])

export interface StripView {
  /** Path data: zero-length strokes, one a turn, drawn with round caps. */
  answered: string
  unanswered: string
  silent: string
  ticks: { x: number; label: string; minor: boolean }[]
  /** Percentiles: line from `y` down; label at `labelX`, to the left of the line where `flip`. */
  marks: { x: number; label: string; y: number; labelX: number; labelY: number; flip: boolean }[]
  /** 95 % interval of each percentile: a bar, and a dashed one to the edge where there is no upper bound. */
  bars: { y: number; from: number; to: number; open: boolean }[]
  silences: number
  turns: number
  width: number
  edge: number
  edgeWidth: number
}

/** The plot of a target's turns after the welcome, or null where no turn can be shown. */
export function strip(trials: readonly Trial[], latency: Latency): StripView | null {
  const turns = trials.filter((trial) => trial.status === 'done').flatMap(ofTheBot)
  const timed = turns.filter((turn) => !turn.silent && turn.firstContent !== null)
  const silences = turns.filter((turn) => turn.silent).length
  if (timed.length + silences === 0) return null
  const times = timed.map((turn) => Math.max(1, turn.firstContent ?? 1))
  const low = Math.floor(Math.log10(Math.min(1000, ...spread(times))))
  const high = Math.ceil(Math.log10(Math.max(10_000, ...spread(times))))
  const x = (ms: number): number =>
    LEFT + Math.min(1, (Math.log10(Math.max(1, ms)) - low) / (high - low)) * (EDGE - LEFT - 12)
  const dots = stack(timed.map((turn) => ({ x: x(turn.firstContent ?? 1), answers: turn.answers })))
  const marks = (['p50', 'p90', 'p95'] as const).flatMap((key) => {
    const value = latency.firstContent[key]
    return value === null ? [] : [{ x: round(x(value)), label: `${key.slice(1)}% ${duration(value)}` }]
  })
  const bars = (['p50', 'p90', 'p95'] as const).flatMap((key, at) => {
    const [from, to] = latency.firstContent.interval?.[key] ?? []
    if (from == null || to === undefined) return []
    return [
      { y: 128 + 4 * at, from: round(x(from)), to: to === null ? EDGE : round(x(to)), open: to === null },
    ]
  })
  return {
    bars,
    answered: path(dots.filter((dot) => dot.answers)),
    unanswered: path(dots.filter((dot) => !dot.answers)),
    silent: path(silentDots(silences)),
    ticks: ticks(low, high).map((ms) => ({
      x: round(x(ms)),
      label: duration(ms).replace('.0 ', ' '),
      minor: String(ms).startsWith('3'),
    })),
    // Labels that would overlap go down a row each.
    marks: marks.map((mark, at) => {
      const flip = mark.x > EDGE - 90
      const y = 4 + 13 * at
      return { ...mark, y, labelX: mark.x + (flip ? -4 : 4), labelY: y + 9, flip }
    }),
    silences,
    turns: timed.length + silences,
    width: WIDTH,
    edge: EDGE,
    edgeWidth: WIDTH - EDGE,
  }
}

/**
 * Turns after the welcome that are the bot's, as the audits judge them: none of the consumer's good manners (waiting,
 * taking leave: steps that begin with ~), none after a person came, none whose time cannot be trusted.
 */
function ofTheBot(trial: Trial): Turn[] {
  const joined = Math.min(...trial.levels.filter((seen) => PERSON.has(seen.level)).map((seen) => seen.at))
  const asked = new Map(
    trial.chat.filter((line) => line.actor === 'consumer').map((line) => [line.turn, line.at]),
  )
  return trial.turns.filter(
    (turn) =>
      turn.turn > 0 &&
      turn.unreliable === undefined &&
      !turn.step?.startsWith('~') &&
      (asked.get(turn.turn) ?? 0) < joined,
  )
}

const round = (value: number): number => Math.round(value * 10) / 10

/** Smallest and largest, without spreading thousands of arguments. */
function spread(values: number[]): number[] {
  if (values.length === 0) return []
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
}

function ticks(low: number, high: number): number[] {
  const steps = high - low <= 3 ? [1, 3] : [1]
  const all: number[] = []
  for (let power = low; power <= high; power++) {
    for (const step of steps) if (power < high || step === 1) all.push(step * 10 ** power)
  }
  return all
}

/** Dots that fall on the same place stand above and below the middle, closer where there are many. */
function stack(dots: { x: number; answers: boolean }[]): { x: number; y: number; answers: boolean }[] {
  const columns = new Map<number, { x: number; answers: boolean }[]>()
  for (const dot of dots) {
    const column = Math.round(dot.x / DOT)
    const members = columns.get(column)
    if (members) members.push(dot)
    else columns.set(column, [dot])
  }
  return [...columns.entries()].flatMap(([column, members]) => {
    const step = Math.min(DOT, (2 * HALF) / members.length)
    return members.map((dot, at) => ({
      x: column * DOT,
      y: MIDDLE + (at % 2 === 0 ? 1 : -1) * Math.ceil(at / 2) * step,
      answers: dot.answers,
    }))
  })
}

function silentDots(count: number): { x: number; y: number }[] {
  const columns = Math.max(6, Math.ceil(count / 12))
  const gap = Math.min(10, (WIDTH - EDGE - 28) / columns)
  return Array.from({ length: count }, (_, at) => ({
    x: EDGE + 16 + (at % columns) * gap,
    y: MIDDLE + (Math.floor(at / columns) % 2 === 0 ? 1 : -1) * Math.ceil(Math.floor(at / columns) / 2) * 8,
  }))
}

function path(dots: { x: number; y: number }[]): string {
  return dots.map((dot) => `M${round(dot.x)} ${round(dot.y)}h0`).join('')
}
