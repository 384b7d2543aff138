/** Finds the chat of a page: first as the target file and the recipe say, else by looking, trying and looking again. */
import type { ElementHandle, Page } from 'playwright'
import type { Lang } from '../../../documents/ready.js'
import type { Browser as BrowserTarget } from '../../../documents/types/target.js'
import { ChannelError } from '../../channel.js'
import { absent, notFound } from '../diagnosis.js'
import { attempt, type Fate } from '../fate.js'
import type { Frames } from '../frames.js'
import { part, type Recipe } from '../recipe.js'
import { RecipeBook } from './book.js'
import { Box } from './box.js'
import { fillIn, told } from './fill.js'
import { chatForm } from './form.js'
import { choices, firstScreen, type Gate, keyOf, standingInTheWay, topicMenu } from './gates.js'
import { Known } from './known.js'
import { Looker, readOf, type Seen, type Sight } from './look.js'
import { click, isSameSite, named, takeBack } from './press.js'
import { BOX, boxes, contactFields, inChat, isNew, LAUNCHER, launchers, type Scored } from './score.js'

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
  /** Without `input` the chat only offers buttons so far. */
  recipe: Recipe
  /** Addresses of frames that may not store anything. */
  blocked: readonly string[]
}

export class Finder {
  readonly #o: FindOptions
  readonly #looker: Looker
  readonly #box: Box
  readonly #book: RecipeBook
  readonly #known: Known
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
    this.#book = new RecipeBook(options.recipe?.send)
    this.#known = new Known(options.page, options.target, options.recipe)
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
      const known = await this.#within(this.#known.box())
      if (known) {
        if (known.frame) this.#book.recipe.frame = known.frame
        this.#book.recipe.input = known.input
        return await this.#typed(known.element)
      }
      await this.#within(this.#pressKnown())
      const patience = recipe?.input
        ? patienceWith(recipe)
        : target.launcher || target.input
          ? CLICK_AGAIN
          : 0
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

  /** Presses what is named: the gates of the recipe, and the launcher, again where nothing happens. */
  async #pressKnown(): Promise<void> {
    this.#book.gate(...(await this.#known.pass()))
    const { launcher } = this.#known
    const again = this.#clicked === undefined || performance.now() - this.#clicked.at >= CLICK_AGAIN
    if (!launcher || !again || this.#clicks >= MOST.again) return
    const sight = await this.#looker.look()
    // A second click on what opened something would close it.
    if (this.#clicked && sight.things.some(isNew)) return
    this.#looker.mark()
    if (!(await this.#known.press(launcher.selector))) return
    this.#clicks++
    this.#clicked = { name: launcher.selector, at: performance.now(), points: LAUNCHER.sure }
    this.#book.recipe.launcher = launcher
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
    const open = this.#isOpen(sight)
    // A form of the page itself (contact, newsletter) is none before a chat.
    if (open && (await this.#fill(sight))) return undefined
    const gate =
      open && !this.#offline
        ? (firstScreen(sight, this.#pressed) ?? topicMenu(sight, this.#pressed))
        : undefined
    if (gate && (await this.#pass(gate))) return undefined
    const stable = performance.now() - this.#changed.at > STABLE
    if (!target.input && stable && open && choices(sight).length >= 2) return this.#offers(sight)
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
      delete this.#book.recipe.launcher
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
    this.#book.take('launcher', best, found.selector)
    await this.#book.also('launcher', others.slice(0, 3))
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
    this.#book.gate({ kind: gate.kind, ...part(found.selector, 0.8, gate.why) })
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
    await fillIn(form)
    const submit = form.submit && (await named(form.submit))
    this.#o.observe('form', told(form))
    if (submit) {
      // The button may have been waiting for what was filled in.
      const clicked = await click(submit.element)
      const why = `form of ${form.entries.length} fields`
      this.#book.gate({ kind: 'form', ...part(submit.selector, clicked ? 0.8 : 0.3, why) })
    } else await attempt(this.#o.page.keyboard.press('Enter'), 1_000)
    this.#changed.at = performance.now()
    await attempt(this.#o.page.waitForTimeout(600), 1_000)
    return true
  }

  // ---- what came of it ---------------------------------------------------------------------------------------
  async #found(best: Scored, others: readonly Scored[], sight: Sight): Promise<Chat | undefined> {
    const found = await named(best.thing)
    if (!found || !(await this.#known.ready(best.thing.frame))) return undefined
    const boxesToo = others.filter((o) => o.points >= BOX.least && !o.thing.covered)
    await this.#book.also('input', boxesToo)
    const elsewhere = ({ thing }: Scored) => thing.fixed && thing.panelKey !== best.thing.panelKey
    if (!this.#clicked) await this.#book.also('launcher', launchers(sight).filter(elsewhere))
    await this.#book.frame(best.thing.frame)
    this.#book.take('input', best, found.selector)
    return this.#typed(found.element)
  }

  async #typed(element: ElementHandle<Element>): Promise<Chat> {
    await this.#box.is(element)
    return this.#chat()
  }

  async #offers(sight: Sight): Promise<Chat | undefined> {
    const [first] = choices(sight)
    if (!first) return undefined
    await this.#book.frame(first.frame)
    const element = await first.element()
    if (element) await this.#box.within(element)
    return this.#chat()
  }

  #chat(): Chat {
    const { recipe, pinned, observe } = this.#o
    if (recipe && pinned) for (const drift of this.#book.drift(recipe)) observe('recipe-drift', drift)
    return { box: this.#box, recipe: this.#book.recipe, blocked: this.#blocked }
  }

  /** The box again, after the page replaced it. */
  async #locate(): Promise<ElementHandle<Element> | undefined> {
    const { target } = this.#o
    const known = await this.#known.box().catch(() => undefined)
    if (known || target.input) return known?.element
    const again = await new Known(this.#o.page, { url: target.url }, this.#book.recipe).box()
    if (again) return again.element
    const [best] = boxes(await this.#looker.look())
    if (!best || best.points < BOX.least - 1) return undefined
    const found = await named(best.thing)
    if (found && !this.#book.recipe.input) this.#book.take('input', best, found.selector)
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

  #within<T>(work: Promise<T>): Promise<T> {
    return this.#o.fate.within(
      work,
      20_000,
      () => new ChannelError('the page does not answer', { whose: 'bot', code: 'timeout' }),
    )
  }

  async #failure(sight: Sight | undefined): Promise<ChannelError> {
    const { page, target, recipe } = this.#o
    if (target.input) return absent(page, target, this.#clicked !== undefined)
    const opened = this.#dead !== undefined
    return notFound({
      page,
      target,
      sight,
      tried: [
        ...(this.#book.recipe.gates ?? []).map((g) => `${g.kind}: ${g.why ?? ''}`),
        ...(this.#clicked ? [`"${this.#clicked.name}" was pressed`] : []),
        ...this.#missed,
      ],
      opened,
      offline: this.#offline,
      known: recipe?.input !== undefined,
      seconds: Math.round((performance.now() - this.#started) / 1000),
    })
  }
}

const cut = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 80)

/** A form has to be looked at before it can be filled in. */
function patienceWith({ gates = [] }: Recipe): number {
  return gates.some((g) => g.kind === 'form') ? NOTHING : PATIENCE
}

/** Clicks of a recipe's launcher that are still to come. */
function recipeClicks(recipe: Recipe | undefined, clicks: number): boolean {
  return recipe?.launcher !== undefined && clicks > 0 && clicks < MOST.again
}
