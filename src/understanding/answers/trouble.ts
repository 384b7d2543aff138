/** Trouble in a conversation, read from the sequence of its acts alone. */

/** Acts by what their names say, whatever scheme they come from. */
const DENIES = /negat|den(?:y|ies)|reject|refus|disagree|wrong|complain/
const UNCLEAR = /rephrase|repeat|inconclusive|noise|unclear|clarif/
const FAILS =
  /unavailable|fail|error|not[-_]?understand|fallback|no[-_](?:dates|more|answer|result)|too[-_]far|no[-_]longer|warning|refuses|out[-_]of[-_]hours|empty|repeats|deflects/
const PERSON = /transfer|agent|human|operator|hang/
const DONE =
  /confirm(?:ed|s)?[-_](?:date|booking|order|change)|scheduled|complet|success|closing|booked|resolved|^B:answer/
const AGREES = /confirm|affirm|accept|agree|thank|goodbye|inform$|schedule$/

/** The share of trouble in a kind of act, and how many of it count. */
const clipped = (n: number, most: number) => Math.min(n, most)
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/**
 * How much trouble the acts of a conversation show, 0..1. Acts are in order, `B:` before those of the bot and `U:`
 * before those of the consumer. What counts: the bot asks the same again, fails or refuses; the consumer denies,
 * says it anew or asks for a person; the end is a question of the bot that nobody answers; length. A confirmation
 * at the end counts against it. The weights are set by hand: each says how many times the odds grow.
 */
export function troubled(acts: readonly string[]): number {
  const bot = acts.filter((act) => act.startsWith('B:'))
  const consumer = acts.filter((act) => act.startsWith('U:'))
  const among = (list: readonly string[], pattern: RegExp) => list.filter((act) => pattern.test(act)).length
  const times = new Map<string, number>()
  for (const act of bot) times.set(act, (times.get(act) ?? 0) + 1)
  const repeated = [...times.values()].reduce((sum, n) => sum + n - 1, 0)
  const last = acts.at(-1) ?? ''
  const ending = acts.slice(-4)
  const odds =
    -2 +
    0.25 * clipped(repeated, 6) +
    0.3 * clipped(among(consumer, DENIES), 4) +
    0.3 * clipped(among(consumer, UNCLEAR), 4) +
    0.9 * clipped(among(bot, FAILS), 3) +
    1.5 * clipped(among(consumer, PERSON), 1) +
    0.5 * clipped(among(ending, DENIES), 2) +
    0.7 * clipped(among(ending, FAILS), 2) +
    0.02 * clipped(acts.length, 60) +
    (last.startsWith('B:') && !DONE.test(last) ? 1.2 : 0) -
    1.2 * clipped(among(ending, DONE), 1) -
    (last.startsWith('U:') && AGREES.test(last) ? 0.8 : 0)
  return sigmoid(odds)
}
