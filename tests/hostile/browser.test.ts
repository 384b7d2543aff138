/** A chat page that shows hostile words as the words they are: the browser channel reads them, and they do nothing. */
import { readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright'
import { expect, it, onTestFinished } from 'vitest'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { browserOptions } from '../report/browser.js'
import { question, Workplace } from '../support/workplace.js'
import { filesIn } from './bot.js'
import { sample } from './corpus.js'

const WORDS = sample(8)
  .map(({ text }) => text)
  .filter((text) => text.length <= 20_000)
/** Words that a page shows as they were sent: no white space that HTML folds or trims, nothing without a place. */
const PLAIN = /^[^\s\p{C}\p{M}](?:[^\p{C}\p{Zl}\p{Zp}\n\r\t]*[^\s\p{C}])?$/u

/** Answers each message with every word, as text nodes, and with buttons named after the first twenty. */
const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>chat</title>
<style>.bubble { white-space: pre-wrap }</style><div class="list"></div><textarea class="box"></textarea>
<script>
const list = document.querySelector('.list')
const add = (name, text) => {
  const bubble = document.createElement('div')
  bubble.className = name
  bubble.textContent = text
  list.append(bubble)
}
document.querySelector('.box').addEventListener('keydown', async (event) => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  add('bubble user', event.target.value)
  event.target.value = ''
  const words = await (await fetch('words')).json()
  for (const word of words) add('bubble bot', word)
  for (const word of words.slice(0, 20)) {
    const button = document.createElement('button')
    button.className = 'choice'
    button.textContent = word
    list.append(button)
  }
})
</script>`

it('reads them as they stand, writes nothing elsewhere, and its report is as inert', async () => {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/words')
      response.setHeader('content-type', 'application/json').end(JSON.stringify(WORDS))
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const work = new Workplace()
  work.write('shop.target.yaml', {
    politeness: { gap: '0ms' },
    timing: { quiet: '1s', cap: '20s' },
    channel: {
      browser: { url, input: '.box', bot: '.bubble.bot', consumer: '.bubble.user', choices: '.choice' },
    },
  })
  work.write('ask.scenario.yaml', question('ask'))
  const before = filesIn(work.path, work.file('run'))
  const { directory } = await work.run([work.path])
  expect(filesIn(work.path, directory)).toEqual(before)
  expect(new Set(asked)).toEqual(new Set(['/', '/words']))

  const events = work.transcripts().get('shop/ask/-/1.1.jsonl') as TranscriptEvent[]
  const said = events.flatMap((event) => (event.kind === 'text' && event.actor === 'bot' ? [event.text] : []))
  const plain = WORDS.filter((text) => PLAIN.test(text))
  expect(plain.length).toBeGreaterThan(40)
  expect(plain.filter((text) => !said.includes(text))).toEqual([])
  for (const text of said) expect(text.isWellFormed()).toBe(true)
  const offered = events.flatMap((event) => (event.kind === 'choices' ? event.options : []))
  expect(offered.length).toBeGreaterThan(5)
  for (const { label, url: link } of offered) {
    expect(label.length).toBeLessThanOrEqual(200)
    expect(link).toBeUndefined()
  }

  const browser = await chromium.launch(browserOptions())
  try {
    const page = await browser.newPage()
    const trouble: string[] = []
    page.on('console', (message) => trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => trouble.push('dialog')))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) trouble.push(request.url())
    })
    await page.goto(pathToFileURL(join(directory, 'report.html')).href)
    expect(await page.evaluate(() => 'hacked' in window || window.length > 0)).toBe(false)
    expect(trouble).toEqual([])
  } finally {
    await browser.close()
  }
  expect(readFileSync(join(directory, 'junit.xml'), 'utf8')).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/,
  )
  rmSync(directory, { recursive: true })
})
