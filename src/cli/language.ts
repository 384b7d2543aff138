/** The language in which ombud speaks to its user: asked for, else that of the terminal, else Chinese. */
import type { Lang } from '../documents/ready.js'

export function languageOf(asked: Lang | undefined, env = process.env): Lang {
  if (asked) return asked
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^en/i.test(locale) ? 'en' : 'zh-CN'
}
