/** The report as one self-contained HTML file: Handlebars templates filled from the view model. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { mark } from './mark.js'
import { both, type Strings } from './strings.js'
import type { TargetView } from './target-view.js'
import { view } from './view.js'

// The same place seen from src/report and from dist/report.
const TEMPLATES = new URL('../../reports/templates/', import.meta.url)
/** Faults whose proof is open from the start. */
const OPEN_FAULTS = 3
const OUTCOMES = ['fail', 'inconclusive', 'pass', 'unscored', 'not-run'] as const

interface Page {
  fill: Handlebars.TemplateDelegate
  style: string
  script: string
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
  return {
    fill: bars.compile(read('report.hbs'), options),
    style: names
      .filter((name) => name.endsWith('.css'))
      .map(read)
      .join(''),
    script: read('script.js'),
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

/** What only the page needs: lists of what stayed open, and the counts beside the filters. */
function forPage(target: TargetView) {
  const openLists = [
    { title: both((s) => s.unscoredTitle), kind: 'unscored', trials: target.unscored },
    { title: both((s) => s.notRunTitle), kind: 'not-run', trials: target.notRun },
    { title: both((s) => s.notPlannedTitle), kind: 'not-run', trials: target.notPlanned },
  ].filter((list) => list.trials.length > 0)
  return {
    ...target,
    faults: target.faults.map((fault, at) => ({ ...fault, open: at < OPEN_FAULTS })),
    openLists,
    notHeld: target.unscored.length + target.notRun.length,
    openCount: openLists.length + target.undecided.length,
    outcomes: OUTCOMES.map((kind) => ({
      mark: mark(kind),
      count: target.trials.filter((trial) => trial.outcome === kind).length,
    })).filter((outcome) => outcome.count > 0),
  }
}

/**
 * One HTML file in both languages, which needs neither network nor scripts to be read.
 * `lang` is the language shown first, the plan's own by default.
 */
export function renderHtml(result: Result, options: { lang?: Lang } = {}): string {
  page ??= load()
  const report = view(result)
  const lang = options.lang ?? result.plan.lang
  const targets = report.targets.map(forPage)
  return page.fill({
    ...report,
    lang,
    zh: lang === 'zh-CN',
    pageTitle: report.title[lang],
    targets,
    categories: targets[0]?.gauges.map((gauge) => gauge.title) ?? [],
    style: page.style,
    script: page.script,
    scriptHash: `sha256-${createHash('sha256').update(page.script).digest('base64')}`,
  })
}
