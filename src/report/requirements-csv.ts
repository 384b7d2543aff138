/** Requirements as a table for spreadsheets, a row for each; the cells are guarded as those of the findings are. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { csv } from './csv.js'
import { citationText } from './requirement-text.js'
import { allProfiles, type RequirementView } from './requirements.js'
import { STRINGS } from './strings.js'

/** `lang` is the language of the headings and words, the plan's own by default; numbers are those of result.json. */
export function renderRequirements(result: Result, options: { lang?: Lang } = {}): string {
  const lang = options.lang ?? result.plan.lang
  const rows = allProfiles(result).flatMap(({ target, profiles }) =>
    profiles.flatMap((profile) =>
      profile.requirements.map((requirement) => [
        target.id,
        target.title,
        profile.id,
        profile.title[lang],
        ...row(requirement, lang),
      ]),
    ),
  )
  return csv(STRINGS[lang].profiles.columns, rows)
}

function row(requirement: RequirementView, lang: Lang): (string | number)[] {
  const { card, unit, basis } = requirement
  const words = STRINGS[lang].profiles
  const [low, high] = card.bounds ?? []
  const measured = card.value !== undefined
  return [
    requirement.id,
    requirement.title[lang],
    requirement.severity[lang],
    requirement.mark.word[lang],
    requirement.reason[lang],
    card.n,
    card.hits ?? '',
    card.open,
    card.clusters ?? '',
    card.value ?? '',
    low ?? '',
    high ?? '',
    card.threshold ?? '',
    measured ? words.units[unit] : '',
    basis === null ? '' : words.whose[basis],
    card.further ?? '',
    card.p ?? '',
    card.adjusted ?? '',
    requirement.citations.map((one) => citationText(one, lang)).join(' | '),
    card.proofs
      .slice(0, requirement.proofs.length)
      .map(({ trial, lines }) => [trial, ...lines.slice(0, 12).map((line) => `L${line}`)].join(' '))
      .join(' | '),
  ]
}
