/** Audit `widget-keyboard`: a whole conversation by keyboard alone, with a focus that is seen and comes out again. */
import type { Audit, Evidence, Verdict } from './audit.js'
import { spoke } from './exchange.js'
import { type Look, looks, meansOf, named, unseen, untaken } from './widget.js'
import { both, verdict } from './words.js'

export const widgetKeyboard: Audit = {
  meta: {
    id: 'widget-keyboard',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('只用键盘也能聊完', 'A whole conversation by keyboard'),
    description: both(
      '只用键盘就能打开、输入、发送、点选；焦点看得见，也出得来（WCAG 2.2 的 2.1.1、2.1.2、2.4.7）。只显示、不计分。',
      'Opened, written in, sent and chosen from by keyboard alone; the focus is seen and comes out again (WCAG 2.2, 2.1.1, 2.1.2, 2.4.7). Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    return [judge(evidence)]
  },
}

/** Ways out of a chat. */
const OUT: ReadonlySet<unknown> = new Set(['tab', 'escape', 'close'])

const byKeyboard = (means: Look['value']) => means.keyboard === true

function judge(evidence: Evidence): Verdict {
  const means = meansOf(evidence)
  if (!means || !byKeyboard(means.value)) return unseen(evidence, byKeyboard)
  const told = looks(evidence, 'keyboard').filter(({ failed }) => !failed)
  const exit = looks(evidence, 'keyboard-exit').at(-1)
  const faults = [unreached(evidence, told), unfocused(told), trapped(exit)].filter(
    (fault) => fault !== undefined,
  )
  if (faults.length > 0)
    return verdict(
      'fail',
      [faults.map(({ words: [zh] }) => zh).join('；'), faults.map(({ words: [, en] }) => en).join('; ')],
      faults.flatMap(({ lines }) => lines),
      {
        wanted: both(
          '用 Tab、回车和 Esc 就能做完每一步，焦点看得见',
          'every step with Tab, Enter and Escape, and a focus that is seen',
        ),
      },
    )
  const answered = evidence.reading.turns.filter(({ turn }) => turn > 0)
  if (!spoke(answered))
    return verdict(
      'inconclusive',
      ['没有等到回复，键盘用了一半', 'no reply came, so that the keyboard was used for a part only'],
      [evidence.events.findLast((event) => event.kind === 'stop')?.seq ?? means.line],
    )
  const isUsed = told.some(({ value }) => value.reached === true)
  if (!isUsed || !exit || exit.failed || !OUT.has(exit.value.by)) return untaken(evidence, exit?.line)
  return verdict(
    'pass',
    [
      '打开、输入、发送都只用键盘，收到了回复，焦点也出得来',
      'opened, written and sent by keyboard alone, a reply came, and the focus comes out again',
    ],
    [...told.map(({ line }) => line), exit.line],
  )
}

interface Fault {
  words: readonly [zh: string, en: string]
  lines: number[]
}

/** What Tab does not get to: a choice, or a part of which nothing else was got to afterwards. */
function unreached({ events }: Evidence, told: readonly Look[]): Fault | undefined {
  const last = new Map(told.map((look) => [String(look.value.part), look]))
  const missed = told.filter(
    (look) =>
      look.value.reached === false &&
      (look.value.part === 'choice' || last.get(String(look.value.part)) === look),
  )
  const error = events.find((event) => event.kind === 'error' && event.code === 'keyboard-unreachable')
  if (missed.length === 0 && !error) return undefined
  const [zh, en] = named(missed.map(({ value }) => String(value.name || value.part)))
  return {
    words:
      missed.length === 0
        ? ['用键盘到不了聊天窗口', 'the keyboard does not get to the chat']
        : [`按 Tab 到不了：${zh}`, `Tab does not get to ${en}`],
    lines: [...missed.map(({ line }) => line), ...(error ? [error.seq] : [])],
  }
}

function unfocused(told: readonly Look[]): Fault | undefined {
  const dark = told.filter(({ value }) => value.reached === true && value.visible === false)
  if (dark.length === 0) return undefined
  const [zh, en] = named(dark.map(({ value }) => String(value.name || value.part)))
  return {
    words: [`焦点在哪里看不出来：${zh}`, `the focus is not to be seen on ${en}`],
    lines: dark.map(({ line }) => line),
  }
}

function trapped(exit: Look | undefined): Fault | undefined {
  if (!exit || exit.failed || exit.value.by !== 'none') return undefined
  return {
    words: [
      '焦点进了聊天窗口就出不来：Tab、Esc、关闭按钮都不行',
      'the focus does not come out of the chat again: not with Tab, with Escape, or by closing it',
    ],
    lines: [exit.line],
  }
}
