/** Values compared by what they mean. */
import type { TextFact } from '../types.js'
import { DAY_PART } from './clock-patterns.js'

const HOURS: Record<string, number> = { second: 1 / 3600, minute: 1 / 60, hour: 1, day: 24, month: 720 }
/** Measures in the terms of one of their kind. */
const MEASURES: Record<string, [string, number]> = {
  kg: ['g', 1000],
  斤: ['g', 500],
  g: ['g', 1],
  吨: ['g', 1e6],
  km: ['m', 1000],
  m: ['m', 1],
  cm: ['m', 0.01],
  mm: ['m', 0.001],
  gb: ['mb', 1024],
  mb: ['mb', 1],
  l: ['l', 1],
  ml: ['l', 0.001],
}
/** Words that count things without saying what they are. */
const COUNTS =
  /^(?:[个件张台条笔份只把支本盒瓶包袋箱双套辆根片罐桶床颗粒头枚种样幅封部]|items?|pieces?|units?)$/
const round = (value: number) => Math.round(value * 1e6) / 1e6

function plain(fact: TextFact): string {
  if (fact.kind === 'duration' && fact.unit !== undefined && HOURS[fact.unit] !== undefined) {
    const scale = HOURS[fact.unit] ?? 1
    return `hours ${fact.value.map((one) => round(Number(one) * scale)).join('-')}`
  }
  const measure = fact.kind === 'number' ? MEASURES[fact.unit ?? ''] : undefined
  if (measure) return `${measure[0]} ${fact.value.map((one) => round(Number(one) * measure[1])).join('-')}`
  // 九五折 is 5 % off.
  if (fact.unit === '折') return `percent % ${fact.value.map((one) => round(100 - Number(one))).join('-')}`
  return `${fact.kind} ${fact.unit ?? ''} ${fact.value.join('-')}`
}

/** Bare numbers and numbers in names: 8021 as number, order id or phone number is the same thing. */
const NAMED = new Set(['number', 'id', 'phone'])

const bareNumber = (fact: TextFact) => fact.kind === 'number' && fact.unit === undefined

/** 2026-11-26 is 11-26 without its year; 3/7 is 7/3 where nobody says which is the month. */
function sameDate(a: string, b: string): boolean {
  const [x, y] = [a.slice(a.startsWith('-') ? 2 : 5), b.slice(b.startsWith('-') ? 2 : 5)]
  // The 26th, of a month that is not named.
  if (/^month-\d/.test(a) && /^(?:\d|-)/.test(b)) return a.slice(6) === b.slice(-2)
  if (/^month-\d/.test(b) && /^(?:\d|-)/.test(a)) return b.slice(6) === a.slice(-2)
  // The first of the month is at its beginning.
  if (/^month-(?:start|middle|end)/.test(a) && /^month-\d/.test(b))
    return inMonth(`00-${a.slice(6)}`, `00-${b.slice(6)}`)
  if (/^month-(?:start|middle|end)/.test(b) && /^month-\d/.test(a))
    return inMonth(`00-${b.slice(6)}`, `00-${a.slice(6)}`)
  if (/^(?:week|rel|month)/.test(a) || /^(?:week|rel|month)/.test(b)) return false
  const years = a.startsWith('--') || b.startsWith('--') || a.slice(0, 4) === b.slice(0, 4)
  if (!years) return false
  if (x.includes('/') || y.includes('/')) {
    const sorted = (day: string) => day.split(/[-/]/).sort().join(' ')
    return sorted(x) === sorted(y)
  }
  return x === y || inMonth(x, y) || inMonth(y, x)
}

/** A day is in the part of the month that the other one names: the 31st at the end of March, any day of it in March. */
function inMonth(part: string, day: string): boolean {
  if (part.slice(0, 2) !== day.slice(0, 2)) return false
  if (part.length === 2) return true
  const number = Number(day.slice(3))
  const third = part.slice(3)
  return third === 'start'
    ? number <= 10
    : third === 'middle'
      ? number > 10 && number <= 20
      : third === 'end' && number > 20
}

/** Numbers of one line, whatever stands before them: +44 20 7946 0018 and 020 7946 0018. */
function sameNumber(a: string, b: string): boolean {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  const [short, long] = x.length <= y.length ? [x, y] : [y, x]
  return short === long || (short.length >= 7 && long.length - short.length <= 4 && long.endsWith(short))
}

/** Half past five is 05:30 or 17:30 where no part of the day is said. */
function sameTime(a: TextFact, b: TextFact): boolean {
  if (a.value.length !== b.value.length) return false
  const free = !DAY_PART.test(a.span) || !DAY_PART.test(b.span)
  return a.value.every((one, i) => {
    const [x, y] = [minutesOf(String(one)), minutesOf(String(b.value[i]))]
    return x === y || (free && Math.abs(x - y) === 720) || Math.abs(x - y) === 1440
  })
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

function overlap(a: TextFact, b: TextFact): boolean {
  if (typeof a.value[0] !== 'number' || typeof b.value[0] !== 'number') return false
  const scale = (fact: TextFact) => (fact.kind === 'duration' ? (HOURS[fact.unit ?? ''] ?? 24) : 1)
  const ends = (fact: TextFact) =>
    [Number(fact.value[0]) * scale(fact), Number(fact.value.at(-1)) * scale(fact)] as const
  const [low, high] = ends(a)
  const [from, to] = ends(b)
  return low <= to && from <= high
}

/** The same kind of quantity, so that two values can be held against each other: days with hours, % with 折. */
function commensurable(a: TextFact, b: TextFact): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'duration') return (a.unit === 'workday') === (b.unit === 'workday')
  if (a.kind === 'percent') return true
  return a.unit === b.unit
}

/**
 * Two values are the same: units are converted (一周 is 7 days, 24 hours are a day, a month is 30 days), working days
 * never; 九五折 is 5 % off; an estimate is what it leaves open; five o'clock is also 17:00.
 */
export function equalFacts(a: TextFact, b: TextFact): boolean {
  if (plain(a) === plain(b)) return true
  if (a.kind === 'date' && b.kind === 'date') {
    return (
      a.value.length === b.value.length &&
      a.value.every((one, i) => sameDate(String(one), String(b.value[i])))
    )
  }
  if (a.kind === 'time' && b.kind === 'time') return sameTime(a, b)
  if (a.kind === 'phone' && b.kind === 'phone') return sameNumber(String(a.value[0]), String(b.value[0]))
  // A third is 33 % for most who say so.
  if (a.kind === 'percent' && b.kind === 'percent' && /third|[三六七九]分之/.test(a.span + b.span)) {
    return a.value.every((one, i) => Math.abs(Number(one) - Number(b.value[i])) < 0.8)
  }
  if (a.kind === 'percent' && b.kind === 'percent' && a.unit !== b.unit) {
    return a.value.join() === b.value.join() && /价|half|半/.test(a.span + b.span)
  }
  if (a.approximate !== b.approximate && commensurable(a, b) && a.value.length !== b.value.length)
    return overlap(a, b)
  // A year is told as 365 days, too, and things are counted in one word or another.
  if (a.kind === 'duration' && b.kind === 'duration' && inYears(a, b)) return true
  if (a.kind === 'number' && b.kind === 'number' && !measured(a, b))
    return a.value.join('-') === b.value.join('-')
  const loose = (NAMED.has(a.kind) && NAMED.has(b.kind)) || bareNumber(a) || bareNumber(b)
  return loose && (a.unit === undefined || b.unit === undefined) && a.value.join('-') === b.value.join('-')
}

const years = ({ value, unit }: TextFact) =>
  Number(value[0]) / (unit === 'month' ? 12 : unit === 'day' ? 365 : NaN)
const inYears = (a: TextFact, b: TextFact) =>
  a.value.length === 1 && b.value.length === 1 && years(a) === years(b) && years(a) >= 1

/** Both say a measure: the same number of other measures is another value. */
const measured = (a: TextFact, b: TextFact) =>
  MEASURES[a.unit ?? ''] !== undefined && MEASURES[b.unit ?? ''] !== undefined

/** Neither says which thing is counted, or in another word than the other: two bags and two pieces. */
function counted(a: TextFact, b: TextFact): boolean {
  const [x = '', y = ''] = [a.unit, b.unit]
  const general = COUNTS.test(x) || COUNTS.test(y)
  return (
    (COUNTS.test(x) && COUNTS.test(y)) ||
    (general && !MEASURES[x] && !MEASURES[y] && (/^[a-z]/.test(x + y) || [x, y].includes('个')))
  )
}

/** Two values speak of the same quantity: a difference between them is a contradiction, not another matter. */
export function comparable(a: TextFact, b: TextFact): boolean {
  if (a.kind !== b.kind || a.kind === 'url' || a.kind === 'id') return false
  if (a.kind === 'number') return a.unit !== undefined && a.unit === b.unit
  if (a.kind === 'date') return dateForm(a) === dateForm(b)
  if (a.kind === 'percent') return true
  return a.unit === b.unit
}

/** Days of one sort can be held against each other: weekdays, days from today, days of a month, dates. */
const dateForm = (fact: TextFact) => /^(?:week|relative|month)/.exec(String(fact.value[0]))?.[0] ?? 'date'

/** Within five days and three to five days may both hold. */
function endOf(one: TextFact, range: TextFact): boolean {
  return (
    one.value.length === 1 &&
    range.value.length === 2 &&
    one.kind !== 'date' &&
    plain(one) === plain({ ...range, value: range.value.slice(1) })
  )
}

function sameUnit(a: TextFact, b: TextFact): boolean {
  if (a.unit === undefined || b.unit === undefined || a.unit === b.unit || counted(a, b)) return true
  const [x, y] = [MEASURES[a.unit], MEASURES[b.unit]]
  return x !== undefined && x[0] === y?.[0]
}

/** Ten working days are two weeks, and one is a day, for most who say so: neither the same value nor another one. */
function sameWeeks(a: TextFact, b: TextFact): boolean {
  const days = b.unit === 'day' ? 1 : b.unit === 'hour' ? 1 / 24 : Number.NaN
  return (
    a.unit === 'workday' &&
    (a.value.every((one, i) => Number(one) === Number(b.value[i]) * days) ||
      a.value.every((one, i) => Number(one) * 7 === Number(b.value[i]) * days * 5))
  )
}

const SPANS = new Set(['amount', 'number', 'percent', 'duration'])

/**
 * Two values that, in two answers to one need, stand in the same place: as `comparable`, and also a span of time in
 * whatever unit, a sum in another currency, and a number without a unit against any quantity.
 */
export function rivals(a: TextFact, b: TextFact): boolean {
  if (a.kind === 'url' || b.kind === 'url' || a.kind === 'id' || b.kind === 'id') return false
  if (a.kind === b.kind) {
    if (endOf(a, b) || endOf(b, a)) return false
    if (a.kind === 'number') return sameUnit(a, b)
    if (a.kind === 'duration') return !sameWeeks(a, b) && !sameWeeks(b, a)
    const [x, y] = [dateForm(a), dateForm(b)]
    return (
      a.kind !== 'date' || x === y || (x !== 'week' && y !== 'week' && x !== 'relative' && y !== 'relative')
    )
  }
  return (bareNumber(a) && SPANS.has(b.kind)) || (bareNumber(b) && SPANS.has(a.kind))
}
