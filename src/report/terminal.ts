/** The scorecard on a terminal: one block a target, worst first, and the command that looks closer. */
import picocolors from 'picocolors'
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { clip, columns, wrap } from './columns.js'
import type { FaultView } from './findings.js'
import { beside, consumerLine, judgeLine } from './judged.js'
import { type Colors, paint } from './paint.js'
import type { Gauge } from './scores.js'
import { STRINGS, type Strings } from './strings.js'
import type { TargetView } from './target-view.js'
import { requirementLines } from './terminal-requirements.js'
import { view } from './view.js'

const MOST_FAULTS = 6
const INDENT = '  '
const NARROWEST = 40

export interface ScorecardOptions {
  lang?: Lang
  /** Colours beside the symbols; the symbols alone carry the meaning. */
  color?: boolean
  /** Columns of the terminal; default 80. */
  width?: number
  /** Files and folders that were run, for the command that replays a trial; without them there is none. */
  paths?: readonly string[]
}

/** A block of lines for each target; everything that others said is on one line and without control characters. */
export function renderScorecard(result: Result, options: ScorecardOptions = {}): string {
  const lang = options.lang ?? result.plan.lang
  const width = Math.max(NARROWEST, options.width ?? 80)
  const colors = picocolors.createColors(options.color ?? false)
  const again =
    options.paths && `ombud run ${options.paths.map(word).join(' ')} --seed ${word(result.plan.seed)}`
  const blocks = view(result).targets.map((target) => block(target, lang, width, colors, again))
  const consumer = consumerLine(result)
  if (consumer) blocks.push([`${STRINGS[lang].consumer}: ${clip(consumer[lang], 3 * width)}`])
  const judge = judgeLine(result)
  if (judge) blocks.push([`${STRINGS[lang].judge}: ${clip(judge[lang], 3 * width)}`])
  return blocks.map((lines) => lines.join('\n')).join('\n\n')
}

function block(target: TargetView, lang: Lang, width: number, colors: Colors, again?: string): string[] {
  const s = STRINGS[lang]
  const verdict = `${target.mark.symbol} ${target.mark.word[lang]}`
  const room = width - columns(verdict) - 2
  const title = clip(`${target.title} · ${target.channel[lang]}`, room)
  const lines = [
    `${colors.bold(title)}${' '.repeat(room - columns(title) + 2)}${paint(target.mark.kind, colors)(verdict)}`,
    ...wrap(
      target.gauges.map((gauge) => score(gauge, lang, s)),
      width - INDENT.length,
    ),
    clip(target.sentence[lang], width - INDENT.length),
    ...(target.understanding
      ? [clip(`${s.understanding}: ${target.understanding.sentence[lang]}`, width - INDENT.length)]
      : []),
    ...(target.escalation?.sentence
      ? [clip(`${s.human}: ${target.escalation.sentence[lang]}`, width - INDENT.length)]
      : []),
  ]
  for (const profile of target.profiles)
    lines.push(...requirementLines(profile, lang, width - INDENT.length, colors))
  for (const fault of target.faults.slice(0, MOST_FAULTS)) {
    const [head, why] = faultLines(fault, lang, s, width)
    lines.push(colors.red('✗') + head, colors.dim(why))
  }
  const further = target.faults.length + target.furtherFaults.length - MOST_FAULTS
  if (further > 0) lines.push(colors.dim(s.more(further)))
  if (target.undecided.length > 0) {
    const undecided = target.undecided.length + target.furtherUndecided
    lines.push(`${colors.magenta('?')} ${clip(`${s.inconclusiveTitle} ${undecided}`, width - 4)}`)
  }
  const open = [...target.unscored, ...target.notRun]
  if (open.length > 0) {
    const reasons = [...new Set(open.map((trial) => trial.reason[lang]))].join(lang === 'en' ? ', ' : '、')
    lines.push(`– ${clip(`${s.notTested(open.length)}: ${reasons}`, width - 4)}`)
  }
  const worst = target.faults[0]
  if (worst && again) {
    const { id } = worst.trial
    const repetition = Number(id.split('/').at(-1))
    const repeat = repetition > 1 ? ` --repeat ${repetition}` : ''
    lines.push(`${colors.dim(`${s.replay}:`)} ${again}${repeat} --filter ${word(id)}`)
  }
  return lines.map((line, at) => (at === 0 ? line : INDENT + line))
}

function score(gauge: Gauge, lang: Lang, s: Strings): string {
  if (gauge.score === null) return `${gauge.title[lang]} – ${s.noScore}`
  const margin = gauge.margin === null ? '' : ` ±${gauge.margin}`
  return beside(`${gauge.title[lang]} ${gauge.score}${margin}`, gauge.judged, lang)
}

/** Which check, in which scenario and turn, how often; and below it what was seen. */
function faultLines(fault: FaultView, lang: Lang, s: Strings, width: number): [string, string] {
  const turn = fault.turn === null ? '' : ` · ${s.turn(fault.turn)}`
  const scenario = fault.trial.id.split('/')[1] ?? ''
  const often = fault.count > 1 ? ` ×${fault.count}` : ''
  const weight = fault.expected ? '' : ` · ${s.optional}`
  const where = clip(`${scenario}${turn}${often}${weight}`, Math.floor(width * 0.6))
  const room = width - INDENT.length - 4 - columns(where)
  const title = clip(fault.title[lang], room)
  const head = ` ${title}${' '.repeat(room - columns(title) + 2)}${where}`
  return [head, `  ${clip(fault.message[lang], width - INDENT.length - 2)}`]
}

/** A word of a shell command: quoted unless it is plain. */
function word(text: string): string {
  return /^[\p{L}\p{N}_./=,@-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
