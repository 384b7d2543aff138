/** Why a trial did not pass, as test reports tell it: one message, and below it what was said. */
import type { Lang } from '../documents/ready.js'
import type { Finding, Result, Trial } from '../documents/types/result.js'
import { auditTitle } from './findings.js'
import { messageOf } from './judged.js'
import { reason } from './mark.js'
import { STRINGS } from './strings.js'
import { cut, oneLine } from './text.js'

const LONGEST = { message: 400, line: 400, lines: 12 }

interface Problem {
  message: string
  /** Findings with the lines that prove them; empty where there is nothing to cite. */
  detail: string
}

/** Null for a trial that passed. */
export function problem(result: Result, trial: Trial, lang: Lang): Problem | null {
  const s = STRINGS[lang]
  switch (trial.outcome) {
    case 'pass':
      return null
    case 'fail': {
      const failed = trial.findings.filter((finding) => finding.expected && finding.outcome === 'fail')
      const first = failed[0] ? summary(result, failed[0], lang) : s.outcomes.fail
      const more = failed.length > 1 ? ` (+${failed.length - 1})` : ''
      const detail = [...failed.map((finding) => explain(result, trial, finding, lang)), trial.id]
      return { message: first + more, detail: detail.join('\n\n') }
    }
    case 'unscored': {
      const stop = trial.stop ? [reason(trial.stop.reason)[lang], trial.stop.detail] : [s.outcomes.unscored]
      return { message: stop.filter((part) => part !== undefined).join(': '), detail: trial.id }
    }
    case 'not-run':
      return { message: s.outcomes['not-run'], detail: '' }
    case 'inconclusive': {
      const open = trial.findings.find((one) => one.outcome === 'inconclusive' || one.outcome === 'error')
      const why = open ? `: ${summary(result, open, lang)}` : ''
      return { message: `${s.outcomes.inconclusive}${why}`, detail: '' }
    }
  }
}

function summary(result: Result, finding: Finding, lang: Lang): string {
  return `${auditTitle(result, finding.audit)[lang]}: ${messageOf(finding, LONGEST.message)[lang]}`
}

/** The message and the lines that prove it, as they were said. */
function explain(result: Result, trial: Trial, finding: Finding, lang: Lang): string {
  const s = STRINGS[lang]
  const proof = new Set(finding.lines)
  const said = trial.chat
    .filter((line) => proof.has(line.seq))
    .slice(0, LONGEST.lines)
    .map((line) => {
      const actors: Partial<Record<string, string>> = Object.hasOwn(s.actors, line.actor) ? s.actors : {}
      return `  L${line.seq} ${actors[line.actor] ?? s.actors.unknown}: ${oneLine(cut(line.text, LONGEST.line))}`
    })
  const wanted = finding.wanted ? [`${s.wanted}: ${finding.wanted[lang]}`] : []
  return [cut(summary(result, finding, lang), LONGEST.message), ...said, ...wanted].join('\n')
}
