/** A plan on the disk that may have millions of trials: they are read when somebody asks for them, and never all kept. */
import { canonicalHash } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import { type JsonPart, jsonParts } from '../documents/json-parts.js'
import type { PlanTrial } from '../documents/ready.js'
import { validator } from '../documents/schema.js'
import type { Plan } from '../documents/types/plan.js'
import { moveDurably } from './files.js'
import { chunksIn, FORMAT } from './stored.js'

/** Items that are checked at once. */
const BATCH = 1000
const LISTS = ['trials', 'notPlanned'] as const
type List = (typeof LISTS)[number]

interface Range {
  from: number
  to: number
}

/** What is in memory of it grows with the number of targets, and not with that of trials. */
export class PlanFile {
  /** The plan without its trials, planned or not. */
  readonly head: Plan
  #path: string
  readonly #lists: Record<List, Range>
  /** Where the trials of each target stand, side by side as they were planned. */
  readonly #places: ReadonlyMap<string, readonly Range[]>

  /** @throws InputError where it is no plan, damaged, or of a newer ombud */
  constructor(path: string) {
    this.#path = path
    const reading = new Reading(path)
    for (const part of jsonParts(chunksIn(path), path)) reading.take(part)
    const { head, lists, places } = reading.finished()
    this.head = head
    this.#lists = lists
    this.#places = places
  }

  /** Gives the file another name, which is on the disk when the call returns. @throws DiskError */
  move(path: string): void {
    moveDurably(this.#path, path)
    this.#path = path
  }

  /** What its id has to be. */
  digest(): string {
    const { id, ...rest } = this.head
    return canonicalHash({
      ...rest,
      trials: this.#items('trials'),
      notPlanned: this.#items('notPlanned'),
    })
  }

  /** The trials of targets, in the order of the plan where it has them target by target. */
  trialsOf(targets: Iterable<string>): PlanTrial[] {
    return [...targets].flatMap((target) =>
      (this.#places.get(target) ?? []).flatMap(({ from, to }) => {
        const bytes = Buffer.concat([...chunksIn(this.#path, from, to)].map((chunk) => Buffer.from(chunk)))
        return JSON.parse(`[${bytes}]`) as PlanTrial[]
      }),
    )
  }

  /** All of it. Parts that are equal are shared, so that a trial takes some 200 bytes. */
  whole(): Plan {
    const share = sharing()
    const trials = [...(this.#items('trials') as Iterable<PlanTrial>)]
    for (const trial of trials)
      Object.assign(trial, {
        target: share(trial.target),
        scenario: share(trial.scenario),
        persona: share(trial.persona),
        arm: share(trial.arm),
      })
    const notPlanned = [...(this.#items('notPlanned') as Iterable<Plan['notPlanned'][number]>)]
    for (const one of notPlanned) if (one.detail !== undefined) one.detail = share(one.detail)
    return { ...this.head, trials, notPlanned }
  }

  /** The items of a list, read anew each time. */
  #items(list: List): Iterable<unknown> {
    const path = this.#path
    const { from, to } = this.#lists[list]
    return {
      *[Symbol.iterator]() {
        if (from === to) return
        for (const { path: at, value } of jsonParts(chunksOf(path, from, to), path, from))
          if (at.length === 1) yield value
      },
    }
  }
}

/** A list of a file, from its beginning to the end of its last item. */
function* chunksOf(path: string, from: number, to: number): Generator<Buffer> {
  yield* chunksIn(path, from, to)
  yield Buffer.from(']')
}

/** One pass through the file. */
class Reading {
  readonly #path: string
  #root: Record<string, unknown> = {}
  readonly #lists: Record<List, Range> = { trials: { from: 0, to: 0 }, notPlanned: { from: 0, to: 0 } }
  readonly #places = new Map<string, Range[]>()
  readonly #batches: Record<List, unknown[]> = { trials: [], notPlanned: [] }
  /** Target of the trial before. */
  #target: string | undefined

  constructor(path: string) {
    this.#path = path
  }

  take({ path, value, from, to }: JsonPart): void {
    const [name, ...members] = path
    const list = LISTS.find((one) => one === name)
    if (name === undefined) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) this.#refuse('')
      this.#root = value as Record<string, unknown>
    } else if (list === undefined || members.length === 0) {
      set(this.#root, path, value)
      if (list) this.#lists[list] = { from, to }
    } else if (members.length === 1) {
      this.#batches[list].push(value)
      this.#lists[list].to = to
      if (list === 'trials') this.#place((value as Partial<PlanTrial> | null)?.target, { from, to })
      if (this.#batches[list].length === BATCH) this.#check(list)
    }
  }

  finished(): { head: Plan; lists: Record<List, Range>; places: ReadonlyMap<string, readonly Range[]> } {
    const { version } = this.#root
    if (typeof version === 'number' && version > FORMAT)
      throw new InputError(`${this.#path} was written by a newer ombud (format ${version})`, 'update ombud')
    this.#valid(this.#root)
    for (const list of LISTS) this.#check(list)
    return { head: this.#root as unknown as Plan, lists: this.#lists, places: this.#places }
  }

  #place(target: string | undefined, { from, to }: Range): void {
    if (target === undefined) return
    const known = this.#places.get(target) ?? []
    const last = known.at(-1)
    if (target === this.#target && last) last.to = to
    else known.push({ from, to })
    this.#places.set(target, known)
    this.#target = target
  }

  #check(list: List): void {
    const items = this.#batches[list]
    this.#batches[list] = []
    this.#valid({ ...EMPTY, [list]: items })
  }

  #valid(value: unknown): void {
    const valid = validator('plan', 'first')
    if (valid(value)) return
    const [error] = valid.errors ?? []
    this.#refuse(`${error?.instancePath.slice(0, 200)} ${error?.message ?? ''}`)
  }

  #refuse(why: string): never {
    throw new InputError(`${this.#path} is no plan: ${why || 'the whole file'}`)
  }
}

/** What items are checked in. */
const EMPTY = {
  version: FORMAT,
  id: '',
  seed: '',
  lang: 'en',
  readers: '',
  documents: { targets: {}, scenarios: {}, personas: {}, wording: {}, laws: {} },
  hashes: {},
  trials: [],
  notPlanned: [],
}

/** A name that would be that of the prototype is a member like others. */
function set(root: object, path: JsonPart['path'], value: unknown): void {
  let parent: unknown = root
  for (const name of path.slice(0, -1)) parent = (parent as Record<string, unknown>)[name]
  const one = { value, enumerable: true, configurable: true, writable: true }
  Object.defineProperty(parent, path.at(-1) ?? '', one)
}

/** Gives the first of equal values in the place of each. */
function sharing(): <T>(value: T) => T {
  const known = new Map<string, unknown>()
  return <T>(value: T): T => {
    const key = JSON.stringify(value)
    if (!known.has(key)) known.set(key, value)
    return known.get(key) as T
  }
}
