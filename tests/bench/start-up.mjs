/** What a user waits for before anything happens: `--version`, and `validate` over a thousand files. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { figure, median } from './figures.mjs'
import { ROOT, timed } from './processes.mjs'

const FILES = 1000
const MAIN = join(ROOT, 'dist/cli/main.js')
const PARSE = fileURLToPath(new URL('./parse.mjs', import.meta.url))

export async function bench({ long, folder }) {
  const versions = inPairs(
    long ? 61 : 21,
    () => timed(process.execPath, ['-e', '0']),
    () => timed(process.execPath, [MAIN, '--version']),
  )
  const documents = writeScenarios(join(folder, 'documents'))
  const checks = inPairs(
    long ? 21 : 7,
    () => timed(process.execPath, [PARSE, documents]),
    () => timed(process.execPath, [MAIN, 'validate', documents]),
  )
  const ratios = (pairs) => pairs.map(({ bare, ombud }) => ombud / bare)
  return [
    figure('ombud --version', median(versions.map((p) => p.ombud)), 'ms'),
    figure('ombud --version / node -e 0', median(ratios(versions)), '', {
      most: 1.6,
      samples: ratios(versions),
    }),
    figure(`ombud validate, ${FILES} scenario files`, median(checks.map((p) => p.ombud)), 'ms'),
    figure('ombud validate / bare YAML parsing', median(ratios(checks)), '', {
      most: 2,
      samples: ratios(checks),
    }),
  ]
}

function inPairs(n, bare, ombud) {
  return Array.from({ length: n }, (_, i) => {
    const pair = {}
    const order = [() => (pair.bare = bare()), () => (pair.ombud = ombud())]
    for (const run of i % 2 ? order.reverse() : order) run()
    return pair
  })
}

/** The shipped scenarios over and over, each under an id of its own. */
function writeScenarios(folder) {
  const shipped = join(ROOT, 'scenarios')
  const texts = readdirSync(shipped, { recursive: true })
    .filter((name) => name.endsWith('.scenario.yaml'))
    .map((name) => readFileSync(join(shipped, name), 'utf8'))
  mkdirSync(folder)
  for (let i = 0; i < FILES; i++) {
    const text = texts[i % texts.length].replace(/^id: .*$/m, `id: bench-${i}`)
    writeFileSync(join(folder, `bench-${i}.scenario.yaml`), text)
  }
  return folder
}
