/** Durations and duty hours. */
import { expect, test } from 'vitest'
import { formatDuration, milliseconds } from '../../src/documents/duration.js'
import { isStaffed, parseHours } from '../../src/documents/hours.js'

test.each([
  ['500ms', 500],
  ['1.5s', 1_500],
  ['2m', 120_000],
  ['1h', 3_600_000],
])('%s is %i ms', (text, ms) => {
  expect(milliseconds(text)).toBe(ms)
})

test.each(['', '5', '5 s', '-1s', '1e3s', '5d', 's'])('%o is no duration', (text) => {
  expect(() => milliseconds(text)).toThrow(RangeError)
})

test.each([
  [0, '0 ms'],
  [999.6, '1 s'],
  [1_540, '1.5 s'],
  [59_949, '59.9 s'],
  [59_990, '1 min'],
  [125_000, '2 min 5 s'],
  [4_200_000, '1 h 10 min'],
  [Number.POSITIVE_INFINITY, '∞'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

// 23 November 2026 is a Monday; Shanghai is 8 hours ahead of UTC all year.
test.each([
  ['Mo-Su 09:00-21:00', '2026-11-23T01:00:00Z', true],
  ['Mo-Su 09:00-21:00', '2026-11-23T00:59:59Z', false],
  ['Mo-Su 09:00-21:00', '2026-11-23T13:00:00Z', false],
  ['Mo-Fr 09:00-18:00', '2026-11-28T04:00:00Z', false],
  ['Mo-Su 09:00-21:00; Sa 10:00-12:00', '2026-11-28T05:00:00Z', false],
  ['Mo-Su 09:00-21:00; Sa,Su off', '2026-11-29T05:00:00Z', false],
  ['Sa-Mo 09:00-12:00', '2026-11-23T02:00:00Z', true],
  ['Mo 09:00-12:00,13:00-18:00', '2026-11-23T04:30:00Z', false],
  ['Mo 09:00-12:00, 13:00-18:00', '2026-11-23T05:30:00Z', true],
  ['Mo 22:00-02:00', '2026-11-23T17:30:00Z', true],
  ['Mo 22:00-02:00', '2026-11-22T17:30:00Z', false],
  ['09:00-24:00', '2026-11-23T15:59:00Z', true],
  ['24/7', '2026-11-23T19:00:00Z', true],
])('%s at %s: %s', (staffed, at, on) => {
  expect(isStaffed({ zone: 'Asia/Shanghai', staffed }, new Date(at))).toBe(on)
})

test('daylight saving time is that of the zone', () => {
  const hours = { zone: 'America/New_York', staffed: 'Mo-Su 09:00-17:00' }
  expect(isStaffed(hours, new Date('2026-07-06T13:30:00Z'))).toBe(true)
  expect(isStaffed(hours, new Date('2026-12-07T13:30:00Z'))).toBe(false)
})

test.each([
  '',
  'Mo',
  'Mo-Su',
  'Mo-Su 9-21',
  'Xx 09:00-10:00',
  'Mo 25:00-26:00',
  'Mo 09:60-10:00',
  'Mo 09:00-10:00;',
])('%o cannot be read', (staffed) => {
  expect(() => parseHours({ zone: 'Asia/Shanghai', staffed })).toThrow(/write for example Mo-Su 09:00-21:00/)
})

test('an unknown zone is named', () => {
  expect(() => parseHours({ zone: 'Mars/Olympus', staffed: '24/7' })).toThrow(/Mars\/Olympus/)
})
