/** One target as every renderer tells it: verdict, scores, checks, faults, latency, people, what stayed open. */
import type { Bilingual } from '../documents/ready.js'
import type { Result, Target, Target1 } from '../documents/types/result.js'
import { anchor, href } from './chat.js'
import { type DutyView, duty } from './duty.js'
import { type EscalationView, escalation } from './escalation.js'
import { type Facets, facets } from './facets.js'
import { auditTitle, type FaultView, faults, type TrialRef, trialRef } from './findings.js'
import { messageOf, reasonWith } from './judged.js'
import { type Mark, mark, reason } from './mark.js'
import { type UnderstandingView, understanding } from './pairs.js'
import { type ProfileView, profileViews } from './requirements.js'
import { type CheckView, checks, type Gauge, gauge, type LatencyTable, latencyTable } from './scores.js'
import { both } from './strings.js'
import { type StripView, strip } from './strip.js'
import { cut, oneLine } from './text.js'
import { type ThemesView, themes } from './themes.js'
import { WORST_FIRST } from './told.js'
import { type TrialView, trialView, type WayView, way } from './trial-view.js'

/** Faults told as chats, and ways to a person drawn, before the rest becomes a list. */
const FEATURED = { faults: 12, ways: 12, undecided: 30 }
const MESSAGE = 600

interface OpenTrial {
  id: string
  label: Bilingual
  /** Link to the trial, empty where the result has none. */
  href: string
  reason: Bilingual
  detail: string
}

export interface TargetView extends Facets {
  id: string
  anchor: string
  href: string
  merchant: string
  title: string
  channel: Bilingual
  url: string
  mark: Mark
  sentence: Bilingual
  counts: Target['counts']
  countsText: Bilingual
  failedText: Bilingual
  /** What each profile of the plan says; none where the scenarios alone decide. */
  profiles: ProfileView[]
  /** What goes wrong again and again; null where nothing was grouped. */
  insight: ThemesView | null
  gauges: Gauge[]
  checks: CheckView[]
  /** Understanding or keyword replies; null where no probes were planned. */
  understanding: UnderstandingView | null
  faults: FaultView[]
  furtherFaults: FaultView[]
  latency: LatencyTable & {
    silences: Bilingual
    unreliable: Bilingual | null
    duty: DutyView | null
  }
  strip: StripView | null
  plotText: Bilingual
  /** The way to a person over all conversations; null where nothing is known of it. */
  escalation: EscalationView | null
  ways: WayView[]
  furtherWays: number
  unscored: OpenTrial[]
  notRun: OpenTrial[]
  notPlanned: OpenTrial[]
  undecided: ({ trial: TrialRef; title: Bilingual; message: Bilingual } & Facets)[]
  furtherUndecided: number
  trials: TrialView[]
}

/** What a target's part of the result says; `told` holds the ids of the conversations that are told in full. */
export function targetView(
  result: Result,
  target: Target1,
  score: Target,
  told: ReadonlySet<string>,
): TargetView {
  const all = faults(result, target, told)
  const featured = all.slice(0, FEATURED.faults)
  const shown = new Set(featured.map((fault) => fault.anchor))
  const ways = target.trials.flatMap((trial) => way(trial, told) ?? [])
  const byId = new Map(target.trials.map((trial) => [trial.id, trial]))
  const open = (id: string, code: string, detail = ''): OpenTrial => {
    const trial = byId.get(id)
    const plainId = oneLine(cut(id, 300))
    return {
      id: plainId,
      label: trial ? trialRef(trial).label : { 'zh-CN': plainId, en: plainId },
      href: trial ? href(anchor(trial.id)) : '',
      reason: reason(code),
      detail: oneLine(cut(detail, MESSAGE)),
    }
  }
  const unscored = new Set(score.unscored.map((one) => one.trial))
  const undecided = target.trials.flatMap((trial) =>
    trial.findings
      .filter((finding) => finding.outcome === 'inconclusive' || finding.outcome === 'error')
      .map((finding) => ({
        ...facets([trial]),
        trial: trialRef(trial),
        title: auditTitle(result, finding.audit),
        message: messageOf(finding, MESSAGE),
      })),
  )
  const drawn = strip(target.trials, score.latency)
  const counts = score.counts
  const notRun = target.trials.filter((trial) => trial.outcome === 'not-run' && !unscored.has(trial.id))
  return {
    ...facets(target.trials),
    id: oneLine(cut(target.id, 200)),
    anchor: anchor(target.id),
    href: href(anchor(target.id)),
    merchant: oneLine(cut(target.merchant, 200)),
    title: oneLine(cut(target.title, 200)),
    channel: both((s) => s.channels[target.channel]),
    url: oneLine(cut(target.url, 500)),
    mark: { ...mark(score.verdict), word: both((s) => s.verdicts[score.verdict]) },
    sentence: reasonWith(result, target, score, MESSAGE),
    counts,
    countsText: countsText(counts),
    profiles: profileViews(result, target, score, told),
    insight: themes(result, target, told),
    failedText: both((s) => s.failedTrials(counts.failed, counts.scored)),
    gauges: score.categories.map((category) => gauge(result, category, score.unscoredShare)),
    checks: checks(result, score.categories),
    understanding: understanding(target, score, told),
    faults: featured,
    furtherFaults: all.slice(FEATURED.faults),
    latency: {
      ...latencyTable(score.latency),
      silences: both((s) => s.silences(drawn?.silences ?? 0, drawn?.turns ?? 0)),
      unreliable: score.latency.withheld > 0 ? both((s) => s.unreliable(score.latency.withheld)) : null,
      duty: duty(target),
    },
    strip: drawn,
    plotText: both((s) => s.plot(drawn?.turns ?? 0, drawn?.silences ?? 0)),
    escalation: escalation(score.escalation),
    ways: ways.slice(0, FEATURED.ways),
    furtherWays: Math.max(0, ways.length - FEATURED.ways),
    unscored: score.unscored.map((one) => open(one.trial, one.reason, one.detail)),
    notRun: notRun.map((trial) => open(trial.id, trial.stop?.reason ?? 'not-run', trial.stop?.detail)),
    notPlanned: result.plan.notPlanned
      .filter((one) => one.trial.startsWith(`${target.id}/`))
      .map((one) => open(one.trial, one.reason, one.detail)),
    undecided: undecided.slice(0, FEATURED.undecided),
    furtherUndecided: Math.max(0, undecided.length - FEATURED.undecided),
    trials: [...target.trials]
      .sort((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome))
      .map((trial) => trialView(result, trial, told, shown)),
  }
}

/** Conversations planned, held and scored, and those that were not needed or whose hour has not come. */
function countsText({ run, planned, scored, decided, waiting }: Target['counts']): Bilingual {
  return both((s) =>
    [
      s.counts(run, planned, scored),
      ...(decided ? [s.profiles.decided(decided)] : []),
      ...(waiting ? [s.profiles.waiting(waiting)] : []),
    ].join(s.comma),
  )
}
