/** JUnit XML, read by a real XML parser: that of the browser. */
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderJson } from '../../src/report/json.js'
import { renderJunit } from '../../src/report/junit.js'
import { browserOptions } from './browser.js'
import { fixture } from './fixture.js'
import { hostileResult } from './hostile.js'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch(browserOptions())
})
afterAll(async () => {
  await browser?.close()
})

interface Node {
  name: string
  attributes: Record<string, string>
  children: Node[]
  text: string
}

async function parse(xml: string): Promise<Node> {
  const page = await browser.newPage()
  const tree = await page.evaluate((source) => {
    const read = (element: Element): Node => ({
      name: element.tagName,
      attributes: Object.fromEntries([...element.attributes].map((one) => [one.name, one.value])),
      children: [...element.children].map(read),
      text: element.textContent ?? '',
    })
    return read(new DOMParser().parseFromString(source, 'application/xml').documentElement)
  }, xml)
  await page.close()
  return tree
}

/** What junit-10.xsd of Jenkins' xUnit plugin allows of the elements that we write. */
const ALLOWED: Record<string, { attributes: string[]; children: string[] }> = {
  testsuites: { attributes: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    attributes: ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'timestamp'],
    children: ['testcase'],
  },
  testcase: { attributes: ['name', 'classname', 'time'], children: ['skipped', 'error', 'failure'] },
  failure: { attributes: ['type', 'message'], children: [] },
  error: { attributes: ['type', 'message'], children: [] },
  skipped: { attributes: ['message'], children: [] },
}

function misfits(node: Node): string[] {
  const allowed = ALLOWED[node.name]
  if (!allowed) return [node.name]
  return [
    ...Object.keys(node.attributes).filter((name) => !allowed.attributes.includes(name)),
    ...node.children.filter((child) => !allowed.children.includes(child.name)).map((child) => child.name),
    ...node.children.flatMap(misfits),
  ]
}

const count = (node: Node, name: string): number =>
  node.children.reduce((sum, child) => sum + (child.name === name ? 1 : 0) + count(child, name), 0)

describe('JUnit', () => {
  test.each([
    ['a plain result', fixture],
    ['a hostile one', hostileResult],
  ])('of %s keeps to the schema, and its counts are those of its elements', async (_, make) => {
    const root = await parse(renderJunit(make(), { lang: 'en' }))
    expect(root.name).toBe('testsuites')
    expect(misfits(root)).toEqual([])
    for (const node of [root, ...root.children]) {
      expect(Number(node.attributes.tests)).toBe(count(node, 'testcase'))
      expect(Number(node.attributes.failures)).toBe(count(node, 'failure'))
      expect(Number(node.attributes.errors)).toBe(count(node, 'error'))
    }
    for (const suite of root.children) {
      expect(Number(suite.attributes.skipped)).toBe(count(suite, 'skipped'))
      expect(suite.attributes.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    }
  })

  test('fails, skips and errs as the trials did, with the lines that prove it', async () => {
    const root = await parse(renderJunit(fixture({ badOnly: true }), { lang: 'en' }))
    const cases = new Map(root.children[0]?.children.map((one) => [one.attributes.classname, one]))
    const failure = cases.get('某某商城-web.earphones-broken')?.children[0]
    expect(failure?.name).toBe('failure')
    expect(failure?.attributes.message).toContain('two different answers')
    expect(failure?.text).toContain('L20 Bot: 质量问题自签收之日起15天内可退')
    expect(failure?.text).not.toContain('did not understand')
    expect(cases.get('某某商城-web.after-sale')?.children[0]?.name).toBe('error')
    expect(cases.get('某某商城-web.before-sale')?.children[0]?.attributes.message).toBe('not run')
    expect(cases.get('某某商城-web.human-phrase')?.children[0]?.attributes.message).toMatch(/^inconclusive: /)
    expect(cases.get('某某商城-web.are-you-a-robot')?.children).toEqual([])
  })

  test('holds no character that XML forbids', () => {
    expect(renderJunit(hostileResult())).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/)
  })
})

test('JSON is the result itself, the same bytes each time', () => {
  const text = renderJson(fixture())
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(fixture())))
  expect(renderJson(fixture())).toBe(text)
})
