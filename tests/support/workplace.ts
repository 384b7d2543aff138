/** A folder for one test: documents are written into it, runs leave their directories in it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import type { JournalLine } from '../../src/documents/types/journal.js'
import { type RunOptions, type RunOutcome, run } from '../../src/index.js'
import { type Answer, type Bot, httpOf, startBot } from './bot.js'

export class Workplace {
  readonly path = mkdtempSync(join(tmpdir(), 'ombud-test-'))

  constructor() {
    onTestFinished(() => rmSync(this.path, { recursive: true, force: true }))
  }

  file(name: string): string {
    return join(this.path, name)
  }

  /** Writes a document as text, or as JSON, which is YAML. Returns its path. */
  write(name: string, content: unknown): string {
    const path = this.file(name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
    return path
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8')
  }

  json<T>(name: string): T {
    return JSON.parse(this.read(name)) as T
  }

  lines<T>(name: string): T[] {
    return this.read(name)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as T)
  }

  journal(run = 'run'): JournalLine[] {
    return this.lines(`${run}/journal.jsonl`)
  }

  /** The transcripts of a run by their path below trials/. */
  transcripts(run = 'run'): Map<string, TranscriptEvent[]> {
    const names = readdirSync(this.file(`${run}/trials`), { recursive: true, encoding: 'utf8' }).sort()
    return new Map(
      names
        .filter((name) => name.endsWith('.jsonl'))
        .map((name) => [name, this.lines<TranscriptEvent>(`${run}/trials/${name}`)]),
    )
  }

  /** Carries out a run in here, quickly: the words are the same each time. */
  run(paths: readonly string[], options: Partial<RunOptions> = {}): Promise<RunOutcome> {
    return run({ seed: 'test', out: this.file('run'), politeness: this.path, lang: 'en', ...options, paths })
  }
}

/** A bot that is closed with the test. */
export async function botOf(answer: Answer): Promise<Bot> {
  const bot = await startBot(answer)
  onTestFinished(() => bot.close())
  return bot
}

/** A target of a bot of ours, which needs no gentleness. */
export function targetOf(bot: Pick<Bot, 'url'>, more: Record<string, unknown> = {}) {
  return { politeness: { gap: '0ms' }, channel: { http: httpOf(bot.url) }, ...more }
}

/** A scenario of one question, whose right answer names 48 hours. */
export function question(id: string, more: Record<string, unknown> = {}) {
  return {
    id,
    lang: 'zh-CN',
    title: `发货（${id}）`,
    say: ['多久发货？'],
    expect: [{ states: { pattern: '48小时' } }],
    ...more,
  }
}

export const GOOD_ANSWER = '现货在48小时内发货。'

/** Who said what, in order, as a transcript has it. */
export function saidIn(events: readonly TranscriptEvent[] = []): [string, string][] {
  return events.flatMap((e) => (e.kind === 'text' ? [[e.actor, e.text] as [string, string]] : []))
}
