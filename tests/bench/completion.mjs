/**
 * Whether answers are taken for complete too early, and whether what comes later is given to its own turn: a bot
 * that streams its answers with random pauses, over a channel on which nothing tells what belongs to what.
 *
 * Bots answer one message after the other. 1,000 answers are given in this process to `converse` itself, ten times
 * as fast as people would see them; 40 in a page in the browser. Every bubble begins with the number of the
 * message that it answers, so that the transcript itself shows what was given to which turn.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { converse } from '../../dist/conversation/converse.js'
import { Pace } from '../../dist/conversation/pace.js'
import { loadDocuments } from '../../dist/documents/load.js'
import { resolveTrial } from '../../dist/documents/resolve.js'
import { makePlan } from '../../dist/run/plan.js'
import { writeDocuments } from './documents.mjs'
import { figure } from './figures.mjs'

const TURNS = 10
const CONVERSATIONS = 20
const QUIET = 150
/** Pauses of the bots, milliseconds. */
const BOTS = {
  exponential: ({ uniform }) => -40 * Math.log(uniform()),
  lognormal: ({ normal }) => Math.exp(Math.log(30) + 0.9 * normal()),
  'uniform, up to three quiet periods': ({ uniform }) => 3 * QUIET * uniform(),
  'one in twenty too long': ({ uniform }) =>
    uniform() < 0.05 ? QUIET * (1 + 3 * uniform()) : 0.2 * QUIET * uniform(),
  'one in twenty too long, with typing': ({ uniform }) =>
    uniform() < 0.05 ? QUIET * (1 + 3 * uniform()) : 0.2 * QUIET * uniform(),
}

export async function bench({ long, folder }) {
  const all = { answers: 0, late: 0, cut: 0, wrong: 0, ambiguous: 0 }
  for (let round = 0; round < (long ? 5 : 1); round++) {
    const bots = Object.entries(BOTS).map(([name, pause], i) =>
      inProcess(folder, name, pause, 100 * round + i + 1),
    )
    for (const bot of await Promise.all(bots)) add(all, bot)
  }
  const page = await inBrowser(folder)
  return [...figures(all, 'without a browser'), ...figures(page, 'in a page')]
}

function figures({ answers, late, cut, wrong, ambiguous }, where) {
  return [
    figure(`answers, ${where}`, answers, ''),
    figure(`answers that a pause shorter than the quiet period cut, ${where}`, cut, '', { most: 0 }),
    figure(`bubbles given to another turn without a mark, ${where}`, wrong, '', { most: 0 }),
    figure(`bubbles that came after their turn, ${where}`, late, ''),
    figure(`turns marked ambiguous, ${where}`, (100 * ambiguous) / answers, '%'),
  ]
}

function add(all, more) {
  for (const key of Object.keys(all)) all[key] += more[key]
}

/** Draws that are the same for a seed. */
function draws(seed) {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 1) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

/** What a bot does from when it takes up a message: `{ after, id, text }` or `{ after, typing }` in order. */
function answer(number, random, pause, think, typing) {
  const acts = []
  const bubbles = 1 + Math.floor(3 * random.uniform())
  for (let bubble = 0; bubble < bubbles; bubble++) {
    const id = `${number}-${bubble}`
    let text = `${number}：`
    let after = bubble > 0 ? pause(random) : think * (0.2 + random.uniform())
    if (typing && bubble === 0) {
      acts.push({ after, typing: true })
      after = 15
      acts.push({ after, typing: false })
      after = 0
    }
    for (let piece = Math.floor(6 * random.uniform()); piece >= 0; piece--) {
      text += '好的'
      acts.push({ after, id, text })
      after = pause(random)
    }
  }
  return acts
}

/** Plays answers one after the other, each when the one before is over. */
class Bot {
  #busy = Promise.resolve()

  play(acts, show) {
    this.#busy = this.#busy.then(async () => {
      for (const act of acts) {
        await new Promise((done) => setTimeout(done, act.after))
        show(act)
      }
    })
    return this.#busy
  }
}

/** A channel like a page: it hears, and knows of no correlation. */
function channel(seed, pause, typing) {
  let sessions = 0
  return {
    async open({ emit, clock }) {
      const random = draws(1000 * seed + ++sessions)
      const bot = new Bot()
      let number = 0
      let revision = 0
      const event = (more) => emit({ at: clock.now(), source: 'dom', actor: 'bot', ...more })
      const say = (text) => {
        const own = ++number
        event({ kind: 'text', actor: 'consumer', id: `c${own}`, text, revision: 0, final: true })
        void bot.play(answer(own, random, pause, QUIET / 2, typing), (act) =>
          event(
            act.typing === undefined
              ? { kind: 'text', id: act.id, text: act.text, revision: revision++, final: false }
              : { kind: 'typing', on: act.typing },
          ),
        )
      }
      return {
        about: { kind: 'browser', url: 'http://127.0.0.1/' },
        hears: true,
        send: async (text) => say(text),
        choose: async ({ label }) => say(label),
        // What is still to come of the last answer is heard as well.
        close: () => bot.play([], () => undefined),
      }
    },
    close: async () => undefined,
  }
}

async function inProcess(folder, name, pause, seed) {
  const paths = writeDocuments({
    folder,
    channel: `browser: { url: 'http://127.0.0.1/', input: '#box' }`,
    turns: TURNS,
    atOnce: CONVERSATIONS,
    timing: `quiet: ${QUIET}ms`,
  })
  const open = channel(seed, pause, name.endsWith('typing'))
  return judged(await conversations(paths, CONVERSATIONS, CONVERSATIONS, async () => open))
}

/** Holds conversations, so many at once, with what is learned of the target shared as in a run. */
async function conversations(paths, count, atOnce, channelOf) {
  const plan = makePlan(loadDocuments(paths), { repeat: count, seed: 'bench' })
  const pace = new Pace()
  const transcripts = []
  const waiting = [...plan.trials]
  const worker = async () => {
    for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
      const resolved = resolveTrial(plan, trial)
      const lines = []
      await converse({
        trial: resolved,
        attempt: 1,
        seed: plan.seed,
        pace,
        channel: await channelOf(resolved.target),
        write: (line) => lines.push(JSON.parse(line)),
        keep: () => '',
        signal: new AbortController().signal,
      })
      transcripts.push(lines)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return transcripts
}

function judged(transcripts) {
  const all = { answers: 0, late: 0, cut: 0, wrong: 0, ambiguous: 0 }
  for (const lines of transcripts) {
    const closed = new Map(
      lines.filter((l) => l.kind === 'turn' && l.change === 'close').map((l) => [l.turn, l]),
    )
    const doubted = new Set(lines.filter((l) => l.ambiguous).map((l) => l.turn))
    const before = new Map()
    const overrun = new Set()
    all.answers += closed.size - 1
    all.ambiguous += doubted.size
    const bubbles = new Map()
    for (const line of lines) {
      if (line.kind !== 'text' || line.actor === 'consumer' || !/^\d/.test(line.text)) continue
      const own = Number.parseInt(line.text, 10)
      const close = closed.get(own)
      if (close && line.at > close.at) {
        // The first that came after the close tells how long the pause was in which it was said.
        const pause = line.at - (before.get(own) ?? line.at)
        if (!overrun.has(own) && before.has(own) && pause < (close.quiet ?? 0)) all.cut++
        overrun.add(own)
      }
      before.set(own, line.at)
      bubbles.set(line.id, { own, turn: line.turn, late: line.late === true || line.turn !== own })
    }
    for (const { own, turn, late } of bubbles.values()) {
      if (late) all.late++
      if (turn !== own && !doubted.has(turn)) all.wrong++
    }
  }
  return all
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>店</title>
<div id="log"></div><input id="box"><p id="clock"></p>
<script>
  const rows = new Map()
  const row = (id, who, text) => {
    if (!rows.has(id)) {
      rows.set(id, document.createElement('div'))
      rows.get(id).className = who
      document.getElementById('log').append(rows.get(id))
    }
    rows.get(id).textContent = text
  }
  setInterval(() => { document.getElementById('clock').textContent = new Date().toLocaleTimeString() }, 100)
  const session = String(Math.random())
  new EventSource('/events?' + session).onmessage = (event) => {
    const { id, text } = JSON.parse(event.data)
    row(id, 'bot', text)
  }
  const box = document.getElementById('box')
  box.onkeydown = (event) => {
    if (event.key !== 'Enter' || !box.value) return
    row('me' + rows.size, 'me', box.value)
    fetch('/say?' + session, { method: 'POST', body: box.value })
    box.value = ''
  }
</script>`

/** A page whose bot streams over server-sent events: pauses of a bot in its own time, one in ten too long. */
async function inBrowser(folder) {
  const { Channels } = await import('../../dist/channel/open.js')
  const sessions = new Map()
  const random = draws(7)
  const pause = ({ uniform }) => (uniform() < 0.1 ? 700 + 1500 * uniform() : 400 * uniform())
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, 'http://127.0.0.1')
    if (pathname === '/events') {
      sessions.set(search, { bot: new Bot(), response, number: 0 })
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      return
    }
    const session = sessions.get(search)
    if (pathname === '/say' && session) {
      const acts = answer(++session.number, random, pause, 500, false)
      void session.bot.play(acts, (act) => session.response.write(`data: ${JSON.stringify(act)}\n\n`))
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end(pathname === '/' ? PAGE : '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const paths = writeDocuments({
    folder,
    channel: `browser: { url: 'http://127.0.0.1:${server.address().port}/', input: '#box', send: Enter, messages: '#log > div', bot: '#log > .bot', consumer: '#log > .me' }`,
    turns: 5,
    atOnce: 4,
    timing: 'quiet: 700ms',
  })
  const channels = new Channels({ loopbackOnly: true })
  try {
    return judged(await conversations(paths, 8, 4, (target) => channels.of(target)))
  } finally {
    await channels.close()
    server.closeAllConnections()
    server.close()
  }
}
