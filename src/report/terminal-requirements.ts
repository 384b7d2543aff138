/** A profile on a terminal: its verdict, then what failed, what is still open, and what passed, a line each. */
import type { Lang } from '../documents/ready.js'
import { clip, columns } from './columns.js'
import { type Colors, paint } from './paint.js'
import type { ProfileView, RequirementView } from './requirements.js'
import { STRINGS } from './strings.js'

const MOST = 12

/** @param width columns of a line */
export function requirementLines(profile: ProfileView, lang: Lang, width: number, colors: Colors): string[] {
  const s = STRINGS[lang]
  const verdict = clip(`${profile.mark.symbol} ${profile.mark.word[lang]}`, Math.floor(width / 2))
  const title = clip(profile.title[lang], width - columns(verdict) - 2)
  const gap = ' '.repeat(width - columns(title) - columns(verdict))
  const shown = profile.requirements.slice(0, MOST)
  const further = profile.requirements.length - shown.length
  return [
    `${colors.bold(title)}${gap}${paint(profile.mark.kind, colors)(verdict)}`,
    clip(profile.reason[lang], width),
    ...shown.map((one) => line(one, lang, width, colors)),
    ...(further > 0 ? [colors.dim(clip(s.profiles.furtherRequirements(further), width))] : []),
  ]
}

/** Id and number; of what is open how much more it takes. */
function line(requirement: RequirementView, lang: Lang, width: number, colors: Colors): string {
  const { mark, id, title, number, seen, card } = requirement
  const s = STRINGS[lang]
  const told = card.further
    ? [s.profiles.more(card.further), ...(seen ? [seen[lang]] : [])]
    : [number?.[lang] ?? mark.word[lang]]
  const name = clip(`${id} ${title[lang]}`, Math.floor(width * 0.45))
  const room = width - columns(name) - 4
  return `${paint(mark.kind, colors)(mark.symbol)} ${name}  ${colors.dim(clip(told.join(s.apart), room))}`
}
