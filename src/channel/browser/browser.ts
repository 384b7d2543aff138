/** The browser channel: one Chromium for all sessions, a fresh context for each. */
import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Frame, Page } from 'playwright'
import type { Browser as BrowserTarget, Steps } from '../../documents/types/target.js'
import { VERSION } from '../../documents/version.js'
import { type Channel, ChannelError, type OpenOptions } from '../channel.js'
import { load } from './arrive.js'
import { Assist } from './assist.js'
import { Evidence, type EvidenceKind } from './evidence.js'
import { findExecutable } from './executable.js'
import { attempt, Fate } from './fate.js'
import { Finder } from './find/find.js'
import { missingFont } from './font.js'
import { Frames, namedFrame } from './frames.js'
import { Guard } from './guard.js'
import { pageScript } from './inject.js'
import { Intake, LIMITS } from './intake.js'
import type { Wires } from './network.js'
import type { PageConfig } from './page/wire.js'
import type { Recipe } from './recipe.js'
import { Scrub, secretsNamed } from './scrub.js'
import { BrowserSession } from './session.js'
import { watchSignals } from './signals.js'
import { takeSteps } from './steps.js'
import { tapWire } from './wire.js'

/** How the browser is started. */
export interface BrowserOptions {
  headed?: boolean
  /** Chromium's sandbox; off as root, since it cannot start there. */
  sandbox?: boolean
  /** No target of the run is outside of loopback, so nothing else may be reached. */
  loopbackOnly?: boolean
  /** How long a chat is looked for, milliseconds; default 30000. */
  look?: number
  /** May a missing browser be installed with the system's package manager? */
  install?: boolean
  announce?(message: string): void
  /** What is kept besides a picture of each turn, the network and the page at the end. */
  evidence?: readonly EvidenceKind[]
  /** Other ways to resolve names and to connect than the system's. */
  wires?: Partial<Wires>
}

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  // Nothing goes past the session's way to the network.
  '--force-webrtc-ip-handling-policy',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-blink-features=AutomationControlled',
]
/**
 * Playwright turns the partitioning of third-party storage off, and then a chat in another site's frame gets no
 * storage at all. A later list replaces its own: the rest of it, so that storage is as a consumer has it.
 */
const FEATURES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]
const LOOPBACK = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE [::1]'
const LAUNCH = 30_000
const CONTEXT = 15_000

/** A browser that was started. */
export interface Running {
  browser: Browser
  agent: string
  sandbox: boolean
  /** Sessions to tell when it dies. */
  fates: Set<(error: ChannelError) => void>
}

/** The browser's channel; its sessions tell what they found, too. */
export interface BrowserChannel extends Channel {
  open(options: OpenOptions): Promise<BrowserSession>
}

/** A channel that drives chat widgets in web pages. The browser starts with the first session. */
export function browserChannel(options: BrowserOptions = {}): BrowserChannel {
  let running: Promise<Running> | undefined
  /** What was found, by target: later sessions find it again sooner. */
  const recipes = new Map<string, Recipe>()

  const start = (): Promise<Running> => {
    running ??= launch(options, () => {
      running = undefined
    }).catch((error) => {
      running = undefined
      throw error
    })
    return running
  }

  return {
    async open(open) {
      const fate = new Fate(open.signal)
      const here = await fate.within(start(), LAUNCH + 300_000, () => crashed('the browser did not start'))
      return openSession(here, open, fate, recipes, options)
    },
    async close() {
      const here = await running?.catch(() => undefined)
      running = undefined
      here?.fates.clear()
      if (here) await attempt(here.browser.close(), CONTEXT)
    },
  }
}

export async function launch(options: BrowserOptions, gone: () => void): Promise<Running> {
  const { chromium } = await import('playwright')
  const executablePath = await findExecutable({
    install: options.install ?? false,
    playwright: async () => chromium.executablePath(),
    ...(options.announce && { announce: options.announce }),
  })
  const root = process.getuid?.() === 0
  const sandbox = !root && options.sandbox !== false
  if (!sandbox)
    options.announce?.(`Chromium runs without its sandbox (${root ? 'started as root' : 'as asked'})`)
  const browser = await chromium
    .launch({
      executablePath,
      headless: !options.headed,
      chromiumSandbox: sandbox,
      args: [...FLAGS, `--disable-features=${FEATURES}`, ...(options.loopbackOnly ? [LOOPBACK] : [])],
      timeout: LAUNCH,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch((cause: Error) => {
      throw new ChannelError(
        `${executablePath} did not start: ${cause.message.split('\n')[0]}`,
        { whose: 'harness', code: 'no-browser', hint: 'npx playwright install --with-deps chromium' },
        { cause },
      )
    })
  // A browser that cannot even do this tells so when a session is opened.
  const font = await missingFont(browser).catch(() => undefined)
  if (font) options.announce?.(font)
  const fates: Running['fates'] = new Set()
  browser.on('disconnected', () => {
    gone()
    for (const fail of fates) fail(crashed('the browser crashed'))
  })
  const { userAgent } = await (await browser.newBrowserCDPSession()).send('Browser.getVersion')
  return { browser, agent: userAgent.replace('HeadlessChrome', 'Chrome'), sandbox, fates }
}

async function openSession(
  here: Running,
  given: OpenOptions,
  fate: Fate,
  recipes: Map<string, Recipe>,
  { loopbackOnly = false, wires, look, evidence: kinds = [] }: BrowserOptions,
): Promise<BrowserSession> {
  const target = given.target.channel.browser
  if (!target)
    throw new ChannelError('the target has no browser channel', { whose: 'harness', code: 'input' })
  const options: OpenOptions = {
    ...given,
    emit: (event) => {
      if (event.kind !== 'end') assist?.hears(event)
      given.emit(event)
    },
  }
  const intake = new Intake(options)
  const doom = (error: ChannelError): void => {
    if (fate.error) return
    fate.fail(error)
    const { whose, code } = error.details
    const at = options.clock.now()
    options.emit({
      kind: 'error',
      at,
      actor: 'harness',
      source: 'harness',
      whose,
      code,
      message: error.message,
    })
  }
  here.fates.add(doom)
  let context: BrowserContext | undefined
  let guard: Guard | undefined
  let evidence: Evidence | undefined
  let assist: Assist | undefined
  const observe = (name: string, value: unknown, ref?: string) => intake.observe(name, value, ref)
  try {
    guard = await Guard.open({
      url: target.url,
      loopbackOnly,
      ...(wires && { wires }),
      observe,
      doom,
    })
    const scrub = new Scrub(secretsNamed([target.steps, options.target.accounts], process.env))
    evidence = await Evidence.open({ kinds, scrub, options, observe })
    assist = new Assist({ wanted: target.assist, observe, keep: given.keep, now: () => given.clock.now() })
    const agent = options.target.identify === 'open' ? `${here.agent} ombud/${VERSION} (audit)` : here.agent
    context = await fate.within(
      here.browser.newContext({
        userAgent: agent,
        locale: options.lang,
        acceptDownloads: false,
        ...assist.contextOptions(agent),
        ...guard.contextOptions,
        ...evidence.contextOptions,
      }),
      CONTEXT,
      () => crashed('the browser opens no context'),
    )
    const command = `e${randomBytes(8).toString('hex')}`
    const frames = new Frames(intake)
    await fate.within(prepare(context, target, command, frames), CONTEXT, () =>
      crashed('the browser takes no script'),
    )
    const page = await fate.within(evidence.page(context), CONTEXT, () =>
      crashed('the browser opens no page'),
    )
    guard.watch(page, context)
    assist.page(page)
    const hearEvent = watchSignals(page, options, options.wire !== undefined)
    await fate.within(tapWire(page, options, scrub, hearEvent), CONTEXT, () =>
      crashed('the wire cannot be tapped'),
    )
    await fate.within(checkSelectors(page, target), CONTEXT, () => crashed('the page does not answer'))
    await load(page, target.url, fate)
    const { account } = options
    if (target.steps) await takeSteps(page, target.steps, 'steps', fileOf(options), fate)
    if (account !== undefined)
      await takeSteps(page, stepsOf(options, account), `accounts.${account}.steps`, fileOf(options), fate)
    const pinned = options.target.recipe
    const finder = new Finder({
      page,
      target,
      recipe: recipes.get(options.target.id) ?? pinned,
      pinned: pinned !== undefined && !recipes.has(options.target.id),
      facts: options.facts ?? {},
      lang: options.lang,
      id: options.target.id,
      fate,
      frames,
      command,
      observe,
      ...(look === undefined ? {} : { look }),
    })
    const { box, recipe, blocked } = await finder.find()
    recipes.set(options.target.id, recipe)
    intake.observe('recipe', recipe)
    intake.observe('storage', { thirdParty: 'partitioned', ...(blocked.length > 0 && { blocked }) })
    const frame = async () => {
      if (!frames.chosen) await box.element()
      return frames.chosen ?? namedFrame(page, target)
    }
    await fate.within(align(await frame(), options, intake), CONTEXT, () =>
      crashed('the page does not answer'),
    )
    const about = {
      kind: 'browser',
      url: target.url,
      browser: `Chromium ${here.browser.version()}`,
      sandbox: here.sandbox,
    }
    const done = () => {
      here.fates.delete(doom)
      guard?.close()
    }
    const session = new BrowserSession({
      about,
      options,
      target,
      page,
      frame,
      box,
      finder,
      recipe,
      intake,
      evidence,
      assist,
      fate,
      command,
      done,
    })
    await session.settle()
    await assist.opened({ frame, box: () => box.element() })
    return session
  } catch (error) {
    here.fates.delete(doom)
    if (!fate.error) await evidence?.end()
    if (context) await attempt(context.close(), CONTEXT)
    await evidence?.closed()
    guard?.close()
    throw fate.error ?? assist?.explain(guard ? guard.explain(error) : error) ?? error
  }
}

/** The selectors that the observer reads must be plain CSS. Those of boxes and buttons are Playwright's to judge. */
function selectorsOf(target: BrowserTarget): PageConfig['selectors'] {
  const { human, system, consumer, bot, messages, author, typing, choices, humanEntry } = target
  const all = { human, system, consumer, bot, messages, author, typing, choices, humanEntry }
  return Object.fromEntries(Object.entries(all).filter(([, selector]) => selector !== undefined))
}

async function checkSelectors(page: Page, target: BrowserTarget): Promise<void> {
  const wrong = await page.evaluate(
    (selectors) =>
      Object.entries(selectors).filter(([, selector]) => {
        try {
          document.createDocumentFragment().querySelector(selector)
          return false
        } catch {
          return true
        }
      }),
    selectorsOf(target),
  )
  const [first] = wrong
  if (first)
    throw new ChannelError(`${first[0]} "${first[1]}" is not valid CSS`, {
      whose: 'harness',
      code: 'selector-invalid',
      hint: 'what is read is CSS; launcher, ready, input, send and steps may be any Playwright locator',
    })
}

async function prepare(
  context: BrowserContext,
  target: BrowserTarget,
  command: string,
  frames: Frames,
): Promise<void> {
  const binding = `b${randomBytes(8).toString('hex')}`
  await context.exposeBinding(binding, ({ frame }, batch) => frames.accept(frame, batch))
  await context.addInitScript({
    content: pageScript({
      binding,
      command,
      framed: target.frame !== undefined,
      find: true,
      selectors: selectorsOf(target),
      limits: { text: LIMITS.text, messages: LIMITS.messages, batch: LIMITS.batch },
    }),
  })
}

function fileOf({ target }: OpenOptions): string {
  return `target ${target.id}`
}

function stepsOf({ target }: OpenOptions, account: string): Steps {
  const { steps } = target.accounts?.[account] ?? {}
  if (steps) return steps
  throw new ChannelError(`the target ${target.id} has no steps for the account ${account}`, {
    whose: 'harness',
    code: 'input',
    hint: `write accounts.${account}.steps in the target file`,
  })
}

/** Shifts the page's clock onto ours where they disagree by more than the question took. */
async function align(frame: Frame, { clock }: OpenOptions, intake: Intake): Promise<void> {
  const before = clock.now()
  const page = (await frame.evaluate(() => performance.timeOrigin + performance.now())) - clock.zero
  const after = clock.now()
  intake.shift = page < before ? before - page : page > after ? after - page : 0
  if (intake.shift !== 0) intake.observe('clock-shift', intake.shift)
}

function crashed(message: string): ChannelError {
  return new ChannelError(message, { whose: 'harness', code: 'browser-crash' })
}
