/** `ombud key new`: a pair of keys for whoever signs. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { newKey } from '../evidence/keys.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { passphraseOf } from './passphrase.js'

const WORDS = {
  'zh-CN': {
    secret: '私钥（请妥善保管，勿外传）',
    open: '公钥（交给验证人）',
    id: '编号',
    bare: '私钥未加密：谁能读到这个文件，谁就能以您的名义签名。',
  },
  en: {
    secret: 'secret key (keep it, and keep it to yourself)',
    open: 'public key (give it to those who verify)',
    id: 'id',
    bare: 'The secret key is not encrypted: whoever can read the file can sign in your name.',
  },
}

export function keyCommand(flags: {
  out: string
  passphraseFile?: string
  /** False with --no-passphrase. */
  passphrase: boolean
  lang?: Lang
}): number {
  const passphrase = flags.passphrase ? passphraseOf(flags.passphraseFile) : undefined
  if (flags.passphrase && passphrase === undefined)
    throw new InputError(
      'a secret key needs a passphrase',
      'put it into a file and name that: --passphrase-file FILE; or into OMBUD_KEY_PASSPHRASE; or say --no-passphrase',
    )
  const { id, secret, open } = newKey(flags.out, passphrase)
  const words = WORDS[languageOf(flags.lang)]
  console.log(`${secret}  ${words.secret}\n${open}  ${words.open}\n${words.id} ${id}`)
  if (passphrase === undefined) console.error(words.bare)
  return EXIT.ok
}
