/** Documents of all kinds, the shipped ones and changed: the loader gives documents or problems. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { parseAllDocuments, stringify } from 'yaml'
import { SHIPPED } from '../../../dist/documents/catalogue.js'
import { checkDocuments } from '../../../dist/documents/load.js'
import { formatProblems } from '../../../dist/documents/problem.js'
import { makePlan } from '../../../dist/run/plan.js'
import { changed, edited, recipe } from './mutate.mjs'

const NAME = /\.(scenario|target|persona|profile|wording|law)\.yaml$/
const SOURCES = readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' })
  .filter((name) => NAME.test(name))
  .sort()
  .map((name) => {
    const text = readFileSync(join(SHIPPED, name), 'utf8')
    return { name: basename(name), text, values: parseAllDocuments(text).map((document) => document.toJS()) }
  })

const arbitrary = fc.record({
  source: fc.nat({ max: SOURCES.length - 1 }),
  how: fc.constantFrom('values', 'values', 'values', 'text', 'both'),
  values: recipe(),
  text: recipe(4),
})

function prepare(folder) {
  mkdirSync(folder, { recursive: true })
  const target = join(folder, 'shop.target.yaml')
  writeFileSync(target, SOURCES.find(({ name }) => name === 'shop.target.yaml').text)
  return { folder, target }
}

function check({ source, how, values, text }, { folder, target }) {
  const { name, text: written, values: documents } = SOURCES[source]
  let content = how === 'text' ? written : changed(documents, values)
  if (how !== 'text')
    content = Array.isArray(content) ? content.map((one) => stringify(one)).join('---\n') : stringify(content)
  if (how !== 'values') content = edited(content, text)
  const path = join(folder, `changed.${NAME.exec(name)[1]}.yaml`)
  writeFileSync(path, content)
  try {
    const { loaded, problems } = checkDocuments([path, target])
    formatProblems(problems)
    for (const { message, line = 1, col = 1 } of problems)
      if (typeof message !== 'string' || line < 1 || col < 1)
        throw new Error(`a problem without its place: ${message}`)
    if (problems.length === 0) planned(loaded)
  } finally {
    rmSync(path, { force: true })
  }
}

/** What is sound can be planned, or the plan is refused in words. */
function planned(loaded) {
  try {
    makePlan(loaded, { seed: 'fuzz' })
  } catch (error) {
    if (error.name !== 'InputError' && error.name !== 'DocumentError') throw error
  }
}

export const documents = { arbitrary, prepare, check }
