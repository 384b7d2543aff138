/** `ombud insight PATH`: what consumers ask, and where it goes wrong, for the merchant to mend. */
import { writeFileSync } from 'node:fs'
import type { Lang } from '../documents/ready.js'
import { insightOf } from '../library/insight.js'
import { EXIT } from './exit.js'
import { insightLines, insightMarkdown } from './insight-lines.js'
import { languageOf } from './language.js'

export interface InsightFlags {
  /** Writes the insight as JSON, too. */
  json?: string
  /** Default: text. */
  format?: 'text' | 'markdown'
  lang?: Lang
  redact?: boolean
}

export function insightCommand(path: string, { json, format, lang: asked, redact }: InsightFlags): number {
  const lang = languageOf(asked)
  const insight = insightOf(path, redact === undefined ? {} : { redact })
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(insight, null, 2)}\n`)
  console.log(format === 'markdown' ? insightMarkdown(insight, lang) : insightLines(insight, lang).join('\n'))
  return EXIT.ok
}
