/** `ombud key new`: a pair of keys for whoever signs, or for a vault. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { type KeyType, newKey } from '../evidence/keys.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { newPassphrase, passphraseOf } from './passphrase.js'

const WORDS = {
  'zh-CN': {
    secret: '私钥（请妥善保管，勿外传）',
    open: { seal: '公钥（交给验证人）', vault: '公钥（交给加密的人，或用于 ombud vault --to）' },
    id: '编号',
    bare: {
      seal: '私钥未加密：谁能读到这个文件，谁就能以您的名义签名。',
      vault: '私钥未加密：谁能读到这个文件，谁就能打开用它加密的证据包。',
    },
  },
  en: {
    secret: 'secret key (keep it, and keep it to yourself)',
    open: {
      seal: 'public key (give it to those who verify)',
      vault: 'public key (give it to those who encrypt, or to ombud vault --to)',
    },
    id: 'id',
    bare: {
      seal: 'The secret key is not encrypted: whoever can read the file can sign in your name.',
      vault: 'The secret key is not encrypted: whoever can read the file can open what was encrypted to it.',
    },
  },
}

export async function keyCommand(flags: {
  out: string
  passphraseFile?: string
  /** False with --no-passphrase. */
  passphrase: boolean
  /** To sign, or to encrypt to. */
  for: 'seal' | 'vault'
  /** Of a key that signs. */
  type: KeyType
  lang?: Lang
}): Promise<number> {
  if (flags.for === 'vault' && flags.type === 'sm2')
    throw new InputError('a key of SM2 signs, and nothing is encrypted to it', 'leave out --type, or --for')
  const passphrase = flags.passphrase
    ? (passphraseOf(flags.passphraseFile) ?? (await newPassphrase(flags.out, flags.lang)))
    : undefined
  if (flags.passphrase && passphrase === undefined)
    throw new InputError(
      'a secret key needs a passphrase',
      'put it into a file and name that: --passphrase-file FILE; or into OMBUD_KEY_PASSPHRASE; or say --no-passphrase',
    )
  const { id, secret, open } = await made(flags, passphrase)
  const words = WORDS[languageOf(flags.lang)]
  console.log(`${secret}  ${words.secret}\n${open}  ${words.open[flags.for]}\n${words.id} ${id}`)
  if (passphrase === undefined) console.error(words.bare[flags.for])
  return EXIT.ok
}

async function made(
  { out, for: use, type }: { out: string; for: 'seal' | 'vault'; type: KeyType },
  passphrase: string | undefined,
) {
  if (use === 'seal') return newKey(out, passphrase, type)
  const { newVaultKey } = await import('../evidence/vault-keys.js')
  const { recipient: id, ...files } = await newVaultKey(out, { passphrase, now: new Date() })
  return { id, ...files }
}
