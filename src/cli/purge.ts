/** `ombud purge`: deletes conversations, leaves their hashes. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { purgeTrials } from '../library/seal.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { signerFrom } from './passphrase.js'

const DAY_MS = 86_400_000

interface PurgeFlags {
  key: string
  passphraseFile?: string
  trial?: string[]
  olderThan?: string
  reason: string
  lang?: Lang
}

export function purgeCommand(path: string, flags: PurgeFlags): number {
  const { trial: trials, olderThan, reason } = flags
  if (trials === undefined && olderThan === undefined)
    throw new InputError('say what is to be deleted', '--trial NAME, or --older-than 180d')
  const { subject, predicate } = purgeTrials(
    path,
    { ...(trials ? { trials } : {}), ...(olderThan === undefined ? {} : { olderThan: ageOf(olderThan) }) },
    { signer: signerFrom(flags.key, flags.passphraseFile), reason },
  )
  const zh = languageOf(flags.lang) === 'zh-CN'
  for (const { name, digest } of subject) {
    const done =
      predicate.left[name] === undefined ? (zh ? '已删除' : 'deleted') : zh ? '已删去部分行' : 'lines deleted'
    console.log(`${digest.sha256}  ${plain(name)}  ${done}`)
  }
  return EXIT.ok
}

/** Milliseconds of `180d`. @throws InputError */
function ageOf(text: string): number {
  const [, days] = /^(\d{1,6})d$/.exec(text) ?? []
  if (days === undefined)
    throw new InputError(`--older-than is a number of days, for example 180d, not ${text}`)
  return Number(days) * DAY_MS
}
