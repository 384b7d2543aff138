/** Whether what is said in a chat can be kept by the one it was said to: selected, copied, and dated. */
import type { ElementHandle, Frame } from 'playwright'
import type { ChannelEvent } from '../channel.js'
import { attempt } from './fate.js'
import { placeOf } from './root.js'
import { World } from './world.js'

const ANSWER = 3_000
/** Turns in which an answer is looked for in the page. */
const TURNS = 3

export interface Keeping {
  /** The words can be marked. */
  selectable: boolean
  /** What is marked can be copied. */
  copyable: boolean
  /** Whether a time or a day is written beside what was said; `hover`: only where a mouse rests on it. */
  stamps: 'shown' | 'hover' | 'none'
  /** What the control is called that saves or sends the conversation. */
  transcript?: string
}

interface Chat {
  frame(): Promise<Frame>
  box(): Promise<ElementHandle<Element> | undefined>
}

/** Looks once, when the first answer is there. */
export class KeepingLook {
  readonly #observe: (value: unknown) => void
  #asked = false
  #answer = ''
  #turns = 0
  #done = false

  constructor(observe: (value: unknown) => void) {
    this.#observe = observe
  }

  /** Takes note of what the channel tells. */
  hears(event: ChannelEvent): void {
    if (this.#done || event.kind !== 'text') return
    if (event.actor === 'consumer') this.#asked = true
    else if (this.#asked && !event.deleted && event.text.trim() !== '')
      this.#answer = event.text.slice(0, 400)
  }

  /** A turn has been closed. */
  async turned(chat: Chat): Promise<void> {
    if (this.#done || this.#answer === '') return
    this.#turns++
    const found = await attempt(this.#look(chat), ANSWER)
    this.#done = found !== undefined || this.#turns >= TURNS
    if (this.#done) this.#observe(found ?? { failed: 'the answer was not found in the page' })
  }

  async #look(chat: Chat): Promise<Keeping | undefined> {
    const box = await chat.box()
    const place = box && (await placeOf(box))
    if (!place) return undefined
    const world = await World.in(await chat.frame())
    return (await world.on(place.boxPath, keepingOf, place.levels, this.#answer)) ?? undefined
  }
}

/**
 * Looks at a chat from its box; null where the words are not found. Stands alone.
 * @param levels how many steps the chat is above its box
 */
function keepingOf(box: Element, levels: number, words: string): Keeping | null {
  const MOST = { nodes: 10_000, name: 60, stamp: 40 }
  const CLOCK = /(^|\D)([01]?\d|2[0-3])[:：][0-5]\d(\D|$)/
  const SPAN = /\d[:：]\d\d\s*([-–—~～至到]|to)\s*\d/
  const DAY =
    /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}月\d{1,2}[日号]|今天|昨天|刚刚|\d+\s?(秒|分钟|小时|天)前|星期[一二三四五六日天]|周[一二三四五六日]|\b(today|yesterday|just now|(mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b\d+\s?(s|sec|seconds?|m|min|minutes?|h|hours?|days?) ago\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}\.? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
  const SAVES =
    /(下载|保存|导出|发送|转发|打印)[^。]{0,6}(记录|对话|会话|聊天)|(聊天|对话|会话)记录|(download|save|export|e-?mail|send|print)[^.]{0,12}(transcript|conversation|chat|history)|\btranscript\b/i
  const up = (node: Node): Node | null => node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  const bare = (text: string | null) => (text ?? '').replace(/\s+/g, '')
  let root: Node = box
  for (let i = 0; i < levels; i++) root = up(root) ?? root
  const elements = all(root)
  const wanted = bare(words).slice(0, 200)
  const holding = elements.filter((one) => bare(one.textContent).includes(wanted))
  // The last of those that hold no other one that does.
  const message = holding
    .filter((one) => !holding.some((other) => other !== one && one.contains(other)))
    .at(-1)
  if (!message || wanted === '') return null
  const selectable =
    getComputedStyle(message).userSelect !== 'none' &&
    message.dispatchEvent(new Event('selectstart', { bubbles: true, cancelable: true, composed: true }))
  const transcript = elements.find(
    (one) =>
      one.matches('a, button, [role=button], [role=menuitem]') && isShown(one) && SAVES.test(nameOf(one)),
  )
  return {
    selectable,
    copyable: selectable && copies(message),
    stamps: stamps(),
    ...(transcript && { transcript: nameOf(transcript).slice(0, MOST.name) }),
  }

  function all(from: Node): Element[] {
    const found: Element[] = []
    const stack: Node[] = [from]
    while (stack.length > 0 && found.length < MOST.nodes) {
      const node = stack.pop() as Node
      if (node instanceof Element) found.push(node)
      const inner = [...(node as ParentNode).children].reverse()
      stack.push(...inner)
      if (node instanceof Element && node.shadowRoot) stack.push(node.shadowRoot)
    }
    return found
  }
  function isShown(element: Element): boolean {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  }
  function nameOf(element: Element): string {
    return (element.getAttribute('aria-label') || element.getAttribute('title') || element.textContent || '')
      .trim()
      .replace(/\s+/g, ' ')
      .slice(0, 200)
  }
  /** A page may put words of its own beside what is copied, as long as they are copied. */
  function copies(from: Element): boolean {
    const clipboardData = new DataTransfer()
    const copy = new ClipboardEvent('copy', {
      bubbles: true,
      cancelable: true,
      composed: true,
      clipboardData,
    })
    return from.dispatchEvent(copy) || bare(clipboardData.getData('text/plain')) !== ''
  }
  function stamps(): Keeping['stamps'] {
    let list: Node = root
    for (let at = up(message as Element); at && at !== root; at = up(at))
      if (at instanceof Element && /auto|scroll/.test(getComputedStyle(at).overflowY)) {
        list = at
        break
      }
    const inside = all(list)
    const isStamp = (text: string) =>
      text.length <= MOST.stamp && !SPAN.test(text) && (CLOCK.test(text) || DAY.test(text))
    const shown = inside.some(
      (one) =>
        isShown(one) &&
        [...one.childNodes].some(
          (node) => node instanceof Text && node.data.length < 200 && isStamp(node.data.trim()),
        ),
    )
    if (shown) return 'shown'
    return inside.some((one) => isStamp((one.getAttribute('title') ?? '').slice(0, 100))) ? 'hover' : 'none'
  }
}
