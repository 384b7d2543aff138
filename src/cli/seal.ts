/** `ombud seal`: makes an evidence bundle of a run, or adds a signature or a time stamp to one. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { addCorrection } from '../evidence/correct.js'
import { addSignature } from '../evidence/sign.js'
import { seal, stampBundle } from '../library/seal.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { signerFrom } from './passphrase.js'

interface SealFlags {
  key?: string
  passphraseFile?: string
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
  const words = WORDS[languageOf(flags.lang)]
  const bundle = flags.add ? path : sealed(path, flags, words)
  if (flags.add) added(path, flags, words)
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

function sealed(run: string, flags: SealFlags, words: Words): string {
  if (flags.key === undefined)
    throw new InputError('a bundle is sealed with a key', '`ombud key new` makes one; name it: --key FILE')
  const signer = signerFrom(flags.key, flags.passphraseFile)
  const { bundle, statement } = seal(run, {
    signer,
    ...(flags.out === undefined ? {} : { out: flags.out }),
    ...(flags.sm3 ? { sm3: true } : {}),
  })
  const { counts, merkle } = statement.predicate
  console.log(
    `${bundle}\n${words.sealed(counts.files, counts.transcripts)}\n${words.signed} ${signer.id}\n${words.root} ${merkle.root}`,
  )
  return bundle
}

/** A correction or else a signature, where a key is named. */
function added(bundle: string, flags: SealFlags, words: Words): void {
  const { key, passphraseFile, tsa, out, sm3, correction, reason } = flags
  if (out !== undefined || sm3)
    throw new InputError('--add works on a bundle that is there: --out and --sm3 do not go with it')
  if (correction !== undefined && (key === undefined || reason === undefined))
    throw new InputError('a correction is signed and has a reason', 'name both: --key FILE --reason TEXT')
  if (key === undefined && tsa === undefined)
    throw new InputError(
      '--add needs what is to be added',
      'a signature: --key FILE; a time stamp: --tsa URL',
    )
  if (key === undefined) return
  const signer = signerFrom(key, passphraseFile)
  if (correction === undefined) addSignature(bundle, signer)
  else console.log(addCorrection(bundle, correction, { reason: reason ?? '', signer, now: new Date() }))
  console.log(`${bundle}\n${words.signed} ${signer.id}`)
}
