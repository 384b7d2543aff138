/** Compares a transcript with what a server says that it sent, and says where a difference may come from. */

import { readFileSync } from 'node:fs'
import { wordsOf } from './channel-archive.mjs'

const bare = (text) => text.replace(/[\s\u200b\ufeff]+/g, '')
const ACTOR = { agent: 'human' }

/**
 * One turn beside the truth.
 * @param {string} text the consumer's words
 * @param {{ reason?: string, detail?: string, events: object[] }} trial
 * @param {{ user: string, parts: { from: string, text: string, quick?: string[] }[] }[]} truth
 * @returns {{ exact: boolean, part?: string, lost?: boolean, sent: string[], seen: string[], bubbles?: boolean, authors?: boolean[] }}
 *   `part`: what seems to have failed; `lost`: by the widget itself, the page never held it; `bubbles`: they are split as they were sent
 */
export function compare(text, trial, truth) {
  const parts = truth.find((one) => one.user !== null && bare(one.user) === bare(text))?.parts
  const sent = parts?.map((part) => part.text) ?? []
  const turn = turnOf(trial.events, text)
  const ended = `${trial.reason ?? 'not held'}${trial.detail ? `: ${trial.detail}` : ''}`
  if (turn === undefined)
    return {
      exact: false,
      part: `${trial.events.some(isConsumer) ? 'send' : 'open'} (${ended})`,
      sent,
      seen: [],
    }
  const messages = messagesOf(trial.events, turn)
  const seen = messages.map((message) => message.text)
  const [a, b] = [bare(sent.join('')), bare(seen.join(''))]
  const exact = parts !== undefined && a === b
  if (!exact) {
    const part = partOf(parts, a, b, trial, turn, ended)
    const lost = part.startsWith('text: less') && !isShown(sent, seen, trial.archive)
    return { exact, part: lost ? 'none: the page itself lacks the rest' : part, lost, sent, seen }
  }
  const bubbles = sent.length === seen.length && sent.every((one, i) => bare(one) === bare(seen[i]))
  const offered = parts.flatMap((part) => part.quick ?? [])
  return {
    exact,
    sent,
    seen,
    bubbles,
    ...(bubbles && { authors: parts.map(({ from }, i) => (ACTOR[from] ?? from) === messages[i].actor) }),
    ...(offered.length > 0 && {
      offered: true,
      offersSeen: offered.every((label) => labelsOf(trial.events, turn).has(label)),
    }),
  }
}

const isConsumer = (event) => event.kind === 'text' && event.actor === 'consumer'

function turnOf(events, text) {
  return events.find((event) => isConsumer(event) && bare(event.text) === bare(text))?.turn
}

/** The last state of each message of a turn, in the order in which they began. */
function messagesOf(events, turn) {
  const messages = new Map()
  for (const event of events) {
    if (event.kind !== 'text' || event.actor === 'consumer' || event.turn !== turn) continue
    if (event.deleted) messages.delete(event.id)
    else messages.set(event.id, event)
  }
  return [...messages.values()].filter((message) => bare(message.text) !== '')
}

function labelsOf(events, turn) {
  return new Set(
    events.flatMap((event) =>
      event.kind === 'choices' && event.turn === turn ? event.options.map((option) => option.label) : [],
    ),
  )
}

function partOf(parts, sent, seen, { events }, turn, ended) {
  if (!parts) return `send: never reached the server (${ended})`
  if (seen === '') {
    const elsewhere = events.some((event) => event.kind === 'text' && event.turn !== turn && has(event, sent))
    return elsewhere ? 'turn: read in another one' : `list: nothing was read (${ended})`
  }
  if (seen.includes(sent)) return 'text: more than was sent'
  if (sent.includes(seen)) {
    const rest = sent.replace(seen, '')
    const late = events.some((event) => event.kind === 'text' && event.turn !== turn && has(event, rest))
    return late ? 'turn: a part is in another one' : 'text: less than was sent'
  }
  return 'text: other than was sent'
}

/** False where the page's archive has all that was seen and not all that was sent. */
function isShown(sent, seen, archive) {
  if (archive === undefined) return true
  const words = wordsOf(readFileSync(archive, 'latin1'))
  const all = (texts) => texts.every((text) => words.includes(bare(text)))
  return all(sent) || !all(seen)
}

/** A few letters stand anywhere. */
const has = (event, text) => event.actor !== 'consumer' && text.length >= 4 && bare(event.text).includes(text)

/** A line about a miss. */
export function lineOf({ name, place, case: which, part, sent, seen }) {
  const short = (list) => JSON.stringify(list).slice(0, 300)
  return `miss: ${name}, ${place}, ${which}: ${part}; sent ${short(sent)}, seen ${short(seen)}`
}

/** A table of what is not a miss where it differs: bubbles, authors, quick replies, each as seen / asked. */
export function besides(results) {
  const names = [...new Set(results.map((one) => one.name))]
  const width = Math.max(...names.map((name) => name.length), 6)
  const share = (all) => `${all.filter(Boolean).length}/${all.length}`.padStart(7)
  const row = (name) => {
    const own = results.filter((one) => one.name === name && one.exact)
    const bubbles = own.map((one) => one.bubbles)
    const offers = own.filter((one) => one.offered).map((one) => one.offersSeen)
    return `${name.padEnd(width)} | ${share(bubbles)} | ${share(own.flatMap((one) => one.authors ?? []))} | ${share(offers)}`
  }
  return [`${'widget'.padEnd(width)} | bubbles | authors | quick replies`, ...names.map(row)].join('\n')
}

/** A table: widget x place, a letter a case where it was read exactly, `-` where it was not, blank where not tried. */
export function matrix(results, places, cases) {
  const names = [...new Set(results.map((one) => one.name))]
  const width = Math.max(...names.map((name) => name.length), 6)
  const cell = (name, place) =>
    cases
      .map((which) => {
        const one = results.find((r) => r.name === name && r.place === place && r.case === which)
        return one === undefined ? ' ' : one.exact ? which[0] : '-'
      })
      .join('')
  return [
    `${'widget'.padEnd(width)} | ${places.map((place) => place.padEnd(cases.length)).join(' | ')}`,
    ...names.map(
      (name) =>
        `${name.padEnd(width)} | ${places.map((place) => cell(name, place).padEnd(cases.length)).join(' | ')}`,
    ),
    `(${cases.map((which) => `${which[0]} ${which}`).join(', ')}; - not as it was sent)`,
  ].join('\n')
}
