/** What a dossier of one merchant says, made from the result and the digests of its files, in both languages. */
import type { Bilingual } from '../../documents/ready.js'
import type { Result, Target, Target1 } from '../../documents/types/result.js'
import { consumerLine, judgeLine } from '../judged.js'
import type { ProfileView, RequirementView } from '../requirements.js'
import { both } from '../strings.js'
import { type TargetView, targetView } from '../target-view.js'
import { cut, oneLine } from '../text.js'
import { methodRows } from '../view.js'
import { type ExhibitView, exhibitsOf } from './exhibits.js'
import { WORDS } from './words.js'

/** Conversations and checks named one by one, of a kind. */
const MOST_LISTED = 100

interface Open {
  title: Bilingual
  note: Bilingual | null
  items: { label: Bilingual; id: string; reason: Bilingual; detail: string }[]
  further: number
}

interface DossierTarget {
  id: string
  title: string
  channel: Bilingual
  url: string
  mark: TargetView['mark']
  sentence: Bilingual
  counts: Bilingual
  failed: Bilingual
  profiles: (Omit<ProfileView, 'requirements'> & { requirements: DossierRequirement[] })[]
  exhibits: ExhibitView[]
  remedies: { title: Bilingual; often: Bilingual; remedy: Bilingual }[]
  open: Open[]
  undecided: { title: Bilingual; message: Bilingual; id: string }[]
  furtherUndecided: number
  certain: boolean
}

type DossierRequirement = RequirementView & {
  exhibits: number[]
  /** How many proofs there are, where not all are exhibits. */
  inAll: Bilingual | null
}

export interface DossierView {
  merchant: string
  targets: DossierTarget[]
  method: { label: Bilingual; value: string }[]
  consumer: Bilingual | null
  judge: Bilingual | null
}

/** @param audited the targets of one merchant in the order of the result, each with its part of the scorecard */
export function dossierView(result: Result, audited: readonly [Target1, Target][]): DossierView {
  let next = 1
  const targets = audited.map(([target, score]) => {
    const shown = dossierTarget(result, target, score, next)
    next += shown.exhibits.length
    return shown
  })
  return {
    merchant: oneLine(cut(audited[0]?.[0].merchant ?? '', 200)),
    targets,
    method: methodRows(result),
    consumer: consumerLine(result),
    judge: judgeLine(result),
  }
}

function dossierTarget(result: Result, target: Target1, score: Target, first: number): DossierTarget {
  const view = targetView(result, target, score, new Set())
  const { exhibits, of } = exhibitsOf(result, target, view.profiles, first)
  const { unscored, notRun, notPlanned, undecided } = view
  const open = [
    listed(
      both((s) => s.unscoredTitle),
      unscored,
      WORDS.unscoredNote,
    ),
    listed(
      both((s) => s.notRunTitle),
      notRun,
    ),
    listed(
      both((s) => s.notPlannedTitle),
      notPlanned,
    ),
  ]
  return {
    id: view.id,
    title: view.title,
    channel: view.channel,
    url: view.url,
    mark: view.mark,
    sentence: view.sentence,
    counts: view.countsText,
    failed: view.failedText,
    profiles: view.profiles.map((profile) => ({
      ...profile,
      requirements: profile.requirements.map((one) => withExhibits(one, of.get(one.anchor) ?? [])),
    })),
    exhibits,
    remedies: (view.insight?.themes ?? []).map(({ title, often, remedy }) => ({ title, often, remedy })),
    open: open.flatMap((one) => one ?? []),
    undecided: undecided.map(({ title, message, trial }) => ({ title, message, id: trial.id })),
    furtherUndecided: view.furtherUndecided,
    certain: [unscored, notRun, notPlanned, undecided].every((list) => list.length === 0),
  }
}

function listed(
  title: Bilingual,
  trials: TargetView['unscored'],
  note: Bilingual | null = null,
): Open | null {
  if (trials.length === 0) return null
  const items = trials
    .slice(0, MOST_LISTED)
    .map(({ label, id, reason, detail }) => ({ label, id, reason, detail }))
  return { title, note, items, further: trials.length - items.length }
}

function withExhibits(requirement: RequirementView, exhibits: number[]): DossierRequirement {
  const { proven } = requirement.card
  const inAll =
    exhibits.length > 0 && proven > exhibits.length ? both((s) => s.profiles.furtherProofs(proven)) : null
  return { ...requirement, exhibits, inAll }
}
