/** The report of 10, 500 and 5,000 trials: its size, the time to make it, and the time until a reader can use it. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { figure, median } from './figures.mjs'
import { measured } from './processes.mjs'
import { storedRun } from './run-stored.mjs'

export async function bench({ folder, long }) {
  const { chromium } = await import('playwright')
  const { findExecutable } = await import('../../dist/channel/browser/executable.js')
  const executablePath = await findExecutable({ playwright: async () => chromium.executablePath() })
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
  const figures = []
  try {
    for (const trials of [10, 500, 5000]) {
      const run = await storedRun(folder, trials)
      await measured('./run-score-once.mjs', { way: 'score', run })
      const { ms, rss } = await measured('./run-score-once.mjs', { way: 'report', run })
      const file = join(run, 'report.html')
      const opened = []
      for (let i = 0; i < (long ? 9 : 3); i++) opened.push(await open(browser, file))
      const goal = trials === 500 ? { most: 2000, aim: true } : {}
      figures.push(
        figure(`${trials} trials: report.html`, statSync(file).size / 1e6, 'MB'),
        figure(`${trials} trials: to make it`, ms, 'ms'),
        figure(`${trials} trials: memory to make it`, rss, 'MB'),
        figure(`${trials} trials: domInteractive`, median(opened.map((o) => o.interactive)), 'ms', goal),
        figure(`${trials} trials: a filter answers`, median(opened.map((o) => o.filtered)), 'ms', {
          ...(trials === 500 ? { most: 200, aim: true } : {}),
        }),
      )
    }
  } finally {
    await browser.close()
  }
  return figures
}

/** Milliseconds to domInteractive, and from the choice of a filter to the frame that shows it. */
async function open(browser, file) {
  const page = await browser.newPage()
  try {
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load', timeout: 300_000 })
    return await page.evaluate(async () => {
      const { domInteractive } = performance.getEntriesByType('navigation')[0]
      const select = [...document.querySelectorAll('select')].find((one) => one.options.length > 1)
      if (!select) throw new Error('the report has no filter')
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      await frame()
      const begun = performance.now()
      select.selectedIndex = 1
      select.dispatchEvent(new Event('input', { bubbles: true }))
      select.dispatchEvent(new Event('change', { bubbles: true }))
      await frame()
      return { interactive: domInteractive, filtered: performance.now() - begun }
    })
  } finally {
    await page.close()
  }
}
