/** `ombud vault`: puts an evidence bundle into one encrypted file, and opens such a file. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { lock, unlock } from '../evidence/vault.js'
import { identitiesIn, isLockedIdentity, recipientsOf } from '../evidence/vault-keys.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { passphraseFor } from './passphrase.js'

interface VaultFlags {
  out?: string
  /** Public keys of age, or files of them. */
  to?: string[]
  open?: boolean
  /** With open: the file of the secret key. */
  identity?: string
  passphraseFile?: string
  lang?: Lang
}

const WORDS = {
  'zh-CN': {
    locked: (files: number, keys: number) => `已加密 ${files} 个文件，${keys} 把密钥可打开`,
    opened: (files: number) => `已取出 ${files} 个文件`,
    file: '加密文件的 SHA-256',
    statement: '证据包声明（statement.json）的 SHA-256',
    left: '原证据包未作改动：请核对后自行移走或删除。',
  },
  en: {
    locked: (files: number, keys: number) =>
      `${files} files encrypted, ${keys} key${keys === 1 ? '' : 's'} can open them`,
    opened: (files: number) => `${files} files taken out`,
    file: 'SHA-256 of the encrypted file',
    statement: 'SHA-256 of the statement of the bundle (statement.json)',
    left: 'The bundle itself was left as it is: remove it, or move it away, once you have tried to open the file.',
  },
}

export async function vaultCommand(path: string, flags: VaultFlags): Promise<number> {
  const words = WORDS[languageOf(flags.lang)]
  if (flags.open) {
    const { identity, out } = flags
    if (identity === undefined || out === undefined || flags.to)
      throw new InputError('--open takes --identity FILE and --out FOLDER, and no --to')
    const isLocked = isLockedIdentity(identity)
    const passphrase = await passphraseFor(identity, isLocked, flags.passphraseFile, flags.lang)
    const { files, statement } = await unlock(path, out, await identitiesIn(identity, passphrase))
    console.log(`${plain(out)}\n${words.opened(files)}\n${statement}  ${words.statement}`)
    return EXIT.ok
  }
  if (!flags.to || flags.identity !== undefined)
    throw new InputError(
      'say who can open it: --to age1..., or --to FILE.pub',
      '`ombud key new --for vault --out vault.key` makes a pair of keys; --identity goes with --open',
    )
  const to = recipientsOf(flags.to)
  const out = flags.out ?? `${path.replace(/[/\\]+$/, '')}.tar.age`
  const { files, statement, sha256 } = await lock(path, out, to)
  console.log(`${plain(out)}\n${words.locked(files, to.length)}`)
  console.log(`${sha256}  ${words.file}\n${statement}  ${words.statement}\n${words.left}`)
  return EXIT.ok
}
