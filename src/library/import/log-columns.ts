/** Which field of a log is which: the names that are common, and those that a merchant says. */
import { InputError } from '../../documents/input-error.js'

const PARTS = ['conversation', 'role', 'text', 'time'] as const
export type Part = (typeof PARTS)[number]
export type Role = 'consumer' | 'bot' | 'human' | 'system'

/** Without spaces, hyphens and underscores, in small letters. */
const NAMES: Readonly<Record<Part, readonly string[]>> = {
  conversation: words(
    'conversation conversationid convid convoid session sessionid sessionkey chat chatid dialog dialogid dialogue dialogueid thread threadid ticket ticketid room roomid cid sid 会话 会话id 会话编号 会话号 对话id 对话编号 会话标识',
  ),
  role: words(
    'role sender senderrole sendertype from fromrole author authortype speaker who actor usertype direction party 角色 发送方 发送人 发送者 发言人 说话人 消息方向 身份',
  ),
  text: words(
    'text content message msg body utterance messagetext messagecontent chatcontent words 内容 消息 消息内容 聊天内容 文本 发送内容',
  ),
  time: words(
    'time timestamp ts at date datetime createdat createtime created sentat sendtime messagetime msgtime 时间 发送时间 消息时间 创建时间 时间戳',
  ),
}

const ROLES: Readonly<Record<Role, readonly string[]>> = {
  consumer: words(
    'consumer customer user client visitor guest buyer enduser in incoming inbound received 用户 客户 消费者 顾客 访客 买家 会员 来访者',
  ),
  bot: words(
    'bot assistant ai robot chatbot machine virtualassistant virtualagent model out outgoing outbound 机器人 智能客服 智能助手 机器 智能机器人 ai客服 虚拟助手',
  ),
  human: words(
    'agent human operator staff representative rep csr support advisor adviser employee seller servicer 人工 人工客服 坐席 座席 客服 客服人员 专员 商家 卖家',
  ),
  system: words('system event notice notification info 系统 系统消息 系统提示'),
}

function words(list: string): string[] {
  return list.split(' ')
}

const bareName = (name: string) => name.toLowerCase().replace(/[\s_.-]+/g, '')

/** What a merchant says of its own log. */
export interface LogNames {
  columns?: Partial<Record<Part, string>>
  /** Role by the word of the log. */
  roles?: Readonly<Record<string, Role>>
}

/** The name of the field that holds a part; undefined where none does. */
export function fieldOf(
  record: Readonly<Record<string, unknown>>,
  part: Part,
  { columns }: LogNames,
): string | undefined {
  const named = columns?.[part]
  if (named !== undefined) return Object.hasOwn(record, named) ? named : undefined
  const keys = Object.keys(record)
  for (const name of NAMES[part]) {
    const found = keys.find((key) => bareName(key) === name)
    if (found !== undefined) return found
  }
  return undefined
}

/** Who a word of the log stands for; undefined where nobody knows. */
export function roleOf(word: string, { roles }: LogNames): Role | undefined {
  if (roles && Object.hasOwn(roles, word)) return roles[word]
  const name = bareName(word)
  return (Object.keys(ROLES) as Role[]).find((role) => ROLES[role].includes(name))
}

/** `conversation=cid,role=who` as a map. @throws InputError where it is none of these parts */
export function columnsFrom(written: string): Partial<Record<Part, string>> {
  return Object.fromEntries(
    pairsOf('--columns', written).map(([part, name]) => {
      if (!PARTS.includes(part as Part))
        throw new InputError(`--columns ${part}= is not known`, `known are ${PARTS.join(', ')}`)
      return [part, name]
    }),
  )
}

/** `客服=bot,买家=consumer` as a map. @throws InputError where a role is none of ours */
export function rolesFrom(written: string): Record<string, Role> {
  return Object.fromEntries(
    pairsOf('--roles', written).map(([word, role]) => {
      const known = role === 'person' ? 'human' : role
      if (!Object.hasOwn(ROLES, known))
        throw new InputError(
          `--roles ${word}=${role} is not known`,
          'roles are consumer, bot, person, system',
        )
      return [word, known as Role]
    }),
  )
}

function pairsOf(flag: string, written: string): [string, string][] {
  return written.split(',').map((pair) => {
    const [name = '', value = ''] = pair.split('=').map((one) => one.trim())
    if (name === '' || value === '')
      throw new InputError(`${flag} ${pair.slice(0, 60)} is not understood`, 'write NAME=VALUE,NAME=VALUE')
    return [name, value]
  })
}
