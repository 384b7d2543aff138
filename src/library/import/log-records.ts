/** The records of a conversation log, one by one, with the line each stands on: JSON lines, a table, or a transcript. */
import { closeSync, openSync, readSync } from 'node:fs'
import Papa from 'papaparse'
import { InputError } from '../../documents/input-error.js'
import { shownPath } from '../../documents/source.js'
import { readBounded } from '../../run/stored.js'

export interface LogRecord {
  /** As it is shown. */
  file: string
  /** From 1. */
  line: number
  value: Record<string, unknown>
}

const CHUNK = 1 << 16
/** UTF-16 units of one line, or of one row of a table. */
const LONGEST = 5_000_000
/** Bytes of a file that has to be read as a whole. */
const LARGEST_WHOLE = 100_000_000
const MOST_COLUMNS = 200

/**
 * Reads a log and keeps no more than one record of it in memory; `.transcript` and `.json` are read as a whole.
 * @throws InputError that names file and line
 */
export function recordsIn(path: string): Generator<LogRecord> {
  const name = path.toLowerCase()
  if (/\.(?:jsonl|ndjson)$/.test(name)) return jsonLines(path)
  if (/\.(?:csv|tsv)$/.test(name)) return table(path)
  if (/\.(?:transcript|json)$/.test(name)) return whole(path)
  throw new InputError(
    `${shownPath(path)} is no log by its name`,
    'known are *.jsonl, *.ndjson, *.csv, *.tsv, *.json and *.transcript (Bot Framework)',
  )
}

function* jsonLines(path: string): Generator<LogRecord> {
  const file = shownPath(path)
  for (const { line, text } of linesIn(path)) {
    if (text.trim() === '') continue
    yield { file, line, value: objectAt(file, line, parsed(file, line, text)) }
  }
}

function* whole(path: string): Generator<LogRecord> {
  const file = shownPath(path)
  const value = parsed(file, 1, decoded(file, 1, readBounded(path, LARGEST_WHOLE)))
  const list = Array.isArray(value) ? value : [value]
  for (const one of list) yield { file, line: 1, value: objectAt(file, 1, one) }
}

function* table(path: string): Generator<LogRecord> {
  const file = shownPath(path)
  const delimiter = path.toLowerCase().endsWith('.tsv') ? '\t' : delimiterOf(path)
  let columns: string[] | undefined
  for (const { line, text } of linesIn(path, delimiter)) {
    const [cells = []] = Papa.parse<string[]>(text, { delimiter }).data
    if (cells.every((cell) => cell.trim() === '')) continue
    if (columns === undefined) {
      columns = cells.map((cell) => cell.trim())
      if (columns.length > MOST_COLUMNS)
        throw new InputError(`${file}:${line}: more than ${MOST_COLUMNS} columns`)
      continue
    }
    if (cells.length > columns.length)
      throw new InputError(
        `${file}:${line}: has ${cells.length} cells for ${columns.length} columns`,
        'is a comma or a quotation mark unquoted?',
      )
    yield { file, line, value: Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])) }
  }
}

/** As the first line has it. */
function delimiterOf(path: string): string {
  for (const { text } of linesIn(path)) return Papa.parse(text, { preview: 1 }).meta.delimiter
  return ','
}

interface Line {
  line: number
  text: string
}

/**
 * The lines of a text file.
 * @param delimiter of a table, whose quoted cells may hold line breaks: a quotation mark opens one where a cell begins
 */
function* linesIn(path: string, delimiter?: string): Generator<Line> {
  const file = shownPath(path)
  let rest = ''
  /** Where the line begins, and the one that is read. */
  let line = 1
  let here = 1
  let quoted = false
  let fresh = true
  /** The quotation mark before ended a cell, unless another one follows at once. */
  let closed = false
  for (const piece of piecesOf(path)) {
    let from = 0
    for (let at = 0; at < piece.length; at++) {
      const char = piece[at]
      if (char === '\n') {
        here++
        if (!quoted) {
          yield { line, text: (rest + piece.slice(from, at)).replace(/\r$/, '') }
          rest = ''
          from = at + 1
          line = here
          fresh = true
          continue
        }
      }
      if (delimiter === undefined) continue
      if (char !== '"') closed = false
      else if (quoted) [quoted, closed] = [false, true]
      else [quoted, closed] = [fresh || closed, false]
      fresh = char === delimiter && !quoted
    }
    rest += piece.slice(from)
    if (rest.length > LONGEST)
      throw new InputError(
        `${file}:${line}: longer than ${LONGEST / 1_000_000} million characters`,
        ...(quoted ? ['a quotation mark that opens a cell is never closed'] : []),
      )
  }
  if (rest !== '') yield { line, text: rest.replace(/\r$/, '') }
}

/** The text of a file piece by piece. */
function* piecesOf(path: string): Generator<string> {
  const file = shownPath(path)
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch (error) {
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  let line = 1
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const chunk = Buffer.allocUnsafe(CHUNK)
    for (let size = read(file, fd, chunk); size > 0; size = read(file, fd, chunk)) {
      let piece: string
      try {
        piece = decoder.decode(chunk.subarray(0, size), { stream: true })
      } catch {
        throw notText(file, line)
      }
      yield piece
      line += piece.split('\n').length - 1
    }
    try {
      decoder.decode()
    } catch {
      throw notText(file, line)
    }
  } finally {
    closeSync(fd)
  }
}

function read(file: string, fd: number, chunk: Buffer): number {
  try {
    return readSync(fd, chunk)
  } catch (error) {
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function decoded(file: string, line: number, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notText(file, line)
  }
}

const notText = (file: string, line: number) =>
  new InputError(
    `${file}:${line}: from here on it is not valid UTF-8`,
    'save the file as UTF-8 (it may be GBK, GB 18030 or UTF-16 now)',
  )

function parsed(file: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const [why = ''] = (error as Error).message.split(/, "|\.\.\./)
    throw new InputError(`${file}:${line}: is no JSON (${why.slice(0, 100)})`)
  }
}

function objectAt(file: string, line: number, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new InputError(`${file}:${line}: is no object: a message, or a conversation, is expected here`)
}
