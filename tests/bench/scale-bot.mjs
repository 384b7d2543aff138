/**
 * The bot of the scale benches: one address for each target, words that depend only on the conversation, and a log of who
 * said what when. The log is the judge of what workers do: it knows nothing of theirs.
 */
import http from 'node:http'

/** A timer may fire so much early, milliseconds. */
const EARLY = 2

/**
 * @param {{ delay?: number, length?: number }} options milliseconds before an answer, and characters that are added to it; both may be changed meanwhile
 * @returns its address, its log (conversations, as they came), what is told of each message, and how to end it
 */
export async function startScaleBot({ delay = 0, length = 0 } = {}) {
  const conversations = new Map()
  const bot = { delay, length, log: [], heard: () => undefined, answered: () => undefined }
  const answer = '本店商品支持七天无理由退货，退款会在三个工作日内原路退回。'
  const server = http.createServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { message, session } = JSON.parse(Buffer.concat(chunks).toString())
      const now = performance.now()
      const known = conversations.get(session)
      const one = known ?? {
        target: request.url.slice(1),
        worker: request.headers['x-worker'],
        said: [],
        until: now,
      }
      if (!known) {
        conversations.set(session, one)
        bot.log.push(one)
      }
      one.said.push(now)
      one.until = now
      // Answered, or the connection is gone.
      response.on('close', () => {
        one.until = performance.now()
      })
      bot.heard(one)
      const text = `您问的是“${message}”（第${one.said.length}句）。${answer}${'退货须知。'.repeat(bot.length / 5)}`
      response.setHeader('content-type', 'application/json')
      setTimeout(
        () => response.end(JSON.stringify({ messages: [{ text }] }), () => bot.answered(one)),
        bot.delay,
      )
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return Object.assign(bot, {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((done) => {
        server.close(done)
        server.closeAllConnections()
      }),
  })
}

/**
 * How often a conversation began where a target's limits did not allow it.
 * @param limits by target: conversations at once, and milliseconds from the end of one until the next may take its place
 */
export function limitsBroken(log, limits) {
  let broken = 0
  for (const [target, { atOnce, gap }] of limits) {
    const own = log.filter((one) => one.target === target)
    for (const { said } of own) {
      const [from] = said
      const open = own.filter((other) => other.said[0] < from && other.until + gap - EARLY > from)
      if (open.length >= atOnce) broken++
    }
  }
  return broken
}

/** Messages of a conversation that came after another worker had spoken to the same target. */
export function saidAfterLoss(log) {
  return pairs(log).reduce((sum, [one, other]) => sum + one.said.filter((at) => at > other.said[0]).length, 0)
}

/** Targets to which two workers talked at one time. */
export function withTwoWorkers(log) {
  return new Set(pairs(log).flatMap(([one, other]) => (other.said[0] < one.until ? [one.target] : []))).size
}

/** A conversation, and one of another worker with the same target that began later. */
const pairs = (log) =>
  log.flatMap((one) =>
    log
      .filter(
        (other) => other.target === one.target && other.worker !== one.worker && other.said[0] > one.said[0],
      )
      .map((other) => [one, other]),
  )
