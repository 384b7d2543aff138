/** A child process that speaks in lines, and that is gone with all of its children when it is stopped. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { StringDecoder } from 'node:string_decoder'
import type { Command } from './own.js'

/** A line longer than this ends the process: no consumer reads it. */
const MAX_LINE = 4 << 20
/** How much of the end of standard error is kept. */
const MAX_STDERR = 64 << 10
/** Between asking a process group to end and ending it. */
const TERM_MS = 500

/** How a process ended by itself. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  /** It could not be started. */
  error?: Error
}

export interface Listeners {
  line(line: string): void
  /** It said something that is no line of text. */
  broken(code: 'too-large'): void
  /** Called once, when its output has been read to the end. */
  ended(how: Ended): void
}

const running = new Set<Process>()

export class Process {
  /** The end of what it wrote to standard error. */
  stderr = ''
  readonly #child: ChildProcessWithoutNullStreams
  readonly #listeners: Listeners
  readonly #decoder = new StringDecoder('utf8')
  readonly #gone: Promise<void>
  #line = ''
  #stopped = false

  constructor({ run, cwd }: Command, listeners: Listeners) {
    this.#listeners = listeners
    const [file = '', ...args] = typeof run === 'string' ? [run] : run
    this.#child = spawn(file, args, {
      shell: typeof run === 'string',
      // A process group of its own, so that its children end with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...(cwd === undefined ? {} : { cwd }),
    })
    if (running.size === 0) process.on('exit', killAll)
    running.add(this)
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take(this.#decoder.write(chunk)))
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-MAX_STDERR)
    })
    // A process that ends while it is written to says so by ending.
    this.#child.stdin.on('error', () => undefined)
    this.#gone = new Promise((resolve) => {
      const done = (how: Ended) => {
        if (!running.delete(this)) return
        if (running.size === 0) process.off('exit', killAll)
        this.#signal('SIGKILL')
        this.#take(this.#decoder.end())
        if (this.#line !== '') this.#take('\n')
        if (!this.#stopped) this.#listeners.ended(how)
        resolve()
      }
      this.#child.once('error', (error) => done({ code: null, signal: null, error }))
      this.#child.once('close', (code, signal) => done({ code, signal }))
      // Where children keep the output open, nobody would hear of the end.
      this.#child.once('exit', (code, signal) => setTimeout(() => done({ code, signal }), TERM_MS).unref())
    })
  }

  /** Resolves when it runs. @throws Error where it cannot be started */
  started(): Promise<void> {
    if (this.#child.pid !== undefined) return Promise.resolve()
    return new Promise((_, reject) => this.#child.once('error', reject))
  }

  write(line: string): void {
    this.#child.stdin.write(`${line}\n`)
  }

  /** Closes its input, waits for its end, and then ends it with all of its children. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true
    this.#child.stdin.end()
    if (await this.#within(graceMs)) return
    this.#signal('SIGTERM')
    if (await this.#within(TERM_MS)) return
    this.#signal('SIGKILL')
    await this.#gone
  }

  /** Ends it and its children at once. */
  kill(): void {
    this.#stopped = true
    this.#signal('SIGKILL')
  }

  async #within(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), ms)
    })
    const gone = await Promise.race([this.#gone.then(() => true as const), late])
    clearTimeout(timer)
    return gone
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/T', '/F'])
      else process.kill(-pid, signal)
    } catch {
      // Nothing of it is left.
    }
  }

  #take(text: string): void {
    if (this.#stopped) return
    const lines = (this.#line + text).split('\n')
    this.#line = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') this.#listeners.line(line)
    if (this.#line.length <= MAX_LINE) return
    this.#line = ''
    this.kill()
    this.#listeners.broken('too-large')
  }
}

/** Whoever ends ombud ends what it started. */
function killAll(): void {
  for (const one of running) one.kill()
}
