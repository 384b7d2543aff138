/** A browser that dies in the middle of a run costs the conversations inside, once, and nothing else. */
import type { ServerResponse } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { GOOD_ANSWER, question, saidIn, Workplace } from '../../support/workplace.js'
import { BROWSER, processes } from './processes.js'
import { PARTS, page, street } from './streets.js'

const SHOP = page(
  `const answer = async (text) => reply(await (await fetch('/ask' + location.search)).text())`,
)

it.skipIf(process.platform !== 'linux')(
  'starts a new browser, and holds what was open anew',
  async () => {
    const held: ServerResponse[] = []
    let crashed = false
    const shop = await street((request, response) => {
      if (!request.url?.startsWith('/ask'))
        return response.setHeader('content-type', 'text/html; charset=utf-8').end(SHOP)
      response.setHeader('content-type', 'text/plain; charset=utf-8')
      if (crashed || request.url.includes('quick')) return response.end(GOOD_ANSWER)
      // The third question that waits for its answer is where the browser dies.
      if (held.push(response) < 3) return
      crashed = true
      for (const pid of processes(BROWSER)) process.kill(pid, 'SIGKILL')
    })
    onTestFinished(() => shop.close())
    const work = new Workplace()
    const target = (name: string) =>
      work.write(`${name}.target.yaml`, {
        politeness: { gap: '0ms' },
        channel: { browser: { ...PARTS, url: `http://127.0.0.1:${shop.port}/?${name}` } },
      })
    const names = ['a', 'b', 'c', 'quick']
    const { result } = await work.run(
      [...names.map(target), work.write('ask.scenario.yaml', question('ask'))],
      {
        concurrency: 4,
      },
    )
    const ends = work
      .journal()
      .flatMap((l) => (l.kind === 'end' ? [`${l.trial} ${l.attempt} ${l.status} ${l.reason}`] : []))
    const twice = ['a', 'b', 'c'].flatMap((name) => [
      `${name}/ask/-/1 1 aborted browser-crash`,
      `${name}/ask/-/1 2 done script-end`,
    ])
    const quick = ends.filter((end) => end.startsWith('quick'))
    expect(ends.filter((end) => !end.startsWith('quick')).sort()).toEqual(twice)
    expect(quick.at(-1)).toMatch(/done script-end$/)
    expect(result.targets.map(({ trials }) => trials[0]?.outcome)).toEqual(['pass', 'pass', 'pass', 'pass'])
    const again = work.transcripts().get('a/ask/-/1.2.jsonl')
    expect(saidIn(again).at(-1)).toEqual(['bot', GOOD_ANSWER])
  },
  240_000,
)
