/** The view model: everything a renderer says, made from a Result and nothing else, in both languages. */
import type { Bilingual } from '../documents/ready.js'
import type { Category, Result, Target, Target1 } from '../documents/types/result.js'
import { consumerLine, judgeLine } from './judged.js'
import { places } from './places.js'
import { both, moment, STRINGS } from './strings.js'
import { type TargetView, targetView } from './target-view.js'
import { cut, oneLine } from './text.js'
import { told } from './told.js'

export interface ReportView {
  title: Bilingual
  /** Of several targets: how many failed; null for one, whose own sentence says it. */
  overall: Bilingual | null
  league: boolean
  targets: TargetView[]
  method: { label: Bilingual; value: string }[]
  /** The language model that played the consumer; null where none did. */
  consumer: Bilingual | null
  /** Who judged, and what came of it; null where nobody did. */
  judge: Bilingual | null
  warnings: string[]
  methodText: Bilingual[]
  terms: { term: Bilingual; meaning: Bilingual }[]
}

const CATEGORIES: Category['id'][] = ['resolution', 'latency', 'escalation']

/** The place of each target in one category, in words; nobody has one alone. */
function placesOf(scores: readonly Target[], id: Category['id']): (Bilingual | null)[] {
  if (scores.length < 2) return []
  return places(scores.map((score) => score.categories.find((one) => one.id === id))).map(
    (one) => one && both((s) => s.place(one.place, one.shared)),
  )
}

/**
 * Makes the view model; targets keep the order of the scorecard, failures first where there are several.
 * @param lines how many lines of chat are told in full, besides the excerpts of the faults
 */
export function view(result: Result, lines = 0): ReportView {
  const whole = told(result, lines)
  const order = { fail: 0, inconclusive: 1, withheld: 2, pass: 3 }
  const scored = [...result.scorecard.targets].sort((a, b) => order[a.verdict] - order[b.verdict])
  const byId = new Map(result.targets.map((target) => [target.id, target]))
  const known = scored.filter((score) => byId.has(score.target))
  const placed = new Map(CATEGORIES.map((id) => [id, placesOf(known, id)]))
  const targets = known.map((score, at) => {
    const shown = targetView(result, byId.get(score.target) as Target1, score, whole)
    const gauges = shown.gauges.map((gauge) => ({ ...gauge, place: placed.get(gauge.id)?.[at] ?? null }))
    return { ...shown, gauges }
  })
  const failed = targets.filter((target) => target.mark.kind === 'fail').length
  const only = targets.length === 1 ? targets[0] : undefined
  return {
    title: both((s) => s.title(only ? only.title : s.objects(targets.length))),
    overall: targets.length > 1 ? both((s) => s.overall(failed, targets.length)) : null,
    league: targets.length > 1,
    targets,
    method: methodRows(result),
    consumer: consumerLine(result),
    judge: judgeLine(result),
    warnings: (result.run.warnings ?? []).slice(0, 100).map((warning) => oneLine(cut(warning, 600))),
    methodText: STRINGS['zh-CN'].methodText.map((_, at) => both((s) => s.methodText[at] ?? '')),
    terms: STRINGS['zh-CN'].terms.map((_, at) => ({
      term: both((s) => s.terms[at]?.[0] ?? ''),
      meaning: both((s) => s.terms[at]?.[1] ?? ''),
    })),
  }
}

/** When, with which versions and from which plan it was run. */
export function methodRows({ run, plan }: Result): ReportView['method'] {
  const rows: [Bilingual, string | undefined][] = [
    [both((s) => s.runStarted), moment(run.started)],
    [both((s) => s.runEnded), run.ended && moment(run.ended)],
    [both((s) => s.tool), `ombud ${run.tool.replace(/^ombud /, '')}`],
    [both((s) => s.runtime), `Node ${run.node} · ${run.platform}`],
    [both((s) => s.browser), run.browser],
    [both((s) => s.plan), plan.id],
    [both((s) => s.seeds), plan.seed],
    [both((s) => s.readers), plan.readers],
  ]
  return rows.flatMap(([label, value]) => (value ? [{ label, value: oneLine(cut(value, 300)) }] : []))
}
