/** Who wrote a message, judged by what distinguishes its row from the consumer's own; runs inside the page alone. */
import type { PieceReader } from './pieces.js'
import type { Bubble, Row } from './row.js'
import type { FlatTree } from './tree.js'
import type { PrintWords } from './words.js'

export type Actor = 'consumer' | 'bot' | 'human' | 'system' | 'unknown'

export interface Judged {
  actor: Actor
  evidence: string
  name: string | undefined
}

interface Kind {
  /** What all of its rows have. */
  common: Set<string> | undefined
  /** What any of its rows has. */
  seen: Set<string>
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function authorBook(tree: FlatTree, reader: PieceReader, words: PrintWords) {
  const consumer: Kind = { common: undefined, seen: new Set() }
  const bot: Kind = { common: undefined, seen: new Set() }
  const botNames = new Set<string>()
  const humanNames = new Set<string>()
  let shelled = false
  /** The bot's words stand in no box of their own either. */
  let plainBot = false
  let size = 0
  let handover = ''

  const SYSTEM =
    /system|notice|notification|separator|divider|\bevent|announce|\binfo\b|-info\b|status-?(line|message)|timeline/i
  const PERSON = /human|agent|operator|staff|live|人工/i
  const KEYS = /^(role|dir|align|part|slot|kind|type|from|sender|author|data-[\w-]+)$/

  /** By what a message's row can be told from others: its markup, its side and its colours. */
  function traits(bubble: Bubble, list: Element, name: string | undefined): Set<string> {
    const found = new Set<string>(name ? [`name ${name}`] : [])
    let at: Element | null = bubble.node
    for (let level = 0; at && at !== list && level < 12; at = tree.up(at), level++) {
      for (const mark of reader.marks(at)) found.add(`.${mark}`)
      for (const { name, value } of at.attributes)
        if (KEYS.test(name) && value !== '' && value.length <= 24 && !/\d/.test(value))
          found.add(`[${name}="${value}"]`)
    }
    const area = list.getBoundingClientRect()
    const rect = (bubble.shell ?? bubble.node).getBoundingClientRect()
    const [left, right] = [rect.left - area.left, area.right - rect.right]
    if (rect.width < area.width * 0.9 || Math.abs(left - right) > area.width * 0.06)
      found.add(
        `side ${Math.abs(left - right) <= area.width * 0.06 ? 'center' : left < right ? 'left' : 'right'}`,
      )
    const look = getComputedStyle(bubble.shell ?? bubble.node)
    if (bubble.shell) found.add(`background ${look.backgroundColor}`)
    const justify = getComputedStyle(bubble.pieces[0]?.element ?? bubble.node).textAlign
    if (justify.endsWith('center')) found.add('centred')
    return found
  }

  function add(kind: Kind, found: Set<string>): void {
    kind.common = kind.common ? new Set([...kind.common].filter((t) => found.has(t))) : new Set(found)
    for (const trait of found) kind.seen.add(trait)
  }

  const only = (kind: Kind, other: Kind): string[] =>
    [...(kind.common ?? [])].filter((t) => !other.seen.has(t))
  const share = (own: string[], found: Set<string>): number =>
    own.length === 0 ? 0 : own.filter((t) => found.has(t)).length / own.length
  const shown = (own: string[]): string => own.slice(0, 3).join(' ')

  /** How much speaks for a line of the platform. */
  function systemic(bubble: Bubble, name: string | undefined, found: Set<string>): string | undefined {
    const own = [...found].filter((t) => !consumer.seen.has(t) && !bot.seen.has(t))
    const word = own.find((t) => SYSTEM.test(t))
    const plain = shelled && !plainBot && !bubble.shell
    const centred = found.has('centred') || found.has('side center')
    const small = (bubble.pieces[0]?.size ?? size) < size - 0.5
    if (word) return `markup ${word}`
    if (plain && (centred || small)) return 'structure: no bubble, centred or small'
    if (centred && small) return 'structure: centred and small'
    if (name === undefined && botNames.size > 0 && own.includes('centred'))
      return 'structure: centred, and without a name'
    return undefined
  }

  return {
    /** The consumer's own words, as the page shows them. */
    echo(bubble: Bubble, found: Set<string>): void {
      add(consumer, found)
      shelled = bubble.shell !== undefined
      size = bubble.pieces[0]?.size ?? 0
    },
    traits,
    /**
     * @param fresh it came after the consumer's words had been sent
     * @param last who answered before
     */
    judge(bubble: Bubble, row: Row, found: Set<string>, fresh: boolean, last: string | undefined): Judged {
      const name = row.name
      const [mine, theirs] = [only(consumer, bot), only(bot, consumer)]
      const system = systemic(bubble, name, found)
      const told = (actor: Actor, evidence: string): Judged => {
        if (actor !== 'consumer' && words.isHandover(bubble.text)) handover = bubble.text.slice(0, 60)
        return { actor, evidence, name }
      }
      if (system) return told('system', system)
      if (name !== undefined && words.isPlatform(name)) return told('system', `name: ${name}`)
      const [asConsumer, asBot] = [share(mine, found), share(theirs, found)]
      // With no answer to compare with, only a row that is alike in everything is the consumer's.
      if (mine.length > 0 && asConsumer > asBot && asConsumer >= (bot.common ? 0.6 : 1))
        return told('consumer', `structure: as the consumer's words (${shown(mine)})`)
      if (mine.length === 0 && !fresh)
        return told('unknown', 'structure: no visible difference from the consumer')
      if (name !== undefined && botNames.size > 0 && !botNames.has(name) && handover !== '') {
        humanNames.add(name)
        return told('human', `name changed: ${[...botNames].at(-1)} -> ${name}`)
      }
      if (name !== undefined && humanNames.has(name)) return told('human', `name: ${name}`)
      const strange = [...found].filter((t) => !bot.seen.has(t) && !consumer.seen.has(t) && t.startsWith('.'))
      const person = bot.common && handover !== '' ? strange.find((t) => PERSON.test(t)) : undefined
      if (person) return told('human', `markup ${person}, which the bot's rows have not`)
      if (name !== undefined && botNames.size === 0 && bot.common && handover !== '') {
        humanNames.add(name)
        return told('human', `name appeared: ${name}`)
      }
      if (name !== undefined && botNames.size > 0 && !botNames.has(name))
        return told('unknown', `name changed: ${[...botNames].at(-1)} -> ${name}`)
      if (name === undefined && last === 'human')
        return told('human', 'continues the messages of the person before')
      add(bot, found)
      plainBot ||= !bubble.shell
      if (name !== undefined) botNames.add(name)
      const differs = only(bot, consumer)
      return told(
        'bot',
        differs.length > 0
          ? `structure: other than the consumer's row (${shown(differs)})`
          : "structure: not the consumer's own words",
      )
    },
    kinds: () => ({ consumer: only(consumer, bot), bot: only(bot, consumer) }),
  }
}

export type AuthorBook = ReturnType<typeof authorBook>
