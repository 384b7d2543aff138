/**
 * How far the times of a turn are from the page's own stamps, over every widget, and whether a page that is watched
 * shows its replies later than one that is not: bare Playwright drives the same page at the same time.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { read } from '../../dist/understanding/reading.js'
import { BEGIN, END } from './channel-stamps.mjs'
import { FOLDER, serve, talk, told, WITHOUT, widgets, writeChats } from './channel-targets.mjs'
import { figure, median, quantile } from './figures.mjs'
import { measured } from './processes.mjs'

const TURNS = 8

export async function bench({ long, folder }) {
  const sites = [{ kind: 'page', name: 'plain page' }, ...widgets().map((name) => ({ kind: 'widget', name }))]
  const rows = []
  for (const [n, site] of sites.entries()) {
    const row = { name: site.name, turns: [], watched: [], bare: [] }
    rows.push(row)
    for (let round = 0; round < (long ? 3 : 1); round++) {
      const here = join(folder, `${n}-${round}`)
      mkdirSync(here)
      const [{ turns, watched }, bare] = await Promise.all([withOmbud(site, here), withoutOmbud(site)])
      row.turns.push(...turns)
      row.watched.push(...watched)
      row.bare.push(...bare)
    }
  }
  print(rows)
  return figuresOf(rows)
}

const says = () => Array.from({ length: TURNS }, (_, i) => `请问第${i + 1}个问题，你们多久发货？`)

/** The real channel, by the address alone. */
async function withOmbud({ kind, name }, folder) {
  const { served, stop } = await serve([{ key: 'chat', kind, name, config: { marks: true } }])
  try {
    const { url, truth, stamps } = served.chat
    const paths = writeChats({ folder, chats: [{ id: 'chat', url }], says: says() })
    const [trial] = await talk({ paths, out: join(folder, 'out') })
    const page = pageOf(await told(truth), await told(stamps))
    const turns = read(trial.events, { lang: 'zh-CN' }).turns.flatMap((turn) => {
      const mark = [...turn.messages.map(({ text }) => text).join('')].find(isBegin)
      const entry = mark && page.get(mark.codePointAt(0))
      return entry ? [{ ...entry, ...turn.latency, sure: !turn.unreliable }] : []
    })
    return { turns, watched: lateness(page) }
  } finally {
    await stop()
  }
}

async function withoutOmbud({ kind, name }) {
  const { served, stop } = await serve([{ key: 'chat', kind, name, config: { marks: true } }])
  try {
    const { url, truth, stamps } = served.chat
    const selectors = kind === 'page' ? { input: 'textarea' } : await selectorsOf(name)
    await measured('./channel-bare.mjs', { url, truth, says: says(), selectors })
    return lateness(pageOf(await told(truth), await told(stamps)))
  } finally {
    await stop()
  }
}

async function selectorsOf(name) {
  const file = pathToFileURL(join(FOLDER, `dev/widgets/${name}/target.mjs`))
  const { sel } = (await import(file)).default
  return { launcher: sel.launcher, input: sel.input, send: sel.send }
}

const isBegin = (letter) => letter.codePointAt(0) >= BEGIN && letter.codePointAt(0) < END

/** Replies by their first mark: how late they came into the page, and how long they took since the act of sending. */
function pageOf(truth, stamps) {
  const acts = stamps.filter((stamp) => stamp.act).map((stamp) => stamp.at)
  const at = new Map(stamps.filter((stamp) => stamp.mark).map((stamp) => [stamp.mark, stamp.at]))
  return new Map(
    truth.flatMap(({ recv, received = recv, parts: [part] }) => {
      const mark = part?.text.codePointAt(0)
      const [first, last] = [at.get(mark), at.get(mark + END - BEGIN)]
      const sent = acts.findLast((act) => act <= received + 1)
      if (first === undefined || last === undefined || sent === undefined) return []
      return [[mark, { late: first - part.first, first: first - sent, last: last - sent }]]
    }),
  )
}

/** The first reply is left out: many a widget loads a part of itself with it. */
const lateness = (page) => [...page.values()].slice(1).map((entry) => entry.late)

const errors = (turns) =>
  ['firstContent', 'complete'].map((measure) =>
    turns
      .filter((turn) => turn.sure && turn[measure] !== null)
      .map((turn) => Math.abs(turn[measure] - (measure === 'complete' ? turn.last : turn.first))),
  )

function print(rows) {
  const ms = (samples, q) => (samples.length === 0 ? '-' : quantile(samples, q).toFixed(1)).padStart(7)
  const width = Math.max(...rows.map((row) => row.name.length))
  console.log(
    `\n${'widget'.padEnd(width)} | turns | error first p95, complete p95 | lateness alone median, p95 | watched median, p95 (ms)`,
  )
  for (const { name, turns, watched, bare } of rows) {
    const [first, complete] = errors(turns)
    console.log(
      `${name.padEnd(width)} | ${String(turns.length).padStart(5)} | ${ms(first, 0.95)} ${ms(complete, 0.95)} | ${ms(bare, 0.5)} ${ms(bare, 0.95)} | ${ms(watched, 0.5)} ${ms(watched, 0.95)}`,
    )
  }
}

function figuresOf(rows) {
  const turns = rows.flatMap((row) => row.turns)
  const [first, complete] = errors(turns)
  // Each widget beside itself: what a slow one takes by itself is none of ours.
  const beyond = (arm) => rows.flatMap((row) => row[arm].map((late) => late - median(row.bare)))
  const [watched, bare] = [beyond('watched'), beyond('bare')]
  return [
    ...(rows.length === 1 ? [figure(WITHOUT, 0, '')] : []),
    figure('error of firstContent, p95', quantile(first, 0.95), 'ms', { most: 2 }),
    figure('error of firstContent, median', median(first), 'ms'),
    figure('error of complete, p95', quantile(complete, 0.95), 'ms', { most: 2 }),
    figure('error of complete, median', median(complete), 'ms'),
    figure(
      'reply stands later in a watched page, p95',
      quantile(watched, 0.95) - quantile(bare, 0.95),
      'ms',
      {
        most: 2,
      },
    ),
    figure('reply stands later in a watched page, median', median(watched) - median(bare), 'ms'),
    figure(`turns, of ${rows.length * TURNS}`, turns.length, ''),
    figure('turns marked unreliable', turns.filter((turn) => !turn.sure).length, ''),
    {
      ...figure('widgets', rows.length - 1, ''),
      rows: rows.map(({ name, watched, bare }) => ({ name, watched, bare })),
    },
  ]
}
