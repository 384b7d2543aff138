/** A chat of the merchant's own: what its payloads say of a person, as the target file names it by JSONPath. */
import { compile, type JSONPathQuery } from 'json-p3'
import type { WireRule } from '../../documents/types/target.js'
import type { Frame, Platform, Signal } from './platform.js'
import { NOTHING } from './shape.js'

const PATHS = ['when', 'participant', 'position', 'wait'] as const
/** Values at one path that are looked at, characters of a name. */
const MOST = 100
const NAME = 200

type Paths = Partial<Record<(typeof PATHS)[number], JSONPathQuery>>

/**
 * The mapper of the rules under `wire` of a target file, which know nothing of one another. Only what comes from the
 * target counts, and only where it is JSON as a whole.
 */
export function generic(rules: readonly WireRule[]): Platform<null> {
  const compiled = rules.map((rule) => ({ rule, paths: pathsOf(rule) }))
  return {
    id: 'generic',
    title: 'As the target file says',
    proves: [...new Set(rules.flatMap(({ level }) => level ?? []))].sort(),
    seen: 'both',
    verify: ['What the target file says of its payloads'],
    source: 'The target file',
    start: () => null,
    step: (state, frame) => {
      const { json, direction } = frame
      if (direction === 'out' || typeof json !== 'object' || json === null) return { state, signals: NOTHING }
      return { state, signals: compiled.flatMap(({ rule, paths }) => signalOf(rule, paths, frame) ?? []) }
    },
  }
}

function pathsOf(rule: WireRule): Paths {
  return Object.fromEntries(
    PATHS.flatMap((key) => (rule[key] === undefined ? [] : [[key, compile(rule[key])]])),
  )
}

function signalOf(rule: WireRule, paths: Paths, { json, url }: Frame): Signal | undefined {
  const { equals, level, change, failed } = rule
  if (rule.url !== undefined && !url.includes(rule.url)) return undefined
  const found = valuesAt(json, paths.when)
  if (!(equals === undefined ? found.length > 0 : found.includes(equals))) return undefined
  const participant = nameAt(json, paths.participant)
  // Who is named nowhere has not come.
  if (paths.participant && participant === undefined) return undefined
  const person = level === 'E3' || level === 'E4'
  const queue = {
    ...number('position', valuesAt(json, paths.position)[0], 1),
    ...number('eta', valuesAt(json, paths.wait)[0], 1000),
  }
  return {
    kind: change === undefined || level !== undefined ? 'handoff' : 'participant',
    name: `generic.${level?.toLowerCase() ?? change ?? failed ?? 'rule'}`,
    actor: rule.actor ?? (person ? 'human' : 'system'),
    detail: `${rule.when}${equals === undefined ? '' : ` is ${equals}`}`.slice(0, NAME),
    ...(level === undefined ? {} : { level }),
    ...(change === undefined ? {} : { change }),
    ...(failed === undefined ? {} : { failed }),
    ...(participant === undefined ? {} : { participant }),
    ...(Object.keys(queue).length > 0 ? { queue } : {}),
  }
}

/** None, too, where a payload is nested deeper than a path may look. */
function valuesAt(json: unknown, path: JSONPathQuery | undefined): readonly unknown[] {
  try {
    return path === undefined
      ? []
      : path
          .query(json as never)
          .values()
          .slice(0, MOST)
  } catch {
    return []
  }
}

function nameAt(json: unknown, path: JSONPathQuery | undefined): string | undefined {
  const [value] = valuesAt(json, path)
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' ? text.slice(0, NAME) : undefined
}

function number(key: 'position' | 'eta', value: unknown, unit: number): NonNullable<Signal['queue']> {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? { [key]: value * unit } : {}
}
