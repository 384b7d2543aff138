/** A test of another tool, on its way to a scenario: what is said, what is expected, and what had to be left out. */
import { compilePattern } from '../../documents/pattern.js'
import type { Problem } from '../../documents/problem.js'
import { problemIn, type Source, shownPath } from '../../documents/source.js'
import type { Expectation } from '../../documents/types/scenario.js'
import { cut, oneLine } from '../../report/text.js'

/** Something that could not be carried over. */
export interface Loss {
  file: string
  /** From 1. */
  line: number
  /** As written, cut. */
  what: string
  why: string
}

export interface StoryStep {
  do: 'say' | 'choose' | 'wait'
  /** Wordings of what is said; of a choice its label; of a wait its length. */
  words: string[]
  expect: Expectation[]
}

/** One conversation. */
export interface Story {
  title: string
  /** From which the id is made; default: the title. */
  name?: string
  description?: string
  lang?: 'zh-CN' | 'en'
  /** Line of the file on which it begins. */
  line: number
  steps: StoryStep[]
  /** Of the whole conversation. */
  expect: Expectation[]
}

/** What a file holds. */
export interface Found {
  stories: Story[]
  losses: Loss[]
  problems: Problem[]
}

/** Why an expectation is lost together with a message. */
export const LEFT_OUT = 'the message that it answers was left out'

const LONGEST_WHAT = 100
const LONGEST_AS = 80
const LONGEST_PATTERN = 500

export function loss(source: Source, line: number, what: string, why: string): Loss {
  return { file: shownPath(source.path), line, what: cut(oneLine(what), LONGEST_WHAT), why }
}

/** A problem on a whole line, from 1. */
export function problemOn(source: Source, line: number, message: string, hint?: string): Problem {
  const lines = source.text.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0)
  const problem = problemIn(source, [start, start + Math.max(1, (lines[line - 1] ?? '').length)], message)
  return hint === undefined ? problem : { ...problem, hint }
}

/** The answer states these words, compared as values where they hold any. */
export function statesValue(text: string): Expectation | undefined {
  const value = text.trim()
  return value === '' ? undefined : { states: { value } }
}

/**
 * The answer has one of these texts in it, letter by letter.
 * @param any case of letters is right
 */
export function has(
  texts: readonly string[],
  how: { anyCase: boolean; never?: boolean },
): Expectation | undefined {
  const wanted = texts.map((text) => text.trim()).filter((text) => text !== '')
  if (wanted.length === 0) return undefined
  const pattern = wanted.map((text) => literal(text, how.anyCase)).join('|')
  const as = cut(oneLine(wanted.join(' / ')), LONGEST_AS)
  if (pattern.length <= LONGEST_PATTERN) return statement({ pattern, as }, how.never)
  // Too long for a pattern, words are compared by their content.
  const [only, ...others] = wanted
  return only !== undefined && others.length === 0 ? statement({ value: only }, how.never) : undefined
}

/** A regular expression of another tool; what is wrong with it where it cannot be used. */
export function matches(pattern: string, never = false): Expectation | string {
  try {
    compilePattern(pattern)
  } catch (error) {
    return `the pattern cannot be used: ${(error as Error).message}`
  }
  return pattern === '' ? 'an empty pattern' : statement({ pattern }, never)
}

function statement(one: { pattern: string; as?: string } | { value: string }, never = false): Expectation {
  return never ? { 'never-states': one } : { states: one }
}

/** A pattern that matches a text as it stands; white space of any length. */
function literal(text: string, anyCase: boolean): string {
  return text
    .split(/\s+/)
    .map((word) => [...word].map((letter) => character(letter, anyCase)).join(''))
    .join('\\s+')
}

function character(letter: string, anyCase: boolean): string {
  if (/[\\^$.*+?()[\]{}|/]/.test(letter)) return `\\${letter}`
  const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()]
  return anyCase && lower !== upper && [...lower].length === 1 && [...upper].length === 1
    ? `[${upper}${lower}]`
    : letter
}
