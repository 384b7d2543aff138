/** An insight as lines for a terminal, or as Markdown; everything that others said with nothing hidden in it. */
import type { Lang } from '../documents/ready.js'
import { displayWidth } from '../documents/text-width.js'
import type { Example, Insight, Target, Theme, Topic } from '../documents/types/insight.js'
import { cut, oneLine } from '../report/text.js'

const MOST_THEMES = 30
const MOST_TOPICS = 15
const MOST_GROUPS = 3
const LONGEST = 100

const WORDS = {
  'zh-CN': {
    trials: 'ombud 的测试对话',
    'merchant-log': '商家自己的对话记录（不与测试合并）',
    head: (conversations: number, questions: number) => `${conversations} 场对话，${questions} 次提问`,
    asked: '消费者问什么',
    wrong: '哪里反复出问题',
    nothing: '没有发现反复出现的问题',
    columns: ['次数', '对话', '提问', '问题'],
    topicColumns: ['提问', '出问题', '话题'],
    remedy: '建议',
    example: '例',
    question: '问',
    answer: '答',
    none: '（没有回复）',
    line: (lines: readonly number[]) => `第 ${lines.join('、')} 行`,
    more: (n: number) => `还有 ${n} 项，见 --json`,
  },
  en: {
    trials: 'conversations that ombud held',
    'merchant-log': 'the merchant’s own logs (not pooled with trials)',
    head: (conversations: number, questions: number) =>
      `${conversations} conversation${conversations === 1 ? '' : 's'}, ${questions} question${questions === 1 ? '' : 's'}`,
    asked: 'What consumers ask',
    wrong: 'What goes wrong again and again',
    nothing: 'Nothing was found that goes wrong',
    columns: ['times', 'conv.', 'asked', 'problem'],
    topicColumns: ['asked', 'wrong', 'topic'],
    remedy: 'remedy',
    example: 'example',
    question: 'asked',
    answer: 'answered',
    none: '(no reply)',
    line: (lines: readonly number[]) => `line${lines.length === 1 ? '' : 's'} ${lines.join(', ')}`,
    more: (n: number) => `${n} more: see --json`,
  },
} as const

const shown = (text: string) => cut(oneLine(text.slice(0, 1000)), LONGEST)
/** The same in a table of Markdown: nothing in it begins a cell, a link, a tag or emphasis. */
const escaped = (text: string) => shown(text).replace(/[\\`*_{}[\]()#+!|<>~&$]/g, '\\$&')

/** Lines for a terminal. */
export function insightLines({ origin, targets }: Insight, lang: Lang): string[] {
  const words = WORDS[lang]
  return targets.flatMap((target, i) => [
    ...(i === 0 ? [] : ['']),
    `${shown(target.target)}: ${words.head(target.conversations, target.questions)} · ${words[origin]}`,
    ...topicLines(target, lang),
    '',
    ...themeLines(target, lang),
  ])
}

function topicLines({ topics = [] }: Target, lang: Lang): string[] {
  const words = WORDS[lang]
  if (topics.length === 0) return []
  const rows = topics.slice(0, MOST_TOPICS).map((topic) => ({
    cells: [String(topic.asked), String(topic.failures)],
    text: `${shown(topic.title[lang])}${groupsOf(topic)}`,
  }))
  return ['', words.asked, ...aligned(words.topicColumns, rows)]
}

const groupsOf = ({ groups = [] }: Topic) =>
  groups.length === 0
    ? ''
    : `: ${groups
        .slice(0, MOST_GROUPS)
        .map(({ question, count }) => `“${cut(shown(question), 40)}” ×${count}`)
        .join('  ')}`

function themeLines({ themes }: Target, lang: Lang): string[] {
  const words = WORDS[lang]
  if (themes.length === 0) return [words.nothing]
  const rows = themes.slice(0, MOST_THEMES).map((theme) => ({
    cells: [String(theme.count), String(theme.conversations), String(theme.asked ?? '')],
    text: shown(theme.title[lang]),
    below: [
      `${words.remedy}: ${theme.remedy[lang]}`,
      `${words.example}: ${quoted(theme.worst, lang, shown)}`,
    ],
  }))
  const left = themes.length - MOST_THEMES
  return [words.wrong, ...aligned(words.columns, rows), ...(left > 0 ? [words.more(left)] : [])]
}

function quoted(example: Example, lang: Lang, safe: (text: string) => string): string {
  const words = WORDS[lang]
  const answered = example.answered.trim() === '' ? words.none : `“${safe(example.answered)}”`
  const lines = example.lines.slice(0, 5)
  const place = `${safe(example.trial)}${lines.length === 0 ? '' : ` ${words.line(lines)}`}`
  return `${words.question} “${safe(example.asked)}” ${words.answer} ${answered} (${place})`
}

interface Row {
  cells: readonly string[]
  text: string
  below?: readonly string[]
}

/** Numbers to the right, words to the left, what belongs to a row below its words. */
function aligned(head: readonly string[], rows: readonly Row[]): string[] {
  const names = head.slice(0, -1)
  const widths = names.map((name, i) =>
    Math.max(displayWidth(name), ...rows.map(({ cells }) => displayWidth(cells[i] ?? ''))),
  )
  const put = (cells: readonly string[], text: string) =>
    `  ${cells.map((cell, i) => ' '.repeat(Math.max(0, (widths[i] ?? 0) - displayWidth(cell))) + cell).join('  ')}  ${text}`
  const indent = put(
    names.map(() => ''),
    '',
  )
  return [
    put(names, head.at(-1) ?? ''),
    ...rows.flatMap(({ cells, text, below = [] }) => [
      put(cells, text),
      ...below.map((line) => `${indent}${line}`),
    ]),
  ]
}

/** A Markdown page. */
export function insightMarkdown({ origin, targets }: Insight, lang: Lang): string {
  const words = WORDS[lang]
  return targets
    .map((target) =>
      [
        `# ${escaped(target.target)}`,
        `${words.head(target.conversations, target.questions)} · ${words[origin]}`,
        ...(target.topics?.length ? [`## ${words.asked}`, topicTable(target.topics, lang)] : []),
        `## ${words.wrong}`,
        ...(target.themes.length === 0 ? [words.nothing] : [themeTable(target.themes, lang)]),
      ].join('\n\n'),
    )
    .join('\n\n')
}

function topicTable(topics: readonly Topic[], lang: Lang): string {
  const rows = topics.map((topic) => [
    String(topic.asked),
    String(topic.failures),
    escaped(`${topic.title[lang]}${groupsOf(topic)}`),
  ])
  return table(WORDS[lang].topicColumns, rows)
}

function themeTable(themes: readonly Theme[], lang: Lang): string {
  const words = WORDS[lang]
  const rows = themes.map((theme) => [
    String(theme.count),
    String(theme.conversations),
    String(theme.asked ?? ''),
    escaped(theme.title[lang]),
    escaped(theme.remedy[lang]),
    quoted(theme.worst, lang, escaped),
  ])
  return table([...words.columns, words.remedy, words.example], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
