/** What a comparison comes to, in both languages. */
import type { Bilingual } from '../../documents/ready.js'
import type { Comparison } from '../../documents/types/comparison.js'
import { fewestDiscordant } from '../statistics/mcnemar.js'

type Target = Comparison['targets'][number]
type Test = Target['tests'][number]

export const CATEGORY_NAMES: Record<string, Bilingual> = {
  resolution: { 'zh-CN': '答疑解惑', en: 'resolution' },
  latency: { 'zh-CN': '响应速度', en: 'latency' },
  escalation: { 'zh-CN': '转人工', en: 'escalation' },
}

/** Name of what a test is of. */
export function testName({ kind, id }: Pick<Test, 'kind' | 'id'>): Bilingual {
  if (kind === 'overall') return { 'zh-CN': '全部对话', en: 'all conversations' }
  if (kind === 'category') return CATEGORY_NAMES[id] ?? { 'zh-CN': id, en: id }
  return kind === 'scenario' ? { 'zh-CN': `场景 ${id}`, en: `scenario ${id}` } : { 'zh-CN': id, en: id }
}

/** 0.083 as +8.3 points. */
export function pointsOf(share: number): Bilingual {
  const points = `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`
  return { 'zh-CN': `${points} 个百分点`, en: `${points} points` }
}

export function regressionWords(broken: readonly Bilingual[], worse: readonly Test[]): Bilingual {
  return joined([
    ...(broken.length > 0 ? [listed('新违反的要求', 'requirements newly broken', broken)] : []),
    ...(worse.length > 0 ? [listed('确实变差', 'really worse', worse.map(told))] : []),
  ])
}

export function improvementWords(met: readonly Bilingual[], better: readonly Test[]): Bilingual {
  return joined([
    ...(better.length > 0 ? [listed('确实变好', 'really better', better.map(told))] : []),
    ...(met.length > 0 ? [listed('新达到的要求', 'requirements newly met', met)] : []),
  ])
}

function told(test: Test): Bilingual {
  const [name, points] = [testName(test), pointsOf(test.difference ?? 0)]
  const p = (test.adjusted ?? 1).toPrecision(2)
  return {
    'zh-CN': `${name['zh-CN']}（${points['zh-CN']}，p = ${p}）`,
    en: `${name.en} (${points.en}, p = ${p})`,
  }
}

/** Why nothing is said to have changed, and what these pairs could have shown. */
export function noDifferenceWords(
  { scored, detectable, tests }: Pick<Target, 'scored' | 'detectable' | 'tests'>,
  alpha: number,
): Bilingual {
  const [overall] = tests
  if (overall?.kind !== 'overall')
    return {
      'zh-CN': '没有一对对话在两次运行中都有结果，无从比较通过率。',
      en: 'No pair of conversations passed or failed in both runs: shares cannot be compared.',
    }
  const [, lost = 0, gained = 0] = overall.cells
  const least = fewestDiscordant(alpha)
  const seen = {
    'zh-CN': `${scored} 对对话里，${lost} 对由通过变为未通过，${gained} 对由未通过变为通过；没有确实的差异。`,
    en: `Of ${scored} pairs ${lost} were lost and ${gained} gained: no difference that is real.`,
  }
  const few =
    lost + gained > 0 && lost + gained < least
      ? {
          'zh-CN': `变化少于 ${least} 对时，即使全部变差也不会显著（5 比 0 的精确 p 为 0.0625）。`,
          en: `Fewer than ${least} changed pairs can never be significant, even if all of them got worse (five to nil: exact p = 0.0625).`,
        }
      : null
  const power =
    detectable === null
      ? {
          'zh-CN': `这么少的对话看不出任何差异：至少要 ${least} 个场景。`,
          en: `So few conversations could show no difference at all: it takes at least ${least} scenarios.`,
        }
      : {
          'zh-CN': `这些对话能看出的最小差异约为 ${(100 * detectable).toFixed(0)} 个百分点（把握度 0.8，未计多重比较）。`,
          en: `The smallest difference that these would show is about ${(100 * detectable).toFixed(0)} points (power 0.8, before the correction for several tests).`,
        }
  return joined([seen, ...(few ? [few] : []), power])
}

function joined(parts: readonly Bilingual[]): Bilingual {
  return { 'zh-CN': parts.map((part) => part['zh-CN']).join(''), en: parts.map((part) => part.en).join(' ') }
}

/** So many are named in a sentence; the tables name all. */
const NAMED = 5

function listed(zh: string, en: string, items: readonly Bilingual[]): Bilingual {
  const more = items.length > NAMED
  const first = items.slice(0, NAMED)
  return {
    'zh-CN': `${zh}：${first.map((item) => item['zh-CN']).join('、')}${more ? ` 等 ${items.length} 项` : ''}。`,
    en: `${en[0]?.toUpperCase()}${en.slice(1)}: ${first.map((item) => item.en).join(', ')}${more ? ` and ${items.length - NAMED} more` : ''}.`,
  }
}

/** A share of unscored trials above which a comparison says so. */
const UNSCORED = 0.1

/** What makes a comparison less than it seems. */
export function warningsOf(
  a: { readers: string; seed: string; name: string },
  b: { readers: string; seed: string; name: string },
  targets: readonly { a: TargetTold; b: TargetTold; asked: readonly string[] }[],
): Bilingual[] {
  const warnings: Bilingual[] = []
  if (a.readers !== b.readers)
    warnings.push({
      'zh-CN': `两次运行用的读法版本不同（${a.readers} 与 ${b.readers}），差异可能来自 ombud；用 ombud score 重新评分后再比较。`,
      en: `The runs were planned with other readings (${a.readers} and ${b.readers}): a difference may be ombud's own; score both again with ombud score.`,
    })
  if (a.seed !== b.seed)
    warnings.push({
      'zh-CN': '两次运行的种子不同：同一场景的措辞可能不同。',
      en: 'The runs have different seeds: the same scenario may have been worded differently.',
    })
  for (const target of targets) {
    for (const [side, one] of [[a, target.a] as const, [b, target.b] as const])
      if (one.unscoredShare > UNSCORED)
        warnings.push({
          'zh-CN': `${side.name} 的 ${one.target} 有 ${percent(one.unscoredShare)} 的对话没有计分，不在比较之内。`,
          en: `${percent(one.unscoredShare)} of the conversations of ${one.target} in ${side.name} were not scored and are not compared.`,
        })
    if (target.asked.length > 0)
      warnings.push({
        'zh-CN': `要求的内容已变，不比较：${target.asked.slice(0, NAMED).join('、')}。`,
        en: `Requirements that ask something else by now are not compared: ${target.asked.slice(0, NAMED).join(', ')}.`,
      })
  }
  return warnings
}

interface TargetTold {
  target: string
  unscoredShare: number
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`
