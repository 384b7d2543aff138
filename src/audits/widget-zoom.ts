/** Audit `widget-zoom`: an enlarged chat can still be read and written in. */
import type { Audit, Evidence, Verdict } from './audit.js'
import { type Look, looks, named, records, texts, unseen, untaken, whenOf } from './widget.js'
import { both, verdict } from './words.js'

export const widgetZoom: Audit = {
  meta: {
    id: 'widget-zoom',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('放大后仍能用', 'Usable when enlarged'),
    description: both(
      '放大到 200%、窗口只有 320 像素宽时，输入框和按钮都在，不用左右滚动，文字没有截断（WCAG 2.2 的 1.4.4、1.4.10）。只显示、不计分。',
      'At 200 % and in a window 320 pixels wide the box and its buttons are there, nothing has to be scrolled sideways, no words are cut off (WCAG 2.2, 1.4.4 and 1.4.10). Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    return [judge(evidence)]
  },
}

const isSmall = ({ zoom, viewport }: Look['value']) => Number(zoom) > 100 || typeof viewport === 'string'

function judge(evidence: Evidence): Verdict {
  const all = looks(evidence, 'layout')
  const wrong = all.flatMap((look) => {
    const faults = look.failed ? [] : faultsOf(look)
    return faults.length > 0 ? [{ look, faults }] : []
  })
  if (wrong.length > 0) {
    const told = wrong.map(({ look, faults }) => {
      const [zh, en] = whenOf(look.value)
      return [
        `${zh}${faults.map(([words]) => words).join('，')}`,
        `${en} ${faults.map(([, words]) => words).join(', ')}`,
      ] as const
    })
    return verdict(
      'fail',
      [told.map(([zh]) => zh).join('；'), told.map(([, en]) => en).join('; ')],
      wrong.map(({ look }) => look.line),
      {
        wanted: both(
          '输入框、发送按钮和文字都完整可见',
          'the box, its buttons and all words to be seen whole',
        ),
      },
    )
  }
  if (all.length === 0) return unseen(evidence, isSmall)
  const missed = all.find(({ failed, value }) => failed || records(value.parts).length === 0)
  if (missed) return untaken(evidence, missed.line)
  if (!all.some(({ value }) => value.when === 'narrow')) return untaken(evidence)
  return verdict(
    'pass',
    [
      '放大后、窄窗口里都能看全、能输入',
      'enlarged and in a narrow window all is to be seen, and can be written in',
    ],
    all.map(({ line }) => line),
  )
}

function faultsOf({ value }: Look): (readonly [zh: string, en: string])[] {
  const lost = records(value.parts).filter(({ seen }) => seen !== 'yes')
  const [sideways, cut] = [texts(value.sideways), texts(value.cut)]
  return [
    ...lost.map(({ part, name, seen }) => {
      const [zh, en] = part === 'composer' ? ['输入框', 'the box'] : named([String(name)])
      return seen === 'covered'
        ? ([`${zh}被挡住`, `${en} is covered`] as const)
        : ([`${zh}不在窗口里`, `${en} is out of sight`] as const)
    }),
    ...(sideways.length > 0 ? [['要左右滚动才能看全', 'has to be scrolled sideways'] as const] : []),
    ...(cut.length > 0
      ? [[`文字被截断：${named(cut)[0]}`, `words are cut off: ${named(cut)[1]}`] as const]
      : []),
  ]
}
