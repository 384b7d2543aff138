/** The words around a comparison and a league, in both languages. */
import type { Bilingual } from '../../documents/ready.js'

const of = (zh: string, en: string): Bilingual => ({ 'zh-CN': zh, en })

export const WORDS = {
  title: of('两次运行的比较', 'Two runs compared'),
  regression: of('确实变差', 'Regression'),
  improvement: of('确实变好', 'Improvement'),
  'no-difference': of('没有确实的差异', 'No real difference'),
  broken: of('新违反的要求', 'Requirements newly broken'),
  met: of('新达到的要求', 'Requirements newly met'),
  other: of('结论有变的要求', 'Requirements with another verdict'),
  regressions: of('由通过变为未通过', 'Passed before, fails now'),
  fixed: of('由未通过变为通过', 'Failed before, passes now'),
  stillFailing: of('仍未通过', 'Still fails'),
  flaky: of('时好时坏的场景', 'Flaky scenarios'),
  differences: of('差异', 'Differences'),
  latency: of('首次回应', 'First content'),
  reliability: of(
    '连续几次都通过（pass^k，各场景平均）',
    'Several in a row pass (pass^k, mean over scenarios)',
  ),
  leftOut: of('未比较', 'Not compared'),
  changed: of('内容已变的场景与人物', 'Scenarios and personas whose content changed'),
  onlyA: of('只在 A 中', 'Only in A'),
  onlyB: of('只在 B 中', 'Only in B'),
  what: of('对象', 'What'),
  cells: of('都通过/仅 A/仅 B/都未通过', 'both/only A/only B/neither'),
  difference: of('B − A', 'B − A'),
  interval: of('95 % 区间', '95 % interval'),
  p: of('精确 p', 'exact p'),
  midP: of('mid-p', 'mid-p'),
  adjusted: of('Holm 后', 'after Holm'),
  real: of('确实', 'real'),
  yes: of('是', 'yes'),
  no: of('否', 'no'),
  rank: of('名次', 'Rank'),
  target: of('对象', 'Target'),
  channel: of('渠道', 'Channel'),
  score: of('得分', 'Score'),
  simultaneous: of('同时区间', 'Simultaneous interval'),
  n: of('观测', 'Observations'),
  clusters: of('场景数', 'Scenarios'),
  withheld: of('未排名', 'Not ranked'),
  league: of('排名', 'League'),
  /** Of requirements: the words of the report. */
  verdicts: {
    pass: of('通过', 'pass'),
    fail: of('未通过', 'fail'),
    inconclusive: of('无法判定', 'inconclusive'),
    'not-applicable': of('不适用', 'not applicable'),
    information: of('仅供参考', 'information'),
    declaration: of('由经营者声明', 'declaration'),
  } as Record<string, Bilingual>,
}

/** How an audit came out. */
export const OUTCOMES = {
  pass: of('通过', 'pass'),
  fail: of('未通过', 'fail'),
  open: of('无法判定', 'open'),
}

/** The same in both languages where ombud has no word for it. */
export function verdictWord(verdict: string): Bilingual {
  return Object.hasOwn(WORDS.verdicts, verdict)
    ? (WORDS.verdicts[verdict] as Bilingual)
    : of(verdict, verdict)
}

export const andMore = (count: number): Bilingual => of(`另有 ${count} 项。`, `${count} more.`)
