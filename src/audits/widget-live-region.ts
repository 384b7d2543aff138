/** Audit `widget-live-region`: a screen reader learns of every reply without being moved to it. */
import type { Audit, Evidence, Verdict } from './audit.js'
import { looks, meansOf, unseen } from './widget.js'
import { both, quote, verdict } from './words.js'

export const widgetLiveRegion: Audit = {
  meta: {
    id: 'widget-live-region',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('回复会被读屏软件播报', 'Replies are announced'),
    description: both(
      '每条回复都进入播报区（role="log"、aria-live 等），读屏软件不移动焦点也知道（WCAG 2.2 的 4.1.3）。只显示、不计分。',
      'Every reply comes into a live region (role="log", aria-live and the like), so that a screen reader learns of it without focus (WCAG 2.2, 4.1.3). Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    return [judge(evidence)]
  },
}

function judge(evidence: Evidence): Verdict {
  const told = looks(evidence, 'announced').filter(({ failed }) => !failed)
  const said = new Map(
    evidence.reading.turns
      .flatMap(({ messages }) => messages)
      .map(({ id, line, text }) => [id, { line, text }]),
  )
  if (told.length === 0) {
    const stop = evidence.events.findLast((event) => event.kind === 'stop')
    const isOver = stop?.kind === 'stop' && stop.whose !== 'harness' && stop.whose !== 'network'
    const isSilent = evidence.reading.turns.every(({ turn, messages }) => turn === 0 || messages.length === 0)
    if (meansOf(evidence) && isOver && isSilent)
      return verdict('not-applicable', ['没有可播报的回复', 'there was no reply to announce'], [stop.seq])
    return unseen(evidence)
  }
  const silent = told.filter(({ value }) => value.announced !== true)
  const measured = { value: Number(((told.length - silent.length) / told.length).toFixed(4)), unit: 'share' }
  if (silent.length === 0)
    return verdict(
      'pass',
      [
        `${told.length} 条回复都播报了`,
        `${told.length === 1 ? 'the reply was' : `all ${told.length} replies were`} announced`,
      ],
      told.map(({ line }) => line),
      { measured },
    )
  const lost = silent.flatMap(({ value }) => said.get(String(value.message)) ?? [])
  const first = lost[0] ? quote(lost[0].text, 60) : ''
  return verdict(
    'fail',
    [
      `${told.length} 条回复里有 ${silent.length} 条没有播报${first && `：${first}`}`,
      `${silent.length} of ${told.length} replies not announced${first && `: ${first}`}`,
    ],
    [...lost.map(({ line }) => line), ...silent.map(({ line }) => line)].sort((a, b) => a - b),
    {
      measured,
      wanted: both(
        '消息列表是 role="log" 或 aria-live="polite"',
        'a list of messages with role="log" or aria-live="polite"',
      ),
    },
  )
}
