/** The realistic result, judged by two profiles, with the themes of what goes wrong. */
import type {
  Insight,
  Profile1,
  Requirement,
  Requirement1,
  Result,
} from '../../src/documents/types/result.js'
import { fixture } from './fixture.js'

const WEB = '某某商城-web'

type Asked = Requirement1 & { verdict: Omit<Requirement, 'id'> }

const words = (zh: string, en: string) => ({ 'zh-CN': zh, en })

const REQUIREMENTS: Asked[] = [
  {
    id: 'c01-answers',
    title: words('常见问题答得出正确内容', 'Common questions get the right answer'),
    explanation: words(
      '把消费者常问的问题各问几遍，看回答里有没有应当说明的内容。',
      'Common questions are asked several times; the answer must hold what it should.',
    ),
    measure: 'resolves',
    kind: 'rate',
    threshold: 0.7,
    minimum: 30,
    severity: 'major',
    basis: 'ombud',
    reason: words(
      '十次里至少七次答得对，才谈得上能用。',
      'Seven of ten is the least that can be called usable.',
    ),
    citations: [
      {
        document: '消费者权益保护法',
        clause: '20(2)',
        address: 'https://flk.npc.gov.cn/',
        status: 'seen',
        wording: 'copy',
        principle: true,
      },
    ],
    verdict: {
      verdict: 'pass',
      reason: words('40 次中 33 次达到。', '33 of 40 met it.'),
      n: 40,
      hits: 33,
      open: 3,
      clusters: 12,
      nEffective: 31.4,
      value: 0.825,
      bounds: [0.7124, 0.9],
      threshold: 0.7,
      sensitivity: {
        passUpTo: 0.7124,
        failFrom: 0.901,
        ifOpenFailed: 'inconclusive',
        ifOpenPassed: 'pass',
        judged: 12,
        corrected: 0.79,
        correctedVerdict: 'inconclusive',
      },
      proofs: [],
      proven: 0,
    },
  },
  {
    id: 'c05-contradiction',
    title: words('同一问题前后说法一致', 'The same question gets the same answer'),
    explanation: words(
      '同一个问题换几种说法问，答案不能互相矛盾。',
      'Asked in other words, the answers must agree.',
    ),
    measure: 'same-answer',
    kind: 'prohibition',
    minimum: 35,
    severity: 'blocker',
    verdict: {
      verdict: 'fail',
      reason: words('出现 1 次矛盾，一次也不允许。', 'One contradiction was seen; none is allowed.'),
      n: 20,
      hits: 1,
      open: 0,
      clusters: 5,
      value: 0.05,
      bounds: [0.01, 0.21],
      threshold: 0,
      proofs: [{ trial: `${WEB}/earphones-broken/-/1`, turn: 3, lines: [8, 20] }],
      proven: 1,
    },
  },
  {
    id: 'c10-human',
    title: words('找得到人工', 'A person can be reached'),
    measure: 'reached',
    kind: 'existence',
    level: 'E3',
    minimum: 2,
    severity: 'blocker',
    scope: { hours: 'on-duty', tags: ['human-transfer'] },
    basis: 'source',
    citations: [
      {
        document: 'GB/T 47746-2026',
        clause: '5.2.2.2?',
        address: 'openstd.samr.gov.cn',
        status: 'secondary',
        wording: 'unread',
        effective: '2026-09-01',
      },
    ],
    verdict: {
      verdict: 'inconclusive',
      reason: words('只试了 1 次，还不足以说找不到。', 'One try is too few to say that nobody comes.'),
      n: 1,
      hits: 0,
      open: 1,
      clusters: 1,
      threshold: null,
      further: 1,
      proofs: [],
      proven: 0,
    },
  },
  {
    id: 'c12-elderly',
    title: words('对老年消费者不更差', 'No worse for elderly consumers'),
    measure: 'reached',
    kind: 'difference',
    threshold: -0.1,
    minimum: 20,
    severity: 'major',
    basis: 'borrowed',
    reason: words('借用通行的非劣效界值。', 'A common margin of non-inferiority.'),
    arms: { axis: 'persona', test: ['elderly-social'], control: 'control' },
    verdict: {
      verdict: 'inconclusive',
      reason: words('25 对中 5 对只有对照达到；5 比 0 也不可能显著。', 'Five nil cannot be significant.'),
      n: 25,
      open: 2,
      clusters: 9,
      value: -0.2,
      bounds: [-0.35, -0.04],
      threshold: -0.1,
      further: 40,
      p: 0.0625,
      adjusted: 0.125,
      cells: [18, 5, 0, 2],
      proofs: [],
      proven: 5,
    },
  },
  {
    id: 'c15-time',
    title: words('九成回应在 10 秒以内', 'Nine of ten replies within 10 s'),
    measure: 'first-content',
    kind: 'quantile',
    quantile: 0.9,
    threshold: '10s',
    severity: 'minor',
    verdict: {
      verdict: 'fail',
      reason: words('九成位落在没有回应的轮次上。', 'The 90th percentile falls on a silence.'),
      n: 40,
      open: 0,
      clusters: 12,
      value: null,
      bounds: [14_200, null],
      threshold: 10_000,
      proofs: [{ trial: `${WEB}/complaint/-/1`, turn: 1, lines: [2] }],
      proven: 8,
    },
  },
  {
    id: 'c18-future',
    title: words('三分钟内接通人工', 'A person within three minutes'),
    measure: 'time-to-person',
    kind: 'quantile',
    quantile: 0.95,
    threshold: '3m',
    jurisdiction: ['es'],
    citations: [
      {
        document: 'Ley 10/2025',
        clause: '8(2)',
        status: 'seen',
        wording: 'official',
        effective: '2026-12-28',
      },
    ],
    verdict: {
      verdict: 'information',
      reason: words('2026-12-28 起才施行。', 'In force from 2026-12-28 only.'),
      n: 0,
      open: 0,
      proofs: [],
      proven: 0,
    },
  },
  {
    id: 'c19-records',
    title: words('保存服务记录三年', 'Records are kept for three years'),
    declaration: true,
    verdict: {
      verdict: 'declaration',
      reason: words('从外面无法检查，由经营者声明。', 'Cannot be tried from outside.'),
      n: 0,
      open: 0,
      proofs: [],
      proven: 0,
    },
  },
]

const documentOf = (id: string, title: [string, string], asked: Asked[]): Profile1 => ({
  id,
  title: words(...title),
  requirements: asked.map(({ verdict: _, ...requirement }) => requirement),
})

const INSIGHT: Insight = {
  version: 1,
  origin: 'trials',
  targets: [
    {
      target: WEB,
      conversations: 6,
      questions: 14,
      themes: [
        {
          problem: 'off-topic',
          topic: 'returns',
          title: words('问退货，答非所问', 'Asked about returns, answered beside the question'),
          remedy: words('补上质量问题退货的答案。', 'Add an answer about returning faulty goods.'),
          count: 5,
          conversations: 3,
          asked: 9,
          scenarios: ['earphones-broken', 'return'],
          worst: {
            trial: `${WEB}/earphones-broken/-/1`,
            turn: 1,
            lines: [5, 8],
            asked: '蓝牙耳机右边没声音了，能退吗？',
            answered: '本店支持七天无理由换货哦亲～',
            audit: 'relevant',
            message: words('答非所问。', 'Beside the question.'),
          },
          examples: [{ trial: `${WEB}/complaint/-/1`, turn: 1, lines: [2], asked: '我要投诉', answered: '' }],
        },
      ],
    },
  ],
}

/** The first target judged by `consumer-315`, the second by `ci-smoke` too, whose words promise less. */
export function conformance(options: { badOnly?: boolean } = {}): Result {
  const result = fixture(options)
  const smoke = REQUIREMENTS.slice(0, 1)
  result.profiles = [
    documentOf('consumer-315', ['消费者协会的二十条', 'What the consumers’ association asks'], REQUIREMENTS),
    {
      ...documentOf('ci-smoke', ['冒烟检查', 'Smoke test'], smoke),
      words: { pass: words('没有发现问题', 'Nothing found'), fail: words('发现问题', 'Something found') },
    },
  ]
  result.insight = INSIGHT
  const card = (profile: string, verdict: 'pass' | 'fail', asked: Asked[]) => ({
    profile,
    verdict,
    reason: words('按要求逐条判定。', 'Judged requirement by requirement.'),
    requirements: asked.map(({ id, verdict }) => ({ id, ...verdict })),
  })
  const [bad, good] = result.scorecard.targets
  if (bad) {
    bad.profiles = [card('consumer-315', 'fail', REQUIREMENTS)]
    bad.counts = { ...bad.counts, decided: 12, waiting: 4 }
    const resolution = bad.categories[0]
    if (resolution) resolution.sensitivity = { low: 36.2, high: 41.7 }
  }
  if (good) good.profiles = [card('ci-smoke', 'pass', smoke)]
  // So that whoever changes it changes nobody else's.
  return structuredClone(result)
}
