/** What a run waits for: trials whose window is closed, or that come too soon after one another. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { plain } from '../report/text.js'
import type { Waiting } from '../run/windows.js'

const NAMES: Record<NonNullable<Waiting['window']>, string> = {
  day: '白天（8–22 点）',
  night: '夜间（22–8 点）',
  weekday: '工作日',
  weekend: '周末',
}

/** One line for each window, and how to go on; none where nothing waits. */
export function waitingLines(waiting: readonly Waiting[], run: string, lang: Lang): string[] {
  if (waiting.length === 0) return []
  const counts = new Map<string, number>()
  for (const { window, for: what } of waiting) {
    const key = `${what} ${window ?? ''}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const lines = [...counts].map(([key, n]) => {
    const [what, window = ''] = key.split(' ')
    const name = NAMES[window as keyof typeof NAMES]
    if (lang === 'en')
      return what === 'spread'
        ? `${n} trials wait${window ? ` (window ${window})` : ''}: too soon after the one before`
        : window
          ? `${n} trials wait for their window: ${window}`
          : `${n} trials have no window and were left for later`
    return what === 'spread'
      ? `${n} 场对话在等待${name ? `（${name}）` : ''}：与上一场间隔太近`
      : name
        ? `${n} 场对话在等待时段：${name}`
        : `${n} 场对话不限时段，留待以后`
  })
  const next = `ombud run --resume ${run}`
  const on =
    lang === 'en'
      ? `go on when it is time, from cron for example: ${next}`
      : `到时继续（例如用 cron）：${next}`
  return [...lines, on].map(plain)
}

/** The result with what waits counted as waiting: who leaves trials for later by --window has not failed to hold them. */
export function countedAsWaiting(result: Result, waiting: readonly Waiting[]): Result {
  if (waiting.length === 0) return result
  const targets = result.scorecard.targets.map((one) => {
    const own = waiting.filter(({ trial }) => trial.startsWith(`${one.target}/`)).length
    return { ...one, counts: { ...one.counts, waiting: own } }
  })
  return { ...result, scorecard: { ...result.scorecard, targets } }
}
