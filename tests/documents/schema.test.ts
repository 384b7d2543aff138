/** The schemas themselves. */
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { ACTS } from '../../src/documents/acts.js'
import { AUDIT_KEYS, BARE_AUDITS } from '../../src/documents/expectations.js'
import { type SchemaName, validator } from '../../src/documents/schema.js'
import { load } from './folder.js'

const folder = new URL('../../schemas/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace('.schema.json', '') as SchemaName)

test.each(names)('%s is a valid schema of 2020-12 and compiles', (name) => {
  const schema = JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8'))
  const ajv = new Ajv2020()
  expect(ajv.validateSchema(schema), ajv.errorsText(ajv.errors)).toBe(true)
  expect(validator(name)).toBeTypeOf('function')
})

test('every audit of the schema can be written, by name alone where it needs no options', () => {
  const { expectation } = (validator('scenario').schema as { $defs: Record<string, { properties: object }> })
    .$defs
  expect(Object.keys(expectation?.properties ?? {}).sort()).toEqual([...AUDIT_KEYS, 'stop'].sort())
  const { scenarios } = load({ 'a.scenario.yaml': `say: 你好啊\nexpect: [${BARE_AUDITS.join(', ')}]\n` })
  expect(scenarios[0]?.steps[0]?.expect).toEqual(BARE_AUDITS)
})

test('every act can be a condition', () => {
  const handlers = ACTS.map((act) => `  - { when: ${act}, say: [好] }\n`).join('')
  expect(load({ 'a.scenario.yaml': `say: 你好啊\nalways:\n${handlers}` }).scenarios).toHaveLength(1)
})

test.each([
  ['date', '2026-02-28', true],
  ['date', '2026-02-30', false],
  ['date', '26-2-3', false],
])('format %s: %s', (_, effective, sound) => {
  const title = { 'zh-CN': '一', en: 'one' }
  const citation = { document: 'd', wording: 'copy', effective }
  const requirement = { id: 'r', title, measure: 'latency', kind: 'rate', citations: [citation] }
  expect(validator('profile')({ id: 'p', title, requirements: [requirement] })).toBe(sound)
})
