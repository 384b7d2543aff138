/**
 * What tapping its wire costs a page: the same page twice in one browser, one of them tapped, ask the same server by
 * turns. A reply is as late as it takes from the server's write until the page has put it into its document.
 */
import { chromium } from 'playwright'
import { findExecutable } from '../../dist/channel/browser/executable.js'
import { Scrub } from '../../dist/channel/browser/scrub.js'
import { watchSignals } from '../../dist/channel/browser/signals.js'
import { tapWire } from '../../dist/channel/browser/wire.js'
import { Wire } from '../../dist/conversation/wire.js'
import { PLATFORMS } from '../../dist/handoff/platforms/index.js'
import { figure, median, quantile } from './figures.mjs'
import { started } from './processes.mjs'

const ROUNDS = 40
const EACH = 10
const SHORT = '您好，您的订单已经发货，预计明天送达。'.repeat(10)
const KINDS = { socket: SHORT, events: SHORT, fetch: SHORT, posted: SHORT, 'socket, 50 KB': SHORT.repeat(80) }

export async function bench({ long }) {
  const { port, stop } = await started('./channel-wire-server.mjs')
  const executablePath = await findExecutable({
    install: false,
    playwright: async () => chromium.executablePath(),
  })
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu'],
  })
  try {
    const seen = { payloads: 0 }
    const pages = { bare: await open(browser, port), tapped: await open(browser, port, seen) }
    const figures = []
    const all = { bare: [], tapped: [] }
    for (const [kind, text] of Object.entries(KINDS)) {
      const late = { bare: [], tapped: [] }
      for (let round = 0; round <= ROUNDS * (long ? 5 : 1); round++) {
        // They change places; the first round is for warming up.
        for (const arm of round % 2 ? ['tapped', 'bare'] : ['bare', 'tapped']) {
          const samples = await pages[arm].evaluate(ask, { kind: kind.split(',')[0], text, each: EACH })
          if (round > 0) late[arm].push(...samples)
        }
      }
      const later = (q) => quantile(late.tapped, q) - quantile(late.bare, q)
      const alone = median(late.bare)
      if (text === SHORT)
        for (const arm of ['bare', 'tapped']) all[arm].push(...late[arm].map((one) => one - alone))
      figures.push(
        figure(`later where it is tapped, ${kind}, p95`, later(0.95), 'ms'),
        figure(`later where it is tapped, ${kind}, median`, later(0.5), 'ms'),
        figure(`not tapped, ${kind}, median`, alone, 'ms'),
      )
    }
    return [
      figure(
        'a reply stands later in a tapped page, p95',
        quantile(all.tapped, 0.95) - quantile(all.bare, 0.95),
        'ms',
        { most: 2 },
      ),
      figure('a reply stands later in a tapped page, median', median(all.tapped) - median(all.bare), 'ms'),
      ...figures,
      figure('payloads that were seen', seen.payloads, ''),
    ]
  } finally {
    await browser.close()
    await stop()
  }
}

/** A page that ombud watches the streams of; with `seen`, its wire as well. */
async function open(browser, port, seen) {
  const page = await (await browser.newContext()).newPage()
  const start = performance.now()
  const clock = { zero: performance.timeOrigin + start, now: () => performance.now() - start }
  const wire = new Wire({ clock, keep: () => 'kept', receive: () => undefined, platforms: PLATFORMS })
  const take = (frame) => {
    seen.payloads++
    wire.take(frame)
  }
  const hear = watchSignals(page, { clock, stream: () => undefined }, seen !== undefined)
  if (seen) await tapWire(page, { clock, wire: take }, new Scrub([]), hear)
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.evaluate(() => globalThis.ready)
  return page
}

/** Runs in the page: asks, shows what comes back; how late each came, milliseconds. */
async function ask({ kind, text, each }) {
  const late = []
  for (let i = 0; i < each; i++) {
    const answer = JSON.parse(await globalThis.ways[kind](text))
    const row = document.createElement('div')
    row.textContent = answer.text
    document.body.append(row)
    late.push(performance.timeOrigin + performance.now() - answer.at)
    if (document.body.children.length > 50) document.body.replaceChildren()
    await new Promise((done) => setTimeout(done, 4))
  }
  return late
}
