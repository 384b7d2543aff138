/** A bot on standard input and output: what it is told to do stands in the words. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)

for await (const line of createInterface({ input: process.stdin })) {
  const { text, value, session } = JSON.parse(line)
  const [word, ...rest] = text.split(' ')
  const argument = rest.join(' ')
  if (word === 'echo') say({ text: argument })
  else if (word === 'session') say({ text: session })
  else if (word === 'choices') say({ text: '请选择', choices: ['退款', { label: '人工', value: 'agent' }] })
  else if (word === '人工') say({ text: `chosen ${value}` })
  else if (word === 'agent') say({ text: '您好', author: 'agent', name: '小李' })
  else if (word === 'typing') say({ typing: true })
  else if (word === 'handoff') say({ handoff: 'queued' })
  else if (word === 'stream')
    for (const delta of ['多久', '发货', '？']) say({ id: 'a', delta, done: delta === '？' })
  else if (word === 'end') for (const message of [{ text: '一' }, { text: '二' }, { end: true }]) say(message)
  else if (word === 'raw') process.stdout.write(`${argument}\n`)
  else if (word === 'bytes') process.stdout.write(Buffer.from(argument, 'hex'))
  else if (word === 'huge') process.stdout.write('x'.repeat(5 << 20))
  else if (word === 'flood') for (let i = 0; i < 120_000; i++) process.stdout.write('{"typing":true}\n')
  else if (word === 'complain') process.stderr.write(`${argument}\n`, () => say({ text: 'complained' }))
  else if (word === 'close') say({ text: '再见', closed: true })
  else if (word === 'exit') process.exit(Number(argument))
  else if (word === 'child') {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
    process.on('SIGTERM', () => undefined)
    say({ text: `child ${child.pid}` })
  } else if (word !== 'nothing') say({ text: 'ok' })
}
