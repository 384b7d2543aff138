/** A map as people read it: a tree and a summary for the terminal, a Mermaid flowchart to paste elsewhere. */
import type { Bilingual, Lang } from '../documents/ready.js'
import { type ChatMap, isDeadEnd, type MapNode, type Untaken } from '../library/chat-map.js'
import type { PathEnd } from '../library/path.js'
import { said } from './reporters/words.js'

const ENDS: Record<PathEnd, Bilingual> = {
  menu: { 'zh-CN': '有选项', en: 'choices' },
  loop: { 'zh-CN': '绕回', en: 'loops back' },
  same: { 'zh-CN': '同', en: 'same as' },
  person: { 'zh-CN': '有人接待', en: 'a person came' },
  promised: { 'zh-CN': '说转人工，无人来', en: 'a person was promised, nobody came' },
  answer: { 'zh-CN': '有回答', en: 'answered' },
  asks: { 'zh-CN': '要求提供信息', en: 'asks to be told something' },
  form: { 'zh-CN': '要求先填表', en: 'wants a form filled in' },
  away: { 'zh-CN': '链接到别处', en: 'a link elsewhere' },
  refused: { 'zh-CN': '不给转人工', en: 'gives no person' },
  nothing: { 'zh-CN': '没有答案，没有选项', en: 'no answer, no choice' },
  silent: { 'zh-CN': '没有回音', en: 'silence' },
  closed: { 'zh-CN': '会话被关闭', en: 'the chat was closed' },
  error: { 'zh-CN': '机器人出错', en: 'the bot failed' },
  changed: { 'zh-CN': '选项不再出现', en: 'a choice was not offered again' },
  failed: { 'zh-CN': '无法走完', en: 'could not be walked' },
  untaken: { 'zh-CN': '未走', en: 'not walked' },
}

const WHY_NOT: Record<Untaken, Bilingual> = {
  contacts: {
    'zh-CN': '今天的人工接触次数已用完（politeness.contactsPerDay）',
    en: 'the budget of human contacts (politeness.contactsPerDay) is used up',
  },
  depth: { 'zh-CN': '超过 --depth', en: 'deeper than --depth' },
  paths: { 'zh-CN': '已达 --paths', en: '--paths was reached' },
  time: { 'zh-CN': '已达 --time', en: '--time is over' },
  stopped: { 'zh-CN': '已中断', en: 'stopped' },
  failing: { 'zh-CN': '连续多条路径失败', en: 'several paths in a row failed' },
  label: { 'zh-CN': '选项文字无法重复', en: 'a label that cannot be said again' },
}

const LABEL = 60
const WORDS = 48

/** One line about where a node leads. */
export function endOf(node: MapNode, lang: Lang): string {
  const mark = node.end === 'person' ? '✓ ' : node.end === 'untaken' ? '· ' : isDeadEnd(node) ? '✗ ' : ''
  const like = node.like === undefined ? '' : ` #${node.like}`
  const why = node.untaken
    ? WHY_NOT[node.untaken][lang]
    : node.like === undefined
      ? (node.why ?? node.url)
      : ''
  return `${mark}${ENDS[node.end][lang]}${like}${why ? ` (${said(why, WORDS)})` : ''}`
}

/** The map as a tree, a line a choice; `#n` is the number of a node. */
export function treeOf({ root, title, url }: ChatMap, lang: Lang): string[] {
  const start = root.label ? `「${said(root.label, LABEL)}」` : lang === 'en' ? 'welcome' : '欢迎语'
  return [
    `${said(title, LABEL)}  ${said(url)}`,
    `#${root.id} ${start}  ${endOf(root, lang)}`,
    ...below(root, '', lang),
  ]
}

function below({ children }: MapNode, indent: string, lang: Lang): string[] {
  return children.flatMap((child, i) => {
    const last = i === children.length - 1
    return [
      `${indent}${last ? '└─' : '├─'} #${child.id} [${said(child.label, LABEL)}]  ${endOf(child, lang)}`,
      ...below(child, `${indent}${last ? '   ' : '│  '}`, lang),
    ]
  })
}

/** How far a person is, and every dead end with the conversation that shows it. */
export function summaryOf({ root, summary, directory }: ChatMap, lang: Lang): string[] {
  const en = lang === 'en'
  const { steps, paths, reached, held, contacts, deadEnds, untaken } = summary
  const share = paths === 0 ? 0 : Math.round((100 * reached) / paths)
  const nodes = [...all(root)]
  return [
    steps === null
      ? en
        ? 'no path reached a person'
        : '没有任何路径找到人工'
      : en
        ? `a person is ${steps} ${steps === 1 ? 'step' : 'steps'} away on the shortest path`
        : `最短 ${steps} 步找到人工`,
    en
      ? `${reached} of ${paths} paths reach a person (${share}%); ${held} conversations, people reached or called: ${contacts}`
      : `${paths} 条路径中 ${reached} 条找到人工（${share}%）；共 ${held} 场对话，接触或呼叫人工 ${contacts} 次`,
    ...(deadEnds.length > 0 ? [en ? 'dead ends:' : '死路：'] : []),
    ...deadEnds.flatMap((id) => {
      const node = nodes.find((one) => one.id === id)
      if (!node) return []
      const file = node.transcript ? `\n     ${directory}/${node.transcript}` : ''
      return [`  #${id} ${said(pathOf(root, id).join(' > '), 120)}: ${endOf(node, lang)}${file}`]
    }),
    ...(untaken > 0 ? [en ? `not walked: ${untaken}` : `未走的路径：${untaken}`] : []),
  ]
}

/** A flowchart in Mermaid's language (https://mermaid.js.org/syntax/flowchart.html). */
export function mermaidOf({ root }: ChatMap, lang: Lang): string {
  const lines = ['flowchart LR']
  for (const node of all(root)) {
    const name = node === root ? said(node.label || (lang === 'en' ? 'welcome' : '欢迎语'), LABEL) : ''
    lines.push(
      `  n${node.id}["${quoted([name, endOf(node, lang)].filter(Boolean).join(' · '))}"]${classOf(node)}`,
    )
    for (const child of node.children)
      lines.push(`  n${node.id} -->|"${quoted(said(child.label, LABEL))}"| n${child.id}`)
    if (node.like !== undefined) lines.push(`  n${node.id} -.-> n${node.like}`)
  }
  return `${[...lines, '  classDef person fill:#d5f5e3,stroke:#1e8449', '  classDef dead fill:#fadbd8,stroke:#b03a2e'].join('\n')}\n`
}

/** Ids of a node and those above it are labels: what was chosen on the way. */
function pathOf(node: MapNode, id: number, way: readonly string[] = []): string[] {
  const here = node.label ? [...way, node.label] : [...way]
  if (node.id === id) return here
  return node.children.flatMap((child) => pathOf(child, id, here))
}

function* all(node: MapNode): Generator<MapNode> {
  yield node
  for (const child of node.children) yield* all(child)
}

const classOf = (node: MapNode) => (node.end === 'person' ? ':::person' : isDeadEnd(node) ? ':::dead' : '')

/** Everything that means something to Mermaid or to HTML becomes a number. */
function quoted(text: string): string {
  return text.replace(/[^\p{L}\p{N} ·,.!?，。！？：（）「」✓✗-]/gu, (char) => `#${char.codePointAt(0)};`)
}
