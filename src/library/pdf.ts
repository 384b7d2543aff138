/** Prints a report through Chromium: A4, tagged, with an outline. */
import { findExecutable } from '../channel/browser/executable.js'
import { missingFont } from '../channel/browser/font.js'

const LIMIT = 120_000

type Print = (html: string) => Promise<Uint8Array>

/**
 * The report as a PDF; its scripts do not run and nothing is loaded.
 * @throws ChannelError `no-browser` where there is no Chromium
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  return await withPrinter((print) => print(html))
}

/**
 * Gives out what prints one page after the other in one browser, which is closed afterwards.
 * @throws ChannelError `no-browser` where there is no Chromium
 */
export async function withPrinter<T>(use: (print: Print) => Promise<T>): Promise<T> {
  const { chromium } = await import('playwright')
  const executablePath = await findExecutable({ playwright: async () => chromium.executablePath() })
  // Chromium cannot have its sandbox as root.
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
  try {
    const font = await missingFont(browser)
    if (font) process.emitWarning(font)
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true })
    return await use(async (html) => {
      const page = await context.newPage()
      page.setDefaultTimeout(LIMIT)
      await page.setContent(html, { waitUntil: 'load', timeout: LIMIT })
      const bytes = await page.pdf({
        format: 'A4',
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: FOOTER,
      })
      await page.close()
      return bytes
    })
  } finally {
    await browser.close()
  }
}

/** Chromium fills the classes in, as text. */
const FOOTER = `<div style="font: 8px sans-serif; color: #444b54; width: 100%; padding: 0 15mm; display: flex; justify-content: space-between">
<span class="title"></span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`
