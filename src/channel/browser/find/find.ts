/** Finds the chat of a page: first as the target file and the recipe say, else by looking, trying and looking again. */
import type { ElementHandle, Frame, Page } from 'playwright'
import type { Lang } from '../../../documents/ready.js'
import type { Browser as BrowserTarget } from '../../../documents/types/target.js'
import { ChannelError } from '../../channel.js'
import { absent, badSelector, notFound, tooMany } from '../diagnosis.js'
import { attempt, type Fate } from '../fate.js'
import { type Frames, frameAt } from '../frames.js'
import { part, type Recipe } from '../recipe.js'
import { Box } from './box.js'
import { chatForm, type Form } from './form.js'
import { choices, firstScreen, type Gate, keyOf, standingInTheWay, topicMenu } from './gates.js'
import { Looker, type Seen, type Sight } from './look.js'
import { click, mayEnter, named, takeBack } from './press.js'
import { BOX, boxes, confidence, contactFields, inChat, LAUNCHER, launchers, type Scored } from './score.js'
import { selectorOf } from './selector.js'

/** How long is looked, with the box named and without, milliseconds. */
const NAMED = 10_000
const LOOKED = 30_000
const EVERY = 250
/** How long a recipe has before the page is looked at. */
const PATIENCE = 5_000
/** How long a click may show nothing new, and how long something new may take to become a chat. */
const NOTHING = 2_500
const SOMETHING = 9_000
/** A person who sees nothing happen clicks again after about this long. */
const CLICK_AGAIN = 3_000
const STABLE = 2_500
const SETTLED = 700
/** What lies under something else now may be free later. */
const TRIES = 2
const MOST = { launchers: 6, gates: 10, forms: 3, again: 3 }

export interface FindOptions {
  page: Page
  target: BrowserTarget
  /** How it was found before; `pinned` where the target file says so. */
  recipe: Recipe | undefined
  pinned: boolean
  /** Of the consumer, for forms before the chat. */
  facts: Readonly<Record<string, string>>
  lang: Lang
  /** Of the target. */
  id: string
  fate: Fate
  frames: Frames
  /** Name of the event by which the observer is asked. */
  command: string
  observe(name: string, value: unknown): void
  /** How long is looked, milliseconds; default 30000. */
  look?: number
}

export interface Chat {
  box: Box
  /** There is something to type in; else the chat only offers buttons so far. */
  typed: boolean
  recipe: Recipe
  /** Addresses of frames that may not store anything. */
  blocked: readonly string[]
}

export class Finder {
  readonly #o: FindOptions
  readonly #looker: Looker
  readonly #box: Box
  readonly #recipe: Recipe = {}
  readonly #started = performance.now()
  readonly #url: string
  readonly #tried = new Map<string, number>()
  readonly #popups: string[] = []
  #followed = false
  #offline = false
  readonly #pressed = new Set<string>()
  readonly #missed: string[] = []
  #clicked: { name: string; at: number; points: number } | undefined
  #changed = { signature: '', at: 0 }
  #gates = 0
  #forms = 0
  #clicks = 0
  #unsure = 0
  #opened = false
  /** What was pressed and opened something that became no chat. */
  #dead: string | undefined
  #blocked: readonly string[] = []

  constructor(options: FindOptions) {
    this.#o = options
    this.#url = options.page.url()
    if (options.recipe?.send) this.#recipe.send = options.recipe.send
    this.#looker = new Looker(options.page, options.command)
    this.#box = new Box({
      frames: options.frames,
      command: options.command,
      locate: () => this.#locate(),
    })
    options.page.on('popup', (popup) => this.#popups.push(popup.url()))
  }

  /**
   * @throws ChannelError `widget-absent` or `selector-many` where the target file names the box, `chat-not-found`,
   * `login` or `captcha` where it was looked for, with what was tried and what can be written in the target file
   */
  async find(): Promise<Chat> {
    const { target, recipe, look = LOOKED } = this.#o
    const deadline = this.#started + (target.input ? NAMED : look)
    let sight: Sight | undefined
    for (;;) {
      const known = await this.#within(this.#known())
      if (known) return await this.#typed(known.element, known.part)
      await this.#within(this.#pressKnown())
      const patience = recipe?.input ? PATIENCE : target.launcher || target.input ? CLICK_AGAIN : 0
      if (performance.now() >= this.#started + patience) {
        sight = await this.#within(this.#looker.look())
        const chat = await this.#within(this.#step(sight))
        if (chat) return chat
      }
      if (performance.now() >= deadline || (sight && this.#isBarred(sight))) break
      await this.#within(new Promise<void>((done) => setTimeout(done, EVERY)))
    }
    throw await this.#failure(sight)
  }

  /** What stands in the way of typing where there are only buttons: a menu of topics. */
  async passTopics(): Promise<boolean> {
    for (let level = 0; level < 2; level++) {
      const gate = topicMenu(await this.#within(this.#looker.look()), this.#pressed, true)
      if (!gate || !(await this.#pass(gate))) return false
      for (let wait = 0; wait < 8; wait++) {
        if (await this.#box.element()) return true
        await new Promise((done) => setTimeout(done, EVERY))
      }
    }
    return false
  }

  // ---- as the target file and the recipe say ---------------------------------------------------------------
  async #known(): Promise<{ element: ElementHandle<Element>; part: Recipe['input'] } | undefined> {
    const { target, recipe, page } = this.#o
    const selector = target.input ?? recipe?.input?.selector
    if (!selector) return undefined
    const path = target.frame ?? (target.input ? undefined : recipe?.frame?.selector)
    const all = target.input && !path ? page.frames() : [await frameAt(page, path)]
    for (const frame of all) {
      const count = frame ? await visible(frame, selector) : 0
      if (count > 1 && target.input) throw tooMany(target, count)
      if (count !== 1 || !frame || !(await this.#ready(frame))) continue
      const box = frame.locator(selector).filter({ visible: true }).first()
      const element = await attempt(box.elementHandle({ timeout: 1_000 }), 1_500)
      if (!element) continue
      const given = target.input ? part(selector, 1, 'target file') : recipe?.input
      if (path) this.#recipe.frame = recipe?.frame ?? { selector: path, confidence: 1, why: 'target file' }
      return { element: element as ElementHandle<Element>, part: given }
    }
    return undefined
  }

  async #ready(frame: Frame): Promise<boolean> {
    const { ready } = this.#o.target
    return !ready || (await visible(frame, ready)) > 0 || (await visible(this.#o.page.mainFrame(), ready)) > 0
  }

  /** Presses what is named: the launcher, again where nothing happens, and the gates of the recipe. */
  async #pressKnown(): Promise<void> {
    const { target, recipe } = this.#o
    for (const gate of recipe?.gates ?? []) {
      if (gate.kind === 'form' || this.#pressed.has(gate.selector)) continue
      if (!(await this.#clickNamed(gate.selector))) continue
      this.#pressed.add(gate.selector)
      this.#recipe.gates = [...(this.#recipe.gates ?? []), gate]
    }
    const selector = target.launcher ?? recipe?.launcher?.selector
    const again = this.#clicked === undefined || performance.now() - this.#clicked.at >= CLICK_AGAIN
    if (!selector || !again || this.#clicks >= MOST.again) return
    if (this.#clicked) {
      // A second click on what opened something would close it.
      const sight = await this.#looker.look()
      if (sight.things.some(isNew)) return
    } else await this.#looker.look()
    this.#looker.mark()
    if (!(await this.#clickNamed(selector))) return
    this.#clicks++
    this.#clicked = { name: selector, at: performance.now(), points: LAUNCHER.sure }
    this.#recipe.launcher = target.launcher ? part(selector, 1, 'target file') : (recipe?.launcher as never)
  }

  /** The launcher is in the host page even where the chat is in a frame, or in a frame. */
  async #clickNamed(selector: string): Promise<boolean> {
    if (!selector) return false
    for (const frame of this.#o.page.frames()) {
      if ((await visible(frame, selector)) === 0) continue
      const button = frame.locator(selector).filter({ visible: true }).first()
      const element = await attempt(button.elementHandle({ timeout: 2_000 }), 2_500)
      if (element && (await click(element as ElementHandle<Element>))) return true
    }
    return false
  }

  // ---- by looking --------------------------------------------------------------------------------------------
  async #step(sight: Sight): Promise<Chat | undefined> {
    this.#blocked = sight.blocked
    const popup = this.#popups.shift()
    if (popup !== undefined && (await this.#follow(popup))) return undefined
    this.#notice(sight)
    const { target } = this.#o
    if (!target.input) {
      const [best, ...others] = boxes(sight)
      if (best && this.#fits(best, sight)) return this.#found(best, others, sight)
    }
    const inTheWay = standingInTheWay(sight)
    if (inTheWay && !this.#pressed.has(keyOf(inTheWay.button))) {
      await this.#pass(inTheWay)
      return undefined
    }
    if (target.input && target.launcher) return undefined
    if (this.#mayFill(sight) && (await this.#fill(sight))) return undefined
    const gate = this.#isOpen(sight)
      ? (firstScreen(sight, this.#pressed) ?? topicMenu(sight, this.#pressed))
      : undefined
    if (gate && (await this.#pass(gate))) return undefined
    const stable = performance.now() - this.#changed.at > STABLE
    if (!target.input && stable && this.#isOpen(sight) && choices(sight).length >= 2)
      return this.#offers(sight)
    if (target.launcher || recipeClicks(this.#o.recipe, this.#clicks)) return undefined
    const inner = this.#clicked && this.#launcherInside(sight)
    if (inner && (await this.#pass(inner))) return undefined
    const waiting = this.#clicked && performance.now() - this.#clicked.at
    if (waiting !== undefined && waiting < (sight.captcha || sight.things.some(isNew) ? SOMETHING : NOTHING))
      return undefined
    await this.#launch(sight)
    return undefined
  }

  /** The box is the chat's, as sure as can be told now. */
  #fits({ thing, points }: Scored, sight: Sight): boolean {
    const old = performance.now() - this.#started > LOOKED / 2
    if (points < BOX.least || thing.disabled || (thing.covered && !old)) return false
    if (contactFields(sight, thing).length > 0) return false
    if (points >= BOX.sure || this.#clicked) return true
    const launcher = launchers(sight).find((l) => !this.#isTried(l.thing))
    return (!launcher || launcher.points < LAUNCHER.sure) && this.#unsure++ >= 3
  }

  async #launch(sight: Sight): Promise<void> {
    const { page } = this.#o
    if (this.#clicked) {
      if (this.#clicked.points >= LAUNCHER.sure - 2 && sight.things.some(isNew))
        this.#dead = this.#clicked.name
      await takeBack(page, sight, this.#url)
      this.#missed.push(`"${this.#clicked.name}" was pressed and opened no chat`)
      this.#clicked = undefined
      delete this.#recipe.launcher
      return
    }
    const all = launchers(sight).filter((l) => !this.#isTried(l.thing))
    const [best, ...others] = all
    if (!best || this.#tried.size >= MOST.launchers) return this.#nudge(sight)
    const key = keyOf(best.thing)
    this.#tried.set(key, (this.#tried.get(key) ?? 0) + 1)
    const found = await named(best.thing)
    if (!found) return
    this.#looker.mark()
    if (!(await click(found.element))) {
      this.#missed.push(`"${readOf(best.thing)}" could not be clicked`)
      return
    }
    this.#tried.set(key, TRIES)
    this.#clicked = { name: readOf(best.thing), at: performance.now(), points: best.points }
    this.#changed = { signature: '', at: performance.now() }
    this.#recipe.launcher = part(found.selector, confidence(best.points, LAUNCHER.sure), best.why)
    for (const other of others.slice(0, 3)) await this.#also('launcher', other, LAUNCHER.sure)
  }

  /** What the launcher opened may be a page of its own, with a launcher of its own. */
  #launcherInside(sight: Sight): Gate | undefined {
    const inner = launchers(sight).find(({ thing }) => thing.newFrame && thing.floats)
    if (!inner || this.#pressed.has(keyOf(inner.thing)) || performance.now() - this.#changed.at < SETTLED)
      return undefined
    this.#tried.set(keyOf(inner.thing), TRIES)
    return { kind: 'welcome', button: inner.thing, why: `launcher inside the frame: ${inner.why}` }
  }

  /** Some pages load their chat only once somebody moves or scrolls. */
  async #nudge(sight: Sight): Promise<void> {
    const { page } = this.#o
    const elapsed = performance.now() - this.#started
    if (elapsed < 1_200) return
    const up = Math.floor(elapsed / 6_000) % 2 === 1
    await attempt(page.mouse.move(sight.width / 2, sight.height / 2, { steps: 2 }), 1_000)
    await attempt(page.mouse.wheel(0, up ? -4_000 : 700), 1_000)
  }

  async #pass(gate: Gate): Promise<boolean> {
    const key = keyOf(gate.button)
    if (this.#pressed.has(key) || this.#gates >= MOST.gates) return false
    this.#pressed.add(key)
    this.#gates++
    const found = await named(gate.button)
    if (!found || !(await click(found.element))) return false
    this.#changed.at = performance.now()
    this.#note(gate.kind, found.selector, 0.8, gate.why)
    this.#o.observe('gate', { kind: gate.kind, label: readOf(gate.button), selector: found.selector })
    return true
  }

  async #fill(sight: Sight): Promise<boolean> {
    const form = chatForm(sight, this.#o)
    if (!form || this.#forms >= MOST.forms || (form.entries.length === 0 && this.#forms > 0)) return false
    if (form.entries.length === 0 && !form.submit) return false
    if (form.offline) {
      this.#offline = true
      return false
    }
    this.#forms++
    for (const { field, value } of form.entries) {
      const element = await field.element()
      if (element && (await mayEnter(element))) await attempt(enter(element, value), 2_500)
    }
    const submit = form.submit && (await named(form.submit))
    this.#o.observe('form', told(form))
    if (submit) {
      // The button may have been waiting for what was filled in.
      const clicked = await click(submit.element)
      this.#note('form', submit.selector, clicked ? 0.8 : 0.3, `form of ${form.entries.length} fields`)
    } else await attempt(this.#o.page.keyboard.press('Enter'), 1_000)
    this.#changed.at = performance.now()
    await attempt(this.#o.page.waitForTimeout(600), 1_000)
    return true
  }

  #note(kind: Gate['kind'] | 'form', selector: string, sure: number, why: string): void {
    this.#recipe.gates = [...(this.#recipe.gates ?? []), { kind, ...part(selector, sure, why) }].slice(0, 20)
  }

  // ---- what came of it ---------------------------------------------------------------------------------------
  async #found(best: Scored, others: readonly Scored[], sight: Sight): Promise<Chat | undefined> {
    const found = await named(best.thing)
    if (!found || !(await this.#ready(best.thing.frame))) return undefined
    for (const other of others)
      if (other.points >= BOX.least && !other.thing.covered) await this.#also('input', other, BOX.sure)
    if (!this.#clicked)
      for (const one of launchers(sight).filter(
        (l) => l.thing.fixed && l.thing.panelKey !== best.thing.panelKey,
      ))
        await this.#also('launcher', one, LAUNCHER.sure)
    await this.#frame(best.thing.frame)
    const why = found.selector ? best.why : `${best.why}; in a closed shadow root`
    return this.#typed(found.element, part(found.selector, confidence(best.points, BOX.sure), why))
  }

  async #typed(element: ElementHandle<Element>, input: Recipe['input']): Promise<Chat> {
    this.#recipe.input = input ?? part('', 0.5, '')
    await this.#box.is(element)
    this.#drift()
    return { box: this.#box, typed: true, recipe: this.#recipe, blocked: this.#blocked }
  }

  async #offers(sight: Sight): Promise<Chat | undefined> {
    const [first] = choices(sight)
    if (!first) return undefined
    await this.#frame(first.frame)
    const element = await first.element()
    if (element) await this.#box.within(element)
    this.#drift()
    return { box: this.#box, typed: false, recipe: this.#recipe, blocked: this.#blocked }
  }

  async #frame(frame: Frame): Promise<void> {
    const path: string[] = []
    for (let at: Frame | null = frame; at?.parentFrame(); at = at.parentFrame()) {
      const element = await attempt(at.frameElement(), 1_000)
      path.unshift((element && (await attempt(element.evaluate(selectorOf as never), 1_000))) || 'iframe')
    }
    const [only, ...more] = path
    if (only !== undefined)
      this.#recipe.frame = { selector: more.length > 0 ? path : only, confidence: 0.9, why: 'holds the box' }
  }

  async #also(kind: 'launcher' | 'input', other: Scored, sure: number): Promise<void> {
    const found = await named(other.thing)
    const also = this.#recipe.also ?? []
    if (!found?.selector || also.length >= 10 || also.some((a) => a.selector === found.selector)) return
    this.#recipe.also = [
      ...also,
      { part: kind, ...part(found.selector, confidence(other.points, sure), other.why) },
    ]
  }

  /** A pinned part that no longer fits is said. */
  #drift(): void {
    const { recipe, pinned, observe } = this.#o
    if (!recipe || !pinned) return
    for (const name of ['frame', 'launcher', 'input'] as const) {
      const was = recipe[name]?.selector
      const is = this.#recipe[name]?.selector
      if (was !== undefined && is !== undefined && String(was) !== String(is))
        observe('recipe-drift', { part: name, selector: was, now: is })
    }
  }

  /** The box again, after the page replaced it. */
  async #locate(): Promise<ElementHandle<Element> | undefined> {
    const { target } = this.#o
    const known = await this.#known().catch(() => undefined)
    if (known) return known.element
    const selector = this.#recipe.input?.selector
    if (selector) {
      const frame = await frameAt(this.#o.page, this.#recipe.frame?.selector)
      if (frame && (await visible(frame, selector)) === 1) {
        const box = frame.locator(selector).filter({ visible: true }).first()
        return ((await attempt(box.elementHandle({ timeout: 500 }), 800)) ?? undefined) as never
      }
    }
    if (target.input) return undefined
    const [best] = boxes(await this.#looker.look())
    if (!best || best.points < BOX.least - 1) return undefined
    const found = await named(best.thing)
    if (found) this.#recipe.input ??= part(found.selector, confidence(best.points, BOX.sure), best.why)
    return found?.element
  }

  /** A window that the launcher opened: followed to where it leads, as long as that is the same site. */
  async #follow(url: string): Promise<boolean> {
    const { page, target, observe } = this.#o
    if (!isSameSite(url, target.url) || this.#followed) {
      this.#missed.push(`a click opened another site; if the chat is there, give it as url: ${cut(url)}`)
      return false
    }
    this.#followed = true
    observe('followed', cut(url))
    await attempt(page.goto(url, { waitUntil: 'domcontentloaded', timeout: 10_000 }), 10_500)
    this.#changed.at = performance.now()
    if (this.#clicked) this.#clicked.at = performance.now()
    return true
  }

  // ---- small questions ---------------------------------------------------------------------------------------
  #notice(sight: Sight): void {
    const signature = sight.things.filter(inChat).map(keyOf).join('\n')
    if (signature !== this.#changed.signature) this.#changed = { signature, at: performance.now() }
  }

  #isOpen(sight: Sight): boolean {
    this.#opened ||= this.#clicked !== undefined && sight.things.some(isNew)
    return this.#opened || sight.things.some((t) => t.inChatFrame && t.kind !== 'frame')
  }

  /** What was opened stands behind a challenge or a login: looking on changes nothing. */
  #isBarred(sight: Sight): boolean {
    if (this.#o.target.input || !this.#clicked) return false
    const barred =
      this.#offline || sight.captcha !== '' || sight.things.some((t) => t.type === 'password' && t.fresh)
    return (
      barred &&
      performance.now() - this.#changed.at > STABLE &&
      performance.now() - this.#clicked.at > SOMETHING / 2
    )
  }

  #isTried(thing: Seen): boolean {
    return (this.#tried.get(keyOf(thing)) ?? 0) >= TRIES
  }

  /** A form of the page itself (contact, newsletter) is none before a chat. */
  #mayFill(sight: Sight): boolean {
    return this.#isOpen(sight)
  }

  #within<T>(work: Promise<T>): Promise<T> {
    return this.#o.fate.within(
      work,
      20_000,
      () => new ChannelError('the page does not answer', { whose: 'bot', code: 'timeout' }),
    )
  }

  async #failure(sight: Sight | undefined): Promise<ChannelError> {
    const { page, target, recipe, pinned } = this.#o
    if (target.input) return absent(page, target, this.#clicked !== undefined)
    const opened = this.#dead !== undefined
    return notFound({
      page,
      target,
      sight,
      tried: [
        ...(this.#recipe.gates ?? []).map((g) => `${g.kind}: ${g.why ?? ''}`),
        ...(this.#clicked ? [`"${this.#clicked.name}" was pressed`] : []),
        ...this.#missed,
      ],
      opened,
      offline: this.#offline,
      known: recipe !== undefined && pinned,
      seconds: Math.round((performance.now() - this.#started) / 1000),
    })
  }
}

const readOf = (t: Seen): string => cut(`${t.text} ${t.label}`.trim() || t.name || t.tag)
const cut = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 80)

/** Hosts that end alike: shop.example.com and im.example.com. */
function isSameSite(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false
  const [one, other] = [new URL(a), new URL(b)]
  const site = (host: string) => (/^[\d.:[\]]+$/.test(host) ? host : host.split('.').slice(-2).join('.'))
  return /^https?:$/.test(one.protocol) && site(one.hostname) === site(other.hostname)
}

/** Something that a launcher opens: it floats, or is in a frame, or is called a chat. */
function isNew(t: Seen): boolean {
  return t.fresh && (t.fixed || t.newFrame || t.landmark === 'dialog' || inChat(t))
}

/** Clicks of a recipe's launcher that are still to come. */
function recipeClicks(recipe: Recipe | undefined, clicks: number): boolean {
  return recipe?.launcher !== undefined && clicks > 0 && clicks < MOST.again
}

/** How many can be seen; none while a frame is on its way. */
async function visible(frame: Frame, selector: string): Promise<number> {
  const count = frame.locator(selector).filter({ visible: true }).count()
  const seen = await attempt(
    count.catch((error: Error) => {
      if (/is not a valid selector|Unexpected token|while parsing|Unknown engine/.test(error.message))
        return error
      return 0
    }),
    5_000,
  )
  if (seen instanceof Error) throw badSelector(selector, seen)
  return seen ?? 0
}

async function enter(element: ElementHandle<Element>, value: string | undefined): Promise<void> {
  const tag = await element.evaluate((e) => e.tagName.toLowerCase())
  if (value === undefined) {
    const ticked = element.check({ timeout: 1_000 })
    await ticked.catch(() => element.click({ timeout: 1_000 }))
  } else if (tag === 'select') await element.selectOption({ label: value }, { timeout: 2_000 })
  else await element.fill(value, { timeout: 2_000 })
}

function told({ entries, submit }: Form): unknown {
  return {
    fields: entries.map(({ label, value, from }) => ({ label: cut(label), value: value ?? true, from })),
    ...(submit && { submit: readOf(submit) }),
  }
}
