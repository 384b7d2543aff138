/** `ombud open` and the PDF: the report as a person gets it. */
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { chromium } from 'playwright'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import { report } from '../../src/index.js'
import { ombud } from '../support/cli.js'
import { Workplace } from '../support/workplace.js'
import { browserOptions } from './browser.js'
import { fixture, PIXEL, withPicture } from './fixture.js'

function work(): Workplace {
  const place = new Workplace()
  place.write('run/plan.json', {})
  place.write('run/result.json', fixture())
  return place
}

function deferred<T>(): [Promise<T>, (value: T) => void] {
  let settle: (value: T) => void = () => undefined
  const promise = new Promise<T>((resolve) => {
    settle = resolve
  })
  return [promise, settle]
}

/** Asks for a path as it is written, as a browser never would. */
function ask(url: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (answer, fail) => {
      const { hostname, port } = new URL(url)
      request({ hostname, port, path, headers, method }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (part) => {
          body += part
        })
        response.on('end', () =>
          answer({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      })
        .on('error', fail)
        .end()
    },
  )
}

test('open serves what it made from result.json, to this machine, until Ctrl-C', async () => {
  const place = work()
  // A stranger's own report is never shown.
  place.write('run/report.html', '<script>document.title = "hacked"</script>')
  let child: ChildProcess | undefined
  const [first, printed] = deferred<string>()
  const ended = ombud(['open', 'run', '--no-browser'], {
    cwd: place.path,
    started: (process) => {
      child = process
      process.stdout?.once('data', (line) => printed(String(line).trim()))
    },
  })
  const url = await first
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  const { headers, body, status } = await ask(url, '/')
  expect(status).toBe(200)
  expect(body).not.toContain('hacked')
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
  })
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/)
  for (const path of [
    '/result.json',
    '/report.html',
    '/../../etc/passwd',
    '/%2e%2e/plan.json',
    '//',
    '/?x',
    '/report-files/',
  ])
    expect((await ask(url, path)).status, path).toBe(404)
  expect((await ask(url, '/', { host: 'evil.example' })).status).toBe(421)
  expect((await ask(url, '/', {}, 'POST')).status).toBe(405)

  const browser = await chromium.launch(browserOptions())
  const page = await browser.newPage()
  const trouble: string[] = []
  page.on('console', (message) => trouble.push(message.text()))
  page.on('pageerror', (error) => trouble.push(error.message))
  await page.goto(url)
  expect(await page.locator('.find output').textContent()).toBe('3 / 3')
  await browser.close()
  expect(trouble.filter((line) => !line.includes('favicon'))).toEqual([])

  child?.kill('SIGINT')
  const { code, stdout } = await ended
  expect([code, stdout.trim()]).toEqual([0, url])
  await expect(ask(url, '/')).rejects.toThrow('ECONNREFUSED')
})

test('the PDF is tagged, has an outline and says its language', async () => {
  const place = work()
  const [file] = await report(place.file('run'), { formats: ['pdf'] })
  expect(file).toBe(place.file('run/report.pdf'))
  const pdf = place.read('run/report.pdf')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toMatch(/\/MarkInfo <<[^>]*\/Marked true/)
  expect(pdf).toContain('/Type /Outlines')
  expect(pdf).toContain('/Lang (zh-CN)')
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3)
})

test('the PDF shows the pictures that the page holds', async () => {
  const place = new Workplace()
  const { result } = withPicture(fixture({ badOnly: true }))
  const bytes = Buffer.from(PIXEL, 'base64')
  const hash = sha256(bytes)
  for (const trial of result.targets[0]?.trials ?? []) trial.screenshot = hash
  place.write('run/plan.json', {})
  place.write('run/result.json', result)
  mkdirSync(place.file(`run/blobs/sha256/${hash.slice(0, 2)}`), { recursive: true })
  await report(place.file('run'), { formats: ['pdf'] })
  expect(place.read('run/report.pdf')).not.toContain('/Subtype /Image')
  writeFileSync(place.file(`run/blobs/sha256/${hash.slice(0, 2)}/${hash}`), bytes)
  await report(place.file('run'), { formats: ['pdf'] })
  expect(place.read('run/report.pdf')).toContain('/Subtype /Image')
})
