/** When people are on duty, written as in OpenStreetMap: `Mo-Su 09:00-21:00; Sa 10:00-12:00; Su off`. */

export interface Hours {
  /** IANA time zone. */
  zone: string
  staffed: string
}

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const DAY_MINUTES = 24 * 60
/** From minute to minute of a day; an end past midnight is above 1,440. */
type Span = [from: number, to: number]

/**
 * The spans of each day, Monday first. As in OpenStreetMap a later part replaces an earlier one for its days.
 * @throws RangeError when the text or the zone cannot be read
 */
export function parseHours({ zone, staffed }: Hours): Span[][] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw new RangeError(`unknown time zone ${zone.slice(0, 40)}; write for example Asia/Shanghai`)
  }
  const week: Span[][] = DAYS.map(() => [])
  if (staffed.trim() === '24/7') return week.map(() => [[0, DAY_MINUTES]])
  for (const part of staffed.split(';').map((text) => text.trim())) {
    const [, days, times] = /^((?:[A-Z][a-z](?:-[A-Z][a-z])?,? ?)*?) ?(off|[\d:, -]+)$/.exec(part) ?? []
    if (times === undefined) throw unreadable(part)
    const spans = times === 'off' ? [] : times.split(',').map((text) => parseSpan(text.trim(), part))
    for (const day of days ? parseDays(days, part) : DAYS.keys()) week[day] = spans
  }
  return week
}

/** Whether people are on duty at a moment. @throws RangeError as parseHours */
export function isStaffed(hours: Hours, at: Date): boolean {
  const week = parseHours(hours)
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: hours.zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? ''
  const day = DAYS.indexOf(part('weekday').slice(0, 2))
  const minute = Number(part('hour')) * 60 + Number(part('minute'))
  const within = (spans: Span[] | undefined, time: number) =>
    (spans ?? []).some(([from, to]) => from <= time && time < to)
  return within(week[day], minute) || within(week[(day + 6) % 7], minute + DAY_MINUTES)
}

function parseDays(text: string, part: string): number[] {
  return text.split(',').flatMap((item) => {
    const [from, to] = item
      .trim()
      .split('-')
      .map((name) => DAYS.indexOf(name))
    if (from === undefined || from < 0 || (to !== undefined && to < 0)) throw unreadable(part)
    const count = to === undefined ? 1 : ((to - from + 7) % 7) + 1
    return Array.from({ length: count }, (_, index) => (from + index) % 7)
  })
}

function parseSpan(text: string, part: string): Span {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text)
  if (!match) throw unreadable(part)
  const [from, to] = [minutes(match[1], match[2]), minutes(match[3], match[4])]
  if (from >= DAY_MINUTES || to > DAY_MINUTES || Number(match[2]) > 59 || Number(match[4]) > 59)
    throw unreadable(part)
  return [from, to > from ? to : to + DAY_MINUTES]
}

function minutes(hours: string | undefined, rest: string | undefined): number {
  return Number(hours) * 60 + Number(rest)
}

function unreadable(part: string): RangeError {
  return new RangeError(
    `cannot read the hours ${part.slice(0, 60) || '(nothing)'}; write for example Mo-Su 09:00-21:00`,
  )
}
