/** How right the clock is: as a time server of the user says, else as the system says, else not known. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { EnvironmentReading } from '../../documents/types/environment.js'
import { askTimeServer } from './sntp.js'

type Clock = Omit<EnvironmentReading['clock'], 'moved'>

/** Names a time server that may be asked; without it nobody outside of this machine is. */
const VARIABLE = 'OMBUD_TIME_SERVER'
const run = promisify(execFile)

/** Services that keep the clock, and what stands in the file system while they run. */
const SERVICES = [
  { sign: '/run/chrony', command: ['chronyc', '-n', 'tracking'], read: readChrony },
  { sign: '/run/systemd/timesync', command: ['timedatectl', 'timesync-status'], read: readTimesync },
] as const

export async function clockNow(signal: AbortSignal): Promise<Clock> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const server = process.env[VARIABLE]
  if (server) {
    const source = `SNTP ${server.slice(0, 200)}`
    return askTimeServer(server, signal).then(
      (found) => ({ source, zone, ...found }),
      (error: Error) => ({
        source,
        zone,
        problem: signal.aborted ? 'no answer in time' : error.message.slice(0, 200),
      }),
    )
  }
  return { zone, ...((await askSystem(signal)) ?? { source: 'not known' }) }
}

async function askSystem(signal: AbortSignal): Promise<Omit<Clock, 'zone'> | undefined> {
  for (const { sign, command, read } of SERVICES) {
    if (!existsSync(sign)) continue
    const [program, ...args] = command
    const env = { ...process.env, LC_ALL: 'C' }
    const { stdout } = await run(program, args, { signal, env }).catch(() => ({ stdout: '' }))
    const found = read(stdout)
    if (found) return { source: program, ...found }
  }
  return undefined
}

/** @see https://chrony-project.org/doc/4.5/chronyc.html, tracking */
export function readChrony(text: string): Pick<Clock, 'offset' | 'synchronised'> | undefined {
  const [, seconds, way] = /^System time\s*: ([\d.]+) seconds (slow|fast) of NTP time/m.exec(text) ?? []
  if (seconds === undefined) return undefined
  return {
    offset: Number(seconds) * (way === 'slow' ? 1000 : -1000),
    synchronised: /^Leap status\s*: (?!Not synchronised)/m.test(text),
  }
}

const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1000 }

/** @see https://www.freedesktop.org/software/systemd/man/latest/timedatectl.html, timesync-status */
export function readTimesync(text: string): Pick<Clock, 'offset' | 'synchronised'> | undefined {
  if (!/^\s*Server: /m.test(text)) return undefined
  const [, number, unit = 's'] = /^\s*Offset: ([+-]?[\d.]+)(us|ms|s)$/m.exec(text) ?? []
  return number === undefined
    ? { synchronised: false }
    : { offset: Number(number) * (UNITS[unit] ?? 1), synchronised: true }
}
