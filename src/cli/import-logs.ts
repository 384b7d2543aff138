/** `ombud import --logs`: conversations of a merchant's own logs, kept apart from trials, for `ombud insight`. */
import type { Lang } from '../documents/ready.js'
import { columnsFrom, rolesFrom } from '../library/import/log-columns.js'
import { type ImportedLogs, importLogs } from '../library/import/logs.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'

export interface ImportLogsFlags {
  /** Directory to write; default reports/logs/<name>-<n>. */
  out?: string | undefined
  name?: string
  /** conversation=FIELD,role=FIELD,text=FIELD,time=FIELD */
  columns?: string
  /** WORD=consumer|bot|person|system,… */
  roles?: string
  keepPersonal?: boolean
  lang?: Lang
}

export function importLogsCommand(paths: readonly string[], flags: ImportLogsFlags): number {
  const { out, name, columns, roles, keepPersonal, lang } = flags
  const imported = importLogs(paths, {
    ...(out === undefined ? {} : { out }),
    ...(name === undefined ? {} : { name }),
    ...(columns === undefined ? {} : { columns: columnsFrom(columns) }),
    ...(roles === undefined ? {} : { roles: rolesFrom(roles) }),
    ...(keepPersonal === undefined ? {} : { keepPersonal }),
  })
  console.log(plain((languageOf(lang) === 'en' ? inEnglish : inChinese)(imported).join('\n')))
  return EXIT.ok
}

function inChinese({ path, conversations, messages, roles, leftOut, masked }: ImportedLogs): string[] {
  return [
    `${path}：${conversations} 场对话，${messages} 条消息（消费者 ${roles.consumer}，机器人 ${roles.bot}，人工 ${roles.human}，系统 ${roles.system}）`,
    ...(leftOut > 0 ? [`${leftOut} 条消息超出一场对话的上限，没有带过来`] : []),
    ...(roles.bot === 0 ? ['其中没有机器人说的话：用 --roles 名称=bot 说明谁是机器人'] : []),
    masked
      ? `已遮盖：手机号 ${masked.phone}，证件号 ${masked.id}，卡号 ${masked.card}，邮箱 ${masked.email}；姓名和地址认不出来，请自行检查`
      : '个人信息原样保留（--keep-personal）',
    `记录只留在本机，不作评分。接着看：ombud insight ${path}`,
  ]
}

function inEnglish({ path, conversations, messages, roles, leftOut, masked }: ImportedLogs): string[] {
  return [
    `${path}: ${conversations} conversations, ${messages} messages (consumer ${roles.consumer}, bot ${roles.bot}, person ${roles.human}, system ${roles.system})`,
    ...(leftOut > 0 ? [`${leftOut} messages were too many for their conversation and are left out`] : []),
    ...(roles.bot === 0 ? ['nobody in it is a bot: say who is with --roles NAME=bot'] : []),
    masked
      ? `masked: ${masked.phone} telephone, ${masked.id} identity and ${masked.card} card numbers, ${masked.email} e-mail addresses; names and postal addresses are not found by this, look yourself`
      : 'personal data were kept as they are (--keep-personal)',
    `The logs stay on this machine and are not scored. Next: ombud insight ${path}`,
  ]
}
