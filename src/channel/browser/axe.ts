/** Lets axe-core look at a chat, from a world that the page does not see. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import { follow, type Step, type World } from './world.js'

/** What is wrong, each rule once. */
interface Violation {
  id: string
  impact: string
  help: string
  nodes: number
  /** Where, of the first few. */
  targets: string[]
}

/** What a checker says of a chat. */
export interface Checked {
  violations: Violation[]
  /** Rules that found something to look at, and nothing wrong. */
  passed: string[]
  /** Rules that could not tell, and of how many things. */
  unsure: { id: string; nodes: number }[]
}

const MOST = { rules: 40, targets: 5, length: 200, passed: 100 }
/** Success criteria of levels A and AA of WCAG 2.2; those of 2.1 are what EN 301 549 names. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let source: Promise<string> | undefined

/** @param path where the chat is in the frame of the world @throws where the page does not let it end */
export async function axe(world: World, path: readonly Step[]): Promise<Checked> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await world.run(`${await source}\nglobalThis.follow = ${follow}`)
  return world.call(check, path, TAGS, MOST)
}

/** Runs beside the page; whatever comes back is bounded. */
async function check(path: readonly Step[], tags: string[], most: typeof MOST): Promise<Checked> {
  const here = globalThis as unknown as {
    axe: { run(root: Element, options: RunOptions): Promise<AxeResults> }
    follow: typeof import('./world.js').follow
  }
  const root = here.follow(path) ?? document.body
  // Style sheets of other sites would be fetched again.
  const options: RunOptions = {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations', 'incomplete'],
    iframes: false,
    preload: false,
  }
  const { violations, passes, incomplete } = await here.axe.run(root, options)
  return {
    violations: violations.slice(0, most.rules).map(({ id, impact, help, nodes }) => ({
      id: id.slice(0, most.length),
      impact: impact ?? '',
      help: help.slice(0, most.length),
      nodes: nodes.length,
      targets: nodes
        .slice(0, most.targets)
        .map(({ target }) => target.flat().join(' ').slice(0, most.length)),
    })),
    passed: passes.slice(0, most.passed).map(({ id }) => id.slice(0, most.length)),
    unsure: incomplete.slice(0, most.rules).map(({ id, nodes }) => ({
      id: id.slice(0, most.length),
      nodes: nodes.length,
    })),
  }
}
