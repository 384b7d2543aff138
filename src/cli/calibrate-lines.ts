/** What `ombud calibrate` prints. */
import type { Lang } from '../documents/ready.js'
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
  const score = (value: number) => value.toFixed(3)
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
