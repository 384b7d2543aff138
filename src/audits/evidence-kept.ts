/** Audit `evidence-kept`: the consumer can keep what was said: mark it, copy it, and see when it was said. */
import type { Audit, Evidence, Verdict } from './audit.js'
import { looks, untaken } from './widget.js'
import { both, list, quote, verdict } from './words.js'

export const evidenceKept: Audit = {
  meta: {
    id: 'evidence-kept',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('聊天内容能留证', 'What is said can be kept'),
    description: both(
      '网页里的回答可以选中、复制，旁边看得见时间或日期；能否保存聊天记录一并显示。只显示、不计分。',
      'In a page, answers can be marked and copied, with a time or day beside them; whether the conversation can be saved is told, too. Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    return [judge(evidence)]
  },
}

function judge(evidence: Evidence): Verdict {
  const { events } = evidence
  const header = events.find((event) => event.kind === 'header')
  const stop = events.findLast((event) => event.kind === 'stop')
  const look = looks(evidence, 'keeping').at(-1)
  if (header?.kind !== 'header' || header.channel.kind !== 'browser')
    return verdict('not-applicable', ['这里没有网页可看', 'there was no page to look at'])
  if (!look) {
    const isOver = stop?.kind === 'stop' && stop.whose !== 'harness' && stop.whose !== 'network'
    const isSilent = evidence.reading.turns.every(({ turn, messages }) => turn === 0 || messages.length === 0)
    return isOver && isSilent
      ? verdict('not-applicable', ['没有可留的回答', 'there was no answer to keep'], [stop.seq])
      : untaken(evidence)
  }
  const { selectable, copyable, stamps, transcript } = look.value
  if (look.failed || typeof selectable !== 'boolean') return untaken(evidence, look.line)
  const missing: (readonly [string, string])[] = [
    ...(selectable ? [] : [['文字不能选中', 'words cannot be marked'] as const]),
    ...(selectable && copyable !== true ? [['文字不能复制', 'words cannot be copied'] as const] : []),
    ...(stamps === 'shown'
      ? []
      : stamps === 'hover'
        ? [['鼠标停留才看得见时间', 'a time is shown only where a mouse rests'] as const]
        : [['没有时间或日期', 'neither a time nor a day is shown'] as const]),
  ]
  const saved =
    typeof transcript === 'string' && transcript !== ''
      ? ([`，可以保存：${quote(transcript, 40)}`, `; can be saved: ${quote(transcript, 40)}`] as const)
      : (['，没有保存聊天记录的按钮', '; no button saves the conversation'] as const)
  if (missing.length === 0)
    return verdict(
      'pass',
      [`文字能选中、复制，看得见时间${saved[0]}`, `words can be marked and copied, and are dated${saved[1]}`],
      [look.line],
    )
  const [zh, en] = [
    list(missing.map(([words]) => words))['zh-CN'],
    list(missing.map(([, words]) => words)).en,
  ]
  return verdict('fail', [`${zh}${saved[0]}`, `${en}${saved[1]}`], [look.line], {
    wanted: both(
      '文字能选中、能复制，有时间或日期',
      'words that can be marked and copied, and a time or day',
    ),
  })
}
