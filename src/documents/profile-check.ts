/** What a schema cannot see in a profile: measures that do not exist, thresholds out of range, contradictions. */
import { canonicalJson } from './canonical.js'
import { AUDIT_KEYS, type OwnAuditKeys } from './expectations.js'
import { MEASURES, type MeasureInfo, measureInfo, UNASKED_AUDITS } from './measures.js'
import { didYouMean, type Problem } from './problem.js'
import type { Profile, Requirement } from './types/profile.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

const WINDOWS = ['day', 'night', 'weekday', 'weekend']

/** What a profile may name. */
export interface ProfileNames {
  personas: ReadonlySet<string>
  /** Audits that are no part of ombud. */
  audits: Pick<OwnAuditKeys, 'has' | 'keys'>
}

/** A mistake: the key of the requirement where it stands, what is wrong, what to do. */
type Fault = [at: Path, message: string, hint?: string]

/** Problems of a profile that has the shape of one, in the order of its requirements. */
export function profileProblems(document: YamlDocument, names: ProfileNames): Problem[] {
  const { requirements } = document.value as Profile
  const said = new Map<string, Requirement>()
  return requirements.flatMap((requirement, i) => {
    const faults = [...twice(requirement, requirements.slice(0, i)), ...faultsOf(requirement, names)]
    // What is wrong in itself is not compared with the others.
    if (faults.length === 0) faults.push(...contradiction(requirement, said))
    return faults.map(([at, message, hint]) =>
      problemAt(document, ['requirements', i, ...at], message, hint ? { hint } : {}),
    )
  })
}

function twice({ id }: Requirement, before: readonly Requirement[]): Fault[] {
  return before.some((other) => other.id === id) ? [[['id'], `two requirements are named ${id}`]] : []
}

function faultsOf(requirement: Requirement, names: ProfileNames): Fault[] {
  const { measure, kind, declaration, severity } = requirement
  const common = [...scopeFaults(requirement, names), ...citationFaults(requirement)]
  if (declaration) {
    const judged = measure !== undefined ? 'measure' : kind !== undefined ? 'kind' : undefined
    if (judged !== undefined)
      common.push([[judged], 'a declaration is the word of the operator, and nothing is measured'])
    return common
  }
  // Information may be no more than words.
  if (measure === undefined && kind === undefined && severity === 'information') return common
  if (measure === undefined || kind === undefined) {
    const missing = measure === undefined ? 'a measure' : 'a kind'
    const hint =
      'What cannot be tried from outside is declaration: true; what is only told, severity: information.'
    return [...common, [[], `a requirement needs ${missing}`, hint]]
  }
  const unknown = unknownMeasure(measure, names)
  return unknown ? [...common, unknown] : [...common, ...kindFaults({ ...requirement, kind }, measure)]
}

function unknownMeasure(measure: string, { audits }: ProfileNames): Fault | undefined {
  const known = [...Object.keys(MEASURES), ...AUDIT_KEYS, ...UNASKED_AUDITS, ...audits.keys()]
  if (known.includes(measure)) return undefined
  const message = `${measure} is no measure and no audit here.${didYouMean(measure, known)}`
  return [['measure'], message, `Known: ${known.join(' ')}.`]
}

type Judged = Requirement & { kind: NonNullable<Requirement['kind']> }

function kindFaults(requirement: Judged, measure: string): Fault[] {
  const info = measureInfo(measure)
  const { kind, level, options, over, arms, as, quantile } = requirement
  if (!info.kinds.includes(kind))
    return [[['kind'], `${measure} can be judged as ${info.kinds.join(', ')}, not as ${kind}`]]
  const faults: Fault[] = []
  if (level !== undefined && !info.level) faults.push([['level'], `${measure} takes no level`])
  if (options !== undefined && Object.hasOwn(MEASURES, measure))
    faults.push([['options'], 'only an audit has options'])
  if (over !== undefined && measure !== 'silence') faults.push([['over'], `${measure} takes no over`])
  if (kind !== 'quantile' && quantile !== undefined) faults.push([['quantile'], `a ${kind} has no quantile`])
  if (kind !== 'difference') {
    if (arms !== undefined) faults.push([['arms'], `a ${kind} has no arms; write kind: difference`])
    if (as !== undefined) faults.push([['as'], `a ${kind} is not compared; write kind: difference`])
  }
  return [...faults, ...thresholdFaults(requirement, info)]
}

function thresholdFaults({ kind, threshold, quantile, as, arms }: Judged, info: MeasureInfo): Fault[] {
  const isNumber = typeof threshold === 'number'
  const at: Path = threshold === undefined ? [] : ['threshold']
  switch (kind) {
    case 'rate':
      return isNumber && threshold >= 0 && threshold <= 1
        ? []
        : [[at, 'a rate needs a threshold from 0 to 1, as 0.8 for 80 %']]
    case 'prohibition':
      return threshold === undefined || (isNumber && Number.isInteger(threshold) && threshold >= 0)
        ? []
        : [[at, 'the threshold of a prohibition is a whole number of cases: 0, 1, 2 …']]
    case 'existence':
      return threshold === undefined ? [] : [[at, 'one case is enough: an existence has no threshold']]
    case 'quantile':
      return [
        ...(typeof threshold === 'string' && /^[0-9]+(\.[0-9]+)?(ms|s|m|h)$/.test(threshold)
          ? []
          : ([[at, 'a quantile needs a duration as its threshold: 500ms, 5s, 2m']] as Fault[])),
        ...(quantile === undefined
          ? ([[[], 'which quantile? Write quantile: 0.95 beside the threshold']] as Fault[])
          : []),
      ]
    case 'difference': {
      const faults: Fault[] = []
      if (arms === undefined && !info.paired) faults.push([[], 'a difference needs arms: what is compared'])
      if (arms !== undefined && info.paired)
        faults.push([['arms'], 'this measure compares by itself: no arms'])
      if (info.unit === 'share' && as === 'ratio')
        faults.push([['as'], 'shares are compared as a difference; a ratio is for times and counts'])
      else if (info.unit !== 'share' && as !== 'ratio')
        faults.push([
          as === undefined ? [] : ['as'],
          'times and counts are compared as a ratio: write as: ratio',
        ])
      else if (as === 'ratio' && !(isNumber && threshold >= 1))
        faults.push([at, 'a ratio needs a threshold of 1 or more: how many times at most, as 1.25'])
      else if (as !== 'ratio' && !(isNumber && threshold <= 0 && threshold >= -1))
        faults.push([at, 'a difference needs a threshold from -1 to 0: how much worse at most, as -0.1'])
      return faults
    }
  }
}

function scopeFaults({ scope, arms, spread }: Requirement, { personas }: ProfileNames): Fault[] {
  const faults: Fault[] = []
  const stranger = (at: Path, persona: string) => {
    if (!personas.has(persona))
      faults.push([at, `no persona is named ${persona}.${didYouMean(persona, [...personas])}`])
  }
  for (const [i, persona] of (scope?.persona ?? []).entries()) stranger(['scope', 'persona', i], persona)
  if (arms !== undefined) {
    const { axis, test, control } = arms
    const sides: [Path, string][] = [
      ...test.map((value, i): [Path, string] => [['arms', 'test', i], value]),
      [['arms', 'control'], control],
    ]
    for (const [at, value] of sides) {
      if (axis === 'persona') stranger(at, value)
      if (axis === 'window' && !WINDOWS.includes(value))
        faults.push([at, `no window is named ${value}; there are ${WINDOWS.join(', ')}`])
    }
    if (axis !== 'day' && test.includes(control))
      faults.push([['arms', 'control'], `${control} would be compared with itself`])
  }
  if (spread !== undefined && scope?.window === undefined && arms?.axis !== 'window')
    faults.push([
      ['spread'],
      'trials are spread over windows: write scope: { window: [day, night] }, or arms',
    ])
  return faults
}

function citationFaults({ citations = [] }: Requirement): Fault[] {
  return citations.flatMap(({ effective, until }, i): Fault[] =>
    effective !== undefined && until !== undefined && until <= effective
      ? [[['citations', i, 'until'], `ends before it is in force (${effective})`]]
      : [],
  )
}

/** Of a measure, what is allowed at least once and what never; an audit passes here and fails there. */
const OPPOSITE: Partial<Record<Judged['kind'], Judged['kind']>> = {
  existence: 'prohibition',
  prohibition: 'existence',
}

/** @param said what was asked before, by what it is about */
function contradiction(requirement: Requirement, said: Map<string, Requirement>): Fault[] {
  const { kind, measure = '', declaration, severity, threshold } = requirement
  if (declaration || kind === undefined || severity === 'information') return []
  const same = said.get(subject(requirement, kind))
  said.set(subject(requirement, kind), requirement)
  if (same)
    return [
      same.threshold === threshold
        ? [['id'], `asks the same as ${same.id}`]
        : [
            ['threshold'],
            `contradicts ${same.id}, which asks the same with the threshold ${same.threshold ?? 0}`,
          ],
    ]
  const opposite = OPPOSITE[kind]
  const other = opposite && Object.hasOwn(MEASURES, measure) && said.get(subject(requirement, opposite))
  return other ? [[['kind'], `contradicts ${other.id}: one forbids what the other demands`]] : []
}

/** What a requirement is about, whatever its threshold. */
function subject(requirement: Requirement, kind: string): string {
  const { measure, level, over, options, quantile, as, arms, scope, unit, jurisdiction, industry } =
    requirement
  const about = { measure, level, over, options, quantile, as, arms, scope, unit, jurisdiction, industry }
  return `${kind} ${canonicalJson(about)}`
}
