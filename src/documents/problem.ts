/** What is wrong in a document and where: the one shape of every input error, and how it is printed. */
import { closest, distance } from 'fastest-levenshtein'
import { displayWidth, printable } from './text-width.js'

/** A mistake in a file. Without a line it is about the file as a whole. */
export interface Problem {
  /** Path as people would type it. */
  file: string
  /** From 1. */
  line?: number
  /** From 1, in UTF-16 units, as editors count. */
  col?: number
  /** What is wrong and what was expected. */
  message: string
  /** What to do, or what is known there. */
  hint?: string
  /** The lines around, the last of which is marked from `col` on over `length` characters. */
  excerpt?: { lines: { number: number; text: string }[]; length: number }
}

/** Everything that is wrong with the documents, found in one pass. */
export class DocumentError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems))
    this.name = 'DocumentError'
  }
}

/** All problems as text, a blank line between them. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n\n')
}

/** One problem: place, source lines with a caret under the column, what was expected, what to do. */
export function formatProblem(problem: Problem): string {
  const { line, col, excerpt, message, hint } = problem
  const file = printable(problem.file)
  const last = hint === undefined ? [] : [printable(hint)]
  if (line === undefined)
    return [`${file}: ${printable(message)}`, ...last.map((text) => `  ${text}`)].join('\n')
  const place = `${file}:${line}:${col ?? 1}`
  if (!excerpt) return [`${place}: ${printable(message)}`, ...last].join('\n')
  const digits = String(line).length
  const frame = excerpt.lines.flatMap(({ number, text }) => {
    const gutter = String(number).padStart(digits)
    if (number !== line) return [`  ${gutter} | ${clip(text, 0).text}`.trimEnd()]
    const at = (col ?? 1) - 1
    const { text: shown, before } = clip(text, at)
    const mark = printable(text.slice(at, at + excerpt.length))
    const carets = '^'.repeat(Math.max(1, Math.min(displayWidth(mark), WIDEST)))
    return [
      `> ${gutter} | ${shown}`.trimEnd(),
      `  ${' '.repeat(digits)} | ${' '.repeat(displayWidth(before))}${carets} ${printable(message)}`,
    ]
  })
  return [place, ...frame, ...last].join('\n')
}

const WIDEST = 100

/** The part of a long line around a column, safe to print. */
function clip(line: string, at: number): { text: string; before: string } {
  const from = at > WIDEST - 20 ? at - 40 : 0
  const dots = from > 0 ? '…' : ''
  const before = dots + printable(line.slice(from, at))
  const after = printable(line.slice(at, from + WIDEST))
  return { text: before + after + (line.length > from + WIDEST ? '…' : ''), before }
}

/** `Did you mean X?` where one of the known words is near enough to be a slip, else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0 || word.length > 64) return ''
  const nearest = closest(word, known)
  return distance(word, nearest) <= Math.max(1, Math.floor(nearest.length / 3))
    ? ` Did you mean ${nearest}?`
    : ''
}
