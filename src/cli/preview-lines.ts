/** A preview as people read it in a terminal: who says what, what the persona made of it, and why it ended. */
import { apart, mostAlike } from '../consumer/likeness.js'
import { formatDuration } from '../documents/duration.js'
import type { Lang, ResolvedTrial } from '../documents/ready.js'
import { openingsOf } from '../library/openings.js'
import type { Preview } from '../library/preview.js'
import { said } from './reporters/words.js'

const MOST = 2000
/** From here on two openings count as alike. */
const ALIKE = 0.6

type Say = (zh: string, en: string) => string

/** Words on a line of their own, this deep. */
const at = (depth: number, text: string) => `${'  '.repeat(depth)}${said(text, MOST)}`

/** The conversations one after the other, each scenario with its facts before its first. */
export function previewLines(previews: readonly Preview[], lang: Lang): string[] {
  const say: Say = (zh, en) => (lang === 'en' ? en : zh)
  const lines = [
    say(
      '对方是假设的：先逐个问消费者“问到才说”的事，然后听不懂，然后拒绝。什么都没有发送。',
      'The other side is made up: it asks for each fact that is told on asking, then does not understand, then refuses. Nothing was sent.',
    ),
  ]
  let before: ResolvedTrial['scenario'] | undefined
  for (const one of previews) {
    const { scenario } = one.trial
    if (scenario.id !== before?.id) lines.push('', ...headOf(one.trial, say))
    before = scenario
    lines.push('', ...conversationOf(one, say))
  }
  return lines
}

function headOf({ scenario, facts }: ResolvedTrial, say: Say): string[] {
  const when = {
    upfront: say('主动说', 'told by itself'),
    'on-ask': say('问到才说', 'told on asking'),
    never: say('不说', 'never told'),
  }
  return [
    said(`${scenario.id}  ${scenario.title}`),
    ...Object.entries(facts).map(([name, fact]) =>
      at(
        1,
        'value' in fact
          ? `${name} = ${fact.value} (${when[fact.reveal]})`
          : `${name}: ${say('没有值', 'no value')}, ${fact.absent}`,
      ),
    ),
  ]
}

function conversationOf({ trial, seed, lines, reason, detail }: Preview, say: Say): string[] {
  const arms = Object.entries(trial.trial.arm).map(([axis, value]) => `${axis}=${value}`)
  const who = trial.trial.arm.persona === undefined ? [trial.persona.id] : []
  const head = [`${say('种子', 'seed')} ${seed}`, ...who, ...arms].join(' · ')
  return [
    said(head),
    ...lines.flatMap((line) => lineOf(line, say)),
    at(1, `${say('结束', 'ends')}: ${reason}${detail === undefined ? '' : ` (${detail})`}`),
  ]
}

function lineOf(line: Preview['lines'][number], say: Say): string[] {
  const consumer = say('消费者', 'consumer')
  switch (line.do) {
    case 'partner':
      return [at(1, `${say('对方', 'partner')}: ${line.text}`)]
    case 'choose':
      return [at(1, `${consumer}: [${line.offer.label}]`)]
    case 'upload':
      return [at(1, `${consumer}: ${say('发送文件', 'sends the file')} ${line.file.name}`)]
    case 'listen':
      return [at(1, `(${say('等待', 'waits')} ${formatDuration(line.ms)})`)]
    case 'skip':
      return [at(1, `(${line.step}: ${say('不进行', 'not done')}, ${line.reason})`)]
    case 'say': {
      const [first = line.text, ...rest] = line.sent ?? [line.text]
      const meant =
        first === line.text && rest.length === 0 ? [] : [at(2, `${say('本意', 'meant')}: ${line.text}`)]
      return [
        at(1, `${consumer}: ${first}`),
        ...rest.map((text, i) => at(1, `${consumer}: ${text}  (+${formatDuration(line.pauses?.[i] ?? 0)})`)),
        ...meant,
      ]
    }
  }
}

/** Every opening of each scenario, how many there are, and how much alike they are. */
export function openingLines(trials: readonly ResolvedTrial[], lang: Lang): string[] {
  const say: Say = (zh, en) => (lang === 'en' ? en : zh)
  const byScenario = new Map<string, { title: string; openings: Set<string> }>()
  for (const trial of trials) {
    const { id, title } = trial.scenario
    const known = byScenario.get(id) ?? { title, openings: new Set() }
    byScenario.set(id, known)
    for (const text of openingsOf(trial)) known.openings.add(text)
  }
  return [...byScenario].flatMap(([id, { title, openings }], i) => {
    const all = [...openings]
    const most = mostAlike(all)
    const kept = apart(all, ALIKE).length
    return [
      ...(i > 0 ? [''] : []),
      said(`${id}  ${title}`),
      ...all.map((text, n) => at(1, `${n + 1}. ${text}`)),
      say(
        `  ${all.length} 种开场白，其中 ${kept} 种两两的字符三元组 Jaccard 相似度低于 ${ALIKE}`,
        `  ${all.length} openings, of which ${kept} are pairwise less alike than ${ALIKE} (Jaccard index of character 3-grams)`,
      ),
      ...(most
        ? [
            at(1, `${say('最像的两种', 'the two most alike')}: ${most.like.toFixed(2)}`),
            ...most.pair.map((text) => at(2, text)),
          ]
        : []),
    ]
  })
}
