/** The plan for a merchant whom nobody has described yet: what a profile would take. */
import { shippedScenarios } from '../documents/catalogue.js'
import { documentFile, findDocuments } from '../documents/kinds.js'
import { type Loaded, loadDocuments } from '../documents/load.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import { makePlan, type PlanOptions } from '../run/plan.js'
import { placeholderTarget } from './preview-target.js'
import { conformanceOf, profileFiles, profilesNamed } from './profiles.js'

export interface GenericPlanOptions
  extends Pick<PlanOptions, 'repeat' | 'seed' | 'people' | 'tags' | 'skipTags'> {
  /** Ids of profiles, or their files. */
  profiles: readonly string[]
  /** Language of the merchant. */
  lang: Lang
  /** Scenario files and folders in the place of the shipped ones. */
  paths?: readonly string[]
  untilDecided?: boolean
}

/**
 * The plan for a retail merchant with a chat in a page, who knows everything that a scenario may ask for and comes
 * under every jurisdiction that the profiles name: the most that they take.
 * @throws InputError where there is no such profile
 */
export function genericPlan({ profiles, lang, paths = [], untilDecided, ...options }: GenericPlanOptions): {
  plan: Plan
  loaded: Loaded
} {
  const own = findDocuments(paths).files.some(({ path }) => documentFile(path)?.kind === 'scenario')
  const loaded = loadDocuments([...paths, ...profileFiles(profiles), ...(own ? [] : shippedScenarios())])
  const named = profilesNamed(profiles, loaded)
  const places = named.flatMap(({ requirements }) => requirements.flatMap((one) => one.jurisdiction ?? []))
  const target: ReadyTarget = {
    ...placeholderTarget(loaded.scenarios),
    id: 'merchant',
    merchant: 'merchant',
    title: 'merchant',
    lang,
    channel: { browser: { url: 'https://merchant.example/' } },
    politeness: {},
    ...(places.length > 0
      ? { jurisdiction: [...new Set(places)] as NonNullable<ReadyTarget['jurisdiction']> }
      : {}),
  }
  const conformance = conformanceOf(named, new Date(), untilDecided)
  const plan = makePlan(
    { ...loaded, targets: [target] },
    { ...options, lang, ...(conformance ? { conformance } : {}) },
  )
  return { plan, loaded }
}
