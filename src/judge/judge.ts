/** Puts questions to a judge, within a budget, and returns what the votes come to. It never throws for a bad judge. */
import pLimit from 'p-limit'
import type { Judgement } from '../documents/types/judgement.js'
import { combined } from '../understanding/judge/combine.js'
import { suspicionsIn } from '../understanding/judge/injection.js'
import { PROMPT_HASH, type Prompt, promptOf } from '../understanding/judge/prompt.js'
import { type JudgeQuestion, keyOf, readied } from '../understanding/judge/question.js'
import { opinionOf, type Quote } from '../understanding/judge/verdict.js'
import { type JudgeClient, MOST_OUTPUT, ModelError, type Trouble } from './client.js'
import { Rate } from './rate.js'
import { retried } from './retried.js'
import type { JudgeSettings } from './settings.js'

type Vote = Judgement['votes'][number]
type Reason = NonNullable<Judgement['reason']>
type Found = Pick<Judgement, 'outcome' | 'reason' | 'detail' | 'suspected' | 'quotes'>

/** Questions in a row that got no answer, after which the judge is asked no more. */
const PATIENCE = 3

/** Of a vote: what is kept of it, the quotes of a valid one, and why a call failed. */
interface Cast {
  vote: Vote
  quotes: Quote[]
  error?: ModelError
}

export class Judge {
  readonly id: string
  readonly votes: number
  readonly prompt = PROMPT_HASH
  /** What was spent so far. */
  readonly spent = { calls: 0, tokens: 0 }
  readonly #client: JudgeClient
  readonly #settings: JudgeSettings
  readonly #signal: AbortSignal
  readonly #rate: Rate
  readonly #slots: ReturnType<typeof pLimit>
  /** Set aside for votes that are under way. */
  readonly #reserved = { calls: 0, tokens: 0 }
  #unanswered = 0
  #stopped: ModelError | undefined

  constructor(
    client: JudgeClient,
    settings: JudgeSettings,
    signal: AbortSignal = new AbortController().signal,
  ) {
    this.id = client.id
    this.votes = settings.votes
    this.#client = client
    this.#settings = settings
    this.#signal = signal
    this.#rate = new Rate(settings.perMinute)
    this.#slots = pLimit(client.atOnce)
  }

  /** The judgement on a question; inconclusive, with the reason, where there is none to be had. */
  async ask(question: JudgeQuestion): Promise<Judgement> {
    const ready = readied(question)
    const judgement = (found: Found, votes: Vote[] = []): Judgement => ({
      key: keyOf(question),
      criterion: ready.criterion,
      lang: ready.lang,
      rubric: ready.rubric,
      parts: ready.parts.map(({ role, text }) => ({ role, text })),
      judge: this.id,
      prompt: this.prompt,
      asked: this.votes,
      ...found,
      votes,
    })
    const open = (reason: Reason, detail?: string) =>
      judgement({ outcome: 'inconclusive', reason, ...(detail === undefined ? {} : { detail }), quotes: [] })
    const suspected = suspicionsIn(question)
    if (suspected.length > 0)
      return judgement({ outcome: 'inconclusive', reason: 'injection-suspected', suspected, quotes: [] })
    if (!ready.parts.some(({ role, text }) => role !== 'consumer' && /[\p{L}\p{N}]/u.test(text)))
      return open('nothing-to-judge')
    if (this.#stopped) return open(this.#stopped.trouble, this.#stopped.message)
    const prompts = Array.from({ length: this.votes }, (_, vote) => promptOf(ready, vote))
    const release = this.#reserve(prompts)
    if (!release) return open('budget')
    const casts = await Promise.all(
      prompts.map((prompt, i) => this.#slots(() => this.#vote(ready, prompt, i))),
    ).finally(release)
    const votes = casts.map(({ vote }) => vote)
    const found = combined(
      votes,
      casts.map(({ quotes }) => quotes),
      this.votes,
    )
    const error = casts.find((cast) => cast.error)?.error
    this.#learn(error, casts)
    if (error && found.outcome === 'inconclusive' && found.reason !== 'injection-suspected')
      return judgement(
        { outcome: 'inconclusive', reason: error.trouble, detail: error.message, quotes: [] },
        votes,
      )
    return judgement(found, votes)
  }

  close(): Promise<void> {
    return this.#client.close()
  }

  /** Sets aside what the votes may cost; undefined where the budget has no room for it. */
  #reserve(prompts: readonly Prompt[]): (() => void) | undefined {
    const { budget } = this.#settings
    const tokens = prompts.reduce((sum, prompt) => sum + estimate(prompt), 0)
    const calls = this.spent.calls + this.#reserved.calls + prompts.length
    if (calls > budget.calls || this.spent.tokens + this.#reserved.tokens + tokens > budget.tokens)
      return undefined
    this.#reserved.calls += prompts.length
    this.#reserved.tokens += tokens
    return () => {
      this.#reserved.calls -= prompts.length
      this.#reserved.tokens -= tokens
    }
  }

  async #vote(question: JudgeQuestion, prompt: Prompt, index: number): Promise<Cast> {
    const { models } = this.#client
    const model = models[index % models.length] as string
    const { system, user, reversed } = prompt
    const vote: Vote = { model, reversed, system, user, reply: '', calls: 0, tokens: { input: 0, output: 0 } }
    try {
      const reply = await this.#call(vote)
      vote.reply = reply.slice(0, LONGEST_KEPT)
      const opinion = opinionOf(reply, prompt, question)
      if ('void' in opinion) return { vote: { ...vote, void: opinion.void }, quotes: [] }
      return { vote: { ...vote, answer: opinion.answer }, quotes: opinion.quotes }
    } catch (error) {
      const known =
        error instanceof ModelError
          ? error
          : new ModelError(this.#signal.aborted ? 'cancelled' : 'down', String(error).slice(0, 200))
      return { vote: { ...vote, void: known.trouble }, quotes: [], error: known }
    }
  }

  /** The reply to a prompt; calls and tokens are counted on the vote. */
  #call(vote: Vote): Promise<string> {
    const once = async (): Promise<string> => {
      // Another vote may have learned meanwhile that there is nothing to be had.
      if (this.#stopped) throw this.#stopped
      await this.#rate.turn(this.#signal)
      vote.calls++
      this.spent.calls++
      try {
        const { text, tokens } = await this.#client.complete(vote.model, vote, this.#signal)
        vote.tokens = tokens ?? { input: estimate(vote) - MOST_OUTPUT, output: Math.ceil(text.length / 2) }
        this.spent.tokens += vote.tokens.input + vote.tokens.output
        return text
      } catch (error) {
        if (error instanceof ModelError && error.hopeless) this.#stopped = error
        throw error
      }
    }
    return retried(once, this.#signal, () => this.spent.calls < this.#settings.budget.calls)
  }

  /** A judge that gave no answer to several questions in a row is asked no more. */
  #learn(error: ModelError | undefined, casts: readonly Cast[]): void {
    if (!error || casts.some((cast) => !cast.error)) {
      this.#unanswered = 0
      return
    }
    this.#unanswered++
    if (this.#unanswered >= PATIENCE) this.#stopped ??= error
  }
}

/** Characters of a reply that are kept. */
const LONGEST_KEPT = 20_000

/** Tokens that a vote may take at most, roughly: a token is a Chinese character or half an English word. */
function estimate({ system, user }: { system: string; user: string }): number {
  return Math.ceil((system.length + user.length) / 2) + MOST_OUTPUT
}

/** Reasons for which a question is worth asking again. */
export const PASSING: ReadonlySet<string> = new Set<Trouble | 'budget'>([
  'budget',
  'down',
  'slow',
  'quota',
  'refused',
  'cancelled',
])
