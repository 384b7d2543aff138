/** `ombud calibrate`: learns the questions and answers of a merchant, or measures readings against human labels. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { calibrateFaq } from '../library/calibrate-faq.js'
import { faqLines } from './calibrate-lines.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'

interface CalibrateFlags {
  faq?: string
  target?: string
  out?: string
  write?: boolean
  labels?: string
  run?: string
  judge?: string
  lang?: Lang
}

export async function calibrateCommand(flags: CalibrateFlags): Promise<number> {
  const lang = languageOf(flags.lang)
  const { faq, labels, ...rest } = flags
  if ((faq === undefined) === (labels === undefined))
    throw new InputError('calibrate needs --faq or --labels', 'ombud calibrate --help')
  if (faq !== undefined) for (const line of faqLines(calibrateFaq({ ...rest, faq }), lang)) console.log(line)
  return EXIT.ok
}
