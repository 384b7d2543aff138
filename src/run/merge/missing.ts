/** Which lanes of a plan none of the runs holds that are to be merged. */
import { InputError } from '../../documents/input-error.js'
import type { Plan } from '../../documents/types/plan.js'
import type { RunRecord } from '../../documents/types/run.js'
import { lanesOf, type Shard, shardName, shardsOfLanes } from '../shard.js'
import type { Source } from './sources.js'

const MOST_LANES = 8

/**
 * What is missing, in words; nothing where every lane is held by some run or has something on file.
 * @throws InputError where something is and `partial` is not set
 */
export function missingLanes(plan: Plan, sources: readonly Source[], partial: boolean): string[] {
  const claims = sources.map(({ record }) => claimsOf(record))
  if (claims.some((shards) => shards === undefined)) return []
  const held = claims.flatMap((shards) => shards ?? [])
  const splits = new Map(held.map(({ of }) => [of, shardsOfLanes(plan, of)]))
  const lanes = lanesOf(plan)
  const begun = new Set(sources.flatMap(({ journal }) => journal.map(({ trial }) => trial)))
  const missing = new Set<string>()
  for (const { id, target } of plan.trials) {
    const lane = lanes.get(target) ?? target
    const isHeld = held.some(({ index, of }) => splits.get(of)?.get(lane) === index)
    if (!isHeld && !begun.has(id)) missing.add(lane)
  }
  if (missing.size === 0) return []
  const words = [...wordsOf(missing, splits)]
  if (partial) return words
  throw new InputError(
    words.join('\n'),
    'name their directories, too, or merge without them: --partial (what they hold counts as not held)',
  )
}

/** The shards that a run holds; undefined where it holds all. */
function claimsOf({ shard, merged }: RunRecord): Shard[] | undefined {
  const shards = merged ? merged.map((one) => one.shard) : [shard]
  const known = shards.flatMap((one) => one ?? [])
  return known.length === shards.length ? known : undefined
}

function* wordsOf(missing: ReadonlySet<string>, splits: ReadonlyMap<number, ReadonlyMap<string, number>>) {
  const [split, ...others] = splits
  if (!split || others.length > 0) {
    yield `no run holds ${listed([...missing])}`
    return
  }
  const [of, shards] = split
  const byShard = new Map<number, string[]>()
  for (const lane of missing) {
    const index = shards.get(lane) ?? 0
    byShard.set(index, [...(byShard.get(index) ?? []), lane])
  }
  for (const [index, lanes] of [...byShard].sort(([a], [b]) => a - b))
    yield `shard ${shardName({ index, of })} is missing: ${listed(lanes)}`
}

function listed(lanes: readonly string[]): string {
  const shown = lanes.toSorted().slice(0, MOST_LANES)
  const more = lanes.length > shown.length ? ` and ${lanes.length - shown.length} more` : ''
  return `the ${lanes.length === 1 ? 'lane' : 'lanes'} ${shown.join(', ')}${more}`
}
