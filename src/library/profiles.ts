/** The profiles that a run is judged by: named by id or by file, and frozen with the day. */
import { InputError } from '../documents/input-error.js'
import { documentFile } from '../documents/kinds.js'
import type { Loaded } from '../documents/load.js'
import { didYouMean } from '../documents/problem.js'
import { shownPath } from '../documents/source.js'
import type { Plan } from '../documents/types/plan.js'
import type { Profile } from '../documents/types/profile.js'
import { sequentialPlans } from './sequential-plans.js'

/** Of the names of profiles those that are files, which have to be read. */
export function profileFiles(names: readonly string[]): string[] {
  return names.filter((name) => documentFile(name)?.kind === 'profile')
}

/**
 * The profiles of these names, each once.
 * @param names ids, or files that were loaded
 * @throws InputError where there is no such profile
 */
export function profilesNamed(names: readonly string[], { profiles, files }: Loaded): Profile[] {
  const found = names.map((name) => {
    const file = documentFile(name)
    const id = file
      ? Object.keys(profiles).find((one) => files[`profile/${one}`] === shownPath(file.path))
      : name
    const profile = id !== undefined && Object.hasOwn(profiles, id) ? profiles[id] : undefined
    if (profile) return profile
    const known = Object.keys(profiles).sort()
    throw new InputError(
      `there is no profile ${name}.${didYouMean(name, known)}`,
      `known are ${known.join(', ')}; or name a *.profile.yaml file`,
    )
  })
  return [...new Set(found)]
}

/**
 * What a run is judged by, as its plan keeps it; nothing without profiles.
 * @param today day of the plan, in local time
 */
export function conformanceOf(
  profiles: readonly Profile[],
  today: Date,
  untilDecided = false,
): Plan['conformance'] {
  if (profiles.length === 0) return undefined
  return {
    date: localDay(today),
    profiles: profiles as NonNullable<Plan['conformance']>['profiles'],
    ...(untilDecided ? { untilDecided: sequentialPlans(profiles) } : {}),
  }
}

/** A day as 2026-11-26, by the clock of this machine. */
export function localDay(day: Date): string {
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-')
}
