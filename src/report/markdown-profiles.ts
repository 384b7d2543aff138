/** Profiles and themes in the summary of a CI job. */
import type { Lang } from '../documents/ready.js'
import { inline, markdownTable } from './markdown-inline.js'
import { citationText } from './requirement-text.js'
import type { ProfileView, RequirementView } from './requirements.js'
import { STRINGS } from './strings.js'
import type { ThemesView } from './themes.js'

const MOST = { requirements: 60, explained: 6, themes: 6 }

/** The verdict of a profile, a table of its requirements, and of those that failed the sources and the lines. */
export function profileText(profile: ProfileView, lang: Lang): string {
  const s = STRINGS[lang]
  const rows = profile.requirements.slice(0, MOST.requirements).map((one) => [
    `${one.mark.symbol} ${one.mark.word[lang]}`,
    `${inline(one.title[lang])} \`${code(one.id)}\``,
    [one.number?.[lang], one.further?.[lang]]
      .map((part) => inline(part ?? ''))
      .filter(Boolean)
      .join(s.apart),
    inline(one.severity[lang]),
  ])
  const further = profile.requirements.length - rows.length
  const { verdict, requirement, result, severity } = s.profiles.heads
  return [
    `### ${profile.mark.symbol} ${inline(profile.title[lang])}${s.colon}${inline(profile.mark.word[lang])}`,
    inline(profile.reason[lang]),
    markdownTable([verdict, requirement, result, severity], rows),
    further > 0 ? inline(s.profiles.furtherRequirements(further)) : '',
    ...profile.requirements
      .filter((one) => one.verdict === 'fail')
      .slice(0, MOST.explained)
      .map((one) => failed(one, lang)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function failed({ title, reason, citations, proofs, furtherProofs }: RequirementView, lang: Lang): string {
  const s = STRINGS[lang]
  return [
    `- **${inline(title[lang])}** ${inline(reason[lang])}`,
    ...proofs.map(({ trial, lines, quotes }) => {
      const said = quotes.map(({ who, text }) => `${who[lang]}: ${text}`).join(' / ')
      return `  - ${inline([trial.id, ...lines.map(({ line }) => `L${line}`), said].join(' '))}`
    }),
    ...(furtherProofs > 0 ? [`  - ${inline(s.profiles.furtherProofs(furtherProofs))}`] : []),
    ...citations.map((one) => `  - ${s.profiles.cited}${s.colon}${inline(citationText(one, lang))}`),
  ].join('\n')
}

/** What goes wrong again and again, a line each. */
export function insightText(insight: ThemesView | null, lang: Lang): string {
  if (insight === null || insight.themes.length === 0) return ''
  const s = STRINGS[lang].insight
  const lines = insight.themes.slice(0, MOST.themes).map(({ title, often, worst, remedy }) => {
    const said = worst.answered === '' ? s.silence : worst.answered
    return `- **${inline(title[lang])}** (${inline(often[lang])}) ${inline(`${s.asks}: ${worst.asked} / ${s.answers}: ${said}`)}  \n  ${s.remedy}: ${inline(remedy[lang])}`
  })
  return [`### ${s.title}`, lines.join('\n')].join('\n\n')
}

/** An id within a code span. */
const code = (id: string): string => id.replace(/[`|\n]/g, '')
