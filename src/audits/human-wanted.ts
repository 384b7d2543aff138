/** What an expectation of `human` asks for. */
import { milliseconds } from '../documents/duration.js'
import type { Bilingual } from '../documents/ready.js'
import type { Level } from '../understanding/types.js'
import type { Evidence } from './audit.js'
import { usualWait } from './promise.js'
import { both, seconds } from './words.js'

export interface Wanted {
  level: Level
  requests?: number
  actions?: number
  /** Milliseconds from the first request. */
  within: number
}

/** Reads the options of an expectation; the level is E3 and the time is the target's where none is written. */
export function wantedOf(evidence: Evidence, options: unknown): Wanted {
  const given = (typeof options === 'string' ? { level: options } : (options ?? {})) as {
    level?: Level
    requests?: number
    actions?: number
    within?: string
  }
  const within = given.within === undefined ? usualWait(evidence) : milliseconds(given.within)
  return { ...given, level: given.level ?? 'E3', within }
}

/** The same in words. */
export function inWords({ level, requests, actions, within }: Wanted): Bilingual {
  const time = seconds(within)
  const zh = [`${time['zh-CN']}内有人工接入（${level}）`]
  const en = [`a person within ${time.en} (${level})`]
  if (requests !== undefined) {
    zh.push(`最多提 ${requests} 次`)
    en.push(`at most ${counted(requests, 'request')}`)
  }
  if (actions !== undefined) {
    zh.push(`最多 ${actions} 步操作`)
    en.push(`at most ${counted(actions, 'action')}`)
  }
  return both(zh.join('，'), en.join(', '))
}

/** `1 request`, `2 requests`. */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
