/** Chinese in pictures: Chromium is asked whether it can draw it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { expect, it, onTestFinished } from 'vitest'
import { findExecutable } from '../../../src/channel/browser/executable.js'
import { missingFont } from '../../../src/channel/browser/font.js'

async function noteWith(env: Record<string, string>): Promise<string | undefined> {
  const browser = await chromium.launch({
    executablePath: await findExecutable({ playwright: async () => chromium.executablePath() }),
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...(process.env as Record<string, string>), ...env },
  })
  try {
    return await missingFont(browser)
  } finally {
    await browser.close()
  }
}

it('is said to be missing where no font has it, with what to install, and not where one has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-fonts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const config = join(folder, 'fonts.conf')
  writeFileSync(config, `<?xml version="1.0"?><fontconfig><cachedir>${folder}</cachedir></fontconfig>`)
  expect(await noteWith({ FONTCONFIG_FILE: config })).toContain('apt-get install -y fonts-noto-cjk')
  expect(await noteWith({})).toBe(undefined)
})
