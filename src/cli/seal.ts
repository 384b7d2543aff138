/** `ombud seal`: makes an evidence bundle of a run, or adds a signature or a time stamp to one. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { isBundle } from '../evidence/bag.js'
import { addCorrection } from '../evidence/correct.js'
import type { Signer } from '../evidence/keys.js'
import { addSignature } from '../evidence/sign.js'
import { sealBy, stampBundle } from '../library/seal.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { signerFrom } from './passphrase.js'

interface SealFlags {
  key?: string[]
  /** One for all keys, or one for each. */
  passphraseFile?: string[]
  out?: string
  sm3?: boolean
  tsa?: string
  /** With add: a file that corrects the statement, or replies to it, and why. */
  correction?: string
  reason?: string
  /** Add a signature or a time stamp to a bundle that is there. */
  add?: boolean
  lang?: Lang
}

const WORDS = {
  'zh-CN': {
    sealed: (files: number, transcripts: number) => `已封存 ${files} 个文件，其中对话记录 ${transcripts} 份`,
    signed: '已签名，密钥编号',
    root: 'Merkle 根',
    stamped: '时间戳',
    unstamped: '没有时间戳',
  },
  en: {
    sealed: (files: number, transcripts: number) =>
      `${files} files sealed, ${transcripts} of them transcripts`,
    signed: 'signed with key',
    root: 'Merkle root',
    stamped: 'time stamp',
    unstamped: 'no time stamp',
  },
}

export async function sealCommand(path: string, flags: SealFlags): Promise<number> {
  const { add, correction, reason } = flags
  if (!add && isBundle(path))
    throw new InputError(
      `${path} is an evidence bundle already`,
      'a signature, a time stamp or a correction: --add',
    )
  if (reason !== undefined && correction === undefined)
    throw new InputError('--reason goes with --correction FILE')
  if (!add && correction !== undefined)
    throw new InputError('--correction adds to a bundle that is there', 'name that, with --add')
  const words = WORDS[languageOf(flags.lang)]
  const bundle = flags.add ? path : await sealed(path, flags, words)
  if (flags.add) await added(path, flags, words)
  if (flags.tsa === undefined) return EXIT.ok
  try {
    console.log(`${words.stamped} ${(await stampBundle(bundle, flags.tsa)).toISOString()}`)
  } catch (error) {
    // A bundle is whole without it, and the stamp can be had later.
    if (!(error instanceof InputError) || flags.add) throw error
    console.error(`${words.unstamped}: ${error.message}`)
  }
  return EXIT.ok
}

type Words = (typeof WORDS)['en']

async function sealed(run: string, flags: SealFlags, words: Words): Promise<string> {
  const signers = await signersOf(flags)
  if (signers.length === 0)
    throw new InputError('a bundle is sealed with a key', '`ombud key new` makes one; name it: --key FILE')
  const { bundle, statement } = sealBy(run, signers, {
    ...(flags.out === undefined ? {} : { out: flags.out }),
    ...(flags.sm3 ? { sm3: true } : {}),
  })
  const { counts, merkle } = statement.predicate
  console.log(
    [
      bundle,
      words.sealed(counts.files, counts.transcripts),
      ...signers.map(({ id }) => `${words.signed} ${id}`),
      `${words.root} ${merkle.root}`,
    ].join('\n'),
  )
  return bundle
}

/** @throws InputError where a key, or its passphrase, cannot be used */
async function signersOf({ key = [], passphraseFile = [], lang }: SealFlags): Promise<Signer[]> {
  if (passphraseFile.length > 1 && passphraseFile.length !== key.length)
    throw new InputError(
      `${passphraseFile.length} files of passphrases do not fit ${key.length} keys`,
      'name one for all of them, or one for each, in their order',
    )
  const signers: Signer[] = []
  for (const [i, file] of key.entries())
    signers.push(await signerFrom(file, passphraseFile[i] ?? passphraseFile[0], lang))
  return signers
}

/** A correction or else signatures, where keys are named. */
async function added(bundle: string, flags: SealFlags, words: Words): Promise<void> {
  const { key = [], tsa, out, sm3, correction, reason } = flags
  if (out !== undefined || sm3)
    throw new InputError('--add works on a bundle that is there: --out and --sm3 do not go with it')
  if (correction !== undefined && (key.length !== 1 || !reason?.trim()))
    throw new InputError(
      'a correction is signed with one key, and has a reason',
      'name both: --key FILE --reason TEXT',
    )
  if (key.length === 0 && tsa === undefined)
    throw new InputError(
      '--add needs what is to be added',
      'a signature: --key FILE; a time stamp: --tsa URL',
    )
  for (const signer of await signersOf(flags)) {
    if (correction === undefined) addSignature(bundle, signer)
    else console.log(addCorrection(bundle, correction, { reason: reason ?? '', signer, now: new Date() }))
    console.log(`${bundle}\n${words.signed} ${signer.id}`)
  }
}
