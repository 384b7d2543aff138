/** `ombud query` and `ombud export` on real runs: what they say, and what neither SQL nor a bot's words can do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { exportCommand } from '../../src/cli/export.js'
import { queryCommand } from '../../src/cli/query.js'
import type { Row } from '../../src/documents/types/row.js'
import { filter } from '../../src/library/query/filter.js'
import { query } from '../../src/library/query/query.js'
import { ombud } from '../support/cli.js'
import { twoMerchants } from '../support/two-merchants.js'

const HOSTILE = '=HYPERLINK("http://x.invalid")\u001b[31m\u202e|::error::\u009b1m\nnext'

/** As on a machine where the package was not installed. */
const HIDDEN = `data:text/javascript,${encodeURIComponent(
  `import { register } from 'node:module'
  register('data:text/javascript,' + encodeURIComponent(\`export async function resolve(name, context, next) {
    if (name === '@duckdb/node-api') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' })
    return next(name, context)
  }\`))`,
)}`

const REFUSED = [
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM '/etc/passwd.csv'",
  "SELECT * FROM glob('/etc/*')",
  "SELECT * FROM read_json('https://example.invalid/x.json')",
  "SELECT getenv('HOME')",
  "COPY (SELECT 1) TO 'out.csv'",
  "ATTACH 'other.db'",
  'INSTALL httpfs',
  'LOAD httpfs',
  'SET enable_external_access = true',
  'RESET lock_configuration',
  "PRAGMA temp_directory='/tmp'",
  'DELETE FROM trials',
  'CREATE TABLE x AS SELECT 1',
  'SELECT 1; SELECT 2',
  '',
]

async function hostileRun() {
  const place = await twoMerchants()
  const rows = place.work.lines<Row>('bad/index.jsonl')
  const changed = rows.map((row) => ({ ...row, detail: HOSTILE, tags: [HOSTILE, '+1'] }))
  place.work.write('bad/index.jsonl', changed.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return place
}

describe('ombud query', () => {
  it('answers SQL over many runs in each format', async () => {
    const { work, runs } = await twoMerchants()
    const sql = 'SELECT merchant, count(*) AS n, sum(turns) AS turns FROM trials GROUP BY merchant ORDER BY 1'
    const ask = (...more: string[]) => ombud(['query', sql, ...runs, ...more], { cwd: work.path })
    expect(await ask()).toEqual({
      code: 0,
      stderr: '',
      stdout: 'merchant  n  turns\nbad-co    4  4\ngood-co   4  4\n(2 rows)\n',
    })
    await ask('--format', 'table,csv,json,markdown', '--out', 'out', '--lang', 'zh-CN')
    expect(work.read('out/query.txt')).toContain('（2 行）')
    expect(work.json('out/query.json')).toEqual([
      { merchant: 'bad-co', n: 4, turns: 4 },
      { merchant: 'good-co', n: 4, turns: 4 },
    ])
    expect(work.read('out/query.csv')).toBe('\uFEFFmerchant,n,turns\r\nbad-co,4,4\r\ngood-co,4,4\r\n')
    expect(work.read('out/query.md')).toContain('| bad\\-co | 4 | 4 |')
  })

  it('has findings, requirements and targets beside the trials, and lists by type', async () => {
    const { work, runs } = await twoMerchants()
    const paths = [...runs, ...runs].map((run) => work.file(run))
    const ask = async (sql: string) => (await query(sql, paths)).rows
    expect(
      await ask(
        `SELECT merchant, count(DISTINCT trial) FROM findings JOIN trials USING (run, trial)
         WHERE findings.outcome = 'fail' AND expected GROUP BY merchant`,
      ),
    ).toEqual([['bad-co', 4]])
    expect(await ask('SELECT target, verdict, n, hits FROM requirements ORDER BY target')).toEqual([
      ['bad', 'fail', 4, 0],
      ['good', expect.any(String), 4, 4],
    ])
    expect(await ask('SELECT target, scored, failed FROM targets ORDER BY target')).toEqual([
      ['bad', 4, 4],
      ['good', 4, 0],
    ])
    expect(await ask("SELECT tags, turns FROM trials WHERE list_contains(tags, 'n2')")).toEqual([
      [['core', 'n2'], 1],
      [['core', 'n2'], 1],
    ])
    expect(await ask('SHOW TABLES')).toEqual([['findings'], ['requirements'], ['targets'], ['trials']])
  })

  it('keeps whole numbers whole, and says which rows are too many', async () => {
    const { work } = await twoMerchants()
    const ask = (sql: string) => query(sql, [work.file('good')])
    expect((await ask('SELECT 12345678901234567890::HUGEINT AS big, 1.50::DECIMAL(4,2) AS d')).rows).toEqual([
      ['12345678901234567890', 1.5],
    ])
    expect((await ask('SELECT 1 AS a, 2 AS a')).columns).toEqual(['a', 'a:1'])
    await expect(ask('SELECT * FROM range(100001)')).rejects.toThrow('more than 100000 rows')
  })

  it('refuses whatever does more than read these runs, and leaves nothing behind', async () => {
    const { work } = await twoMerchants()
    const before = readdirSync(work.path).sort()
    for (const sql of REFUSED) {
      const error = await query(sql, [work.file('good')]).then(
        () => ({ name: `answered: ${sql}`, message: '' }),
        (thrown: Error) => thrown,
      )
      expect(error.name).toBe('InputError')
      expect(error.message).not.toContain('root:')
    }
    expect(readdirSync(work.path).sort()).toEqual(before)
  })

  it('says what is wrong with SQL, a run or the call, in one error', async () => {
    const { work, runs } = await twoMerchants()
    const ask = (...args: string[]) => ombud(['query', ...args], { cwd: work.path })
    const sql = await ask('SELECT nothing FROM trials', ...runs)
    expect([sql.code, sql.stdout]).toEqual([2, ''])
    expect(sql.stderr).toMatch(/^Binder Error: .*nothing/)
    expect(sql.stderr).toContain('docs/query.md')
    expect(sql.stderr).not.toContain('at ')
    await expect(queryCommand(['SELECT 1'], {})).rejects.toThrow('name the run directories after the SQL')
    await expect(queryCommand([work.file('good')], {})).rejects.toThrow('is a folder where the SQL belongs')
    await expect(queryCommand(['SELECT 1', 'nowhere'], {})).rejects.toThrow('nowhere is not a run directory')

    const rows = work.read('bad/index.jsonl').split('\n')
    work.write('bad/index.jsonl', [rows[0], '{"trial": 1}', ...rows.slice(2)].join('\n'))
    for (const args of [['SELECT count(*) FROM trials'], ['--group-by', 'merchant']]) {
      const broken = await ask(...args, ...runs)
      expect([broken.code, broken.stdout]).toEqual([2, ''])
      expect(broken.stderr).toBe(
        'bad/index.jsonl:2: the line is no row\n  `ombud score bad` writes it anew\n',
      )
    }
    work.write('bad/index.jsonl', rows.join('\n').slice(0, -10))
    const torn = await ask('--group-by', 'merchant', ...runs)
    expect([torn.code, torn.stdout]).toEqual([2, ''])
    expect(torn.stderr).toMatch(/^bad\/index\.jsonl:4: the file is cut off in this line\n/)
  })

  it('lets no word of a stranger be a formula, an escape, mark-up or a command', async () => {
    const { work } = await hostileRun()
    const sql = 'SELECT detail, tags FROM trials LIMIT 1'
    const all = ['--format', 'table,csv,json,markdown', '--out', 'out']
    expect((await ombud(['query', sql, 'bad', ...all], { cwd: work.path })).code).toBe(0)
    const [table = '', csv = '', json = '', markdown = ''] = ['txt', 'csv', 'json', 'md'].map((end) =>
      work.read(`out/query.${end}`),
    )
    for (const text of [table, csv, json, markdown])
      expect(text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/)
    expect(table).not.toContain('::error::')
    expect(markdown).toContain('\\|')
    expect(csv).toContain('"\'=HYPERLINK(""http')
    expect(JSON.parse(json)).toEqual([{ detail: HOSTILE, tags: [HOSTILE, '+1'] }])
  })
})

describe('the simple filter', () => {
  it('needs no DuckDB, where SQL says what to install', async () => {
    const { work, runs } = await twoMerchants()
    const ask = (...args: string[]) => ombud(args, { cwd: work.path, node: ['--import', HIDDEN] })
    const sql = await ask('query', 'SELECT 1', ...runs)
    expect([sql.code, sql.stdout]).toEqual([2, ''])
    expect(sql.stderr).toContain('needs the package @duckdb/node-api, which is not installed')
    expect(sql.stderr).toContain('npm i @duckdb/node-api')
    const some = await ask('query', '--where', 'outcome=fail, tags=n2', '--columns', 'merchant,tags', ...runs)
    expect(some).toEqual({ code: 0, stderr: '', stdout: 'merchant  tags\nbad-co    core n2\n(1 row)\n' })
    const groups = await ask('query', '--from', 'requirements', '--group-by', 'requirement,n', ...runs)
    expect(groups.stdout).toBe('requirement  n  count\nr            4  2\n(1 row)\n')
    const csv = await ask('export', ...runs, '-o', 'all/trials.csv')
    expect(csv).toEqual({ code: 0, stderr: '', stdout: 'all/trials.csv\n' })
    expect((await ask('export', ...runs, '--format', 'parquet', '-o', 'x')).code).toBe(2)
  })

  it('gives the rows that SQL gives', async () => {
    const { work, runs } = await twoMerchants()
    const paths = runs.map((run) => work.file(run))
    const { columns, rows } = await query('SELECT * FROM trials', paths)
    expect(filter(paths, {})).toEqual({ columns, rows })
    const groups = filter(paths, { where: ['merchant!=bad-co', 'pair='], groupBy: ['outcome'] })
    expect(groups).toEqual({ columns: ['outcome', 'count'], rows: [['pass', 4]] })
  })

  it.each([
    [{ where: ['merchant'] }, '--where merchant is no condition'],
    [{ where: ['shop=a'] }, 'trials has no column shop'],
    [{ columns: ['a'], groupBy: ['b'] }, 'exclude each other'],
  ])('refuses %j', (options, message) => {
    expect(() => filter(['nowhere'], options)).toThrow(message)
  })
})

describe('ombud export', () => {
  it('writes Parquet that keeps each character, and CSV that a spreadsheet can open', async () => {
    const { work } = await hostileRun()
    for (const format of ['csv', 'parquet']) {
      const out = `it's.${format}`
      const done = await ombud(['export', 'good', 'bad', '--format', format, '-o', out], { cwd: work.path })
      expect(done).toEqual({ code: 0, stderr: '', stdout: `${out}\n` })
    }
    const database = await DuckDBInstance.create(':memory:')
    const connection = await database.connect()
    const file = work.file("it's.parquet").replaceAll("'", "''")
    const reader = await connection.runAndReadAll(
      `SELECT merchant, count(*), any_value(detail) FROM '${file}' GROUP BY merchant ORDER BY merchant`,
    )
    expect(reader.getRows()).toEqual([
      ['bad-co', 4n, HOSTILE],
      ['good-co', 4n, null],
    ])
    connection.closeSync()
    const lines = readFileSync(work.file("it's.csv"), 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(9)
    expect(lines[0]).toMatch(/^\uFEFFrun,trial,target,merchant/)
    expect(lines[5]).toContain('"\'=HYPERLINK(""http://x.invalid"")␛[31m')
  })

  it('writes over no file that a run consists of', async () => {
    const { work } = await twoMerchants()
    const before = ['plan.json', 'scorecard.json'].map((name) => work.read(`good/${name}`))
    const said = 'belongs to a run'
    const to = (out: string) => ({ table: 'trials', format: 'csv', out: work.file(out) }) as const
    await expect(exportCommand([work.file('good')], to('good/plan.json'))).rejects.toThrow(said)
    const json = { from: 'trials', format: 'json', out: work.file('good/scorecard.json') } as const
    await expect(queryCommand([work.file('good')], json)).rejects.toThrow(said)
    expect(['plan.json', 'scorecard.json'].map((name) => work.read(`good/${name}`))).toEqual(before)
  })

  it.each(['csv', 'parquet'])('leaves no half of a %s file', async (format) => {
    const { work } = await twoMerchants()
    work.write('bad/index.jsonl', `${work.read('bad/index.jsonl')}{}\n`)
    work.write('old', 'as it was')
    const done = await ombud(['export', 'good', 'bad', '--format', format, '-o', 'old'], { cwd: work.path })
    expect(done).toMatchObject({ code: 2, stdout: '' })
    expect(done.stderr).toContain('bad/index.jsonl:5: the line is no row')
    expect(work.read('old')).toBe('as it was')
    expect(existsSync(work.file('old.part'))).toBe(false)
  })
})
