/** What a user installs: the packed package in an empty folder, without development dependencies. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { figure } from './figures.mjs'
import { ROOT, timed } from './processes.mjs'

export async function bench({ folder }) {
  const shell = process.platform === 'win32'
  const [{ filename, size }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
      shell,
    }),
  )
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const install = ['install', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', `./${filename}`]
  timed('npm', install, { cwd: folder, shell })
  const modules = join(folder, 'node_modules')
  const kilobytes = Number(execFileSync('du', ['-sk', modules], { encoding: 'utf8' }).split('\t')[0])
  return [
    figure('packages installed', count(modules), '', { most: 40 }),
    figure('installed size', kilobytes / 1024, 'MB', { most: 80 }),
    figure('size of the packed file', size / 1024 / 1024, 'MB'),
  ]
}

/** Packages in a node_modules folder, those within packages too. */
function count(modules) {
  if (!existsSync(modules)) return 0
  const packages = readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((n) => join(name, n)) : [name],
    )
  return packages.reduce((sum, name) => sum + 1 + count(join(modules, name, 'node_modules')), 0)
}
