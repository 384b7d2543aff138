/** How a message tries to sway its judge: what each pattern shows, and how much it takes to suspect it. */

/** What a pattern shows. Signs of one kind count once. */
export type SwayKind =
  | 'override'
  | 'judge'
  | 'verdict'
  | 'claim'
  | 'role'
  | 'persona'
  | 'pressure'
  | 'forged'
  | 'delimiter'

/** 2 suffices alone; a 1 needs another kind beside it. */
export interface Sign {
  kind: SwayKind
  weight: 1 | 2
  pattern: RegExp
  /** Not where the message has this: what it says to a consumer who is asked for a rating. */
  unless?: RegExp
}

/**
 * A Chinese pattern; folded text has no capitals and no full-width letters. Compiled when it is first looked for: most runs have
 * no judge.
 */
export function zh(kind: SwayKind, weight: 1 | 2, source: string, unless?: RegExp): Sign {
  let compiled: RegExp | undefined
  return {
    kind,
    weight,
    get pattern() {
      compiled ??= new RegExp(source, 'u')
      return compiled
    },
    ...(unless ? { unless } : {}),
  }
}

/** An English pattern, in which a space stands for any short gap: words may be run together or hyphenated. */
export const en = (kind: SwayKind, weight: 1 | 2, source: string, unless?: RegExp): Sign =>
  zh(kind, weight, source.replaceAll(' ', '[^\\p{L}\\p{N}]{0,3}'), unless)
