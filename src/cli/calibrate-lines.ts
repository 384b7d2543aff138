/** What `ombud calibrate` prints. */
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Calibration } from '../documents/types/calibration.js'
import { weightsLines } from '../documents/weights-line.js'
import type { FaqCalibration } from '../library/calibrate-faq.js'
import { said } from './reporters/words.js'

/** What was learnt of a FAQ, how well, and what to do with it. */
export function faqLines(done: FaqCalibration, lang: Lang): string[] {
  const en = lang === 'en'
  const { entries, texts, seconds, heldOut, leftOut, weights, bytes, sha256, name, named } = done
  const took = seconds.toFixed(1)
  const size = (bytes / 1e6).toFixed(2)
  const left = said(leftOut.slice(0, 5).join(', ')) + (leftOut.length > 5 ? ' …' : '')
  return [
    en
      ? `learnt ${entries} ${entries === 1 ? 'entry' : 'entries'} (${texts} texts) in ${took} s`
      : `已学会 ${entries} 条问答（${texts} 段文字），用时 ${took} 秒`,
    ...(leftOut.length === 0
      ? []
      : [
          en
            ? `left out, neither Chinese nor English: ${leftOut.length} (${left})`
            : `未学，既非中文也非英文：${leftOut.length} 条（${left}）`,
        ]),
    heldOut
      ? en
        ? `held out: ${heldOut.phrasings} phrasings that training had not seen find their answers with AUC ${score(heldOut.after)} (before: ${score(heldOut.before)})`
        : `留出检验：${heldOut.phrasings} 个未参与训练的问法找到自己答案的 AUC 为 ${score(heldOut.after)}（训练前 ${score(heldOut.before)}）`
      : en
        ? 'held out: nothing to check with; it takes two entries, and one of them with two phrasings'
        : '留出检验：无法进行；至少要有两条问答，其中一条有两个问法',
    `${said(weights)}  ${size} MB  sha256 ${sha256}`,
    ...(name === undefined
      ? [
          en
            ? 'put it beside a target file and name it there: understanding: { weights: … }'
            : '放到目标文件旁边，并在其中写明 understanding: { weights: … }',
        ]
      : named
        ? [en ? 'the target file names it' : '目标文件已写明']
        : [
            en ? 'add to the target file (or use --write):' : '在目标文件中加入（或用 --write）：',
            ...weightsLines(name)
              .trimEnd()
              .split('\n')
              .map((line) => `  ${line}`),
          ]),
  ]
}

type Measure = Calibration['measures'][number]

const LABELS = ['pass', 'fail', 'cannot-tell'] as const
const TIERS: Record<Calibration['tier'], Bilingual> = {
  uncalibrated: { 'zh-CN': '未校准', en: 'uncalibrated' },
  'human-level': { 'zh-CN': '与人相当', en: 'human-level' },
  'above human-human': { 'zh-CN': '高于人与人之间的一致', en: 'above human-human' },
}

/** How well the readings and the judge agree with people, and where that is written down. */
export function labelLines(record: Calibration, file: string, lang: Lang): string[] {
  const en = lang === 'en'
  const { measures, rows, annotators, judge, tier } = record
  const blocks = measures
    .filter((one) => one.lang === 'all')
    .flatMap((one) => {
      const parts = measures.filter(
        (other) => other.rater === one.rater && other.criterion === one.criterion && other.lang !== 'all',
      )
      return [
        ...measureLines(one, lang),
        ...(parts.length > 1 ? parts.map((part) => partLine(part, lang)) : []),
        '',
      ]
    })
  const judged = measures.some(({ rater }) => rater === 'judge')
  return [
    en ? `${rows} rows, ${annotators} people` : `${rows} 行，${annotators} 人标注`,
    '',
    ...blocks,
    judge === undefined
      ? en
        ? 'judge: none was configured (--judge, or judge in ombud.config)'
        : '裁判：没有配置（--judge，或 ombud.config 的 judge）'
      : `${en ? 'judge' : '裁判'} ${said(judge)}: ${TIERS[tier][lang]}${judged ? '' : en ? ', no row is for a judge' : '，没有可由裁判评的行'}`,
    `${en ? 'record' : '记录'}: ${said(file)}${judge === undefined ? '' : en ? '  (name it in judge.calibration)' : '（在 judge.calibration 中写明）'}`,
  ]
}

const score = (value: number | null) => (value === null ? '–' : value.toFixed(3))

function measureLines(one: Measure, lang: Lang): string[] {
  const en = lang === 'en'
  const { n, annotators, coverage, ties, unanswered, accuracy, interval, altTest, beyond } = one
  const who = one.rater === 'judge' ? (en ? 'the judge' : '裁判') : en ? 'the embedded reading' : '内置读法'
  const left = [
    ...(ties > 0 ? [en ? `people level on ${ties}` : `${ties} 行票数持平`] : []),
    ...(unanswered > 0 ? [en ? `not answered: ${unanswered}` : `未得答复 ${unanswered} 行`] : []),
  ]
  const range = interval === null ? '' : ` [${score(interval[0] ?? null)}, ${score(interval[1] ?? null)}]`
  return [
    [
      `${one.criterion}, ${who}: n ${n}`,
      en ? `${annotators} people` : `${annotators} 人`,
      `${en ? 'coverage' : '覆盖率'} ${score(coverage)}`,
      ...left,
    ].join(en ? ', ' : '，'),
    ...tableLines(one),
    `  ${en ? 'accuracy' : '准确率'} ${score(accuracy)}${range}  kappa ${score(one.kappa)}  alpha ${score(one.alpha.people)}${en ? ', with the rater' : '，加上评者'} ${score(one.alpha.withRater)}`,
    altTest === null
      ? en
        ? '  alternative annotator test: needs three people'
        : '  替代标注者检验：至少需要三人'
      : `  ${en ? 'alternative annotator test' : '替代标注者检验'}: omega(0) ${score(altTest.exact.omega)}  omega(0.1) ${score(altTest.lenient.omega)}  rho ${score(altTest.exact.advantage)}`,
    ...(beyond === null
      ? []
      : [
          `  ${en ? 'one person against the others' : '单人对其余人的多数'} ${score(beyond.human)}  ${en ? 'rater' : '评者'} ${score(beyond.rater)}  ${en ? 'difference' : '差'} [${score(beyond.interval[0] ?? null)}, ${score(beyond.interval[1] ?? null)}]`,
        ]),
    `  ${en ? 'tier' : '等级'}: ${TIERS[one.tier][lang]}`,
  ]
}

/** Majority of people down, rater across. */
function tableLines({ confusion }: Measure): string[] {
  const width = 12
  const head = `${'people'.padEnd(width)}${LABELS.map((label) => label.padStart(width)).join('')}`
  const rows = LABELS.filter((label) => confusion[label]).map(
    (label) =>
      label.padEnd(width) +
      LABELS.map((rater) => String(confusion[label]?.[rater] ?? 0).padStart(width)).join(''),
  )
  return [head, ...rows].map((line) => `  ${line}`)
}

function partLine(part: Measure, lang: Lang): string {
  const { n, coverage, accuracy, kappa, alpha, tier } = part
  const en = lang === 'en'
  return `  ${part.lang.padEnd(6)} n ${n}  ${en ? 'coverage' : '覆盖率'} ${score(coverage)}  ${en ? 'accuracy' : '准确率'} ${score(accuracy)}  kappa ${score(kappa)}  alpha ${score(alpha.people)}  ${TIERS[tier][lang]}`
}
