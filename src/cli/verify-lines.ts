/** What was checked of a bundle, what failed and what was not checked, as lines for a terminal. */
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Check, CheckName, Reason } from '../evidence/checks.js'
import { cut, oneLine } from '../report/text.js'

const LONGEST = 200

const of = (zh: string, en: string): Bilingual => ({ 'zh-CN': zh, en })

const STATES: Record<Check['state'], Bilingual> = {
  ok: of('通过', 'ok'),
  failed: of('不通过', 'FAILED'),
  unchecked: of('未核对', 'not checked'),
}

const CHECKS: Record<CheckName, Bilingual> = {
  'tag-manifest': of('说明文件与其清单一致', 'tag files are those of their manifest'),
  signatures: of('签名有效', 'signatures hold'),
  key: of('签名人是您指定的人', 'signed by whom you named'),
  files: of('文件与清单一致，不多不少', 'files are those of the manifest, none missing, none extra'),
  shown: of(
    '出示的文件属于所封存的证据包，试次与文件数',
    'files that are shown were sealed; trial and number of files',
  ),
  manifest: of(
    '清单、Merkle 根、计数与签名的声明一致',
    'manifest, Merkle root and counts are those that were signed',
  ),
  sm3: of('SM3 清单与文件一致', 'SM3 digests are those of the files'),
  journal: of('日志完整，所列对话记录都在', 'journal is whole, and its transcripts are there'),
  chains: of(
    '每份对话记录逐行相连，与日志所记一致',
    'lines of each transcript follow each other, and are those that the journal tells',
  ),
  blobs: of(
    '对话记录所引的原始回复、图片、网页都在',
    'raw replies, pictures and pages that transcripts name are there',
  ),
  lines: of('出示的行属于所封存的对话记录', 'lines that are shown are those that were sealed'),
  'plan-stamp': of('计划的时间戳早于第一条消息', 'time stamp of the plan, before the first message'),
  'journal-stamps': of('运行中日志的时间戳', 'time stamps of the journal while the run was held'),
  'statement-stamp': of('声明的时间戳', 'time stamp of the statement'),
  corrections: of('更正与答复的签名有效', 'signatures of corrections and replies hold'),
  environment: of('运行环境记录', 'record of the environment'),
  copy: of('脱敏副本；其原件声明的 SHA-256', 'a redacted copy; SHA-256 of the statement of its original'),
  rescored: of('重新评分，逐字节相同', 'scored again, byte for byte the same'),
}

const REASONS: Record<Reason, Bilingual> = {
  changed: of('已改动', 'changed'),
  missing: of('缺失', 'missing'),
  extra: of('多出', 'extra'),
  'not-a-file': of('是链接或非普通文件', 'is a link or no file'),
  'bad-line': of('清单中此行无法读取', 'this line of the manifest cannot be read'),
  'not-in-order': of('清单顺序不对', 'out of order in the manifest'),
  'not-signed-for': of('不属于签名的清单', 'is not in what was signed'),
  'bad-signature': of('签名无效', 'the signature does not hold'),
  'not-by-this-key': of('没有这把密钥的签名', 'not signed with this key'),
  'no-key-given': of(
    '未给出公钥（--key）：包内的公钥只说明签名彼此一致，不说明是谁签的',
    'no key was given (--key): those in the bundle tell that signatures agree, and not whose they are',
  ),
  count: of('数目与声明不符', 'another number than was signed'),
  purged: of('个文件的内容已按签名清单删除', 'files were deleted by a signed list'),
  'not-deletable': of('删除清单不得涉及此文件', 'is no file that a list of what was deleted may name'),
  redacted: of('脱敏副本不重新评分', 'a redacted copy is not scored again'),
  'no-original': of(
    '未给出原件（--original），未核对副本与原件是否相符',
    'no original was given (--original): whether the copy is one of it was not checked',
  ),
  'original-fails': of(
    '原件本身未通过核对（`ombud verify 原件` 说明原因）',
    'the original does not hold itself: `ombud verify ORIGINAL` says why',
  ),
  'differs-from-original': of('与原件脱敏后不同', 'is not what comes of the original'),
  'not-its-hash': of('内容与其哈希不符', 'is not what its hash says'),
  'not-as-journal': of('与日志所记的行数或哈希不符', 'is not the transcript that the journal tells'),
  'no-sm3': of('此 Node.js 没有 SM3', 'this Node.js has no SM3'),
  withheld: of('行未出示，只有其哈希', 'lines withheld: only their hashes are here'),
  'other-order': of('时间先后与日志不符', 'its time does not follow from its place in the journal'),
  'no-stamp': of('没有时间戳', 'there is none'),
  'not-a-stamp': of('不是时间戳', 'is no time stamp'),
  'other-data': of('是另一份数据的时间戳', 'is a stamp of something else'),
  'no-authority-given': of(
    '未给出授时机构证书（--tsa-ca）：签名有效，但未核对证书由谁签发',
    'no authority was given (--tsa-ca): the signature holds, who issued its certificate was not checked',
  ),
  untrusted: of(
    '证书不是由您信任的机构签发，或其签发链当时已过期',
    'its certificate is not of an authority that you trust, or that of the authority had expired',
  ),
  expired: of('打时间戳时证书已过期或尚未生效', 'its certificate had expired by then, or was not valid yet'),
  'not-for-stamps': of('证书不是时间戳专用', 'its certificate is not for time stamps'),
  'too-late': of('晚于第一条消息', 'later than the first message'),
  'not-chained': of(
    '份对话记录没有逐行相连（由旧版本写下，或已脱敏）',
    'transcripts have no links between lines (written by an older ombud, or redacted)',
  ),
  'not-asked': of('未要求，或前面已不通过', 'not asked for, or something failed before'),
  'not-looked-at': of('内容须由人判断', 'is there; what it says is for people to judge'),
  elsewhere: of(
    '证据包的其余部分不在此处，此试次另有的对话也可能在其中',
    'the rest of the bundle is not here, in which the trial can have other conversations',
  ),
  'other-version': of('由另一版本封存，分数不同', 'sealed by another version, which counts otherwise'),
  differs: of('分数不同', 'the score differs'),
  'cannot-score': of('无法评分', 'cannot be scored'),
}

/** What no check of ours can tell. */
const NEVER = of(
  '不核对：证书是否被吊销；录制之前发生了什么；机器人的话是否真实。',
  'Never checked: whether certificates were revoked; what happened before the recording; whether what a bot said is true.',
)

export function linesOf(checks: readonly Check[], lang: Lang): string[] {
  const lines = checks.flatMap(({ check, state, seen, said, more }) => [
    `${STATES[state][lang]}  ${CHECKS[check][lang]}${seen ? `  (${shown(seen)})` : ''}`,
    ...said.map(
      ({ reason, name }) => `    ${name === undefined ? '' : `${shown(name)}  `}${REASONS[reason][lang]}`,
    ),
    ...(more > 0 ? [lang === 'en' ? `    and ${more} more` : `    另有 ${more} 处`] : []),
  ])
  return [...lines, NEVER[lang]]
}

/** Names come from a stranger. */
function shown(text: string): string {
  return cut(oneLine(text), LONGEST)
}
