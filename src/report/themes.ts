/** What goes wrong again and again with a target, in themes, each with its worst example and what would mend it. */
import type { Bilingual } from '../documents/ready.js'
import type { Example, Result, Target1, Theme, Trial } from '../documents/types/result.js'
import { type PlaceView, place } from './proofs.js'
import { both } from './strings.js'
import { cut, oneLine, plain, plainBoth } from './text.js'

/** Themes and examples that are told; result.json has all of them. */
const MOST = { themes: 12, examples: 4, scenarios: 8 }
const LONGEST = { title: 200, text: 600, said: 400 }

export interface ThemesView {
  basis: Bilingual
  /** The conversations are the merchant's own. */
  logs: boolean
  themes: ThemeView[]
  further: number
}

interface ThemeView {
  title: Bilingual
  often: Bilingual
  remedy: Bilingual
  scenarios: string[]
  furtherScenarios: number
  worst: ExampleView
  others: PlaceView[]
}

interface ExampleView {
  place: PlaceView
  asked: string
  /** Empty where there was no reply. */
  answered: string
  message: Bilingual | null
}

/** Null where nothing was grouped. */
export function themes({ insight }: Result, target: Target1, told: ReadonlySet<string>): ThemesView | null {
  const found = insight?.targets.find((one) => one.target === target.id)
  if (insight === undefined || found === undefined) return null
  const trials = new Map(target.trials.map((trial) => [trial.id, trial]))
  return {
    basis: both((s) => s.insight.basis(found.conversations, found.questions)),
    logs: insight.origin === 'merchant-log',
    themes: found.themes.slice(0, MOST.themes).map((theme) => themeView(theme, trials, told)),
    further: Math.max(0, found.themes.length - MOST.themes),
  }
}

function themeView(theme: Theme, trials: ReadonlyMap<string, Trial>, told: ReadonlySet<string>): ThemeView {
  const at = (example: Example) => place(trials, example.trial, example.lines, told)
  const { asked, worst } = theme
  return {
    title: plainBoth(theme.title, LONGEST.title),
    often: both((s) =>
      [
        s.insight.often(theme.count, theme.conversations),
        ...(asked === undefined ? [] : [s.insight.asked(asked)]),
      ].join(s.apart),
    ),
    remedy: plainBoth(theme.remedy, LONGEST.text),
    scenarios: theme.scenarios.slice(0, MOST.scenarios).map((name) => oneLine(cut(name, 80))),
    furtherScenarios: Math.max(0, theme.scenarios.length - MOST.scenarios),
    worst: {
      place: at(worst),
      asked: plain(cut(worst.asked, LONGEST.said)),
      answered: plain(cut(worst.answered, LONGEST.said)),
      message: worst.message ? plainBoth(worst.message, LONGEST.text) : null,
    },
    others: theme.examples
      .filter(({ trial, turn }) => trial !== worst.trial || turn !== worst.turn)
      .slice(0, MOST.examples)
      .map(at),
  }
}
