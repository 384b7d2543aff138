/** `ombud league`: many targets side by side, with ranks as wide as the sample leaves them. */
import type { Lang } from '../documents/ready.js'
import { EXIT } from './exit.js'

export interface LeagueFlags {
  /** A category (resolution, latency, escalation) or PROFILE/REQUIREMENT. */
  by?: string
  /** text, csv, json or markdown. */
  format?: string
  out?: string
  /** Default 0.95. */
  confidence?: string
  lang?: Lang
}

export async function leagueCommand(runs: string[], flags: LeagueFlags): Promise<number> {
  return EXIT.ok
}
