/** What became another between two readings of the environment, in words for run.json. */
import type { EnvironmentReading, HostReading } from '../../documents/types/environment.js'

/** A clock that is held right moves less than this in an hour. */
const CLOCK_MS = 1000

/**
 * The differences that may matter to what a run measured or to what it proves. Load and the order of addresses always
 * differ, and large services answer with other addresses each time: that is named where none is the same.
 */
export function changesBetween(before: EnvironmentReading, after: EnvironmentReading): string[] {
  const facts: [string, (reading: EnvironmentReading) => string | undefined][] = [
    ['the host', ({ host }) => host.name],
    ['the system', ({ host }) => host.os],
    ['the kernel', ({ host }) => host.kernel],
    ['the memory', ({ host }) => `${host.memory} bytes`],
    [
      'the processors',
      ({ host: { cpus } }) => `${cpus.usable} of ${cpus.count}${cpus.model ? ` (${cpus.model})` : ''}`,
    ],
    ['the time zone', ({ clock }) => clock.zone],
    ['the source of the clock', ({ clock }) => clock.source],
    ['Node', ({ software }) => software.node],
    ['ombud', ({ software }) => `${software.ombud} (${software.package.sha256.slice(0, 12)}…)`],
    [
      'the browser',
      ({ software: { browser } }) => browser && `${browser.version ?? 'not known'} (${browser.path})`,
    ],
    ['the locale', ({ settings }) => settings.locale],
    ['the name servers', ({ settings }) => settings.resolvers.join(', ') || 'none'],
    ['the settings of the network', ({ settings }) => JSON.stringify(settings.variables)],
  ]
  return [
    ...facts.flatMap(([what, of]) => changed(what, of(before), of(after))),
    ...clockChanges(before.clock, after.clock),
    ...after.targets.flatMap((now) => {
      const then = before.targets.find((one) => one.host === now.host && one.port === now.port)
      return then ? hostChanges(then, now) : []
    }),
  ]
}

function changed(what: string, before: string | undefined, after: string | undefined): string[] {
  const isOther = before !== undefined && after !== undefined && before !== after
  return isOther ? [`${what} changed during the run: ${cut(before)} before, ${cut(after)} after`] : []
}

function clockChanges(before: EnvironmentReading['clock'], after: EnvironmentReading['clock']): string[] {
  const { moved = 0, offset } = after
  const isOff = offset !== undefined && before.offset !== undefined
  return [
    ...(Math.abs(moved) > CLOCK_MS
      ? [`the clock moved by ${Math.round(moved)} ms during the run: it was set, or the machine slept`]
      : []),
    ...(isOff && Math.abs(offset - (before.offset ?? 0)) > CLOCK_MS
      ? [`the clock was off by ${before.offset} ms before the run and by ${offset} ms after it`]
      : []),
    ...changed('what the system says of its clock', held(before.synchronised), held(after.synchronised)),
  ]
}

const held = (isHeld: boolean | undefined) =>
  isHeld === undefined ? undefined : isHeld ? 'held right' : 'not held right'

function hostChanges(before: HostReading, after: HostReading): string[] {
  const what = (part: string) => `${part} of ${after.host}:${after.port}`
  const addresses = [before.addresses, after.addresses]
  const isSame = before.addresses?.some((one) => after.addresses?.includes(one))
  const [then, now] = isSame ? [] : addresses.map((all) => all?.join(', '))
  const leaf = ({ tls }: HostReading) => tls?.chain[0] && `${tls.chain[0].sha256} by ${tls.chain[0].issuer}`
  return [
    ...changed(what('every address'), then, now),
    ...changed(what('the certificate'), leaf(before), leaf(after)),
    ...changed(what('the proxy'), before.proxy, after.proxy),
  ]
}

const cut = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text)
