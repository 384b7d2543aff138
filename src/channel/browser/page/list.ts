/** The messages of a page in their order, and which new node is an old message; runs inside the page alone. */

import type { FlatTree } from './tree.js'

/** A message as the page shows it. */
export interface Shown {
  id: number
  node: Element
  actor: string
  evidence: string
  name: string | undefined
  text: string
  /** When it last changed, milliseconds since 1970 on the page's clock. */
  at: number
  /** When it was last told, on the same clock; undefined before the first time. */
  told: number | undefined
  /** It changed since it was told. */
  stale: boolean
  /** When its node left the page. */
  gone: number | undefined
}

/** A message that is not in the list yet. */
export type Fresh = Omit<Shown, 'id' | 'told' | 'stale' | 'gone'>

/** Injected as source text: no imports, nothing from outside of it. */
export function messageList(before: FlatTree['before']) {
  const list: Shown[] = []
  let ids = 0

  /** Marks what left the page, and what came back with its own node. */
  function sweep(at: number): void {
    for (const message of list) {
      if (message.node.isConnected) message.gone = undefined
      else message.gone ??= at
    }
  }

  /**
   * Gives each new node its message: the one whose node vanished from the same place with the same words (a
   * re-render), or whose words it continues (a stream rendered anew), else a new one.
   * Words alone never decide: a second equal answer finds no vanished node between its neighbours. Other words at
   * the place of what vanished in the same moment, and does not stand elsewhere now, are an edit.
   * A list drawn anew as a whole is gone through from its oldest end, where nothing is new.
   */
  function place(fresh: Fresh[], newestFirst: boolean): Shown[] {
    if (!newestFirst) return placeFrom(fresh, before)
    list.reverse()
    const placed = placeFrom(fresh, (a, b) => before(b, a))
    list.reverse()
    return placed
  }

  function placeFrom(fresh: Fresh[], before: FlatTree['before']): Shown[] {
    const sorted = [...fresh].sort((a, b) => (before(a.node, b.node) ? -1 : 1))
    const first = sorted[0]
    if (!first) return []
    const moment = Math.max(...list.map((m) => m.gone ?? 0))
    let i = list.length
    while (i > 0) {
      const previous = list[i - 1] as Shown
      if (previous.gone === undefined && before(previous.node, first.node)) break
      i--
    }
    return sorted.map((candidate) => {
      for (let k = i; k < list.length; k++) {
        const other = list[k] as Shown
        if (other.gone !== undefined) continue
        if (!before(other.node, candidate.node)) break
        i = k + 1
      }
      let match = -1
      for (let k = i; k < list.length && list[k]?.gone !== undefined; k++) {
        const old = list[k] as Shown
        if ((old.actor === 'consumer') !== (candidate.actor === 'consumer')) continue
        if (old.text === candidate.text) {
          match = k
          break
        }
        if (match >= 0 || k > i) continue
        const edited = old.gone === moment && !sorted.some((other) => other.text === old.text)
        if (edited || candidate.text.startsWith(old.text)) match = k
      }
      const old = list[match]
      if (old) {
        i = match + 1
        const same = old.text === candidate.text
        const { actor, evidence, name } = old.actor === 'unknown' ? candidate : old
        return Object.assign(old, candidate, {
          actor,
          evidence,
          name,
          at: same ? old.at : candidate.at,
          stale: old.stale || !same,
          gone: undefined,
        })
      }
      const message: Shown = { ...candidate, id: ++ids, told: undefined, stale: true, gone: undefined }
      list.splice(i++, 0, message)
      return message
    })
  }

  /**
   * Takes out what stayed away since `limit`, while its neighbours stayed: the page deleted it. When the whole
   * list is away (a closed widget) nothing was deleted, and each may come back.
   * @param edge the end at which a list lets go of old messages, without their being deleted
   */
  function expire(limit: number, edge?: 'first' | 'last'): Shown[] {
    const here = list.map((m) => m.gone === undefined)
    const [from, to] = [here.indexOf(true), here.lastIndexOf(true)]
    if (from < 0) return []
    const expired = list.filter((m, i) => {
      if (m.gone === undefined || m.gone > limit) return false
      return !((edge === 'first' && i < from) || (edge === 'last' && i > to))
    })
    for (const message of expired) list.splice(list.indexOf(message), 1)
    return expired
  }

  return { list, sweep, place, expire }
}
