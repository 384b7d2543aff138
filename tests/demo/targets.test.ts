/** The target files of the demo fit the schema and reach the merchants. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { demoTargets } from '../../src/demo/targets.js'
import { merchantOf } from './merchant.js'

it('describes two merchants over two channels, valid against the schema', async () => {
  const [good, bad] = [await merchantOf([]), await merchantOf([])]
  const targets = demoTargets(good, bad)
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/target.schema.json', import.meta.url), 'utf8'),
  )
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
  expect(Object.keys(targets)).toEqual(['good-web', 'good-api', 'bad-web', 'bad-api'])
  for (const [id, text] of Object.entries(targets)) {
    const target = parse(text)
    validate(target)
    expect(validate.errors).toBeNull()
    expect(target.id).toBe(id)
    expect(target.facts.refund.arrival).toBe('1-3个工作日')
  }
  expect(parse(targets['bad-api'] ?? '').channel.http.url).toBe(bad.apiUrl)
  expect(parse(targets['good-web'] ?? '').channel.browser.url).toBe(good.pageUrl)
})
