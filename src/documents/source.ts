/** The text of a file, checked to be text, and places in it. */
import { readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import type { Problem } from './problem.js'

export interface Source {
  /** Absolute path. */
  path: string
  text: string
}

const LARGEST = 2_000_000

/** Path as it is shown: relative to the working directory where it lies below it. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path)
  return short === '' || short.startsWith('..') ? path : short.replaceAll('\\', '/')
}

/** Reads a file of a person: UTF-8 text of at most 2 MB, a byte order mark left out; else what is wrong with it. */
export function readSource(path: string): Source | Problem {
  const file = shownPath(path)
  let text: string
  try {
    const { size } = statSync(path)
    if (size > LARGEST) {
      return { file, message: `${(size / 1e6).toFixed(1)} MB is too large: a document has at most 2 MB` }
    }
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return { file, message: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` }
  }
  const broken = text.indexOf('\uFFFD')
  const zero = text.indexOf('\0')
  // A UTF-16 file begins with bytes that UTF-8 cannot hold, and every second byte of its ASCII is zero.
  if (broken === 0 && zero >= 0) return { file, line: 1, col: 1, message: 'is UTF-16; save it as UTF-8' }
  if (zero >= 0) return { file, ...lineAndColumn(text, zero), message: 'is a binary file, not YAML' }
  if (broken >= 0) {
    return {
      ...problemIn({ path, text }, [broken, broken + 1], 'not valid UTF-8'),
      hint: 'Save the file as UTF-8 (it may be GBK, GB 18030 or Latin-1 now).',
    }
  }
  return { path, text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text }
}

/** A problem at a range of offsets, with the two lines before it. */
export function problemIn(source: Source, [start, end]: readonly [number, number], message: string): Problem {
  const { line, col } = lineAndColumn(source.text, start)
  const lines: { number: number; text: string }[] = []
  let offset = start - (col - 1)
  for (let number = line; number > Math.max(0, line - 3); number--) {
    lines.unshift({ number, text: lineAt(source.text, offset) })
    offset = source.text.lastIndexOf('\n', offset - 2) + 1
  }
  const here = lines.at(-1)?.text.length ?? 0
  const length = Math.max(1, Math.min(end - start, here - (col - 1)))
  return { file: shownPath(source.path), line, col, message, excerpt: { lines, length } }
}

function lineAndColumn(text: string, offset: number): { line: number; col: number } {
  const before = Math.min(offset, text.length)
  let line = 1
  let begin = 0
  for (let next = text.indexOf('\n'); next >= 0 && next < before; next = text.indexOf('\n', begin)) {
    line++
    begin = next + 1
  }
  return { line, col: before - begin + 1 }
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  return text.slice(offset, end < 0 ? undefined : end).replace(/\r$/, '')
}
