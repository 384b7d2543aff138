/** Audit `resolves`: by the end of the conversation every truth has been stated. */
import type { Bilingual } from '../documents/ready.js'
import { resolutionOf } from '../understanding/answers/resolved.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { type Exchange, exchanges, proving } from './exchange.js'
import { type Expected, type Known, shown, stated, truthOf } from './expected.js'
import { both, list, quote, verdict } from './words.js'

export const resolves: Audit = {
  meta: {
    id: 'resolves',
    category: 'resolution',
    weight: 3,
    scope: 'trial',
    title: both('问题得到解决', 'Resolves the need'),
    description: both(
      '到对话结束时，解决问题所需的内容都已说到。',
      'When the conversation ends, everything that settles the need has been stated.',
    ),
  },
  evaluate(evidence, call) {
    if (call.options === false) return []
    const all = names(evidence, call.options).map((name) => truthOf(evidence, name))
    const expected = all.filter((one) => !('absent' in one && one.skip))
    if (expected.length === 0) {
      return [verdict('not-applicable', ['这里没有标准答案可比对', 'there is no truth to compare with here'])]
    }
    return [judge(evidence, exchanges({ ...call, step: undefined })[0], expected)]
  },
}

function names(evidence: Evidence, options: unknown): string[] {
  if (typeof options === 'string') return [options]
  return Array.isArray(options) ? (options as string[]) : Object.keys(evidence.truth)
}

function judge(evidence: Evidence, conversation: Exchange | undefined, expected: Expected[]): Verdict {
  // Each value may come in another turn, so each is looked up by itself.
  const known = expected.flatMap((one): Known[] => {
    if ('absent' in one) return []
    return 'values' in one ? one.values.map((value) => ({ name: one.name, values: [value] })) : [one]
  })
  const lines = new Set<number>()
  const missing: string[] = []
  const wrong: string[] = []
  const doubtful: string[] = []
  for (const one of known) {
    const found = lookUp(evidence, conversation, one)
    if (found.line !== undefined) lines.add(found.line)
    if (found.outcome === 'uncertain') doubtful.push(shown(one))
    if (found.outcome === 'absent') missing.push(shown(one))
    if (found.outcome === 'contradicts') wrong.push(`${shown(one)} (${quote(found.span ?? '')})`)
  }
  const all = list(known.map(shown))
  const wanted = both(`说出 ${all['zh-CN']}`, `to state ${all.en}`)
  const proof = [...lines].sort((a, b) => a - b)
  const measured = {
    value: known.length - missing.length - wrong.length - doubtful.length,
    unit: `/${known.length}`,
  }
  if (missing.length + wrong.length > 0) {
    const zh = [
      missing.length > 0 ? `没有说出 ${list(missing)['zh-CN']}` : '',
      wrong.length > 0 ? `说的与事实不符：${list(wrong)['zh-CN']}` : '',
    ]
    const en = [
      missing.length > 0 ? `did not state ${list(missing).en}` : '',
      wrong.length > 0 ? `said something else than ${list(wrong).en}` : '',
    ]
    const { words, lines: shows } = ending(evidence, known)
    const own = proof.length > 0 ? proof : (conversation?.lines ?? [])
    return verdict(
      'fail',
      [[...zh, words['zh-CN']].filter(Boolean).join('；'), [...en, words.en].filter(Boolean).join('; ')],
      [...new Set([...own, ...shows])].sort((a, b) => a - b),
      { measured, wanted },
    )
  }
  if (doubtful.length > 0) {
    return verdict(
      'inconclusive',
      [`说不准是否说出 ${list(doubtful)['zh-CN']}`, `cannot tell whether it states ${list(doubtful).en}`],
      proof,
      { measured, wanted },
    )
  }
  const absent = expected.find((one) => 'absent' in one)
  if (absent !== undefined && 'absent' in absent) {
    return verdict('not-applicable', [
      `没有标准答案“${absent.name}”：${absent.absent}`,
      `no truth “${absent.name}” here: ${absent.absent}`,
    ])
  }
  return verdict('pass', [`说出了 ${all['zh-CN']}`, `stated ${all.en}`], proof, { measured })
}

/** How the conversation ended instead, in words, and the lines that show it. */
function ending(evidence: Evidence, known: readonly Known[]): { words: Bilingual; lines: number[] } {
  const truth = Object.fromEntries(
    known.flatMap((one) => ('values' in one ? [[one.values.join(' '), { values: one.values }]] : [])),
  )
  const { outcome, deadEnd, lines } = resolutionOf(evidence.reading, truth)
  if (deadEnd)
    return {
      words: both(
        `对话走进死路：最后 ${deadEnd.replies} 次回复没有答案，也没有别的办法`,
        `a dead end: the last ${counted(deadEnd.replies, 'reply', 'replies')} gave no answer and no other way`,
      ),
      lines,
    }
  if (outcome === 'claimed')
    return { words: both('却像已经解决一样结束', 'and yet it ended as if it were settled'), lines }
  return { words: both('', ''), lines: [] }
}

const counted = (n: number, one: string, many: string) => (n === 1 ? one : `${n} ${many}`)

interface Found {
  outcome: 'states' | 'contradicts' | 'absent' | 'uncertain'
  line?: number
  span?: string
}

/** Where one truth was stated: in time, else only late or in doubt (uncertain), else contradicted or never. */
function lookUp(evidence: Evidence, conversation: Exchange | undefined, one: Known): Found {
  const { lang } = evidence.scenario
  let best: Found = { outcome: 'absent' }
  for (const turn of conversation?.turns ?? []) {
    const asked = turn.consumer.map((message) => message.text).join('\n')
    const said = stated(turn.answer, one, lang, asked)
    const line = proving([turn], said.span)?.line
    if (said.outcome === 'states') return { outcome: 'states', line }
    const late = turn.messages.some(
      (message) => message.late && stated(message.text, one, lang).outcome === 'states',
    )
    if (said.outcome === 'uncertain' || late) best = { outcome: 'uncertain', line }
    else if (said.outcome === 'contradicts' && best.outcome === 'absent')
      best = { outcome: 'contradicts', line, span: said.span }
  }
  return best
}
