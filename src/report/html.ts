/** The report as one self-contained HTML file: Handlebars templates filled from the view model. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { href } from './chat.js'
import type { Facets } from './facets.js'
import type { FaultView } from './findings.js'
import { mark } from './mark.js'
import { both, STRINGS, type Strings } from './strings.js'
import type { TargetView } from './target-view.js'
import { cut, oneLine } from './text.js'
import { view } from './view.js'

// The same place seen from src/report and from dist/report.
const TEMPLATES = new URL('../../reports/templates/', import.meta.url)
/** Faults whose proof is open from the start. */
const OPEN_FAULTS = 3
/** Pairs of probes whose answers are open from the start. */
const OPEN_PAIRS = 2
/** Lines of chat told in full; what passed is left out first where there are more. */
const MOST_LINES = 8_000
/** Targets told in full, the worst first; a league names all of them. */
const MOST_TARGETS = 200
/** Style of what works without scripts only where they are off. */
const UNSCRIPTED = 'unscripted.css'
/** Worst first, as a league is read. */
const VERDICTS = ['fail', 'inconclusive', 'withheld', 'pass'] as const
const OUTCOMES = ['fail', 'inconclusive', 'pass', 'unscored', 'not-run'] as const

interface Page {
  fill: Handlebars.TemplateDelegate
  style: string
  unscripted: string
  script: string
  /** Hash of the script, for the content policy. */
  scriptHash: string
}

let page: Page | undefined

/** Reads and compiles the templates once; strict, so that a name which the view lacks is an error. */
function load(): Page {
  const bars = Handlebars.create()
  const options = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { t: true, b: true },
    preventIndent: true,
  }
  const read = (name: string): string => readFileSync(new URL(name, TEMPLATES), 'utf8')
  bars.registerHelper('b', (text: Bilingual) => span(text))
  bars.registerHelper('t', (key: string, ...rest: unknown[]) =>
    span(both((s) => phrase(s, key, rest.slice(0, -1)))),
  )
  const names = readdirSync(TEMPLATES).sort()
  for (const name of names) {
    if (name.endsWith('.hbs')) bars.registerPartial(name.slice(0, -4), bars.compile(read(name), options))
  }
  const script = names
    .filter((name) => name.endsWith('.js'))
    .map(read)
    .join('')
  return {
    fill: bars.compile(read('report.hbs'), options),
    style: names
      .filter((name) => name.endsWith('.css') && name !== UNSCRIPTED)
      .map(read)
      .join(''),
    unscripted: read(UNSCRIPTED),
    script,
    scriptHash: `sha256-${createHash('sha256').update(script).digest('base64')}`,
  }
}

/** A sentence by its key, `outcomes.fail` for one within a group, with the numbers that it asks for. */
function phrase(strings: Strings, key: string, values: unknown[]): string {
  const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], strings)
  if (typeof found === 'string') return found
  if (typeof found === 'function') return String(found(...values))
  throw new Error(`No sentence named ${key}`)
}

/** Both languages, one of which the style sheet hides; a name that is the same in both stands once. */
function span(text: Bilingual): Handlebars.SafeString {
  const zh = Handlebars.escapeExpression(text['zh-CN'])
  const en = Handlebars.escapeExpression(text.en)
  if (zh === en) return new Handlebars.SafeString(zh)
  return new Handlebars.SafeString(
    `<span class="z" lang="zh-CN">${zh}</span><span class="e" lang="en">${en}</span>`,
  )
}

/** A picture of a page: within the file by a `data:` address, or in a file beside it, linked by a relative one. */
export interface Picture {
  address: string
  width: number
  height: number
}

export interface HtmlOptions {
  /** The language shown first; that of the plan by default. */
  lang?: Lang
  /** Gives the picture with this SHA-256; null where there is none. Without it the report has no pictures. */
  picture?(sha256: string): Picture | null
  /** The report lies in the run directory, so that it can link to files of the run. */
  inRun?: boolean
  /** What was taken out of the result; null where nothing was. */
  note?: Bilingual | null
}

/** A picture as a fault shows it: itself, a link to where it is shown already, or to its file. */
type PictureView =
  | ({ shown: true; id: string; src: string } & Omit<Picture, 'address'>)
  | { shown: false; href: string; file: boolean }

/** Shows each picture once. */
function pictures(get: HtmlOptions['picture']): (fault: FaultView) => PictureView | null {
  const shown = new Map<string, PictureView>()
  return ({ screenshot, anchor }) => {
    const before = shown.get(screenshot)
    if (before) return before
    const found = screenshot === '' ? null : get?.(screenshot)
    if (!found) return null
    const { address: src, width, height } = found
    const id = `${anchor}:picture`
    if (!src.startsWith('data:')) return { shown: false, href: src, file: true }
    shown.set(screenshot, { shown: false, href: href(id), file: false })
    return { shown: true, id, src, width, height }
  }
}

/** What only the page needs: lists of what stayed open, what the filters go by, and the counts beside them. */
function forPage(target: TargetView, picture: (fault: FaultView) => PictureView | null) {
  const openLists = [
    { title: both((s) => s.unscoredTitle), kind: 'unscored', trials: target.unscored },
    { title: both((s) => s.notRunTitle), kind: 'not-run', trials: target.notRun },
    { title: both((s) => s.notPlannedTitle), kind: 'not-run', trials: target.notPlanned },
  ].filter((list) => list.trials.length > 0)
  const keyed = keysIn(target)
  return {
    ...target,
    all: both((s) => s.all),
    faults: target.faults.map((fault, at) => ({
      ...keyed(fault),
      open: at < OPEN_FAULTS,
      picture: picture(fault),
    })),
    furtherFaults: target.furtherFaults.map(keyed),
    undecided: target.undecided.map(keyed),
    understanding: withOpen(target.understanding),
    trials: target.trials.map(keyed),
    openLists,
    notHeld: target.unscored.length + target.notRun.length,
    openCount: openLists.length + target.undecided.length,
    outcomes: OUTCOMES.map((kind) => ({
      mark: mark(kind),
      count: target.trials.filter((trial) => trial.outcome === kind).length,
    })).filter((outcome) => outcome.count > 0),
  }
}

/** The first pairs answered by keyword are open from the start. */
function withOpen(understanding: TargetView['understanding']) {
  if (understanding === null) return null
  const pairs = understanding.pairs.map((pair, at) => ({
    ...pair,
    open: at < OPEN_PAIRS && pair.outcome === 'keyword',
  }))
  return { ...understanding, pairs }
}

/** Personas and themes of a thing as their places in the lists of the target, parted by spaces. */
function keysIn(target: Facets) {
  const index = (all: readonly string[]) => new Map(all.map((value, at) => [value, at]))
  const [personas, themes] = [index(target.personas), index(target.themes)]
  const places = (values: readonly string[], all: Map<string, number>) =>
    values.flatMap((value) => all.get(value) ?? []).join(' ')
  return <T extends Facets>(thing: T) => ({
    ...thing,
    keys: { persona: places(thing.personas, personas), theme: places(thing.themes, themes) },
  })
}

/** Ways to sort the league, for a list: each column up and down. */
function orders(categories: readonly Bilingual[]) {
  const columns = [both((s) => s.object), both((s) => s.verdict), ...categories]
  return columns.flatMap((title, column) =>
    (['ascending', 'descending'] as const).map((way) => ({
      column,
      way,
      name: { 'zh-CN': STRINGS['zh-CN'][way](title['zh-CN']), en: STRINGS.en[way](title.en) },
    })),
  )
}

/** What the page may do, for a server that gives it out; the page says the same of itself. */
export function contentPolicy(): string {
  page ??= load()
  return `default-src 'none'; style-src 'unsafe-inline'; script-src '${page.scriptHash}'; img-src data: 'self'; base-uri 'none'; form-action 'none'`
}

/** One HTML file in both languages, which needs neither network nor scripts to be read. */
export function renderHtml(result: Result, options: HtmlOptions = {}): string {
  page ??= load()
  const report = view(result, MOST_LINES)
  const lang = options.lang ?? result.plan.lang
  const picture = pictures(options.picture)
  const targets = report.targets.slice(0, MOST_TARGETS).map((target) => forPage(target, picture))
  const rows = report.targets.map((target, at) => ({
    ...target,
    order: VERDICTS.indexOf(target.mark.kind as (typeof VERDICTS)[number]),
    href: at < MOST_TARGETS ? target.href : '',
  }))
  return page.fill({
    ...report,
    lang,
    inRun: options.inRun ?? false,
    note: options.note ?? null,
    zh: lang === 'zh-CN',
    pageTitle: report.title[lang],
    planId: oneLine(cut(result.plan.id, 100)),
    all: both((s) => s.all),
    asGiven: both((s) => s.worstFirst),
    orders: orders(targets[0]?.gauges.map((gauge) => gauge.title) ?? []),
    verdicts: VERDICTS.map((kind) => ({ kind, word: both((s) => s.verdicts[kind]) })),
    targets,
    rows,
    furtherTargets: rows.length - targets.length,
    categories: targets[0]?.gauges.map((gauge) => gauge.title) ?? [],
    style: page.style,
    unscripted: page.unscripted,
    script: page.script,
    scriptHash: page.scriptHash,
  })
}
