/** Which chats the benches of the channel speak with, and what each says was really said. */
import { fork } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measured } from './processes.mjs'

/**
 * The folder of widgets that OMBUD_TARGETS names: `lib/server.mjs` exports `startTarget(name, config)`, and each
 * `dev/widgets/NAME/target.mjs` has `sel`, selectors for whoever drives it by hand.
 */
export const FOLDER = process.env.OMBUD_TARGETS

/** Names of the widgets, those of OMBUD_WIDGETS (a list with commas) where it is set; [] without a folder. */
export function widgets() {
  const folder = FOLDER && join(FOLDER, 'dev/widgets')
  if (!folder || !existsSync(folder)) return []
  const only = process.env.OMBUD_WIDGETS?.split(',')
  return readdirSync(folder).filter(
    (name) => existsSync(join(folder, name, 'target.mjs')) && (only?.includes(name) ?? true),
  )
}

/** One line for the table where only the demo merchants, or a plain page, could be measured. */
export const WITHOUT = 'OMBUD_TARGETS names no folder of widgets: only what ombud ships itself was measured'

/**
 * Serves sites (./channel-sites.mjs) in a process of its own.
 * @returns addresses by key, and how to end it
 */
export function serve(sites) {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./channel-sites.mjs', import.meta.url), [
      JSON.stringify({ folder: FOLDER, sites }),
    ])
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the chats ended with ${code}`)))
    child.once('message', (served) =>
      resolve({
        served,
        stop: () =>
          new Promise((done) => {
            child.once('exit', done)
            child.disconnect()
          }),
      }),
    )
  })
}

/** JSON that a site tells of itself: its truth, its stamps. */
export async function told(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}

/**
 * Writes a target that is no more than an address for each chat, and a scenario that says some words.
 * @param {{ folder: string, chats: { id: string, url: string }[], says: string[], atOnce?: number }} options
 * @returns {string[]} their paths
 */
export function writeChats({ folder, chats, says, atOnce = 1 }) {
  const write = (name, text) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  return [
    ...chats.map(({ id, url }) =>
      write(
        `${id}.target.yaml`,
        `id: ${id}\nlang: zh-CN\nchannel: { browser: { url: '${url}' } }\npoliteness: { concurrency: ${atOnce}, gap: 0s }\n`,
      ),
    ),
    write(
      'says.scenario.yaml',
      `id: says\nlang: zh-CN\ntitle: 几句话\nsteps:\n${says.map((text, i) => `  - { id: s${i + 1}, say: '${text}' }`).join('\n')}\n`,
    ),
  ]
}

/**
 * Holds conversations with ombud (./channel-talk.mjs) in a process of its own.
 * @param {{ paths: string[], out: string, repeat?: number, atOnce?: number }} options
 * @returns the trials
 */
export async function talk(options) {
  return JSON.parse(readFileSync(await measured('./channel-talk.mjs', options), 'utf8'))
}
