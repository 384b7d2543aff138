/** A bot that says hostile words, some in each reply: as text, author, name and labels; and one that says harmless ones. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bot, httpOf, startBot } from '../support/bot.js'
import type { HostileWords } from './corpus.js'

/** A reply above 4 MB is refused; each text is in it up to five times. */
const LARGEST = 500_000
const MOST = 40

/** A message that is made of nothing but `text`. */
const message = (text: string) => ({ text, from: text, name: text, choices: [text, '__proto__'] })

/** Texts as replies of many messages. */
export function batchesOf(words: readonly HostileWords[]): string[][] {
  const batches: string[][] = [[]]
  let bytes = 0
  for (const { text } of words) {
    if ((batches.at(-1)?.length ?? 0) >= MOST || bytes + text.length > LARGEST) {
      batches.push([])
      bytes = 0
    }
    batches.at(-1)?.push(text)
    bytes += text.length
  }
  return batches
}

/** A button to a person that nobody should press as it stands. */
export const PERSON = '转人工\u001b[2J<img src=x onerror=window.hacked=1>{{constructor}}\u202e'

export interface Stage {
  bot: Bot
  /** Holds the documents in `work`, and beside it what must stay as it is. */
  sandbox: string
  work: string
}

/**
 * A conversation of all batches with a person asked for at the end, and one for each text of `pages`, which the bot
 * sends in place of JSON.
 */
export async function stageOf(batches: readonly string[][], pages: readonly string[]): Promise<Stage> {
  const turns = new Map<string | undefined, number>()
  const bot = await startBot(({ text, session }, response) => {
    const [, page] = /^page (\d+)$/.exec(text) ?? []
    if (page !== undefined) {
      response.setHeader('content-type', 'text/html')
      response.end(pages[Number(page)]?.toWellFormed())
      return undefined
    }
    const turn = turns.get(session) ?? 0
    turns.set(session, turn + 1)
    const batch = batches[turn]
    return batch ? batch.map(message) : [{ ...message('over'), choices: [PERSON] }]
  })
  const sandbox = mkdtempSync(join(tmpdir(), 'ombud-hostile-'))
  const work = join(sandbox, 'a', 'b', 'c', 'work')
  mkdirSync(work, { recursive: true })
  const write = (name: string, document: unknown) => writeFileSync(join(work, name), JSON.stringify(document))
  write('shop.target.yaml', {
    politeness: { gap: '0ms', concurrency: 4 },
    timing: { human: '300ms' },
    channel: { http: httpOf(bot.url) },
  })
  write('all.scenario.yaml', conversation(batches.length))
  pages.forEach((_, i) => {
    write(`page-${i}.scenario.yaml`, {
      id: `page-${i}`,
      lang: 'zh-CN',
      title: `page ${i}`,
      say: [`page ${i}`],
    })
  })
  return { bot, sandbox, work }
}

/** Asks for everything that an audit may look at. */
function conversation(turns: number) {
  return {
    id: 'all',
    lang: 'zh-CN',
    title: '全部',
    expect: [{ 'discloses-ai': 'unasked' }],
    steps: [
      {
        id: 'ask',
        say: ['多久发货？'],
        expect: ['relevant', { states: { pattern: '48小时' } }, { latency: { max: '5s' } }],
      },
      ...Array.from({ length: turns }, (_, i) => ({
        id: `again-${i + 1}`,
        repeat: { step: 'ask' },
        expect: [
          { 'same-answer': 'ask' },
          { 'never-act': 'fallback' },
          { 'never-states': { pattern: '保证' } },
          { 'names-channels': { least: 1 } },
        ],
      })),
      { id: 'person', 'ask-human': { by: ['button'] }, expect: [{ human: 'E4' }] },
    ],
  }
}

/** Every file below a folder with its size, but those below `except`. */
export function filesIn(folder: string, except: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !path.startsWith(except))
    .map((path) => (statSync(path).isFile() ? `${path} ${readFileSync(path).length}` : path))
    .sort()
}
