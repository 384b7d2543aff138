/** Presses what was found, and takes it back where that opened something else. */
import type { ElementHandle, Page } from 'playwright'
import { attempt } from '../fate.js'
import { keyboardOf, type Part } from '../keyboard.js'
import type { Seen, Sight } from './look.js'
import { selectorOf } from './selector.js'
import * as W from './words.js'

const CLICK = 2_000

/** A selector for something that was seen, and its element; undefined where it has gone. */
export async function named(
  thing: Seen,
): Promise<{ element: ElementHandle<Element>; selector: string } | undefined> {
  const element = await thing.element()
  if (!element) return undefined
  return { element, selector: (await attempt(element.evaluate(selectorOf), CLICK)) ?? '' }
}

/**
 * Clicks as a person does, or presses a key where the keyboard is all they have; false where something lies over
 * it, Tab does not get there, or it has gone.
 */
export async function click(element: ElementHandle<Element>, part: Part = 'button'): Promise<boolean> {
  const keyboard = await keyboardOf(element)
  if (keyboard) return keyboard.press(element, part)
  return (
    (await attempt(
      element.click({ timeout: CLICK }).then(() => true),
      CLICK + 500,
    )) ?? false
  )
}

/** Whether a field can be filled in: by keyboard only where Tab gets there. */
export async function mayEnter(element: ElementHandle<Element>): Promise<boolean> {
  return (await keyboardOf(element))?.reach(element, 'field') ?? true
}

/** Closes what a wrong click opened, and goes back where it led to another page. */
export async function takeBack(page: Page, sight: Sight, url: string): Promise<void> {
  if (placeOf(page.url()) !== placeOf(url)) {
    await attempt(page.goBack({ waitUntil: 'domcontentloaded', timeout: 5_000 }), 5_500)
    return
  }
  const opened = sight.things.filter((t) => t.fresh && (t.fixed || t.landmark === 'dialog'))
  if (opened.length === 0) return
  await attempt(page.keyboard.press('Escape'), CLICK)
  const close = opened.find(
    (t) =>
      t.kind === 'press' &&
      t.leads === undefined &&
      (W.DISMISSES.test(`${t.text} ${t.label}`) || /\bclose\b/.test(t.name)),
  )
  const element = close && (await close.element())
  if (element) await click(element)
}

/** An address without what only moves within the page. */
function placeOf(url: string): string {
  return url.split('#')[0] ?? url
}

/** Hosts that end alike: shop.example.com and im.example.com. */
export function isSameSite(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false
  const [one, other] = [new URL(a), new URL(b)]
  const site = (host: string) => (/^[\d.:[\]]+$/.test(host) ? host : host.split('.').slice(-2).join('.'))
  return /^https?:$/.test(one.protocol) && site(one.hostname) === site(other.hostname)
}
