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
  /** Text of its own, without that of its children and white space around it. */
  ownText: string
}

async function parse(xml: string): Promise<Node> {
  const page = await browser.newPage()
  const tree = await page.evaluate((source) => {
    const read = (element: Element): Node => ({
      name: element.tagName,
      attributes: Object.fromEntries([...element.attributes].map((one) => [one.name, one.value])),
      children: [...element.children].map(read),
      text: element.textContent ?? '',
      ownText: [...element.childNodes]
        .flatMap((one) => (one.nodeType === 3 || one.nodeType === 4 ? (one.textContent ?? '') : []))
        .join('')
        .trim(),
    })
    return read(new DOMParser().parseFromString(source, 'application/xml').documentElement)
  }, xml)
  await page.close()
  return tree
}

/** An element type of a schema: its attributes, its children in any order and number, and whether it holds text. */
interface ElementType {
  attributes: Record<string, 'required' | 'optional' | RegExp>
  children: string[]
  mixed?: boolean
}

const texts = (...names: string[]): ElementType['attributes'] =>
  Object.fromEntries(names.map((name) => [name, 'optional']))
const TIME = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/
const told: ElementType = { attributes: texts('type', 'message'), children: [], mixed: true }
const rerun: ElementType = {
  attributes: { message: 'optional', type: 'required' },
  children: ['stackTrace', 'system-out', 'system-err'],
  mixed: true,
}
const output: ElementType = { attributes: {}, children: [], mixed: true }

/** The rules of junit-10.xsd, by which Jenkins' xUnit plugin accepts or refuses a file (jenkinsci/xunit-plugin). */
const JENKINS: Record<string, ElementType> = {
  testsuites: {
    attributes: { ...texts('name', 'tests', 'failures', 'errors'), time: TIME },
    children: ['testsuite'],
  },
  testsuite: {
    attributes: {
      name: 'required',
      tests: 'required',
      failures: 'required',
      errors: 'required',
      time: TIME,
      ...texts('group', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'),
    },
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    attributes: { name: 'required', ...texts('time', 'classname', 'group') },
    children: [
      ...['skipped', 'error', 'failure', 'system-out', 'system-err'],
      ...['rerunFailure', 'rerunError', 'flakyFailure', 'flakyError'],
    ],
  },
  properties: { attributes: {}, children: ['property'] },
  property: { attributes: { name: 'required', value: 'required' }, children: [] },
  failure: told,
  error: told,
  skipped: told,
  rerunFailure: rerun,
  rerunError: rerun,
  flakyFailure: rerun,
  flakyError: rerun,
  stackTrace: output,
  'system-out': output,
  'system-err': output,
}

/** Everything that the schema forbids, with where it is. */
function misfits(node: Node, path = node.name): string[] {
  const type = JENKINS[node.name]
  if (!type) return [`${path}: no such element`]
  const rules = Object.entries(type.attributes)
  return [
    ...Object.keys(node.attributes).flatMap((name) =>
      Object.hasOwn(type.attributes, name) ? [] : [`${path}/@${name}: not allowed`],
    ),
    ...rules.flatMap(([name, rule]) => {
      const value = node.attributes[name]
      if (value === undefined) return rule === 'required' ? [`${path}/@${name}: missing`] : []
      return rule instanceof RegExp && !rule.test(value) ? [`${path}/@${name}: ${value}`] : []
    }),
    ...(!type.mixed && node.ownText !== '' ? [`${path}: text ${node.ownText}`] : []),
    ...node.children.flatMap((child) =>
      type.children.includes(child.name) ? [] : [`${path}/${child.name}: not allowed here`],
    ),
    ...node.children.flatMap((child, at) => misfits(child, `${path}/${child.name}[${at}]`)),
  ]
}

test('the schema check finds what Jenkins would refuse', async () => {
  const faults = async (xml: string) => misfits(await parse(xml))
  expect(
    await faults('<testsuites><testsuite name="a" tests="1" failures="0" errors="0"/></testsuites>'),
  ).toEqual([])
  expect(await faults('<testsuites skipped="1"/>')).toEqual(['testsuites/@skipped: not allowed'])
  expect(await faults('<testsuite name="a" tests="0" failures="0"/>')).toEqual(['testsuite/@errors: missing'])
  expect(await faults('<testsuites time="1e3"/>')).toEqual(['testsuites/@time: 1e3'])
  expect(await faults('<testsuites>x<failure/></testsuites>')).toEqual([
    'testsuites: text x',
    'testsuites/failure: not allowed here',
  ])
  expect(await faults('<testcase/>')).toEqual(['testcase/@name: missing'])
  expect(await faults('<testsuites><testsuite></testsuites>')).not.toEqual([])
})

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
