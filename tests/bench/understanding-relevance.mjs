/** On topic: the project's own answers over seen and unseen topics, and public dialogues, beside naive floors. */
import { figure } from './figures.mjs'
import { auc, charCosine, copies, interval, labelled, shared, upperBound, wilson } from './measures.mjs'

const { relevance, relevanceScore } = await import('../../dist/understanding/answers/relevance.js')

const LANGS = { zh: 'zh-CN', en: 'en' }
const KINDS = ['clarifying', 'menu', 'fallback', 'transfer']
/** Sources with fewer labelled rows are printed, not judged. */
const FEW = 60

/** The table of one bench: figures, most of them with intervals. */
export async function bench({ split = 'test' } = {}) {
  return [...own(split), ...(await publicRows())]
}

function own(split) {
  const isCopy = copies()
  const figures = []
  const called = { seen: { right: 0, wrong: 0, off: 0 }, unseen: { right: 0, wrong: 0, off: 0 } }
  for (const [short, lang] of Object.entries(LANGS)) {
    const all = labelled(`answers.${short}`).filter((row) => row.split === split)
    const rows = all.filter((row) => !isCopy(row.question) && !isCopy(row.answer))
    figures.push(figure(`${short} rows too like a training text, left out`, all.length - rows.length, ''))
    for (const seen of [true, false]) {
      const name = `${short} ${seen ? 'seen' : 'unseen'} topics`
      const own = rows
        .filter((row) => row.seen === seen)
        .map((row) => ({
          ...row,
          found: relevance(row.question, row.answer, lang, { context: row.context ?? [] }),
        }))
      const judged = own
        .filter((row) => ['on-topic', 'off-topic'].includes(row.label))
        .map((row) => ({
          label: row.label === 'on-topic' ? 1 : 0,
          said: row.found.outcome,
          shares: row.shares,
          score: relevanceScore(row.question, row.answer, lang, { context: row.context ?? [] }),
          floor: charCosine([...(row.context ?? []), row.question].join(' '), row.answer),
        }))
      figures.push(...ranks(name, judged, { judged: !seen }))
      figures.push(...risks(name, judged))
      const off = judged.filter((row) => row.said === 'off-topic')
      const wrong = off.filter((row) => row.label === 1).length
      const all = judged.filter((row) => row.label === 0).length
      const count = called[seen ? 'seen' : 'unseen']
      count.right += off.length - wrong
      count.wrong += wrong
      count.off += all
      figures.push(
        figure(`${name}: called off-topic`, off.length, ''),
        figure(`${name}: of these on-topic`, wrong / Math.max(1, off.length), ''),
        figure(`${name}: coverage of off-topic answers`, (off.length - wrong) / all, ''),
        figure(`${name}: sharing ones among them`, off.filter((row) => row.shares).length, ''),
        figure(
          `${name}: on-topic answers called on-topic`,
          share(judged, (row) => row.label === 1, 'on-topic'),
          '',
        ),
        figure(
          `${name}: off-topic answers called on-topic`,
          share(judged, (row) => row.label === 0, 'on-topic'),
          '',
        ),
      )
      for (const kind of KINDS) {
        const ofKind = own.filter((row) => row.label === kind)
        const hits = ofKind.filter(({ found }) => found.kind === kind).length
        const accused = ofKind.filter(({ found }) => found.outcome === 'off-topic').length
        figures.push(
          figure(`${name}: ${kind} told as ${kind} (n = ${ofKind.length})`, hits / ofKind.length, ''),
          figure(`${name}: ${kind} called off-topic`, accused, '', { most: 0, aim: true }),
        )
      }
    }
  }
  for (const [name, { right, wrong, off }] of Object.entries(called)) {
    const goals = name === 'seen' ? [{ most: 0.05 }, { least: 0.25 }] : [{}, {}]
    figures.push(
      figure(
        `${name} topics, both languages: share of on-topic among ${right + wrong} called off-topic`,
        wrong / Math.max(1, right + wrong),
        '',
      ),
      figure(
        `${name} topics, both languages: its upper 95 % bound`,
        upperBound(wrong, right + wrong),
        '',
        goals[0],
      ),
      figure(
        `${name} topics, both languages: coverage of ${off} off-topic answers`,
        right / off,
        '',
        goals[1],
      ),
    )
  }
  return figures
}

const share = (rows, of, said) => {
  const own = rows.filter(of)
  return own.filter((row) => row.said === said).length / Math.max(1, own.length)
}

/** AUC beside character n-grams, with intervals; the difference is drawn in pairs. */
function ranks(name, rows, { judged }) {
  const low = interval(rows, auc)
  const floored = (own) => own.map((row) => ({ ...row, score: row.floor }))
  const gain = (own) => auc(own) - auc(floored(own))
  const bounds = interval(rows, gain)
  return [
    figure(`${name}: AUC (n = ${rows.length}, ${bracket(low)})`, auc(rows), ''),
    figure(`${name}: AUC of character n-grams`, auc(floored(rows)), ''),
    figure(
      `${name}: gain over n-grams, lower bound (${bracket(bounds)})`,
      bounds[0],
      '',
      judged ? { least: 0 } : {},
    ),
  ]
}

/** Risk by coverage: share of on-topic answers among the lowest scores. */
function risks(name, rows) {
  const sorted = [...rows].sort((a, b) => a.score - b.score)
  return [0.05, 0.1, 0.2, 0.3, 0.5].map((part) => {
    const taken = sorted.slice(0, Math.max(1, Math.round(part * rows.length)))
    const wrong = taken.filter((row) => row.label === 1).length
    return figure(
      `${name}: risk in the lowest ${part * 100} % (${bracket(wilson(wrong, taken.length))})`,
      wrong / taken.length,
      '',
    )
  })
}

const bracket = ([low, high]) => `${low.toFixed(2)} to ${high.toFixed(2)}`

async function publicRows() {
  const figures = []
  for (const [short, lang] of Object.entries(LANGS)) {
    const all = shared(`relevance.${short}`)
    if (all === undefined) return [figure('public dialogues: ../shared/data is not here', 0, '')]
    for (const source of [...new Set(all.map((row) => row.source))]) {
      const rows = all
        .filter((row) => row.source === source && row.labels.off_topic !== null)
        .map((row) => {
          const users = row.context.filter(({ role }) => role === 'user').map(({ text }) => text)
          const question = users.at(-1) ?? row.context.at(-1)?.text ?? ''
          const earlier = row.context.filter(({ role }) => role === 'bot').map(({ text }) => text)
          const context = users.slice(0, -1)
          return {
            label: row.labels.off_topic ? 0 : 1,
            group: row.group,
            score: relevanceScore(question, row.reply, lang, { context, earlier }),
            said: relevance(question, row.reply, lang, { context }).outcome,
            words: charCosine(question, row.reply),
            short: row.reply.length,
          }
        })
      const floors = ['words', 'short'].map((of) => auc(rows.map((row) => ({ ...row, score: row[of] }))))
      const best = Math.max(...floors)
      const off = rows.filter((row) => row.said === 'off-topic')
      figures.push(
        figure(
          `${short} ${source}: AUC (n = ${rows.length}, ${bracket(interval(rows, auc))})`,
          auc(rows),
          '',
          rows.length < FEW ? {} : { least: Number(best.toFixed(3)) },
        ),
        figure(
          `${short} ${source}: best floor (character cosine ${floors[0].toFixed(3)}, length ${floors[1].toFixed(3)})`,
          best,
          '',
        ),
        figure(`${short} ${source}: called off-topic`, off.length, ''),
        figure(
          `${short} ${source}: of these on-topic`,
          off.filter((row) => row.label === 1).length / Math.max(1, off.length),
          '',
        ),
        ...risks(`${short} ${source}`, rows).slice(1, 4),
      )
    }
  }
  return figures
}
