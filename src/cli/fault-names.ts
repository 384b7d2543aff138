/** The faults that `ombud demo --fault` names: whole ids, unique beginnings, and a few words that people use. */
import { FAULTS, type FaultId } from '../demo/faults.js'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'

const IDS = Object.keys(FAULTS) as FaultId[]

const ALIASES: Record<string, FaultId> = {
  slow: 'slow-first',
  'no-human': 'hides-human',
  hidden: 'hides-human',
  menu: 'menu-loop',
  form: 'form-before-human',
  promise: 'empty-promise',
  elderly: 'elderly-not-routed',
  night: 'down-at-night',
  keyword: 'keyword-only',
  different: 'different-on-repeat',
  'personal-data': 'asks-personal-data',
}

/**
 * Reads a list such as `slow,no-human`.
 * @throws InputError that lists every fault, where a name is unknown or fits several
 */
export function faultsNamed(list: string, lang: Lang): FaultId[] {
  const names = list.split(/[,，\s]+/).filter(Boolean)
  if (names.length === 0) throw new InputError('--fault needs the name of a fault', all(lang))
  return [...new Set(names.map((name) => faultNamed(name.toLowerCase(), lang)))]
}

function faultNamed(name: string, lang: Lang): FaultId {
  const exact = IDS.find((id) => id === name) ?? (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined)
  if (exact !== undefined) return exact
  const fitting = IDS.filter((id) => id.startsWith(name))
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  if (only !== undefined) throw new InputError(`--fault ${name} could be ${fitting.join(' or ')}`)
  throw new InputError(`there is no fault called ${name}; the faults are`, all(lang))
}

function all(lang: Lang): string {
  const width = Math.max(...IDS.map((id) => id.length))
  return IDS.map((id) => `${id.padEnd(width)}  ${FAULTS[id].title[lang]}`).join('\n  ')
}
