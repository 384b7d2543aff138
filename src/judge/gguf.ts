/** A judge in a local model file, through the package node-llama-cpp, which ombud does not bring along. */
import { statSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { basename } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { REPLY_SCHEMA } from '../understanding/judge/prompt.js'
import { type JudgeClient, MOST_OUTPUT, ModelError, type Reply, TEMPERATURE } from './client.js'
import type { JudgeSettings } from './settings.js'

const PACKAGE = 'node-llama-cpp'
const INSTALL =
  'npm i node-llama-cpp @node-llama-cpp/linux-x64 --omit=optional --ignore-scripts (for your platform)'
/** Tokens of prompt and reply; longer excerpts are refused by the model. */
const CONTEXT = 8192

/** What of the package is used. */
interface Llama {
  loadModel(options: { modelPath: string }): Promise<Model>
  createGrammarForJsonSchema(schema: unknown): Promise<unknown>
  dispose(): Promise<void>
}
interface Model {
  tokenize(text: string): readonly unknown[]
  createContext(options: { contextSize: { max: number }; threads: number }): Promise<Context>
}
interface Context {
  getSequence(): Sequence
}
interface Sequence {
  clearHistory(): Promise<void>
}
interface Package {
  getLlama(options: { gpu: false; build: 'never'; maxThreads: number; logLevel: string }): Promise<Llama>
  LlamaChatSession: new (options: {
    contextSequence: Sequence
    systemPrompt: string
    autoDisposeSequence: boolean
  }) => {
    prompt(
      text: string,
      options: {
        grammar: unknown
        temperature: number
        maxTokens: number
        signal: AbortSignal
        stopOnAbortSignal: boolean
      },
    ): Promise<string>
    dispose(options?: { disposeSequence?: boolean }): void
  }
}

interface Loaded {
  llama: Llama
  model: Model
  sequence: Sequence
  grammar: unknown
}

export class GgufJudge implements JudgeClient {
  readonly id: string
  readonly models: readonly string[]
  /** One context holds one conversation. */
  readonly atOnce = 1
  readonly #package: Package
  readonly #settings: Extract<JudgeSettings, { kind: 'gguf' }>
  #loaded: Promise<Loaded> | undefined

  private constructor(settings: Extract<JudgeSettings, { kind: 'gguf' }>, given: Package, size: number) {
    this.#settings = settings
    this.#package = given
    this.models = [basename(settings.file)]
    this.id = `gguf:${basename(settings.file)}:${size}`
  }

  /** @throws InputError where the file is not there, or the package is not installed */
  static async open(settings: Extract<JudgeSettings, { kind: 'gguf' }>): Promise<GgufJudge> {
    const stat = statSync(settings.file, { throwIfNoEntry: false })
    if (!stat?.isFile()) throw new InputError(`the judge ${settings.file} is no file`)
    let given: Package
    try {
      given = (await import(PACKAGE as string)) as Package
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
      throw new InputError(
        missing
          ? `a judge in a GGUF file needs the package ${PACKAGE}`
          : `${PACKAGE} cannot be loaded: ${(error as Error).message}`,
        INSTALL,
      )
    }
    return new GgufJudge(settings, given, stat.size)
  }

  async complete(
    _model: string,
    { system, user }: { system: string; user: string },
    signal: AbortSignal,
  ): Promise<Reply> {
    this.#loaded ??= this.#load()
    const { model, sequence, grammar } = await this.#loaded.catch((error: Error) => {
      throw new ModelError('refused', `the model cannot be loaded: ${error.message.slice(0, 200)}`, {
        hopeless: true,
      })
    })
    const slow = AbortSignal.timeout(this.#settings.timeout)
    await sequence.clearHistory()
    const session = new this.#package.LlamaChatSession({
      contextSequence: sequence,
      systemPrompt: system,
      autoDisposeSequence: false,
    })
    try {
      const text = await session.prompt(user, {
        grammar,
        temperature: TEMPERATURE,
        maxTokens: MOST_OUTPUT,
        signal: AbortSignal.any([signal, slow]),
        stopOnAbortSignal: false,
      })
      return {
        text,
        tokens: { input: model.tokenize(system + user).length, output: model.tokenize(text).length },
      }
    } catch (error) {
      if (signal.aborted) throw new ModelError('cancelled', 'the run was interrupted')
      if (slow.aborted) throw new ModelError('slow', `no answer in ${this.#settings.timeout / 1000} s`)
      throw new ModelError('refused', (error as Error).message.slice(0, 200))
    } finally {
      session.dispose({ disposeSequence: false })
    }
  }

  async close(): Promise<void> {
    const loaded = await this.#loaded?.catch(() => undefined)
    await loaded?.llama.dispose()
  }

  async #load(): Promise<Loaded> {
    // Threads wait for one another: with more of them than idle processors it is a hundred times slower.
    const threads = Math.max(1, availableParallelism() - Math.round(loadavg()[0] ?? 0))
    const llama = await this.#package.getLlama({
      gpu: false,
      build: 'never',
      maxThreads: threads,
      logLevel: 'error',
    })
    const model = await llama.loadModel({ modelPath: this.#settings.file })
    const context = await model.createContext({ contextSize: { max: CONTEXT }, threads })
    const grammar = await llama.createGrammarForJsonSchema(REPLY_SCHEMA)
    return { llama, model, sequence: context.getSequence(), grammar }
  }
}
