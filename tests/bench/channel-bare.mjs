/**
 * Drives a chat with bare Playwright and nothing injected, by selectors that are given: how fast the page is by
 * itself. Options (JSON in argv[2]): `url`, `truth`, `says`, and `selectors` { launcher?, input, send? }.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright'
import { findExecutable } from '../../dist/channel/browser/executable.js'

const { url, truth, says, selectors } = JSON.parse(process.argv[2])
/** As long as a chat may take to answer, and to come to rest afterwards, milliseconds. */
const MOST = 15_000
const REST = 1500

const executablePath = await findExecutable({
  install: false,
  playwright: async () => chromium.executablePath(),
})
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
})
const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } })
const page = await context.newPage()
await page.goto(url, { waitUntil: 'load' })
await sleep(REST)
if (selectors.launcher) await page.locator(selectors.launcher).first().click()
const input = page.locator(selectors.input).first()
for (const [n, text] of says.entries()) {
  await input.click()
  await page.keyboard.insertText(text)
  if (selectors.send) await page.locator(selectors.send).first().click()
  else await input.press('Enter')
  const deadline = performance.now() + MOST
  while ((await answered()) <= n && performance.now() < deadline) await sleep(100)
  await sleep(REST)
}
await browser.close()
process.send({})
process.disconnect()

async function answered() {
  const entries = await (await fetch(truth)).json()
  return entries.filter((entry) => entry.parts.every((part) => part.last)).length
}
