/** From a scenario as written to a scenario as run: checked, defaults filled in, one for each row of its table. */
import { attached } from './attachments.js'
import { type Draft, draft, type Surroundings } from './draft.js'
import { expectationList } from './expectations.js'
import type { Lang, ReadyScenario, ReadyStep } from './ready.js'
import { checkScenario } from './scenario-check.js'
import { expandTable, readTable } from './table.js'
import type { YamlDocument } from './yaml.js'

const HAN = /\p{Script=Han}/u

/**
 * The scenarios of one document that its schema accepts; problems are reported.
 * @param name default id: the file name without its suffix
 */
export function readyScenarios(document: YamlDocument, name: string, around: Surroundings): ReadyScenario[] {
  const written = draft(document, around)
  const parts = { ...written, steps: attached(written.steps, around) }
  const rows = readTable(parts, around)
  const columns = Object.keys(rows?.[0] ?? {}).filter((column) => column !== 'id')
  const used = checkScenario(parts, columns, around)
  const scenario = fill(parts, name, used)
  return rows ? expandTable(scenario, rows) : [scenario]
}

function fill(
  { scenario, document, steps, wording, expect }: Draft,
  name: string,
  used: ReadonlySet<string>,
): ReadyScenario {
  const { say, include: _, table: __, expect: ___, steps: ____, ...rest } = scenario
  const id = scenario.id ?? name
  const needed = [...wording].filter(([key, from]) => from.document === document || used.has(key))
  const words = Object.fromEntries(needed.map(([key, { value }]) => [key, value]))
  const readySteps = steps.map(({ value: { use: _, expect, ...step } }): ReadyStep => {
    const list = expectationList(expect)
    return list ? { ...step, expect: list } : step
  })
  const list = expectationList(expect)
  return {
    ...rest,
    id,
    lang: scenario.lang ?? language([scenario.title, words, scenario.always, readySteps]),
    title: scenario.title ?? firstWords(say) ?? id,
    ...(needed.length > 0 ? { wording: words } : {}),
    steps: readySteps,
    ...(list ? { expect: list } : {}),
  }
}

/** Chinese where any of the words hold Han characters. */
function language(words: unknown): Lang {
  return HAN.test(JSON.stringify(words)) ? 'zh-CN' : 'en'
}

/** What a short scenario says, where it can stand as a title. */
function firstWords(say: string | string[] | undefined): string | undefined {
  const [first] = [say ?? []].flat()
  return first && !first.includes('{{') ? first.slice(0, 80) : undefined
}
