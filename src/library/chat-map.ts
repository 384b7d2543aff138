/** A map of a bot's menus: its nodes, and what they say as a whole. */
import type { PathEnd } from './path.js'

/** Why a path was not walked. */
export type Untaken = 'contacts' | 'depth' | 'paths' | 'time' | 'stopped' | 'failing' | 'label'

export interface MapNode {
  id: number
  /** What was chosen; of the root what was said, or nothing. */
  label: string
  /** Choices from the start. */
  depth: number
  end: PathEnd
  /** Words that the end rests on, or why it was not walked. */
  why?: string
  untaken?: Untaken
  /** The node that a loop leads back to, or whose state this is. */
  like?: number
  /** Where a link leads. */
  url?: string
  /** What the bot said. */
  words: string
  /** Relative to the directory. */
  transcript?: string
  children: MapNode[]
}

export interface ChatMap {
  version: 1
  target: string
  title: string
  url: string
  /** Directory of the conversations. */
  directory: string
  root: MapNode
  summary: {
    /** Conversations that were held. */
    held: number
    /** Paths that were walked to their end. */
    paths: number
    /** Of these, paths that reached a person. */
    reached: number
    /** Choices (and the first words, where the bot waits for some) on the shortest way to a person. */
    steps: number | null
    /** People who were reached or called. */
    contacts: number
    /** Nodes, in order. */
    deadEnds: number[]
    untaken: number
  }
}

/** Ends of which a consumer has nothing. */
const DEAD: readonly PathEnd[] = [
  'loop',
  'promised',
  'away',
  'refused',
  'nothing',
  'silent',
  'closed',
  'error',
]

/** A consumer who comes here has got nothing, and goes nowhere. */
export const isDeadEnd = ({ end }: Pick<MapNode, 'end'>): boolean => DEAD.includes(end)

/**
 * What the nodes say as a whole.
 * @param nodes all, in the order of their ids
 * @param said how often something had to be said before the first choice
 */
export function summarise(
  nodes: readonly MapNode[],
  { held, contacts, said }: { held: number; contacts: number; said: number },
): ChatMap['summary'] {
  const walked = nodes.filter(({ end }) => end !== 'untaken' && end !== 'failed' && end !== 'changed')
  const ends = walked.filter((one) => !one.children.some((child) => walked.includes(child)))
  const people = walked.filter(({ end }) => end === 'person')
  const found = reaching(nodes)
  const dead = walked.filter((one) => isDeadEnd(one) && !found.has(one.id))
  return {
    held,
    paths: ends.length,
    reached: ends.filter(({ id }) => found.has(id)).length,
    steps: people.length === 0 ? null : Math.min(...people.map(({ depth }) => depth)) + said,
    contacts,
    deadEnds: dead.filter((one) => !dead.some(({ children }) => children.includes(one))).map(({ id }) => id),
    untaken: nodes.filter(({ end }) => end === 'untaken').length,
  }
}

/** Nodes from which a person is reached, also by way of a node that is the same. */
function reaching(nodes: readonly MapNode[]): ReadonlySet<number> {
  const found = new Set(nodes.flatMap(({ id, end }) => (end === 'person' ? [id] : [])))
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const { id, like, children } of nodes)
      if ((like !== undefined && found.has(like)) || children.some((child) => found.has(child.id)))
        found.add(id)
  }
  return found
}
