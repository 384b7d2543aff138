/** `ombud calibrate`: learns the questions and answers of a merchant, or measures readings against human labels. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { faqLines, labelLines } from './calibrate-lines.js'
import { EXIT } from './exit.js'
import { loadExtras } from './extras.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'

interface CalibrateFlags {
  faq?: string
  target?: string
  write?: boolean
  labels?: string
  run?: string
  judge?: string
  out?: string
  config?: string
  lang?: Lang
}

export async function calibrateCommand(flags: CalibrateFlags): Promise<number> {
  const { faq, labels } = flags
  if (faq !== undefined && labels === undefined) return learn(faq, flags)
  if (labels !== undefined && faq === undefined) return measure(labels, flags)
  throw new InputError('calibrate needs --faq or --labels', 'ombud calibrate --help says what they do')
}

async function learn(faq: string, { target, write, out, lang, ...rest }: CalibrateFlags): Promise<number> {
  refuse(rest, ['run', 'judge'], '--labels')
  const { calibrateFaq } = await import('../library/calibrate-faq.js')
  const done = calibrateFaq({
    faq,
    ...(target === undefined ? {} : { target }),
    ...(out === undefined ? {} : { out }),
    ...(write ? { write } : {}),
  })
  for (const line of faqLines(done, languageOf(lang))) console.log(line)
  return EXIT.ok
}

async function measure(labels: string, { run, out, lang, ...rest }: CalibrateFlags): Promise<number> {
  refuse(rest, ['target', 'write'], '--faq')
  const { judge, run: defaults } = await loadExtras(rest)
  const { calibrateLabels } = await import('../library/calibrate-labels.js')
  const interrupt = onInterrupt()
  const { file, record } = await calibrateLabels({
    labels,
    ...(run === undefined ? {} : { run }),
    ...(judge ? { judge } : {}),
    ...(out === undefined ? {} : { out }),
    signal: interrupt.signal,
  })
  for (const line of labelLines(record, file, languageOf(lang ?? defaults.lang))) console.log(line)
  return EXIT.ok
}

/** An option of the other way to calibrate is a mistake, and not passed over. */
function refuse(flags: CalibrateFlags, others: readonly (keyof CalibrateFlags)[], way: string): void {
  const given = others.find((name) => flags[name] !== undefined)
  if (given !== undefined) throw new InputError(`--${given} goes with ${way}`, 'ombud calibrate --help')
}
