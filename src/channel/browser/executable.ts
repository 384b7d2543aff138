/** Finds a Chromium: the one named, an installed one, Playwright's own, or the system's package when allowed. */
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { ChannelError } from '../channel.js'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const INSTALL_LIMIT = 300_000

export interface ExecutableOptions {
  /** May a missing browser be installed with the system's package manager? */
  install?: boolean
  /** Path in Playwright's own cache, asked for only when nothing else is there. */
  playwright(): Promise<string>
  announce?(message: string): void
}

/**
 * Path of a Chromium that can be started.
 * @throws ChannelError `no-browser`, whose message names the command that would help
 */
export async function findExecutable(options: ExecutableOptions): Promise<string> {
  const named = process.env.OMBUD_CHROMIUM
  if (named) {
    if (isExecutable(named)) return named
    throw noBrowser(`OMBUD_CHROMIUM names ${named}, which cannot be run`)
  }
  const found = installed()
  if (found) return found
  const cached = await options.playwright()
  if (cached && existsSync(cached)) return cached
  if (!debianAsRoot()) throw noBrowser('no Chromium was found', 'npx playwright install --with-deps chromium')
  const command = 'apt-get update && apt-get install -y chromium'
  if (!options.install) throw noBrowser('no Chromium was found', 'apt-get install -y chromium')
  options.announce?.(`no Chromium was found; installing it: ${command}`)
  try {
    await promisify(execFile)('sh', ['-c', command], {
      timeout: INSTALL_LIMIT,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  } catch (cause) {
    throw noBrowser(`installing Chromium failed (${command})`, undefined, cause)
  }
  const now = installed()
  if (now) return now
  throw noBrowser(`${command} ran, and still no Chromium was found`)
}

function installed(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) =>
      NAMES.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)),
    )
  return [...onPath, ...usualPlaces()].find(isExecutable)
}

/** Where installers put it on systems that do not use PATH for programs with windows. */
function usualPlaces(): string[] {
  if (process.platform === 'darwin')
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
  if (process.platform !== 'win32') return []
  return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((root) => root !== undefined)
    .flatMap((root) => [
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Chromium', 'Application', 'chrome.exe'),
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ])
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function debianAsRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

function noBrowser(what: string, command?: string, cause?: unknown): ChannelError {
  const help = command ?? 'npx playwright install --with-deps chromium'
  return new ChannelError(`${what}. Try: ${help}`, { whose: 'harness', code: 'no-browser' }, { cause })
}
