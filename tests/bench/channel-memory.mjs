/** How much memory the browsers that this process started take: their proportional set size, shared pages once. */
import { readdirSync, readFileSync } from 'node:fs'

const EVERY = 1000

/**
 * Looks every second.
 * @returns `most`: the largest sum seen, in MB; 0 where the system does not tell (it is Linux that does)
 */
export function memoryOfBrowsers() {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, descendants(process.pid).reduce((sum, pid) => sum + pss(pid), 0) / 1024)
  }, EVERY)
  return { most: () => most, stop: () => clearInterval(timer) }
}

function descendants(root) {
  const parents = new Map(
    numbers().map((pid) => [pid, Number(read(pid, 'stat').split(') ')[1]?.split(' ')[1])]),
  )
  const isBelow = (pid) => pid === root || (parents.has(pid) && isBelow(parents.get(pid)))
  return [...parents.keys()].filter((pid) => /chrom/i.test(read(pid, 'comm')) && isBelow(pid))
}

/** Kilobytes. */
const pss = (pid) => Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0)

function numbers() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** A process may be gone by now. */
function read(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
