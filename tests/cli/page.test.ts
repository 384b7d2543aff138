/** A page and nothing else: `ombud run --url` and `ombud inspect`. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShops } from '../channel/browser/shops.js'
import { ombud } from '../support/cli.js'
import { question, Workplace } from '../support/workplace.js'

let shops: Awaited<ReturnType<typeof openShops>>
beforeAll(async () => {
  shops = await openShops()
})
afterAll(() => shops.close())

it('audits the chat of a page, and keeps the recipe of it', async () => {
  const { url, told } = shops.visit('closed')
  const work = new Workplace()
  work.write('ask.scenario.yaml', question('ask'))
  const { code, stderr } = await ombud(['run', '--url', url, 'ask.scenario.yaml', '--out', 'run'], {
    cwd: work.path,
  })
  expect(told('message')).toEqual(['多久发货？'])
  expect([0, 1]).toContain(code)
  const name = new URL(url).host.replace(/[^a-z0-9]+/g, '-')
  expect(stderr).toContain(`${name}/ask/-/1`)
  expect(work.read(`run/recipes/${name}.yaml`)).toMatch(
    /^recipe:\n(.*\n)* {2}launcher:\n {4}selector: div\.zq\n/m,
  )
})

it('takes the language of the page for the scenarios, unless another is asked for', async () => {
  const { url } = shops.visit('none')
  const work = new Workplace()
  work.write('ask.scenario.yaml', { ...question('ask'), lang: 'en' })
  const run = (...more: string[]) =>
    ombud(['run', '--url', url, 'ask.scenario.yaml', '--out', 'run', ...more], { cwd: work.path })
  const { code, stderr } = await run()
  expect(code).toBe(2)
  expect(stderr).toContain('speaks en; the target serves zh-CN')
  expect((await run('--lang', 'en', '--dry-run')).code).toBe(0)
})

it.each([
  ['what is no address', ['run', '--url', 'shop.example'], 'shop.example is not the address of a page'],
  [
    'a page beside --resume',
    ['run', '--resume', 'x', '--url', 'http://127.0.0.1/'],
    '--url would need a new one',
  ],
  ['what is no address to inspect', ['inspect', 'file:///etc/passwd'], 'is not the address of a page'],
])('refuses %s', async (_, args, words) => {
  const { code, stderr } = await ombud(args)
  expect(code).toBe(2)
  expect(stderr).toContain(words)
})

it('prints a target file that works, and outlines what was found', async () => {
  const { url, told } = shops.visit('frames')
  const work = new Workplace()
  const first = await ombud(
    ['inspect', url, '--say', '你好', '--out', 'found.target.yaml', '--screenshot', 'found.png'],
    { cwd: work.path },
  )
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(told('message')).toEqual(['你好'])
  expect(first.stderr).toContain('consumer: 你好')
  expect(readFileSync(work.file('found.png')).subarray(1, 4).toString()).toBe('PNG')
  expect((await ombud(['validate', 'found.target.yaml'], { cwd: work.path })).code).toBe(0)
  const again = await ombud(['inspect', url, '--out', 'found.target.yaml'], { cwd: work.path })
  expect(again.code).toBe(2)
  expect(again.stderr).toContain('found.target.yaml is already there')
})

it('says nothing unless told to, and ends with 3 where there is no chat to be had', async () => {
  const { url, told } = shops.visit('plain')
  const { code, stdout } = await ombud(['inspect', url])
  expect(code).toBe(0)
  expect(stdout).toContain('input[aria-label=')
  expect(told('message')).toEqual([])
  const login = await ombud(['inspect', shops.visit('login').url, '--out', 'never.yaml'])
  expect(login.code).toBe(3)
  expect(login.stderr).toContain('is behind a login')
  expect(existsSync('never.yaml')).toBe(false)
})
