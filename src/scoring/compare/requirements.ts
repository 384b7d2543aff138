/** Requirements of profiles whose verdict is another one than before. */
import type { Comparison } from '../../documents/types/comparison.js'
import type { ComparedTarget } from './comparable.js'

type Changed = Comparison['targets'][number]['requirements'][number]

const ORDER: readonly Changed['change'][] = ['broken', 'met', 'other']

/** What is broken first; only requirements that ask the same in both runs. */
export function requirementsOf(a: ComparedTarget, b: ComparedTarget): Changed[] {
  const before = new Map(a.requirements.map((one) => [`${one.profile}/${one.requirement}`, one]))
  const changed = b.requirements.flatMap(
    ({ profile, requirement, title, hash, verdict, reason }): Changed[] => {
      const old = before.get(`${profile}/${requirement}`)
      if (old === undefined || old.hash !== hash || old.verdict === verdict) return []
      return [
        {
          profile,
          requirement,
          title,
          change: changeOf(old.verdict, verdict),
          a: old.verdict,
          b: verdict,
          reason,
        },
      ]
    },
  )
  return changed.sort((one, other) => ORDER.indexOf(one.change) - ORDER.indexOf(other.change))
}

/** Requirements that both runs have under one name and that ask different things. */
export function askedOtherwise(a: ComparedTarget, b: ComparedTarget): string[] {
  const before = new Map(a.requirements.map((one) => [`${one.profile}/${one.requirement}`, one.hash]))
  return b.requirements.flatMap(({ profile, requirement, hash }) => {
    const old = before.get(`${profile}/${requirement}`)
    return old === undefined || old === hash ? [] : [`${profile}/${requirement}`]
  })
}

function changeOf(before: string, now: string): Changed['change'] {
  if (now === 'fail' && (before === 'pass' || before === 'inconclusive')) return 'broken'
  if (now === 'pass' && (before === 'fail' || before === 'inconclusive')) return 'met'
  return 'other'
}
