/** Decides which path is walked next, breadth-first and within its budget, and puts what was found into a tree. */

import { answersOnly, channelOf } from '../documents/channel-of.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import { namesHuman } from '../understanding/acts/human-label.js'
import { type ChatMap, type MapNode, summarise, type Untaken } from './chat-map.js'
import type { PathChoice, PathEnd } from './path.js'
import type { Walker } from './walk.js'

const DEPTH = 4
const PATHS = 40
const TIME_MS = 30 * 60_000
/** As many paths that fail one after the other end the walk. */
const MOST_FAILURES = 3
const SAY = { 'zh-CN': '你好', en: 'Hello' } as const
const SERVICE = /客服/u
/** Ends after which a bot may offer more. */
const GOES_ON: readonly PathEnd[] = ['menu', 'answer', 'loop', 'asks', 'nothing', 'form', 'refused']

export interface Budget {
  /** Choices one after the other, at most; default 4. */
  depth?: number
  /** Conversations at most; default 40. */
  paths?: number
  /** No new path begins after so many milliseconds; default 30 minutes. */
  time?: number
}

interface SurveyOptions extends Budget {
  say?: string
  lang?: Lang
  /** Directory of the conversations. */
  out: string
  signal: AbortSignal
  listen?(node: MapNode): void
}

/** A choice that is still to be taken. */
interface Edge {
  parent: MapNode
  choice: PathChoice
  labels: readonly string[]
  before: ReadonlySet<string>
  /** It was offered before on the way: taken when all that is new has been. */
  again: boolean
}

export class Survey {
  readonly #options: SurveyOptions
  readonly #target: ReadyTarget
  readonly #walker: Walker
  readonly #deadline: number
  readonly #edges: Edge[] = []
  /** The first node of each state. */
  readonly #states = new Map<string, number>()
  /** Labels that led to a person. */
  readonly #calls = new Set<string>()
  readonly #nodes: MapNode[] = []
  #say: string | undefined
  #contacts = 0
  #failures = 0

  constructor(options: SurveyOptions, target: ReadyTarget, walker: Walker) {
    this.#options = options
    this.#target = target
    this.#walker = walker
    this.#deadline = performance.now() + (options.time ?? TIME_MS)
  }

  async draw(): Promise<ChatMap> {
    const root = await this.#root()
    for (let edge = this.#next(); edge; edge = this.#next()) await this.#take(edge)
    const { id, title } = this.#target
    return {
      version: 1,
      target: id,
      title,
      url: channelOf(this.#target).url,
      directory: this.#options.out,
      root,
      summary: summarise(this.#nodes, {
        held: this.#walker.held,
        contacts: this.#contacts,
        said: this.#say === undefined ? 0 : 1,
      }),
    }
  }

  /** What is offered at the start: by the welcome, else when somebody has said a first word. */
  async #root(): Promise<MapNode> {
    const lang = this.#target.lang ?? this.#options.lang ?? 'zh-CN'
    const words = this.#options.say ?? SAY[lang]
    const node = this.#node({ label: '', depth: 0, end: 'untaken', words: '', children: [] })
    const standing: PathChoice[] = []
    for (const say of answersOnly(this.#target) ? [words] : [undefined, words]) {
      const walked = await this.#walker.walk({
        ...(say === undefined ? {} : { say }),
        labels: [],
        before: new Set(),
      })
      if (!walked) return Object.assign(node, { untaken: 'stopped' as const })
      const { choices, state, ...rest } = walked
      this.#say = say
      Object.assign(node, { label: say ?? '' }, rest)
      if (walked.end === 'failed' || walked.end === 'error') break
      this.#states.set(state, node.id)
      standing.push(...choices.filter((one) => one.standing && standing.every((s) => s.label !== one.label)))
      const offered = choices.filter((one) => !one.standing)
      if (offered.length === 0 && say === undefined) continue
      if (!this.#count(walked.end)) this.#branch(node, [], [...offered, ...standing], new Set())
      break
    }
    this.#options.listen?.(node)
    return node
  }

  /** Of what is new the shallowest first, then what was offered before. */
  #next(): Edge | undefined {
    let best: Edge | undefined
    for (const edge of this.#edges) if (!best || order(edge) < order(best)) best = edge
    if (best) this.#edges.splice(this.#edges.indexOf(best), 1)
    return best
  }

  async #take({ parent, choice, labels, before }: Edge): Promise<void> {
    const { label, url } = choice
    const about = { label, depth: labels.length, words: '', children: [] }
    const add = (node: MapNode) => {
      parent.children.push(node)
      return node
    }
    if (url !== undefined) return void add(this.#node({ ...about, end: 'away', url }))
    const untaken = this.#whyNot(labels)
    if (untaken) return void add(this.#node({ ...about, end: 'untaken', untaken }))
    const walked = await this.#walker.walk({
      labels,
      before,
      ...(this.#say === undefined ? {} : { say: this.#say }),
    })
    if (!walked) return void add(this.#node({ ...about, end: 'untaken', untaken: 'stopped' }))
    const { choices, state, ...rest } = walked
    const node = add(this.#node({ ...about, ...rest }))
    this.#failures = node.end === 'failed' ? this.#failures + 1 : 0
    if (this.#count(node.end)) this.#calls.add(label)
    const known = choices.some((one) => !one.standing) ? this.#states.get(state) : undefined
    if (GOES_ON.includes(node.end) && known !== undefined) {
      node.end = this.#isAbove(known, parent) ? 'loop' : 'same'
      node.like = known
    } else if (GOES_ON.includes(node.end)) {
      this.#states.set(state, node.id)
      this.#branch(
        node,
        labels,
        choices.filter((one) => !one.standing),
        before,
      )
    }
    this.#options.listen?.(node)
  }

  /** What a menu that stood before offers again is walked again only where it asks for a person: a bot remembers. */
  #branch(
    parent: MapNode,
    labels: readonly string[],
    offered: readonly PathChoice[],
    before: ReadonlySet<string>,
  ): void {
    const isNew = offered.some(({ label }) => !before.has(label))
    const all = new Set([...before, ...offered.map(({ label }) => label)])
    for (const choice of offered) {
      const again = before.has(choice.label)
      if (!isNew && !this.#calling(choice.label)) continue
      this.#edges.push({ parent, choice, labels: [...labels, choice.label], before: all, again })
    }
  }

  #whyNot(labels: readonly string[]): Untaken | undefined {
    const { depth = DEPTH, paths = PATHS } = this.#options
    const { contactsPerDay } = politenessOf(this.#target)
    if (this.#options.signal.aborted) return 'stopped'
    if (labels.length > depth) return 'depth'
    // A scenario would read it as a name to fill in.
    if (labels.some((label) => label.includes('{{'))) return 'label'
    if (this.#contacts > contactsPerDay) return 'contacts'
    if (this.#contacts === contactsPerDay && labels.some((label) => this.#calling(label))) return 'contacts'
    if (this.#failures >= MOST_FAILURES) return 'failing'
    if (this.#walker.held >= paths) return 'paths'
    return performance.now() >= this.#deadline ? 'time' : undefined
  }

  #calling(label: string): boolean {
    return namesHuman(label) || SERVICE.test(label) || this.#calls.has(label)
  }

  /** True where a person was reached or called. */
  #count(end: PathEnd): boolean {
    const called = end === 'person' || end === 'promised'
    if (called) this.#contacts++
    return called
  }

  #isAbove(id: number, node: MapNode): boolean {
    return node.id === id || this.#nodes.some((one) => one.children.includes(node) && this.#isAbove(id, one))
  }

  #node(node: Omit<MapNode, 'id'>): MapNode {
    const numbered = { id: this.#nodes.length, ...node }
    this.#nodes.push(numbered)
    return numbered
  }
}

const order = ({ again, labels }: Edge) => (again ? 1000 : 0) + labels.length
