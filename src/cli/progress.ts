/** The default reporter: one plain line on standard error for each finished trial. */
import type { Lang } from '../documents/ready.js'
import { plain } from '../report/text.js'
import type { Listener } from '../run/progress.js'
import { costLine } from './cost.js'

export function lineReporter(lang: Lang): Listener {
  let done = 0
  let total = 0
  return (progress) => {
    if (progress.type === 'planned') {
      total = progress.pending
      console.error(costLine(progress.plan, lang))
    } else if (progress.type === 'note') console.error(plain(progress.message))
    else if (progress.type === 'end') {
      const { trial, end, seconds } = progress
      const again = end.status === 'aborted'
      if (!again) done++
      const mark = again ? '↻' : end.status === 'unscored' ? '–' : end.whose === 'bot' ? '✗' : '·'
      const detail =
        end.detail && (again || end.status === 'unscored' || end.whose === 'bot') ? `  ${end.detail}` : ''
      console.error(
        `${String(done).padStart(String(total).length)}/${total} ${mark} ${trial.id}  ${end.reason}  ${seconds.toFixed(1)} s${plain(detail).replace(/\n/g, ' ')}`,
      )
    }
  }
}
