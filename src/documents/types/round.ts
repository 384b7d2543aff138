// Generated from schemas/round.schema.json by `npm run types`; change the schema, not this file.

/**
 * One line of rounds.jsonl: one round of a monitor, also one that failed, and the times that were missed before it.
 */
export interface Round {
  /**
   * When it began.
   */
  time: string
  /**
   * The time of the schedule that it was held for; absent where it was asked for by hand.
   */
  due?: string
  ended?: string
  /**
   * Name of its run directory under runs.
   */
  run: string
  /**
   * Why nothing of it is in the series.
   */
  error?: string
  /**
   * Times of the schedule since the round before at which no round was held, the first hundred.
   */
  missed: string[]
  /**
   * It was cut, gone on with later, and entered the series after rounds that began later.
   */
  late?: boolean
  /**
   * Verdicts that turned in it.
   */
  alerts?: number
}
