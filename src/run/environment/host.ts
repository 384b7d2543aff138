/** What the machine says of itself. Nothing here asks the network, and nothing fails: what is not told is not known. */
import { existsSync, readFileSync } from 'node:fs'
import {
  arch,
  availableParallelism,
  cpus,
  hostname,
  loadavg,
  release,
  totalmem,
  type,
  version,
} from 'node:os'
import type { EnvironmentReading } from '../../documents/types/environment.js'

type Host = EnvironmentReading['host']

export function hostNow(): Host {
  const all = cpus()
  const model = all[0]?.model.trim()
  return {
    name: hostname(),
    kind: kindOfHost(),
    os: nameOfSystem(),
    kernel: `${type()} ${release()} ${version()}`,
    arch: arch(),
    cpus: { count: all.length, usable: availableParallelism(), ...(model ? { model } : {}) },
    memory: totalmem(),
    ...(process.platform === 'win32' ? {} : { load: loadavg()[0] ?? 0 }),
  }
}

/** @see https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
function nameOfSystem(): string {
  const [, name] = /^PRETTY_NAME="?([^"\n]{1,200})"?$/m.exec(textOf('/etc/os-release')) ?? []
  return name ?? type()
}

/** Marks that container engines leave, and the bit by which a hypervisor shows itself to its guests. */
function kindOfHost(): Host['kind'] {
  const marks = ['/.dockerenv', '/run/.containerenv', '/run/systemd/container']
  if (process.env.KUBERNETES_SERVICE_HOST || process.env.container || marks.some((path) => existsSync(path)))
    return 'container'
  return /^flags\s*:.*\bhypervisor\b/m.test(textOf('/proc/cpuinfo')) ? 'virtual machine' : 'not known'
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, 20_000)
  } catch {
    return ''
  }
}
