/** What a target file has done in the page before the chat: data, never code. */
import type { Frame, Locator, Page } from 'playwright'
import { expandSecrets, redact } from '../../documents/secrets.js'
import type { Steps } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { load } from './arrive.js'
import { attempt, type Fate } from './fate.js'

const APPEAR = 10_000
const ACT = 5_000
const EVERY = 100

/**
 * Carries the steps out, one after the other; each waits until what it names can be seen in the page or a frame.
 * @param about where they stand, for messages: `steps` or `accounts.senior.steps`
 * @throws ChannelError `step-failed`, with the number of the step; DocumentError where a variable is not set
 */
export async function takeSteps(
  page: Page,
  steps: Steps,
  about: string,
  file: string,
  fate: Fate,
): Promise<void> {
  const written = Object.fromEntries(
    steps.flatMap(({ value, goto }, i) => [
      ...(value === undefined ? [] : [[`${i}.value`, value]]),
      ...(goto === undefined ? [] : [[`${i}.goto`, goto]]),
    ]),
  )
  const { values: filled, secrets } = expandSecrets(written, process.env, { file, key: about })
  for (const [i, step] of steps.entries()) {
    const [[act, where] = ['', '']] = Object.entries(step).filter(([key]) => key !== 'value')
    const failed = (why: string, cause?: unknown) =>
      new ChannelError(
        redact(`step ${i + 1} of ${about} (${act}: ${String(where).slice(0, 200)}) failed: ${why}`, secrets),
        { whose: 'harness', code: 'step-failed', hint: 'try it with --headed' },
        { cause },
      )
    if (step.goto !== undefined) {
      await load(page, new URL(filled[`${i}.goto`] ?? '', page.url()).href, fate)
      continue
    }
    const seen = await find(page, String(where), fate, () => failed('the page does not answer'))
    if (typeof seen === 'string') throw failed(seen)
    const value = filled[`${i}.value`] ?? ''
    await fate.within(
      perform(act, seen, value).catch((error: Error) => {
        throw failed(error.message.split('\n')[0] ?? '', error)
      }),
      ACT + 1_000,
      () => failed('it took too long'),
    )
  }
}

async function perform(act: string, at: Locator, value: string): Promise<void> {
  const options = { timeout: ACT }
  if (act === 'click') await at.click(options)
  else if (act === 'fill') await at.fill(value, options)
  else if (act === 'press') await at.press(value, options)
  else if (act === 'select')
    await at.selectOption({ label: value }, { timeout: 1_000 }).catch(() => at.selectOption(value, options))
}

/** What the selector names, in the page or one of its frames; or why there is nothing. */
async function find(
  page: Page,
  selector: string,
  fate: Fate,
  late: () => ChannelError,
): Promise<Locator | string> {
  const deadline = performance.now() + APPEAR
  while (performance.now() < deadline) {
    for (const frame of page.frames()) {
      const seen = await fate.within(look(frame, selector), 3_000, late)
      if (seen instanceof Error) return seen.message.split('\n')[0] ?? 'it is no locator'
      if (seen) return seen
    }
    await fate.within(new Promise((done) => setTimeout(done, EVERY)), 1_000, late)
  }
  return `nothing to be seen within ${APPEAR / 1000} s`
}

function look(frame: Frame, selector: string): Promise<Locator | Error | undefined> {
  const one = frame.locator(selector).filter({ visible: true }).first()
  const count = one.count().then(
    (n) => (n > 0 ? one : undefined),
    (error: Error) =>
      /is not a valid selector|Unexpected token|while parsing|Unknown engine/.test(error.message)
        ? error
        : undefined,
  )
  return attempt(count, 2_000)
}
