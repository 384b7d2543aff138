/** What `ombud compare` shows: regressions first, then what is worth less of the reader's time. */
import type { Lang } from '../../documents/ready.js'
import type { Comparison } from '../../documents/types/comparison.js'
import { pointsOf, testName } from '../../scoring/compare/words.js'
import { duration } from '../strings.js'
import type { Block, Item, Section, Sheet } from './blocks.js'
import { said } from './blocks.js'
import { andMore, OUTCOMES, verdictWord, WORDS } from './words.js'

type Target = Comparison['targets'][number]
type Test = Target['tests'][number]
type Change = Target['regressions'][number]

/** Things of one kind that are named; JSON has all. */
const MOST = { told: 20, named: 10, lines: 4 }

export function comparisonSheet(comparison: Comparison, lang: Lang): Sheet {
  const { a, b, warnings, onlyA, onlyB, targets } = comparison
  const without = [
    ...onlyA.map((target) => `${WORDS.onlyA[lang]}: ${said(target)}`),
    ...onlyB.map((target) => `${WORDS.onlyB[lang]}: ${said(target)}`),
  ]
  return {
    title: WORDS.title[lang],
    mark: markOf(comparison.verdict, lang),
    notes: [
      `A: ${said(a.name)}`,
      `B: ${said(b.name)}`,
      ...warnings.map((warning) => said(warning[lang])),
      ...without,
    ],
    sections: targets.map((target) => sectionOf(target, lang)),
  }
}

function markOf(verdict: Comparison['verdict'], lang: Lang): NonNullable<Section['mark']> {
  const kind = verdict === 'regression' ? 'fail' : verdict === 'improvement' ? 'pass' : 'none'
  return { kind, symbol: { fail: '✗', pass: '✓', none: '=' }[kind], word: WORDS[verdict][lang] }
}

function sectionOf(target: Target, lang: Lang): Section {
  const names = target.a === target.b ? said(target.a) : `${said(target.a)} → ${said(target.b)}`
  return {
    title: names === said(target.merchant) ? names : `${said(target.merchant)} · ${names}`,
    mark: markOf(target.verdict, lang),
    reason: said(target.reason[lang]),
    blocks: [
      requirementBlock(target, 'broken', lang),
      changesBlock(WORDS.regressions[lang], target.regressions, lang),
      differencesBlock(target, lang),
      latencyBlock(target, lang),
      flakyBlock(target, lang),
      reliabilityBlock(target, lang),
      requirementBlock(target, 'met', lang),
      requirementBlock(target, 'other', lang),
      namedBlock(WORDS.fixed[lang], target.fixed, lang),
      namedBlock(WORDS.stillFailing[lang], target.stillFailing, lang),
      leftOutBlock(target, lang),
    ].filter((block) => block !== null),
  }
}

function requirementBlock(
  { requirements }: Target,
  change: 'broken' | 'met' | 'other',
  lang: Lang,
): Block | null {
  const own = requirements.filter((one) => one.change === change)
  const items = own.slice(0, MOST.told).map(({ title, profile, requirement, a, b, reason }) => ({
    head: `${said(title[lang])} (${said(profile)}/${said(requirement)}): ${verdictWord(a)[lang]} → ${verdictWord(b)[lang]}`,
    lines: [said(reason[lang])],
  }))
  return listed(WORDS[change][lang], items, own.length, lang)
}

/** With the lines that prove it in both runs. */
function changesBlock(title: string, changes: readonly Change[], lang: Lang): Block | null {
  const items = changes.slice(0, MOST.told).map((change) => {
    // What failed beside an expectation did not decide the trial.
    const deciding = change.audits.filter(({ expected, b }) => expected && b.outcome === 'fail')
    const told = deciding.length > 0 ? deciding : change.audits
    return { head: nameOf(change), lines: told.flatMap((audit) => auditLines(audit, lang)) }
  })
  return listed(title, items, changes.length, lang)
}

function auditLines({ audit, message, a, b }: Change['audits'][number], lang: Lang): string[] {
  const head = `${said(audit)}${message ? `: ${said(message[lang])}` : ''}`
  const numbers = [numbersOf('A', a, lang), numbersOf('B', b, lang)].join(' · ')
  if (a.said === undefined && b.said === undefined) return [`${head} (${numbers})`]
  return [head, ...wordsOf('A', a, lang), ...wordsOf('B', b, lang)]
}

type Proof = Change['audits'][number]['a']

function numbersOf(side: string, { outcome, lines }: Proof, lang: Lang): string {
  return [side, OUTCOMES[outcome][lang], ...lines.slice(0, MOST.named).map((line) => `L${line}`)].join(' ')
}

/** What was said in its lines, else their numbers. */
function wordsOf(side: string, proof: Proof, lang: Lang): string[] {
  const { outcome, said: words } = proof
  if (words === undefined) return [numbersOf(side, proof, lang)]
  const head = `${side} ${OUTCOMES[outcome][lang]}`
  return words
    .slice(0, MOST.lines)
    .map(({ line, actor, text }) => `${head} L${line} ${said(actor)}: ${said(text)}`)
}

function namedBlock(title: string, changes: readonly Change[], lang: Lang): Block | null {
  const items = changes.slice(0, MOST.named).map((change) => ({ head: nameOf(change), lines: [] }))
  return listed(title, items, changes.length, lang)
}

const nameOf = ({ scenario, arm, repetition }: { scenario: string; arm: string; repetition: number }) =>
  said(`${scenario}/${arm}/${repetition}`)

function listed(title: string, items: readonly Item[], count: number, lang: Lang): Block | null {
  if (count === 0) return null
  const notes = count > items.length ? [andMore(count - items.length)[lang]] : []
  return { title: `${title} (${count})`, notes, items }
}

/** Scenarios only where something within them is real: their own shares are in the list of what is flaky. */
function differencesBlock({ tests }: Target, lang: Lang): Block | null {
  const told = tests.filter(({ kind, real }) => kind !== 'scenario' || real)
  if (told.length === 0) return null
  const { what, difference, interval, real, adjusted, p, midP, cells } = WORDS
  const head = [what, difference, interval, real, adjusted, p, midP, cells]
  const rows = told.map((test) => [
    said(testName(test)[lang]),
    pointsOf(test.difference ?? 0)[lang],
    intervalText(test),
    WORDS[test.real ? 'yes' : 'no'][lang],
    test.adjusted === null ? '–' : number(test.adjusted),
    number(test.p),
    number(test.midP),
    test.cells.join('/'),
  ])
  return {
    title: WORDS.differences[lang],
    notes: [],
    items: [],
    table: { head: head.map((word) => word[lang]), rows },
  }
}

function intervalText({ interval }: Test): string {
  if (interval === null) return '–'
  return interval.map((bound) => `${bound < 0 ? '−' : '+'}${Math.abs(100 * bound).toFixed(1)}`).join(' … ')
}

const number = (p: number) => (p >= 0.001 ? p.toFixed(3) : p.toExponential(1))

function latencyBlock({ latency }: Target, lang: Lang): Block | null {
  return { title: WORDS.latency[lang], notes: [said(latencyText(latency)[lang])], items: [] }
}

function latencyText({ withheld, shift, interval, n = 0, units, silent }: Target['latency']) {
  if (withheld === 'channels')
    return {
      'zh-CN': '一方是网页、一方是接口：两者的时间不作比较，响应速度类的检查也不计入差异。',
      en: 'One is a page and one an API: their times are not compared, nor are the checks of latency.',
    }
  if (shift === null)
    return { 'zh-CN': '没有一对对话都测到了时间。', en: 'No pair of conversations was timed in both runs.' }
  const bounds = interval && `[${interval.map(signed).join(', ')}]`
  const [inA = 0, inB = 0] = silent ?? []
  const [zh, en] = units === 'scenarios' ? ['个场景', 'scenarios'] : ['场对话', 'conversations']
  const by = duration(Math.abs(shift))
  return {
    'zh-CN': `B 比 A ${shift < 0 ? '快' : '慢'} ${by}；B − A 的 95 % 区间${bounds ? ` ${bounds}` : '没有：样本太少'}（Hodges-Lehmann，${n} ${zh}）。${inA + inB > 0 ? `以沉默为主的对话不在其内：A ${inA} 场，B ${inB} 场。` : ''}`,
    en: `B is ${shift < 0 ? 'faster' : 'slower'} than A by ${by}; ${bounds ? `95 % interval of B − A ${bounds}` : 'too few for an interval'} (Hodges-Lehmann over ${n} ${en}).${inA + inB > 0 ? ` Conversations that were mostly silence are left out: ${inA} in A, ${inB} in B.` : ''}`,
  }
}

const signed = (ms: number) => `${ms < 0 ? '−' : '+'}${duration(Math.abs(ms))}`

function flakyBlock({ flaky }: Target, lang: Lang): Block | null {
  const told = ({ n, passed, passK }: Target['flaky'][number]['a']) => {
    const ks = [...new Set([2, passK.length])].filter((k) => k > 1 && k <= passK.length)
    return `${passed}/${n}${ks.map((k) => `, pass^${k} ${(passK[k - 1] as number).toFixed(2)}`).join('')}`
  }
  const items = flaky.slice(0, MOST.told).map(({ scenario, arm, a, b }) => ({
    head: said(`${scenario}/${arm}`),
    lines: [`A ${told(a)} · B ${told(b)}`],
  }))
  return listed(WORDS.flaky[lang], items, flaky.length, lang)
}

function reliabilityBlock({ reliability }: Target, lang: Lang): Block | null {
  if (reliability.length === 0) return null
  const rows = reliability.map(({ k, a, b }) => [String(k), a.toFixed(3), b.toFixed(3)])
  return { title: WORDS.reliability[lang], notes: [], items: [], table: { head: ['k', 'A', 'B'], rows } }
}

function leftOutBlock({ changed, onlyA, onlyB }: Target, lang: Lang): Block | null {
  const lists = [
    [WORDS.changed[lang], changed],
    [WORDS.onlyA[lang], onlyA],
    [WORDS.onlyB[lang], onlyB],
  ] as const
  const items = lists
    .filter(([, names]) => names.length > 0)
    .map(([title, names]) => ({
      head: `${title} (${names.length})`,
      lines: [
        ...names.slice(0, MOST.named).map(said),
        ...(names.length > MOST.named ? [andMore(names.length - MOST.named)[lang]] : []),
      ],
    }))
  return items.length === 0 ? null : { title: WORDS.leftOut[lang], notes: [], items }
}
