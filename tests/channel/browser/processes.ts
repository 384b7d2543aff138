/** Processes below this one, on Linux. */
import { readdirSync, readFileSync } from 'node:fs'

/** A process of a page. */
export const RENDERER = /--type=renderer/
/** The browser itself. */
export const BROWSER = /^(?!.*--type=).*--remote-debugging-pipe/s

/** Ids of those whose command line fits. */
export function processes(fits: RegExp): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
        return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }]
      } catch {
        return []
      }
    })
  const ours = new Set([process.pid])
  for (let i = 0; i < 6; i++) for (const p of all) if (ours.has(p.parent)) ours.add(p.pid)
  return all.filter((p) => p.pid !== process.pid && ours.has(p.pid) && fits.test(p.command)).map((p) => p.pid)
}
