/**
 * How many conversations in the browser a machine bears: contexts are added until replies stand in the page later
 * than 50 ms (p95) after the server wrote them; what a context takes of memory and how long it takes to open; and
 * whether the turns that ombud keeps for latency are those that were in time.
 */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { memoryOfBrowsers } from './channel-memory.mjs'
import { BEGIN, END } from './channel-stamps.mjs'
import { serve, talk, told, WITHOUT, widgets, writeChats } from './channel-targets.mjs'
import { figure, median, quantile } from './figures.mjs'

const TURNS = 6
const LATE = 50
/** Contexts for each core, as far as it goes. */
const LADDER = [0.5, 1, 2, 4, 6, 8, 12, 16]
/** Beside the plain page: as many widgets as given, of OMBUD_WIDGETS or the first ones. */
const WIDGETS = 2

export async function bench({ long, folder }) {
  const given = widgets()
  const sites = [
    { kind: 'page', name: 'plain page' },
    ...given.slice(0, long ? undefined : WIDGETS).map((name) => ({ kind: 'widget', name })),
  ]
  const figures = given.length === 0 ? [figure(WITHOUT, 0, '')] : []
  for (const [n, site] of sites.entries()) {
    const here = join(folder, String(n))
    mkdirSync(here)
    figures.push(...(await ladder(site, here)))
  }
  return figures
}

async function ladder({ kind, name }, folder) {
  const steps = []
  for (const perCore of LADDER) {
    const contexts = Math.max(1, Math.round(perCore * availableParallelism()))
    const here = join(folder, String(contexts))
    mkdirSync(here)
    const one = { contexts, ...(await step({ kind, name }, contexts, here)) }
    steps.push(one)
    console.log(
      `${name}, ${contexts} contexts: p95 ${one.p95.toFixed(1)} ms, kept ${one.kept.toFixed(1)} ms, withheld ${one.withheld} of ${one.turns} (${contexts * TURNS} asked), ${one.pss.toFixed(0)} MB a context, opened in ${one.opened.toFixed(0)} ms`,
    )
    if (one.p95 > LATE) break
  }
  const borne = steps.filter((step) => step.p95 <= LATE)
  const last = steps.at(-1)
  const kept = steps.filter((step) => step.turns > step.withheld)
  return [
    figure(`${name}: contexts until p95 passes ${LATE} ms`, borne.at(-1)?.contexts ?? 0, ''),
    figure(`${name}: p95 with ${last.contexts}`, last.p95, 'ms'),
    figure(
      `${name}: worst p95 of the turns that were kept`,
      Math.max(0, ...kept.map((step) => step.kept)),
      'ms',
      {
        most: LATE,
        aim: true,
      },
    ),
    figure(`${name}: memory a context (PSS)`, last.pss, 'MB'),
    figure(`${name}: time to open one alone`, steps[0].opened, 'ms'),
    { ...figure(`${name}: steps`, steps.length, ''), steps },
  ]
}

async function step({ kind, name }, contexts, folder) {
  const { served, stop } = await serve([{ key: 'chat', kind, name, config: { marks: true } }])
  const memory = memoryOfBrowsers()
  try {
    const { url, truth } = served.chat
    const says = Array.from({ length: TURNS }, (_, i) => `请问第${i + 1}个问题，你们多久发货？`)
    const paths = writeChats({ folder, chats: [{ id: 'chat', url }], says, atOnce: contexts })
    const options = { paths, out: join(folder, 'out'), repeat: contexts, atOnce: contexts }
    const trials = await talk(options)
    const written = new Map(
      (await told(truth)).flatMap(({ parts: [part] }) =>
        part ? [[part.text.codePointAt(0), part.first]] : [],
      ),
    )
    const replies = trials.flatMap(({ events }) => repliesOf(events, written))
    if (replies.length === 0) throw new Error(`${name}: no reply was read with ${contexts} contexts`)
    const late = (some) => some.map((reply) => reply.late)
    const sure = replies.filter((reply) => reply.sure)
    return {
      turns: replies.length,
      p95: quantile(late(replies), 0.95),
      median: median(late(replies)),
      withheld: replies.length - sure.length,
      kept: sure.length > 0 ? quantile(late(sure), 0.95) : 0,
      opened: median(trials.map(({ events }) => events.find((event) => event.kind === 'turn')?.at ?? 0)),
      pss: memory.most() / contexts,
    }
  } finally {
    memory.stop()
    await stop()
  }
}

/** Of each reply that can be told by its mark: how long after the server wrote it it stood in the page. */
function repliesOf(events, written) {
  const zero = Date.parse(events[0]?.clock?.utc)
  const unsure = new Set(events.flatMap((event) => (event.unreliable ? [event.turn] : [])))
  const seen = new Set()
  return events.flatMap((event) => {
    if (event.kind !== 'text' || event.actor === 'consumer') return []
    const mark = [...event.text]
      .map((letter) => letter.codePointAt(0))
      .find((code) => code >= BEGIN && code < END)
    const at = written.get(mark)
    if (at === undefined || seen.has(mark)) return []
    seen.add(mark)
    return [
      { late: zero + event.at - at, sure: !unsure.has(event.turn), turn: event.turn, at: zero + event.at },
    ]
  })
}
