/** `ombud preview`: prints what a consumer would say in a scenario, message by message; sends nothing. */
import type { Lang } from '../documents/ready.js'
import { preview, previewTrials } from '../library/preview.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { languageOf } from './language.js'
import { openingLines, previewLines } from './preview-lines.js'

const DEFAULT_SEEDS = 3

interface PreviewFlags extends ExtraFlags {
  persona?: string
  target?: string
  seeds?: number
  seed?: string
  openings?: boolean
  lang?: Lang
}

export async function previewCommand(scenario: string, flags: PreviewFlags): Promise<number> {
  const { audits, run } = await loadExtras(flags)
  const { persona, target, seed, seeds = DEFAULT_SEEDS } = flags
  const lang = languageOf(flags.lang ?? run.lang)
  const options = {
    scenario,
    ...(persona === undefined ? {} : { persona }),
    ...(target === undefined ? {} : { target }),
    audits: new Map(audits.map(({ meta }) => [meta.id, meta.options])),
  }
  const wanted = seed === undefined ? Array.from({ length: seeds }, (_, i) => String(i + 1)) : [seed]
  const lines = flags.openings
    ? openingLines(previewTrials({ ...options, seed: wanted[0] ?? '1' }), lang)
    : previewLines(await preview({ ...options, seeds: wanted }), lang)
  console.log(lines.join('\n'))
  return EXIT.ok
}
