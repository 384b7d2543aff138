/** Starts the browser that is at hand. */
import { existsSync } from 'node:fs'
import type { LaunchOptions } from 'playwright'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** An installed Chromium, else Playwright's own; without its sandbox only as root, who cannot have one. */
export function browserOptions(): LaunchOptions {
  const executablePath = INSTALLED.find((path) => existsSync(path))
  return {
    ...(executablePath ? { executablePath } : {}),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  }
}
