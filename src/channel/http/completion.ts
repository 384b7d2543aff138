/** One completion becomes events: words, refusal, tool calls, why it ended, what it cost. */
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions'
import type { ChannelEvent } from '../channel.js'
import { budget, Growing } from '../json/growing.js'
import type { Words } from '../json/messages.js'

const MAX_TOOL_CALLS = 20
const MAX_ARGUMENTS = 4000
const NAME = 200

type Piece = ChatCompletionChunk.Choice['delta'] | ChatCompletion.Choice['message']
type Emit = (event: ChannelEvent) => void

export class Completion {
  readonly #content: Growing
  readonly #refusal: Growing
  readonly #calls = new Map<number, { name: string; arguments: string }>()
  readonly #note: (name: string, value: unknown, at: number) => void
  #reason: string | undefined
  #usage: Partial<ChatCompletion['usage']> | undefined

  constructor(correlation: string, emit: Emit) {
    const from = { source: 'api', correlation } as const
    const revisions = new Map<string, number>()
    const message = (id: string) => (words: Words, at: number) => {
      const revision = revisions.get(id) ?? 0
      revisions.set(id, revision + 1)
      const text = words.text.toWellFormed()
      emit({ ...from, kind: 'text', at, actor: 'bot', id, text, revision, final: words.final })
    }
    const shared = budget()
    this.#content = new Growing(message(`${correlation}-0`), shared)
    this.#refusal = new Growing(message(`${correlation}-refusal`), shared)
    this.#note = (name, value, at) =>
      emit({ ...from, kind: 'observation', at, actor: 'harness', name, value })
  }

  /** What the bot said, for the history of the session. */
  get text(): string {
    return this.#content.text || this.#refusal.text
  }

  /** Takes a chunk of a stream, or a whole completion. Only the first choice is what a consumer sees. */
  take({ choices, usage }: ChatCompletionChunk | ChatCompletion, at: number): void {
    if (usage) this.#usage = usage
    const choice = Array.isArray(choices) ? choices.find(({ index }) => (index ?? 0) === 0) : undefined
    if (!choice) return
    if (choice.finish_reason) this.#reason = String(choice.finish_reason)
    const piece: Piece = 'delta' in choice ? choice.delta : choice.message
    if (typeof piece?.content === 'string') this.#content.add(piece.content, at)
    if (typeof piece?.refusal === 'string') this.#refusal.add(piece.refusal, at)
    for (const [i, call] of (piece?.tool_calls ?? []).entries()) {
      const index = 'index' in call ? call.index : i
      const made = 'function' in call ? call.function : undefined
      const known = this.#calls.get(index) ?? { name: '', arguments: '' }
      if (!this.#calls.has(index) && this.#calls.size >= MAX_TOOL_CALLS) continue
      known.name = `${known.name}${made?.name ?? ''}`.slice(0, NAME)
      known.arguments = `${known.arguments}${made?.arguments ?? ''}`.slice(0, MAX_ARGUMENTS)
      this.#calls.set(index, known)
    }
  }

  /** Nothing more comes. @param final false where it broke off */
  finish(final: boolean, at: number): void {
    this.#content.finish(final)
    this.#refusal.finish(final)
    if (this.#refusal.text !== '') this.#note('refusal', this.#refusal.text.slice(0, MAX_ARGUMENTS), at)
    for (const call of this.#calls.values()) this.#note('tool-call', call, at)
    if (this.#reason !== undefined) this.#note('finish-reason', this.#reason.slice(0, NAME), at)
    const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = this.#usage ?? {}
    const counted = Object.entries({ prompt, completion, total }).filter(([, n]) => typeof n === 'number')
    if (counted.length > 0) this.#note('usage', Object.fromEntries(counted), at)
    if (final && this.text === '') this.#note('no-words', 'the completion holds no content', at)
  }
}
