/** Figures of a bench: how they are made from samples, judged and shown. */
import { availableParallelism, cpus, loadavg } from 'node:os'

/**
 * One line of a table.
 * @param {string} figure what was measured
 * @param {number} value
 * @param {string} unit '', 'ms', 'MB', …
 * @param {{ most?: number, least?: number, aim?: boolean, samples?: readonly number[] }} [goal]
 *   no bound: only reported; aim: printed, but never a reason to fail
 */
export function figure(figure, value, unit, { most, least, aim, samples } = {}) {
  const goal =
    most !== undefined ? `<= ${most}${space(unit)}` : least !== undefined ? `>= ${least}${space(unit)}` : ''
  const met = goal === '' ? undefined : value <= (most ?? Infinity) && value >= (least ?? -Infinity)
  return {
    figure,
    value: round(value),
    unit,
    goal,
    met,
    ...(aim && { aim }),
    ...(samples && { samples: samples.map(round) }),
  }
}

const space = (unit) => (unit === '' ? '' : ` ${unit}`)
const round = (value) => Math.round(value * 1000) / 1000

/** The q-quantile by linear interpolation (type 7 of Hyndman and Fan 1996). */
export function quantile(samples, q) {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = Math.floor(at)
  return sorted[low] + ((sorted[low + 1] ?? sorted[low]) - sorted[low]) * (at - low)
}

export const median = (samples) => quantile(samples, 0.5)

/** Prints `figure | value | goal | met`. */
export function printTable(title, figures) {
  const rows = [
    ['figure', 'value', 'goal', 'met'],
    ...figures.map(({ figure, value, unit, goal, met, aim }) => [
      figure,
      `${value}${space(unit)}`,
      aim ? `${goal} (aim)` : goal,
      met === undefined ? '' : met ? 'yes' : 'NO',
    ]),
  ]
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i].length)))
  const line = (row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join(' | ')
      .trimEnd()
  console.log(`\n${title}\n${line(rows[0])}\n${widths.map((w) => '-'.repeat(w)).join('-|-')}`)
  for (const row of rows.slice(1)) console.log(line(row))
}

/** The machine, and how busy it was: a figure means little without it. */
export function describeMachine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    load: loadavg().map((load) => Math.round(load * 100) / 100),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}
