/**
 * Are chats found and read without selectors? Every widget, alone, inside frames and in a noisy page, is given by its
 * address only; what the transcripts say is compared with what the server sent, white space left aside.
 */
import { join } from 'node:path'
import { besides, compare, lineOf, matrix } from './channel-compare.mjs'
import { serve, talk, told, WITHOUT, widgets, writeChats } from './channel-targets.mjs'
import { figure } from './figures.mjs'

/** What is said, by case; the last one is said to a chat that streams. */
const CASES = {
  plain: '你们多久发货?',
  quick: '我想退款',
  two: '请分两条告诉我',
  handover: '请帮我转人工',
  streamed: '请问偏远地区几天能到?',
}
const PLACES = ['alone', 'same', 'cross', 'noisy']
const AT_ONCE = 2

export async function bench({ folder }) {
  const given = widgets()
  const cells = cellsOf(given)
  const { served, stop } = await serve(cells)
  try {
    const results = []
    for (const streams of [false, true]) {
      const here = cells.filter((cell) => cell.streams === streams)
      const says = Object.entries(CASES)
        .filter(([name]) => (name === 'streamed') === streams)
        .map(([, text]) => text)
      if (here.length === 0) continue
      const chats = here.map((cell) => ({ id: cell.key, url: served[cell.key][cell.address] }))
      const out = join(folder, streams ? 'streamed' : 'plain')
      const paths = writeChats({ folder, chats, says })
      const trials = await talk({ paths, out, atOnce: AT_ONCE })
      for (const cell of here) {
        const trial = trials.find((one) => one.target === cell.key)
        const truth = await told(served[cell.key].truth)
        for (const [name, text] of Object.entries(CASES)) {
          if (!cell.merchant && (name === 'streamed') !== streams) continue
          if (cell.merchant && name === 'streamed') continue
          results.push({ ...cell, case: name, ...compare(text, trial, truth) })
        }
      }
    }
    console.log(`\n${matrix(results, PLACES, Object.keys(CASES))}`)
    console.log(`\n${besides(results)}\n`)
    for (const miss of results.filter((one) => !one.exact)) console.log(lineOf(miss))
    return figuresOf(results, given)
  } finally {
    await stop()
  }
}

/** A server for each conversation, so that nobody else's words are in its truth. */
function cellsOf(given) {
  const widgetCells = given.flatMap((name) =>
    PLACES.flatMap((place) =>
      [false, true].map((streams) => ({
        key: `${name}-${place}${streams ? '-s' : ''}`,
        kind: 'widget',
        name,
        place,
        streams,
        address: place === 'same' || place === 'cross' ? place : 'url',
        config: { delay: 300, stream: streams ? 600 : 0, ...(place === 'noisy' && { noise: 1 }) },
      })),
    ),
  )
  const merchants = ['good', 'bad'].flatMap((name) =>
    ['alone', 'cross'].map((place) => ({
      key: `merchant-${name}-${place}`,
      kind: 'merchant',
      merchant: true,
      name,
      place,
      streams: false,
      address: place === 'cross' ? 'cross' : 'url',
    })),
  )
  return [...widgetCells, ...(process.env.OMBUD_WIDGETS ? [] : merchants)]
}

function figuresOf(results, given) {
  const lost = results.filter((one) => one.lost)
  const share = (some, test) => some.filter(test).length / some.length
  const part = (kind) =>
    results.filter((one) => !one.lost && (kind === 'merchant') === (one.merchant === true))
  const [theirs, ours] = [part('widget'), part('merchant')]
  const bubbles = results.filter((one) => one.bubbles !== undefined)
  const authors = results.flatMap((one) => one.authors ?? [])
  const offers = results.filter((one) => one.offered)
  const misses = results.filter((one) => !one.exact && !one.lost).map(lineOf)
  return [
    ...(given.length === 0 ? [figure(WITHOUT, 0, '')] : []),
    ...(theirs.length > 0
      ? [
          figure('widgets', given.length, ''),
          figure(
            `turns exactly as sent, of ${theirs.length} of widgets`,
            share(theirs, (one) => one.exact),
            '',
            {
              least: 0.98,
            },
          ),
        ]
      : []),
    ...(ours.length > 0
      ? [
          figure(
            `turns exactly as sent, of ${ours.length} of demo merchants`,
            share(ours, (one) => one.exact),
            '',
            {
              least: 0.98,
            },
          ),
        ]
      : []),
    figure(
      'turns read that had also the same bubbles',
      share(bubbles, (one) => one.bubbles),
      '',
    ),
    figure(
      `authors as the server says, of ${authors.length} bubbles`,
      share(authors, (one) => one),
      '',
    ),
    figure(
      `quick replies all seen, of ${offers.length} turns`,
      offers.length > 0 ? share(offers, (one) => one.offersSeen) : 0,
      '',
    ),
    {
      ...figure('turns that a widget itself did not show as sent, left out', lost.length, ''),
      lost: lost.map(lineOf),
    },
    { ...figure('turns not as sent', misses.length, ''), misses },
  ]
}
