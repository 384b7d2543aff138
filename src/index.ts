/** The library: what the command line does, with types. `import { run, score, report, converse } from 'ombud'` */

export type { Audit, Call, Evidence, JudgeOpinion, Verdict } from './audits/audit.js'
export type {
  Channel,
  ChannelEvent,
  ExchangeEnd,
  OpenOptions,
  Session,
  SessionClock,
} from './channel/channel.js'
export { ChannelError } from './channel/channel.js'
export type { ChannelPlugin, Command, PluginOpenOptions } from './channel/own/own.js'
export { InputError } from './documents/input-error.js'
export { DocumentError } from './documents/problem.js'
export type { Lang } from './documents/ready.js'
export type { Comparison } from './documents/types/comparison.js'
export type { TranscriptEvent } from './documents/types/event.js'
export type { Finding } from './documents/types/finding.js'
export type { Plan } from './documents/types/plan.js'
export type { Result } from './documents/types/result.js'
export type { Scorecard } from './documents/types/scorecard.js'
export type { JudgeConfig } from './judge/settings.js'
export type { ChatMap, MapNode } from './library/chat-map.js'
export { compare, writeBaseline } from './library/compare.js'
export type { Config, Reporter, ReporterMaker, ReporterOptions } from './library/config.js'
export { defineAudit, defineChannel, defineConfig } from './library/config.js'
export type { ConformanceOptions } from './library/conformance.js'
export { auditProblems } from './library/conformance.js'
export type { ConsumerConfig } from './library/consumer-settings.js'
export type { Conversation, ConverseOptions } from './library/converse.js'
export { converse } from './library/converse.js'
export type { DossierFormat, DossierOptions } from './library/dossier.js'
export { dossier } from './library/dossier.js'
export type { Leagues } from './library/league.js'
export { league } from './library/league.js'
export type { MapOptions } from './library/map.js'
export { map } from './library/map.js'
export type { MergeOptions, MergeOutcome } from './library/merge.js'
export { merge } from './library/merge.js'
export type { ReportFormat, ReportOptions } from './library/report.js'
export { report } from './library/report.js'
export type { RunOptions, RunOutcome } from './library/run.js'
export { plan, run } from './library/run.js'
export type { ScoreOptions } from './library/score.js'
export { score } from './library/score.js'
export type { Judged, Listener, Progress } from './run/progress.js'
