/** `ombud league`: many targets side by side, with ranks as wide as the samples leave them. */
import type { Lang } from '../documents/ready.js'
import { league } from '../library/league.js'
import { leagueCsv, leagueSheet } from '../report/compare/league.js'
import { sheetMarkdown } from '../report/compare/markdown.js'
import { sheetText } from '../report/compare/text.js'
import { shareOf } from './compare.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { show } from './sheet-files.js'

export interface LeagueFlags {
  /** resolution, latency, escalation, or PROFILE/REQUIREMENT; all three categories by default. */
  by?: string
  /** text (default), csv, json or markdown; with commas where --out is a folder. */
  format?: string
  /** A file, or a folder. */
  out?: string
  /** With which all ranks hold together; default 0.95. */
  confidence?: string
  lang?: Lang
}

export function leagueCommand(runs: string[], flags: LeagueFlags): number {
  const { by, format = 'text', out, confidence } = flags
  const found = league(runs, {
    ...(by === undefined ? {} : { by }),
    ...(confidence === undefined ? {} : { confidence: shareOf('--confidence', confidence) }),
  })
  const lang = languageOf(flags.lang)
  const sheet = () => leagueSheet(found.leagues, found.warnings, lang)
  const formats = {
    text: { file: 'league.txt', draw: () => sheetText(sheet()) },
    csv: { file: 'league.csv', draw: () => leagueCsv(found.leagues) },
    json: { file: 'league.json', draw: () => JSON.stringify(found, null, 2) },
    markdown: { file: 'league.md', draw: () => sheetMarkdown(sheet()) },
  }
  show(formats, format, out)
  return EXIT.ok
}
