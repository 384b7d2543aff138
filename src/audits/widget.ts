/** What the audits of a chat window share: what was observed of it, and what to say where nothing was. */
import type { ObservationEvent } from '../documents/types/event.js'
import type { Evidence, Verdict } from './audit.js'
import { quote, verdict } from './words.js'

/** One look at the chat: the line that tells of it, and what it says; `failed` where it could not be taken. */
export interface Look {
  line: number
  value: Readonly<Record<string, unknown>>
  failed: boolean
}

/** Every look of this name, in order. What an observation says comes from a page: nothing in it is taken on trust. */
export function looks({ events }: Pick<Evidence, 'events'>, name: string): Look[] {
  return events
    .filter((event): event is ObservationEvent => event.kind === 'observation' && event.name === name)
    .map(({ seq, value }) => {
      const seen = isRecord(value) ? value : {}
      return { line: seq, value: seen, failed: !isRecord(value) || 'failed' in seen }
    })
}

/** With which means the page was used; undefined where with none, or where there was no page. */
export function meansOf(evidence: Pick<Evidence, 'events'>): Look | undefined {
  return looks(evidence, 'assist').find(({ failed }) => !failed)
}

/** Why there is nothing to judge: no page, no such means, or the look was never taken. */
export function unseen(
  evidence: Pick<Evidence, 'events'>,
  suits: (means: Look['value']) => boolean = () => true,
): Verdict {
  const header = evidence.events.find((event) => event.kind === 'header')
  if (header?.kind !== 'header' || header.channel.kind !== 'browser')
    return verdict('not-applicable', ['这里没有网页可看', 'there was no page to look at'])
  const means = meansOf(evidence)
  if (!means || !suits(means.value))
    return verdict('not-applicable', [
      '这一轮没有用这种方式使用网页',
      'the page was not used in this way in this conversation',
    ])
  return untaken(evidence)
}

/** A look that was to be taken, and was not. */
export function untaken(evidence: Pick<Evidence, 'events'>, line?: number): Verdict {
  const stop = evidence.events.findLast((event) => event.kind === 'stop')
  return verdict(
    'inconclusive',
    ['没能看到聊天窗口的这一面', 'this side of the chat could not be looked at'],
    [line ?? stop?.seq].filter((one) => one !== undefined),
  )
}

/** What a look was taken of, in words. */
const WHEN: Readonly<Record<string, readonly [string, string]>> = {
  open: ['刚打开时', 'when opened'],
  conversation: ['对话中', 'in conversation'],
  narrow: ['窗口宽 320 像素时', 'in a window 320 pixels wide'],
}

export function whenOf(value: Look['value']): readonly [string, string] {
  return WHEN[String(value.when)] ?? ['打开后', 'once opened']
}

/** A list of records, and nothing else of it. */
export function records(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord).slice(0, MOST) : []
}

/** A list of texts, and nothing else of it. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, MOST) : []
}

/** A few names in quotation marks: “a”, “b” and 3 more. */
export function named(names: readonly string[]): [string, string] {
  const few = names.slice(0, 3).map((name) => quote(name, 40))
  const more = names.length - few.length
  const [zh, en] = [few.join('、'), few.join(', ')]
  return more > 0 ? [`${zh}等 ${names.length} 处`, `${en} and ${more} more`] : [zh, en]
}

const MOST = 200

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
