/**
 * A scripted OpenAI-compatible server: an honest judge by simple rules, one that obeys what it reads, broken ones.
 * Plain JavaScript, so that the bench can start it, too; its types are in scripted.d.mts.
 */
import http from 'node:http'

/** Serves `script` on loopback: an object is the model's JSON, a text its raw words, a status an error of the server. */
export async function startJudge(script) {
  const judge = { url: '', asked: [], script, close: () => Promise.resolve() }
  const server = http.createServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const asked = readRequest(JSON.parse(Buffer.concat(chunks).toString()), request.headers.authorization)
      judge.asked.push(asked)
      reply(response, judge.script(asked, judge.asked.length))
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  judge.url = `http://127.0.0.1:${server.address().port}/v1`
  judge.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return judge
}

function reply(response, answer) {
  if (answer === 'hang') return
  response.setHeader('content-type', 'application/json')
  if (typeof answer === 'object' && 'status' in answer) {
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
    response.statusCode = answer.status
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}))
    return
  }
  const content = typeof answer === 'string' ? answer : JSON.stringify(answer)
  const usage = { prompt_tokens: 300, completion_tokens: 50, total_tokens: 350 }
  response.end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content } }], usage }))
}

/** As a model would: the excerpt is what stands between the delimiters that the system message names. */
function readRequest(body, authorization) {
  const system = body.messages.find(({ role }) => role === 'system')?.content ?? ''
  const user = body.messages.find(({ role }) => role === 'user')?.content ?? ''
  const fence = /<<<([0-9a-f]{12})>>>/.exec(system)?.[1] ?? ''
  const [before = '', rest = ''] = user.split(`<<<${fence}>>>`)
  const [data = '[]', after = ''] = rest.split(`<<<end ${fence}>>>`)
  const statement = /(?:陈述：|Statement:)\n(.+)/.exec(before + after)?.[1] ?? ''
  return {
    model: body.model,
    system,
    user,
    parts: JSON.parse(data),
    statement,
    reversed: /不符合|没有针对|意思不同|does not|do not mean/.test(statement),
    format: body.response_format?.type,
    authorization,
    temperature: body.temperature,
  }
}

/** What was asked for besides the answer: the code, and the truth about the control questions. */
function controls({ system, user }) {
  const code = /code (?:填|is) "([0-9a-f]+)"/.exec(system)?.[1] ?? ''
  const truth = (which) =>
    new RegExp(`checks\\.${which}: .*(?:编号为 1 的行|number 1\\.)`).test(user) ? 'yes' : 'no'
  return { code, checks: { first: truth('first'), second: truth('second') } }
}

/** An answer in the right form that quotes the last words of the bot's side. */
export function says(asked, holds, more = {}) {
  const last = asked.parts.findLast(({ role }) => role !== 'consumer') ?? asked.parts[0]
  const answer = holds === undefined ? 'cannot-tell' : holds !== asked.reversed ? 'yes' : 'no'
  const quotes = last ? [{ line: last.line, text: last.text.slice(0, 20) }] : []
  return { reason: '…', quotes, answer, ...controls(asked), ...more }
}

/** Finds that the criterion holds where a word is in what the bot's side said. */
export const honest = (word) => (asked) =>
  says(
    asked,
    asked.parts.some(({ role, text }) => role !== 'consumer' && word.test(text)),
  )

/** Is told what to answer by the words that it judges, and answers so whatever it was asked. */
export const obedient = (asked) => says(asked, true, { answer: 'yes' })

/** Does with all its wit what the words that it judges want: the criterion holds, however it is put. */
export const cunning = (asked) => says(asked, true)
