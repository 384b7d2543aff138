/** What `ombud league` shows: ranks as ranges, ties in words, and who is not ranked. */
import type { Bilingual, Lang } from '../../documents/ready.js'
import type { Entrant, League, Ranked } from '../../scoring/compare/league.js'
import { CATEGORY_NAMES } from '../../scoring/compare/words.js'
import { csv } from '../csv.js'
import { type Section, type Sheet, said } from './blocks.js'
import { WORDS } from './words.js'

const REASONS: Record<string, Bilingual> = {
  'unscored-share': {
    'zh-CN': '未计分的对话超过一成',
    en: 'more than a tenth of its conversations were not scored',
  },
  'nothing-asked': { 'zh-CN': '没有这方面的检查', en: 'nothing was asked' },
  'nothing-scored': { 'zh-CN': '没有计分的结果', en: 'nothing was scored' },
  'not-asked': { 'zh-CN': '没有按这项要求评过', en: 'it was not judged by this requirement' },
  'no-interval': { 'zh-CN': '场景太少，没有区间', en: 'too few scenarios for an interval' },
}

export function leagueSheet(leagues: readonly League[], warnings: readonly Bilingual[], lang: Lang): Sheet {
  return {
    title: WORDS.league[lang],
    notes: warnings.map((warning) => said(warning[lang])),
    sections: leagues.map((one) => sectionOf(one, lang)),
  }
}

function sectionOf(league: League, lang: Lang): Section {
  const { ranked, withheld } = league
  const blocks = []
  if (ranked.length > 0) {
    const head = [
      WORDS.rank,
      WORDS.target,
      WORDS.channel,
      WORDS.score,
      WORDS.simultaneous,
      WORDS.n,
      WORDS.clusters,
    ]
    const rows = ranked.map((one) => [
      rankText(one),
      nameOf(one, league),
      said(one.channel),
      percent(one.share),
      one.simultaneous.map(percent).join(' … '),
      String(one.n),
      String(one.clusters),
    ])
    blocks.push({
      title: WORDS.rank[lang],
      notes: [],
      items: [],
      table: { head: head.map((word) => word[lang]), rows },
    })
  }
  if (withheld.length > 0) {
    const items = withheld.map((one) => ({
      head: nameOf(one, league),
      lines: [said((REASONS[one.withheld ?? 'no-interval'] ?? sameWord(one.withheld ?? ''))[lang])],
    }))
    blocks.push({ title: `${WORDS.withheld[lang]} (${withheld.length})`, notes: [], items })
  }
  return { title: titleOf(league)[lang], reason: tiesOf(league)[lang], blocks }
}

const sameWord = (word: string): Bilingual => ({ 'zh-CN': word, en: word })

function titleOf({ by, channels }: League): Bilingual {
  const name = Object.hasOwn(CATEGORY_NAMES, by) ? (CATEGORY_NAMES[by] as Bilingual) : sameWord(said(by))
  if (channels === undefined) return name
  return channels === 'browser'
    ? { 'zh-CN': `${name['zh-CN']}（网页）`, en: `${name.en} (pages)` }
    : { 'zh-CN': `${name['zh-CN']}（接口）`, en: `${name.en} (APIs)` }
}

/** How much of the order is known. */
function tiesOf({ ranked, confidence }: League): Bilingual {
  const m = ranked.length
  const sure = `${(100 * confidence).toFixed(0)} %`
  if (m === 0) return { 'zh-CN': '没有可以排名的对象。', en: 'No target can be ranked.' }
  if (m === 1)
    return { 'zh-CN': '只有一个对象，无从排名。', en: 'There is only one target: no order to speak of.' }
  const single = ranked.filter(({ ranks: [from, to] }) => from === to).length
  const open = ranked.filter(({ ranks: [from, to] }) => from === 1 && to === m).length
  if (open === m)
    return {
      'zh-CN': `这些样本分不出任何先后：${m} 个对象并列（${sure} 同时区间都重叠）。`,
      en: `These samples tell no order: all ${m} targets are tied (their ${sure} simultaneous intervals overlap).`,
    }
  const first = ranked.filter(({ ranks }) => ranks[0] === 1).length
  return {
    'zh-CN': `${first === 1 ? '第一名可以确定' : `${first} 个对象都可能是第一`}；${single} 个名次可以确定，其余名次是范围（${sure} 同时成立）。`,
    en: `${first === 1 ? 'The first place is certain' : `${first} targets may be the first`}; ${single} ${single === 1 ? 'rank is' : 'ranks are'} certain, the others are ranges (all together at ${sure}).`,
  }
}

const rankText = ({ ranks: [from, to] }: Ranked) => (from === to ? String(from) : `${from}–${to}`)

/** The run is named where a target would stand twice. */
function nameOf({ target, run, merchant }: Entrant, { ranked, withheld }: League): string {
  const twice = [...ranked, ...withheld].filter((other) => other.target === target).length > 1
  return said(`${merchant === target ? target : `${merchant} · ${target}`}${twice ? ` (${run})` : ''}`)
}

const percent = (share: number) => (100 * share).toFixed(1)

/** One row a target; ranks as two columns. */
export function leagueCsv(leagues: readonly League[]): string {
  const fields = [
    'by',
    'channels',
    'run',
    'merchant',
    'target',
    'channel',
    'score',
    'low',
    'high',
    'rankFrom',
    'rankTo',
  ]
  const more = ['observations', 'scenarios', 'withheld']
  const rows = leagues.flatMap(({ by, channels = '', ranked, withheld }) => [
    ...ranked.map((one) => [
      ...[by, channels, one.run, one.merchant, one.target, one.channel, points(one.share)],
      ...[...one.simultaneous.map(points), ...one.ranks, one.n, one.clusters, ''],
    ]),
    ...withheld.map((one) => [
      ...[
        by,
        channels,
        one.run,
        one.merchant,
        one.target,
        one.channel,
        one.share === null ? '' : points(one.share),
      ],
      ...['', '', '', '', one.n, one.clusters, one.withheld ?? 'no-interval'],
    ]),
  ])
  return csv([...fields, ...more], rows)
}

const points = (share: number) => Number((100 * share).toFixed(2))
