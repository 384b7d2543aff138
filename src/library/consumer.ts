/** A language model as the consumer of a run: who it is to the plan, what it is asked, and what it may cost. */
import { CONSUMER_PROMPT, converseWithModel } from '../consumer/llm/llm.js'
import { script } from '../consumer/script.js'
import type { ConverseOptions } from '../conversation/converse.js'
import { InputError } from '../documents/input-error.js'
import type { Plan } from '../documents/types/plan.js'
import { ModelError, TEMPERATURE } from '../judge/client.js'
import { Rate } from '../judge/rate.js'
import { retried } from '../judge/retried.js'
import { ModelServer } from '../judge/server.js'
import { type ConsumerConfig, type ConsumerSettings, consumerSettings, modelOf } from './consumer-settings.js'

/** Tokens of a reply at most. */
const MOST_OUTPUT = 400

type Identity = NonNullable<Plan['consumer']>
type Thoughts = Parameters<NonNullable<ConverseOptions['think']>>[0]

/** Who a plan says that its consumers are; undefined where no model is named. @throws InputError */
export function identityOf(config: ConsumerConfig): Identity | undefined {
  const named = modelOf(config)
  return named && { kind: 'llm', model: named.model, server: named.baseURL, prompt: CONSUMER_PROMPT }
}

/**
 * What a conversation needs so that this model holds its converse steps.
 * @throws InputError where the plan was made for another consumer than this ombud has
 */
export function consumerOf(
  { model, server, prompt }: Identity,
  config: ConsumerConfig,
): Required<Pick<ConverseOptions, 'consumer' | 'think'>> {
  if (prompt !== CONSUMER_PROMPT)
    throw new InputError(
      'this run was planned with other instructions for its consumer than this version of ombud has',
      'start a new run: consumers are never mixed in one',
    )
  // The run goes on with whom it began.
  const asked = new Asked(
    consumerSettings({ ...config, model, ...(server === undefined ? {} : { baseURL: server }) }),
  )
  return {
    consumer: {
      play: (trial, seed) => script(trial, seed, converseWithModel),
      about: { kind: 'llm', model, prompt },
    },
    think: (messages, signal) => asked.think(messages, signal),
  }
}

/** One model for all conversations of a run, with what it has cost so far. */
class Asked {
  readonly #settings: ConsumerSettings
  readonly #server: ModelServer
  readonly #rate: Rate
  readonly #spent = { calls: 0, tokens: 0, money: 0 }
  #stopped: ModelError | undefined

  constructor(settings: ConsumerSettings) {
    this.#settings = settings
    this.#server = new ModelServer(settings)
    this.#rate = new Rate(settings.perMinute)
  }

  /** @throws Error that says why there is no answer; the trial is not scored then */
  async think(messages: Thoughts, signal: AbortSignal): Promise<string> {
    try {
      return await retried(
        () => this.#once(messages, signal),
        signal,
        () => this.#mayAsk(messages),
      )
    } catch (error) {
      throw new Error(
        `the language model that plays the consumer gave no answer: ${(error as Error).message}`,
      )
    }
  }

  async #once(messages: Thoughts, signal: AbortSignal): Promise<string> {
    if (this.#stopped) throw this.#stopped
    if (!this.#mayAsk(messages)) throw new Error('its budget (consumer.budget) is spent')
    const { model } = this.#settings
    const expected = estimate(messages)
    // Set aside at once: other conversations ask meanwhile.
    this.#spend(1, expected, MOST_OUTPUT)
    try {
      await this.#rate.turn(signal)
      const { text, tokens } = await this.#server.complete(
        { model, messages, temperature: TEMPERATURE, most: MOST_OUTPUT },
        signal,
      )
      const used = tokens ?? { input: expected, output: Math.ceil(text.length / 2) }
      this.#spend(0, used.input - expected, used.output - MOST_OUTPUT)
      return text
    } catch (error) {
      this.#spend(0, -expected, -MOST_OUTPUT)
      if (error instanceof ModelError && error.hopeless) this.#stopped = error
      throw error
    }
  }

  #mayAsk(messages: Thoughts): boolean {
    const { budget, price } = this.#settings
    const { calls, tokens, money } = this.#spent
    const expected = estimate(messages)
    return (
      calls < budget.calls &&
      tokens + expected + MOST_OUTPUT <= budget.tokens &&
      money + costOf(expected, MOST_OUTPUT, price) <= budget.money
    )
  }

  #spend(calls: number, input: number, output: number): void {
    this.#spent.calls += calls
    this.#spent.tokens += input + output
    this.#spent.money += costOf(input, output, this.#settings.price)
  }
}

/** Tokens of a prompt, roughly: a token is a Chinese character or half an English word. */
function estimate(messages: Thoughts): number {
  return Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 2)
}

const costOf = (input: number, output: number, price: ConsumerSettings['price']): number =>
  (input * price.input + output * price.output) / 1e6
