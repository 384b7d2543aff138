/** No output of a run shows who answered, or a credential; with --redact none shows personal data. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { compareCommand } from '../../src/cli/compare.js'
import { exportCommand } from '../../src/cli/export.js'
import { insightCommand } from '../../src/cli/insight.js'
import { leagueCommand } from '../../src/cli/league.js'
import { queryCommand } from '../../src/cli/query.js'
import { openReporters } from '../../src/cli/reporters/index.js'
import { printScorecard } from '../../src/cli/scorecard.js'
import { writeBaseline } from '../../src/library/compare.js'
import { dossier } from '../../src/library/dossier.js'
import { peopleIn } from '../../src/library/people.js'
import { report } from '../../src/library/report.js'
import { scoreFiles } from '../../src/library/score.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const NAME = '阿珍'
const CREDENTIALS = ['sk-live0123456789abcdef', 'Ab12cd34']
const PERSONAL = ['13912345678', '110101199003074514', 'li@example.com']
const WORDS = `人工客服${NAME}为您服务。密钥：${CREDENTIALS[0]}，密码是${CREDENTIALS[1]}。电话${PERSONAL[0]}，证件${PERSONAL[1]}，${PERSONAL[2]}。`

/** Two runs of one shop: in the second a person answers, and shows too much. */
async function twoRuns() {
  const work = new Workplace()
  const lines: string[] = []
  const expectations = [{ states: { pattern: '48小时' } }, { 'never-states': { pattern: '密钥.*' } }]
  const paths = ['a', 'b'].map((id) =>
    work.write(`${id}.scenario.yaml`, question(id, { expect: expectations })),
  )
  for (const [name, answer] of [
    ['before', GOOD_ANSWER],
    ['after', [{ text: WORDS, from: 'agent', name: `人工客服${NAME}` }]],
  ] as const) {
    const bot = await botOf(() => answer)
    const target = work.write('shop.target.yaml', targetOf(bot, { merchant: 'acme' }))
    const { listen, close } = await openReporters(
      [`json=${work.file(`${name}.jsonl`)}`, 'github'],
      work.path,
      {
        lang: 'zh-CN',
        color: false,
      },
    )
    const shown = vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
    await work.run([target, ...paths], { out: work.file(name), listen, scoreEnded: true }).finally(close)
    shown.mockRestore()
  }
  work.write('shown/github.txt', lines.join(''))
  work.write('shown/reporter.jsonl', work.read('after.jsonl'))
  return work
}

/** Everything that can be made of the runs, in files of one folder. */
async function everything(work: Workplace, redact?: boolean): Promise<Map<string, string>> {
  const [before, after] = [work.file('before'), work.file('after')]
  const out = (name: string) => work.file(`shown/${name}`)
  const asked = redact === undefined ? {} : { redact }
  const printed: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)))
  printScorecard(scoreFiles(after), { lang: 'zh-CN', color: false, run: after, ...asked })
  insightCommand(after, { lang: 'zh-CN', json: out('insight.json'), ...asked })
  insightCommand(after, { lang: 'zh-CN', format: 'markdown', ...asked })
  compareCommand(before, after, { format: 'text,json,markdown,html', out: out('compare'), ...asked })
  leagueCommand([before, after], { format: 'text,csv,json,markdown', out: out('league') })
  for (const table of ['trials', 'findings', 'requirements', 'targets'] as const)
    await exportCommand([before, after], { table, format: 'csv', out: out(`${table}.csv`), ...asked })
  const formats = { format: 'table,csv,json,markdown', ...asked }
  await queryCommand([after], { from: 'findings', ...formats, out: out('filter') })
  await queryCommand(['SELECT * FROM findings', after], { ...formats, out: out('sql') })
  await report(after, {
    formats: ['html', 'json', 'junit', 'ctrf', 'csv', 'requirements', 'markdown'],
    out: out('report'),
    ...asked,
  })
  await dossier(after, { formats: ['html'], out: out('dossier'), ...asked })
  writeBaseline(after, out('baseline.json'))
  log.mockRestore()
  work.write('shown/printed.txt', printed.join('\n'))
  const names = readdirSync(work.file('shown'), { recursive: true, encoding: 'utf8', withFileTypes: true })
  return new Map(
    names.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      return entry.isFile() ? [[path.slice(work.path.length), readFileSync(path, 'utf8')] as const] : []
    }),
  )
}

const shownIn = (files: ReadonlyMap<string, string>, words: readonly string[]) =>
  [...files].flatMap(([name, text]) =>
    words.filter((word) => text.includes(word)).map((word) => `${name}: ${word}`),
  )

it('in reports, tables, comparisons, themes, scorecards, dossiers, baselines and reporters', async () => {
  const work = await twoRuns()
  const byDefault = await everything(work)
  expect(byDefault.size).toBeGreaterThan(30)
  expect(shownIn(byDefault, [NAME, ...CREDENTIALS])).toEqual([])
  expect(shownIn(byDefault, ['[姓名]']).length).toBeGreaterThan(15)
  rmSync(work.file('shown/github.txt'))
  rmSync(work.file('shown/reporter.jsonl'))
  const bare = await everything(work, false)
  expect(shownIn(bare, [NAME]).length).toBeGreaterThan(15)
  expect(shownIn(bare, PERSONAL).length).toBeGreaterThan(15)
  expect(shownIn(await everything(work, true), [NAME, ...CREDENTIALS, ...PERSONAL])).toEqual([])
  rmSync(work.file('after/names.json'))
  expect(peopleIn(work.file('after')).get('shop')).toEqual(new Set([NAME]))
})
