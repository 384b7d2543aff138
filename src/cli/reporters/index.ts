/** Opens the reporters of a run: ombud's own by name, others by module; one that fails leaves the run alone. */
import { InputError } from '../../documents/input-error.js'
import type { Lang } from '../../documents/ready.js'
import type { Reporter, ReporterMaker, ReporterOptions } from '../../library/config.js'
import type { Listener, Progress } from '../../run/progress.js'
import { loadModule } from '../modules.js'
import { said } from './words.js'

const OWN: Record<string, () => Promise<new (options: ReporterOptions) => Reporter>> = {
  list: async () => (await import('./list.js')).ListReporter,
  dot: async () => (await import('./dot.js')).DotReporter,
  json: async () => (await import('./json.js')).JsonReporter,
  github: async () => (await import('./github.js')).GithubReporter,
}

/** The reporters of a run as one listener. */
export interface Reporters {
  listen: Listener
  /** Standard output belongs to a reporter, so that nothing else may be written there. */
  ownsOutput: boolean
  close(): Promise<void>
}

/**
 * @param named `name`, `name=argument`, or what a module would export
 * @param folder that modules are named relative to
 * @throws InputError where one cannot be loaded
 */
export async function openReporters(
  named: readonly (string | ReporterMaker)[],
  folder: string,
  { lang, color }: { lang: Lang; color: boolean },
): Promise<Reporters> {
  const options = { ...terminal(color), lang, write: (text: string) => process.stderr.write(text) }
  const open: { name: string; reporter: Reporter }[] = []
  for (const one of named) {
    const [name, argument] = typeof one === 'string' ? split(one) : ['a reporter', undefined]
    const maker = typeof one === 'string' ? await makerOf(name, folder) : one
    const reporter = make(name, maker, { ...options, ...(argument === undefined ? {} : { argument }) })
    open.push({ name, reporter })
  }
  const drop = (name: string, error: unknown) => {
    const at = open.findIndex((one) => one.name === name)
    if (at >= 0) open.splice(at, 1)
    options.write(`the reporter ${name} failed and is left out: ${said(String(error))}\n`)
  }
  return {
    ownsOutput: named.includes('json'),
    listen(progress: Progress) {
      for (const { name, reporter } of [...open]) {
        try {
          reporter.on(progress)
        } catch (error) {
          drop(name, error)
        }
      }
    },
    async close() {
      for (const { name, reporter } of [...open]) {
        try {
          await reporter.close?.()
        } catch (error) {
          drop(name, error)
        }
      }
    },
  }
}

function split(text: string): [string, string | undefined] {
  const at = text.indexOf('=')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

async function makerOf(name: string, folder: string): Promise<ReporterMaker> {
  const own = Object.hasOwn(OWN, name) ? OWN[name] : undefined
  if (own) return own()
  try {
    return (await loadModule(name, folder)).value as ReporterMaker
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new InputError(`--reporter ${error.message}`, `reporters of ombud: ${Object.keys(OWN).join(', ')}`)
  }
}

function make(name: string, maker: ReporterMaker, options: ReporterOptions): Reporter {
  if (typeof maker !== 'function')
    throw new InputError(`the default export of ${name} is no reporter`, 'export a class or a function')
  const made = /^class\b/.test(Function.prototype.toString.call(maker))
    ? new (maker as new (options: ReporterOptions) => Reporter)(options)
    : (maker as (options: ReporterOptions) => Reporter | Listener)(options)
  const reporter = typeof made === 'function' ? { on: made } : made
  if (typeof reporter?.on !== 'function')
    throw new InputError(`the reporter ${name} has no function on`, 'docs/extending.md shows one')
  return reporter
}

/** A terminal that can move its cursor; `dumb` ones cannot, and the log of a CI job is none. */
function terminal(color: boolean): Pick<ReporterOptions, 'color' | 'columns'> {
  const { isTTY, columns } = process.stderr
  const able = isTTY && process.env.TERM !== 'dumb' && !process.env.CI
  return {
    color: color && Boolean(able) && !process.env.NO_COLOR,
    ...(able ? { columns: columns || 80 } : {}),
  }
}
