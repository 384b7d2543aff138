/** A requirement in plain text, for test reports, terminals and job summaries. */
import type { Lang } from '../documents/ready.js'
import type { PlaceView } from './proofs.js'
import type { RequirementView } from './requirements.js'
import { STRINGS } from './strings.js'

/** Everything else about it on lines of their own: explanation, facts, sources, and the lines that prove it. */
export function detail({ explanation, facts, citations, proofs }: RequirementView, lang: Lang): string {
  const s = STRINGS[lang]
  return [
    ...(explanation ? [explanation[lang]] : []),
    ...proofs.flatMap((proof) => placeText(proof, lang)),
    ...facts.map(({ label, text }) => `${label[lang]}${s.colon}${text[lang]}`),
    ...citations.map((one) => `${s.profiles.cited}${s.colon}${citationText(one, lang)}`),
  ].join('\n')
}

/** Document and clause, with what is to be known of its wording. */
export function citationText(
  { document, clause, notes }: RequirementView['citations'][number],
  lang: Lang,
): string {
  const named = clause === null ? document : `${document} ${clause[lang]}`
  return lang === 'en' ? `${named} (${notes.en})` : `${named}（${notes[lang]}）`
}

function placeText({ trial, lines, quotes }: PlaceView, lang: Lang): string[] {
  return [
    [trial.id, ...lines.map(({ line }) => `L${line}`)].join(' '),
    ...quotes.map(({ who, text }) => `  ${who[lang]}: ${text}`),
  ]
}
