/** `ombud purge`: deletes conversations, leaves their hashes. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { heldIn, type PurgedFile, purgeTrials, type Which } from '../library/purge.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { signerFrom } from './passphrase.js'

const DAY_MS = 86_400_000

interface PurgeFlags {
  key?: string
  passphraseFile?: string
  trial?: string[]
  olderThan?: string
  reason?: string
  dryRun?: boolean
  lang?: Lang
}

const WORDS = {
  'zh-CN': {
    gone: '已删除',
    lines: '已删去部分行',
    wouldGo: '将删除',
    wouldLines: '将删去部分行',
    done: (files: number, runs: number) => `${runs} 个运行或证据包中，已从 ${files} 个文件删除内容`,
    would: (files: number, runs: number) => `试运行，未删除：${runs} 个运行或证据包中的 ${files} 个文件`,
    none: '没有到期的对话，未删除任何内容',
    failed: '未能删除',
  },
  en: {
    gone: 'deleted',
    lines: 'lines deleted',
    wouldGo: 'would be deleted',
    wouldLines: 'lines would be deleted',
    done: (files: number, runs: number) =>
      `${files} files of ${runs} runs or bundles were deleted, or lines of them`,
    would: (files: number, runs: number) =>
      `dry run, nothing was deleted: ${files} files of ${runs} runs or bundles`,
    none: 'no conversation is that old, nothing was deleted',
    failed: 'not purged',
  },
}

/** 1 where something that was to be deleted could not be. */
export async function purgeCommand(paths: string[], flags: PurgeFlags): Promise<number> {
  const { trial: trials, olderThan, dryRun = false } = flags
  if (trials === undefined && olderThan === undefined)
    throw new InputError('say what is to be deleted', '--trial NAME, or --older-than 180d')
  const which: Which = {
    ...(trials ? { trials } : {}),
    ...(olderThan === undefined ? {} : { olderThan: ageOf(olderThan) }),
  }
  const by = dryRun ? undefined : await signed(flags)
  const words = WORDS[languageOf(flags.lang)]
  const held = heldIn(paths)
  let [files, runs, failed] = [0, 0, 0]
  for (const path of held)
    try {
      const found = purgeTrials(path, which, by)
      for (const file of found) console.log(lineOf(file, held.length > 1 ? `${path}/` : '', words))
      files += found.length
      if (found.length > 0) runs++
    } catch (error) {
      // One that is being written, or that somebody else signed, keeps none of the others.
      if (!(error instanceof InputError) || held.length === 1) throw error
      console.error(plain(`${words.failed}: ${error.message}`))
      failed++
    }
  if (files === 0 && trials && failed === 0)
    throw new InputError(`nothing is on file of ${trials.join(', ')}`, 'nothing was deleted')
  console.log(files === 0 ? words.none : (dryRun ? words.would : words.done)(files, runs))
  return failed > 0 ? EXIT.failed : EXIT.ok
}

async function signed({ key, reason, passphraseFile, lang }: PurgeFlags) {
  if (key === undefined || !reason?.trim())
    throw new InputError(
      'what is deleted is listed with a reason, and signed',
      'name both: --key FILE --reason TEXT; or see what would go: --dry-run',
    )
  return { signer: await signerFrom(key, passphraseFile, lang), reason }
}

function lineOf({ name, inPart, sha256 }: PurgedFile, folder: string, words: (typeof WORDS)['en']): string {
  const done = sha256 === undefined ? [words.wouldLines, words.wouldGo] : [words.lines, words.gone]
  return `${sha256 === undefined ? '' : `${sha256}  `}${plain(`${folder}${name}`)}  ${done[inPart ? 0 : 1]}`
}

/** Milliseconds of `180d`. @throws InputError */
function ageOf(text: string): number {
  const [, days] = /^(\d{1,6})d$/.exec(text) ?? []
  if (days === undefined)
    throw new InputError(`--older-than is a number of days, for example 180d, not ${text}`)
  return Number(days) * DAY_MS
}
