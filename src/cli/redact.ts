/** `ombud redact`: makes a copy of an evidence bundle that can be handed out. */
import type { Lang } from '../documents/ready.js'
import { redactBundle } from '../library/redact.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { signerFrom } from './passphrase.js'

interface RedactFlags {
  key: string
  passphraseFile?: string
  out?: string
  lang?: Lang
}

const WORDS = {
  'zh-CN': {
    copied: (files: number, withheld: number) =>
      `脱敏副本含 ${files} 个文件；未带出 ${withheld} 个（名单见 data/withheld.txt）`,
    original: '原件声明（statement.json）的 SHA-256',
    look: '姓名、号码、密钥按规则识别，难免遗漏：交出前请自行检查。',
  },
  en: {
    copied: (files: number, withheld: number) =>
      `${files} files in the redacted copy; ${withheld} were left out (data/withheld.txt names them)`,
    original: 'SHA-256 of the statement of the original (statement.json)',
    look: 'Names, numbers and credentials are found by rules, which miss some: look yourself before you hand it out.',
  },
}

export async function redactCommand(bundle: string, flags: RedactFlags): Promise<number> {
  const words = WORDS[languageOf(flags.lang)]
  const out = flags.out ?? `${bundle.replace(/[/\\]+$/, '')}.redacted`
  const { statement, original, withheld } = await redactBundle(bundle, {
    out,
    signer: await signerFrom(flags.key, flags.passphraseFile, flags.lang),
  })
  console.log(`${plain(out)}\n${words.copied(statement.predicate.counts.files, withheld)}`)
  console.log(`${original}  ${words.original}\n${words.look}`)
  return EXIT.ok
}
