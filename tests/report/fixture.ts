/** A realistic Result: a shop that serves badly in the browser, the same shop over HTTP serving well, and an English one. */
import type {
  Category,
  Finding,
  Line,
  Result,
  Target,
  Target1,
  Trial,
  Turn,
} from '../../src/documents/types/result.js'

/** Of every transcript. */
export const HASH = 'ab'.repeat(32)

type Said = [actor: string, since: number | null, text: string, more?: Partial<Line>]

/** Lines from who said what; `at` goes on from line to line, seq leaves room for what is not chat. */
function lines(said: Said[]): Line[] {
  let asked = 0
  let turn = 0
  return said.map(([actor, since, text, more], at) => {
    if (actor === 'consumer') {
      asked += 7000
      turn++
    }
    return { seq: at * 3 + 2, at: asked + (since ?? 0), turn, actor, text, since, ...more }
  })
}

function turns(times: (number | null)[], answers = true): Turn[] {
  return times.map((time, at) => ({
    turn: at + 1,
    ack: time === null ? null : time / 2,
    firstContent: time,
    complete: time === null ? null : time * 1.3,
    silent: time === null,
    answers: answers && time !== null,
    acts: time === null ? ['empty'] : ['answer'],
    rule: 'quiet',
  }))
}

function finding(
  of: Partial<Finding> & Pick<Finding, 'trial' | 'audit' | 'category' | 'outcome' | 'message'>,
): Finding {
  const score = of.outcome === 'pass' ? 1 : of.outcome === 'fail' ? 0 : null
  return { weight: 3, scope: 'turn', score, expected: true, lines: [], ...of }
}

function trial(of: Partial<Trial> & Pick<Trial, 'id' | 'title' | 'outcome'>): Trial {
  return {
    scenario: of.id.split('/')[1] ?? '',
    lang: 'zh-CN',
    tags: [],
    persona: 'control',
    arm: {},
    repetition: 1,
    attempt: 1,
    status: 'done',
    started: '2026-11-23T10:15:00.000Z',
    stop: { reason: 'script-end', whose: 'consumer' },
    transcript: `trials/${of.id}.1.jsonl`,
    sha256: HASH,
    chat: [],
    turns: [],
    levels: [],
    findings: [],
    ...of,
  }
}

const WEB = '某某商城-web'

function badTrials(): Trial[] {
  const earphones = `${WEB}/earphones-broken/-/1`
  const person = `${WEB}/human-button/by=button,persona=elderly-social/1`
  const phrase = `${WEB}/human-phrase/by=phrase/1`
  return [
    trial({
      id: earphones,
      title: '耳机坏了：同一问题问三遍',
      outcome: 'fail',
      tags: ['repeated-question'],
      chat: lines([
        [
          'bot',
          null,
          '您好，我是智能客服小美，请问有什么可以帮您？',
          { choices: ['查物流', '退换货', '人工服务'] },
        ],
        ['consumer', null, '蓝牙耳机右边没声音了，能退吗？'],
        ['bot', 820, '本店支持七天无理由换货哦亲～'],
        ['consumer', null, '蓝牙耳机右边没声音了，能退吗？'],
        ['bot', 940, '抱歉，我没听懂您的意思。您可以换个说法试试。'],
        ['consumer', null, '你好，耳机一边不响，想退货'],
        ['bot', 1260, '质量问题自签收之日起15天内可退，运费由买家承担。', { edited: true }],
        ['bot', 9100, '请点击下方按钮继续。', { late: true, choices: ['申请退货', '继续咨询'] }],
      ]),
      turns: turns([820, 940, 1260]),
      findings: [
        finding({
          trial: earphones,
          audit: 'same-answer',
          category: 'resolution',
          outcome: 'fail',
          step: 'reworded',
          turn: 3,
          measured: { value: '7天 / 15天' },
          message: {
            'zh-CN': '同一问题前后两次回答不一致：“七天”与“15天”。',
            en: 'The same question got two different answers: “七天” and “15天”.',
          },
          wanted: {
            'zh-CN': '质量问题自签收之日起七日内可以退货，运费由商家承担；每次说法一致。',
            en: 'Faulty goods can be returned within seven days of delivery at the shop’s cost; the same each time.',
          },
          lines: [8, 20],
        }),
        finding({
          trial: earphones,
          audit: 'relevant',
          category: 'resolution',
          outcome: 'fail',
          step: 'first',
          turn: 1,
          message: {
            'zh-CN': '答非所问：问“右边没声音了，能退吗”，答“七天无理由换货”。',
            en: 'Beside the question: asked whether a broken earphone can be returned, told about exchanges without reason.',
          },
          wanted: {
            'zh-CN': '能不能退、多久之内、钱款何时退回。',
            en: 'Whether it can be returned, within how long, and when the money comes back.',
          },
          lines: [5, 8],
        }),
        finding({
          trial: earphones,
          audit: 'never-act',
          category: 'resolution',
          outcome: 'fail',
          step: 'same',
          turn: 2,
          expected: false,
          message: {
            'zh-CN': '机器人没有听懂重复的问题。',
            en: 'The bot did not understand the repeated question.',
          },
          lines: [14],
        }),
        finding({
          trial: earphones,
          audit: 'latency',
          category: 'latency',
          outcome: 'pass',
          turn: 1,
          score: 0.98,
          measured: { value: 820, unit: 'ms' },
          message: { 'zh-CN': '0.8 秒首次出现内容。', en: 'First content after 0.8 s.' },
          lines: [8],
        }),
      ],
    }),
    trial({
      id: person,
      title: '老年消费者一步找到人工',
      persona: 'elderly-social',
      arm: { by: 'button', persona: 'elderly-social' },
      outcome: 'fail',
      tags: ['human-transfer', 'elderly'],
      chat: lines([
        ['bot', null, '您好，我是智能客服小美。', { choices: ['查物流', '退换货', '人工服务'] }],
        ['consumer', null, '人工服务', { chosen: '人工服务' }],
        ['bot', 610, '正在为您转接人工客服，请稍候……'],
        ['system', 2200, '当前排队人数：12，预计等待 25 分钟'],
        ['consumer', null, '喂，有人吗？我这个耳机坏了啊'],
        ['bot', 1480, '亲，您可以先描述一下您的问题哦～', { ambiguous: true }],
      ]),
      turns: [...turns([610]), ...turns([1480], false)],
      levels: [
        { level: 'E0', at: 7610, line: 8 },
        { level: 'E2', at: 9150, line: 10 },
      ],
      findings: [
        finding({
          trial: person,
          audit: 'human',
          category: 'escalation',
          outcome: 'fail',
          scope: 'trial',
          step: 'person',
          measured: { value: 'E2' },
          message: {
            'zh-CN': '第一次要求后 180 秒内没有人接入；只有“正在为您转接”和排队提示。',
            en: 'No person came within 180 s of the first request; there was only a promise and a queue.',
          },
          wanted: { 'zh-CN': '180 秒内有人工加入对话。', en: 'A person who joins within 180 s.' },
          lines: [8, 11, 19],
        }),
      ],
    }),
    trial({
      id: phrase,
      title: '说“转人工”找到人工',
      arm: { by: 'phrase' },
      outcome: 'inconclusive',
      tags: ['human-transfer'],
      chat: lines([
        ['consumer', null, '转人工'],
        ['bot', 700, '好的，为您转接。'],
        ['system', 5200, '客服小李 加入了对话'],
        ['human', 8200, '您好，我是客服小李，请问订单号是多少？', { name: '小李' }],
        ['consumer', null, '谢谢，这是一次服务质量测试，问题已经清楚了，打扰了。'],
      ]),
      turns: turns([700]),
      levels: [
        { level: 'E0', at: 7700, line: 5 },
        { level: 'E3-claimed', at: 12200, line: 8 },
        { level: 'E4', at: 15200, line: 11 },
      ],
      stop: { reason: 'human-connected', whose: 'consumer' },
      findings: [
        finding({
          trial: phrase,
          audit: 'human',
          category: 'escalation',
          outcome: 'inconclusive',
          scope: 'trial',
          step: 'person',
          message: {
            'zh-CN': '页面显示有人加入，但没有平台的证据。',
            en: 'The page says that a person joined; the platform does not confirm it.',
          },
          lines: [8],
        }),
      ],
    }),
    trial({
      id: `${WEB}/are-you-a-robot/-/1`,
      title: '你是机器人吗？',
      outcome: 'pass',
      tags: ['disclosure'],
      chat: lines([
        ['consumer', null, '你是机器人还是真人？'],
        ['bot', 430, '我是智能客服机器人小美。'],
      ]),
      turns: turns([430]),
      findings: [
        finding({
          trial: `${WEB}/are-you-a-robot/-/1`,
          audit: 'discloses-ai',
          category: 'resolution',
          outcome: 'pass',
          turn: 1,
          message: { 'zh-CN': '承认自己是机器人。', en: 'Says that it is a robot.' },
          lines: [5],
        }),
      ],
    }),
    trial({
      id: `${WEB}/complaint/-/1`,
      title: '投诉去哪里',
      outcome: 'fail',
      chat: lines([
        ['consumer', null, '我要投诉，去哪里投诉？'],
        ['consumer', null, '在吗？'],
      ]),
      turns: turns([null, null]),
      stop: { reason: 'silent', whose: 'bot' },
      findings: [
        finding({
          trial: `${WEB}/complaint/-/1`,
          audit: 'names-channels',
          category: 'resolution',
          outcome: 'fail',
          scope: 'trial',
          message: {
            'zh-CN': '60 秒内没有回应，没有给出投诉渠道。',
            en: 'No reply within 60 s; no complaint channel was named.',
          },
          wanted: {
            'zh-CN': '12315 电话或平台、本店投诉电话。',
            en: 'The 12315 line or platform, and the shop’s own number.',
          },
          lines: [2, 5, 9],
        }),
      ],
    }),
    trial({
      id: `${WEB}/after-sale/window=night/1`,
      title: '夜间售后',
      arm: { window: 'night' },
      outcome: 'unscored',
      status: 'unscored',
      stop: { reason: 'down', whose: 'network', detail: 'control address not reachable' },
      chat: lines([['consumer', null, '在吗']]),
    }),
    trial({
      id: `${WEB}/before-sale/-/1`,
      title: '售前咨询',
      outcome: 'not-run',
      status: 'not-run',
      started: undefined,
      transcript: undefined,
      stop: undefined,
      attempt: undefined,
    }),
  ]
}

function goodTrials(target: string, english: boolean): Trial[] {
  return Array.from({ length: 8 }, (_, at) => {
    const id = `${target}/${english ? 'refund' : 'return'}/-/${at + 1}`
    return trial({
      id,
      title: english ? 'How long does a refund take?' : '七天无理由退货可以吗',
      lang: english ? 'en' : 'zh-CN',
      repetition: at + 1,
      outcome: 'pass',
      chat: lines([
        ['consumer', null, english ? 'How long does a refund take?' : '七天无理由退货可以吗？'],
        [
          'bot',
          300 + at * 90,
          english
            ? 'Refunds reach you within 3 working days of our receiving the goods.'
            : '可以。签收之日起七日内可无理由退货，退款 1-3 个工作日到账。',
        ],
      ]),
      turns: turns([300 + at * 90]),
      findings: [
        finding({
          trial: id,
          audit: 'states',
          category: 'resolution',
          outcome: 'pass',
          turn: 1,
          message: { 'zh-CN': '说明了期限。', en: 'States the time limit.' },
          lines: [5],
        }),
      ],
    })
  })
}

function category(of: Partial<Category> & Pick<Category, 'id' | 'score'>): Category {
  return { interval: null, n: 8, nEffective: 8, clusters: 1, audits: [], ...of }
}

const none = { pass: 0, fail: 0, inconclusive: 0, 'not-applicable': 0, error: 0 }

function badScore(): Target {
  return {
    target: WEB,
    merchant: '某某商城',
    channel: 'browser',
    counts: { planned: 7, run: 6, scored: 5, unscored: 1, notRun: 1, notPlanned: 1, failed: 3 },
    unscored: [
      { trial: `${WEB}/after-sale/window=night/1`, reason: 'down', detail: 'control address not reachable' },
    ],
    unscoredShare: 1 / 6,
    stops: { 'script-end': 3, silent: 1, 'human-connected': 1, down: 1 },
    verdict: 'fail',
    verdictReason: {
      'zh-CN': '5 次计分对话中 3 次没有达到场景的要求。',
      en: '3 of 5 scored conversations missed what their scenarios require.',
    },
    categories: [
      category({
        id: 'resolution',
        score: 38.4,
        interval: [21.2, 60.1],
        n: 5,
        clusters: 3,
        audits: [
          { audit: 'same-answer', weight: 3, score: 0, n: 1, outcomes: { ...none, fail: 1 } },
          { audit: 'relevant', weight: 3, score: 0, n: 1, outcomes: { ...none, fail: 1 } },
          { audit: 'discloses-ai', weight: 1, score: 100, n: 1, outcomes: { ...none, pass: 1 } },
          { audit: 'names-channels', weight: 2, score: 0, n: 1, outcomes: { ...none, fail: 1 } },
        ],
      }),
      category({
        id: 'latency',
        score: 71,
        n: 6,
        clusters: 4,
        audits: [{ audit: 'latency', weight: 1, score: 71, n: 6, outcomes: { ...none, pass: 4, fail: 2 } }],
      }),
      category({
        id: 'escalation',
        score: null,
        withheld: 'unscored-share',
        n: 1,
        clusters: 2,
        audits: [
          { audit: 'human', weight: 3, score: 0, n: 1, outcomes: { ...none, fail: 1, inconclusive: 1 } },
        ],
      }),
    ],
    latency: {
      ack: { n: 9, p50: 470, p90: null, p95: null, max: null },
      firstContent: { n: 9, p50: 820, p90: 1480, p95: null, max: null },
      complete: { n: 9, p50: 1222, p90: null, p95: null, max: null },
      silences: 2,
      withheld: 1,
      turns: 9,
    },
  }
}

function goodScore(target: string, merchant: string, channel: 'http' | 'browser'): Target {
  return {
    target,
    merchant,
    channel,
    counts: { planned: 8, run: 8, scored: 8, unscored: 0, notRun: 0, notPlanned: 0, failed: 0 },
    unscored: [],
    unscoredShare: 0,
    stops: { 'script-end': 8 },
    verdict: 'pass',
    verdictReason: {
      'zh-CN': '8 次计分对话全部达到要求。',
      en: 'All 8 scored conversations met what their scenarios require.',
    },
    categories: [
      category({
        id: 'resolution',
        score: 100,
        interval: [67.6, 100],
        audits: [{ audit: 'states', weight: 3, score: 100, n: 8, outcomes: { ...none, pass: 8 } }],
      }),
      category({ id: 'latency', score: 97.2, audits: [] }),
      category({ id: 'escalation', score: null, n: 0, clusters: 0, withheld: 'nothing-asked' }),
    ],
    latency: {
      ack: { n: 8, p50: 280, p90: 460, p95: 465, max: 465 },
      firstContent: { n: 8, p50: 570, p90: 930, p95: 930, max: 930 },
      complete: { n: 8, p50: 741, p90: 1209, p95: 1209, max: 1209 },
      silences: 0,
      withheld: 0,
      turns: 8,
    },
  }
}

function target(
  id: string,
  merchant: string,
  title: string,
  channel: 'http' | 'browser',
  trials: Trial[],
): Target1 {
  return { id, merchant, title, channel, url: 'https://127.0.0.1:8443/help', trials }
}

const titles: [string, Finding['category'], string, string, string, string][] = [
  [
    'same-answer',
    'resolution',
    '前后一致',
    'Same answer',
    '同一问题每次得到相同的答案。',
    'The same question gets the same answer each time.',
  ],
  ['relevant', 'resolution', '切题', 'Relevant', '回答针对所问。', 'The answer is about what was asked.'],
  [
    'never-act',
    'resolution',
    '不以“没听懂”作答',
    'No fallback',
    '不用“没听懂”代替回答。',
    'Does not say “I do not understand” instead of answering.',
  ],
  [
    'discloses-ai',
    'resolution',
    '表明机器人身份',
    'Discloses being a bot',
    '问起时承认是机器人。',
    'Says that it is a bot when asked.',
  ],
  [
    'names-channels',
    'resolution',
    '告知投诉渠道',
    'Names complaint channels',
    '给出真实的投诉渠道。',
    'Names real channels for complaints.',
  ],
  [
    'states',
    'resolution',
    '说出事实',
    'States the fact',
    '回答包含应有的事实。',
    'The answer contains the fact.',
  ],
  ['latency', 'latency', '响应时间', 'Response time', '首次内容的时间。', 'Time to first content.'],
  [
    'human',
    'escalation',
    '人工可达',
    'Reaches a person',
    '要求后有人接入。',
    'A person comes when asked for.',
  ],
]

/** The whole result; `badOnly` for one target. */
export function fixture(options: { badOnly?: boolean } = {}): Result {
  const targets = [target(WEB, '某某商城', '某某商城 · 网页客服', 'browser', badTrials())]
  const scores = [badScore()]
  if (!options.badOnly) {
    targets.push(target('shop-api', '某某商城', '某某商城 · 接口', 'http', goodTrials('shop-api', false)))
    targets.push(target('acme-en', 'Acme Audio', 'Acme Audio support', 'http', goodTrials('acme-en', true)))
    scores.push(goodScore('shop-api', '某某商城', 'http'), goodScore('acme-en', 'Acme Audio', 'http'))
  }
  return {
    version: 1,
    run: {
      version: 1,
      tool: '0.1.0',
      node: 'v20.20.0',
      platform: 'linux x64',
      started: '2026-11-23T10:14:58.000Z',
      ended: '2026-11-23T10:19:02.000Z',
      browser: 'Chromium 156.0.8078.108',
      warnings: ['Chromium runs without its sandbox: started as root.'],
    },
    plan: {
      id: 'c0ffee5a1d0f4b8e9c2a7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a',
      seed: '20261123',
      lang: 'zh-CN',
      trials: targets.reduce((sum, one) => sum + one.trials.length, 0),
      readers: '1',
      notPlanned: [{ trial: `${WEB}/human-phrase/by=phrase/2`, reason: 'contacts', detail: '2 of 2 used' }],
    },
    scorecard: { version: 1, plan: 'c0ffee', readers: '1', targets: scores },
    targets,
    audits: titles.map(([id, of, zh, en, zhWhat, enWhat]) => ({
      id,
      category: of,
      weight: 3,
      title: { 'zh-CN': zh, en },
      description: { 'zh-CN': zhWhat, en: enWhat },
    })),
  }
}

/** The smallest PNG: one pixel. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The result with a picture of the page behind its first fault, and what gives it. */
export function withPicture(result: Result) {
  const hash = 'a'.repeat(64)
  for (const one of result.targets[0]?.trials ?? []) one.screenshot = hash
  const address = `data:image/png;base64,${PIXEL}`
  return { result, picture: (asked: string) => (asked === hash ? { address, width: 1, height: 1 } : null) }
}
