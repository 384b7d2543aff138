/** Audits that count what a checker says of a chat: the same verdicts, each for rules of its own. */
import type { Evidence, Verdict } from './audit.js'
import { unseen, untaken, whenOf } from './widget.js'
import { type Broken, checks, told } from './widget-rules.js'
import { both, verdict } from './words.js'

interface Asked {
  /** Whether a broken rule counts. */
  counts(broken: Broken): boolean
  /** Whether a rule is among those asked about; one of them has to have found something to look at. */
  about(rule: string): boolean
  /** Where such a rule could tell nothing at all, nothing is said. */
  strict?: boolean
  passes: readonly [zh: string, en: string]
  wanted: readonly [zh: string, en: string]
}

/** Fails where a rule that counts is broken in any look; passes only where every look was taken. */
export function byRules(
  evidence: Evidence,
  { counts, about, passes, wanted, strict = false }: Asked,
): Verdict {
  const all = checks(evidence)
  const lookedAt = all.filter(({ failed }) => !failed)
  const wrong = lookedAt
    .map((look) => ({ ...look, broken: look.broken.filter(counts) }))
    .filter(({ broken }) => broken.length > 0)
  if (wrong.length > 0) {
    const rules = new Set(wrong.flatMap(({ broken }) => broken.map(({ id }) => id)))
    const sentences = wrong.map(({ broken, value }) => {
      const [when, inEn] = whenOf(value)
      const few = broken.slice(0, 4).map(told)
      return [
        `${when}：${few.map(([zh]) => zh).join('；')}`,
        `${inEn}: ${few.map(([, en]) => en).join('; ')}`,
      ] as const
    })
    return verdict(
      'fail',
      [sentences.map(([zh]) => zh).join('。'), sentences.map(([, en]) => en).join('. ')],
      wrong.map(({ line }) => line),
      { measured: { value: rules.size, unit: 'rules' }, wanted: both(...wanted) },
    )
  }
  if (all.length === 0) return unseen(evidence)
  const missed = all.find(({ failed }) => failed)
  if (missed) return untaken(evidence, missed.line)
  const lines = lookedAt.map(({ line }) => line)
  if (!lookedAt.some(({ looked }) => [...looked].some(about)))
    return verdict(
      'inconclusive',
      ['检查工具在聊天窗口里没有看到相关内容', 'the checker saw nothing of the kind in the chat'],
      lines,
    )
  const open = !strict ? [] : lookedAt.filter(({ unsure }) => unsure.some(about))
  if (open.length > 0)
    return verdict(
      'inconclusive',
      [
        '检查工具判断不了（例如背景是图片）',
        'the checker could not tell, as where the background is a picture',
      ],
      open.map(({ line }) => line),
    )
  return verdict('pass', passes, lines, { measured: { value: 0, unit: 'rules' } })
}
