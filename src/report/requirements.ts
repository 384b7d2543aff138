/** The verdicts of profiles as every renderer tells them: each requirement with its number, bound, basis and proofs. */
import type { Bilingual } from '../documents/ready.js'
import type {
  Profile,
  Profile1,
  Requirement,
  Requirement1,
  Result,
  Target,
  Target1,
  Trial,
} from '../documents/types/result.js'
import { type Unit, unitOf } from './amount.js'
import { anchor } from './chat.js'
import { type CitationView, cited } from './cited.js'
import { type Mark, mark, requirementMark } from './mark.js'
import { numberOf, seenOf } from './number.js'
import { type PlaceView, place } from './proofs.js'
import { type Fact, facts } from './requirement-facts.js'
import { both } from './strings.js'
import { cut, oneLine, plainBoth } from './text.js'

const LONGEST = { id: 100, title: 160, text: 800 }
const PROOFS = 4
/** What decides, first. */
const VERDICTS: Requirement['verdict'][] = [
  'fail',
  'inconclusive',
  'pass',
  'information',
  'declaration',
  'not-applicable',
]
const SEVERITIES = ['blocker', 'major', 'minor', 'information'] as const

export interface ProfileView {
  id: string
  anchor: string
  title: Bilingual
  description: Bilingual | null
  mark: Mark
  reason: Bilingual
  /** How many requirements came to which verdict. */
  tally: { mark: Mark; text: Bilingual }[]
  requirements: RequirementView[]
}

export interface RequirementView {
  id: string
  anchor: string
  title: Bilingual
  explanation: Bilingual | null
  mark: Mark
  verdict: Requirement['verdict']
  severity: Bilingual
  reason: Bilingual
  /** The number with its bound, and what is needed; null where nothing is measured. */
  number: Bilingual | null
  /** The same without what is needed. */
  seen: Bilingual | null
  /** How many more observations would decide it; null where it is decided or none would. */
  further: Bilingual | null
  facts: Fact[]
  citations: CitationView[]
  proofs: PlaceView[]
  /** Proofs in all, where not all are told; else 0. */
  furtherProofs: number
  /** Told at full length from the start. */
  open: boolean
  /** The verdict and its numbers as they are in the result. */
  card: Requirement
  /** Unit of the value, the bounds and the threshold. */
  unit: Unit
  /** Whose the threshold is. */
  basis: NonNullable<Requirement1['basis']> | null
}

/** The profiles of every target that has some, for renderers that tell of nothing else beside them. */
export function allProfiles(result: Result): { target: Target1; profiles: ProfileView[] }[] {
  const targets = new Map(result.targets.map((target) => [target.id, target]))
  return result.scorecard.targets.flatMap((score) => {
    const target = targets.get(score.target)
    const profiles = target ? profileViews(result, target, score, new Set()) : []
    return target && profiles.length > 0 ? [{ target, profiles }] : []
  })
}

/** @param told ids of the conversations told in full */
export function profileViews(
  result: Result,
  target: Target1,
  score: Target,
  told: ReadonlySet<string>,
): ProfileView[] {
  const documents = new Map((result.profiles ?? []).map((profile) => [profile.id, profile]))
  const trials = new Map(target.trials.map((trial) => [trial.id, trial]))
  const today = result.run.started.slice(0, 10)
  return (score.profiles ?? []).map((card) =>
    profileView(target.id, card, documents.get(card.profile), { trials, told, today }),
  )
}

interface Around {
  trials: ReadonlyMap<string, Trial>
  told: ReadonlySet<string>
  today: string
}

function profileView(
  target: string,
  card: Profile,
  document: Profile1 | undefined,
  around: Around,
): ProfileView {
  const id = oneLine(cut(card.profile, LONGEST.id))
  const asked = new Map(document?.requirements.map((requirement) => [requirement.id, requirement]))
  const own = card.verdict === 'pass' || card.verdict === 'fail' ? document?.words?.[card.verdict] : undefined
  const word = own ? plainBoth(own, LONGEST.title) : both((s) => s.profiles.verdict[card.verdict])
  const severity = ({ id }: Requirement) => SEVERITIES.indexOf(asked.get(id)?.severity ?? 'major')
  const sorted = [...card.requirements].sort(
    (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || severity(a) - severity(b),
  )
  return {
    id,
    anchor: anchor(`${target}:${id}`),
    title: plainBoth(document?.title ?? { 'zh-CN': id, en: id }, LONGEST.title),
    description: document?.description ? plainBoth(document.description, LONGEST.text) : null,
    mark: { ...mark(card.verdict), word },
    reason: plainBoth(card.reason, LONGEST.text),
    tally: VERDICTS.flatMap((verdict) => {
      const n = sorted.filter((one) => one.verdict === verdict).length
      const shown = requirementMark(verdict)
      return n === 0
        ? []
        : [{ mark: shown, text: both((s) => s.profiles.tally(n, s.profiles.verdicts[verdict])) }]
    }),
    requirements: sorted.map((one) => requirementView(`${target}:${id}`, one, asked.get(one.id), around)),
  }
}

function requirementView(
  path: string,
  card: Requirement,
  asked: Requirement1 | undefined,
  { trials, told, today }: Around,
): RequirementView {
  const id = oneLine(cut(card.id, LONGEST.id))
  const proofs = card.proofs.slice(0, PROOFS)
  return {
    id,
    anchor: anchor(`${path}:${id}`),
    title: plainBoth(asked?.title ?? { 'zh-CN': id, en: id }, LONGEST.title),
    explanation: asked?.explanation ? plainBoth(asked.explanation, LONGEST.text) : null,
    mark: requirementMark(card.verdict),
    verdict: card.verdict,
    severity: both((s) => s.profiles.severity[asked?.severity ?? 'major']),
    reason: plainBoth(card.reason, LONGEST.text),
    number: numberOf(card, asked),
    seen: seenOf(card, asked),
    further: card.further ? both((s) => s.profiles.further(card.further ?? 0)) : null,
    facts: facts(card, asked),
    citations: (asked?.citations ?? []).map((one) => cited(one, today)),
    proofs: proofs.map((proof) => place(trials, proof.trial, proof.lines, told)),
    furtherProofs: card.proven > proofs.length ? card.proven : 0,
    open: card.verdict === 'fail',
    card,
    unit: unitOf(asked),
    basis: asked?.kind === undefined ? null : (asked.basis ?? 'ombud'),
  }
}
