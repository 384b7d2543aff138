/**
 * Whole conversations, requests for a person and hand-off replies on public corpora in ../shared/data, beside the
 * best naive floor of each source: AUC with a percentile bootstrap interval over groups of rows.
 */

import { asksForHuman } from '../../dist/understanding/acts/requests.js'
import { transfers } from '../../dist/understanding/acts/transfers.js'
import { resolvedness } from '../../dist/understanding/answers/dialogue.js'
import { troubled } from '../../dist/understanding/answers/trouble.js'
import { figure } from './figures.mjs'
import { auc, interval, shared } from './measures.mjs'

/** Fewer labelled rows than this are printed, not judged. */
const JUDGED = 60
const THANKS = /thank|谢/i
const ASKS =
  /\b(?:human|agent|operator|representative|real person|supervisor|manager|customer (?:service|support)|speak (?:to|with)|talk (?:to|with))\b/i
const HANDS_OVER = /\b(?:transfer|human agent|representative|connect you)\b/i

const saidBefore = ({ context }) => (context?.at(-1)?.role === 'bot' ? context.at(-1).text : '')
const words = ({ turns }) =>
  turns.map(({ role, text }) => ({ role: role === 'bot' ? 'bot' : 'consumer', text }))
const thanksAtEnd = ({ turns }) =>
  Number(
    turns
      .filter(({ role }) => role !== 'bot')
      .slice(-2)
      .some(({ text }) => THANKS.test(text)),
  )

const TASKS = [
  {
    task: 'resolved',
    files: ['dialogue.zh', 'dialogue.en'],
    label: ({ labels }) => labels.resolved,
    read: (row) => resolvedness(words(row), row.goal).value,
    floors: {
      'thanks at the end': thanksAtEnd,
      'few turns': ({ turns }) => -turns.length,
      'many turns': ({ turns }) => turns.length,
    },
  },
  {
    task: 'trouble of a call',
    files: ['handoff-calls.en'],
    label: ({ label }) => label,
    read: ({ acts }) => troubled(acts),
    floors: { 'long call': ({ acts }) => acts.length },
  },
  {
    task: 'asks for a person',
    files: ['handoff-request.en'],
    label: ({ label }) => label,
    read: (row) => asksForHuman(row.text, saidBefore(row)).probability,
    floors: { keywords: ({ text }) => Number(ASKS.test(text)) },
  },
  {
    task: 'offers or makes a transfer',
    files: ['handoff-reply.en'],
    label: ({ label }) => label,
    read: ({ text }) => transfers(text),
    floors: { keywords: ({ text }) => Number(HANDS_OVER.test(text)) },
  },
]

const two = (value) => value.toFixed(3)

function judge({ task, label, read, floors }, lang, source, rows) {
  const own = rows.filter((row) => label(row) !== null)
  const scored = (of) => own.map((row) => ({ label: label(row), score: of(row), group: row.group }))
  const [floor, naive] = Object.entries(floors)
    .map(([name, of]) => [name, scored(of)])
    .reduce((a, b) => (auc(b[1]) > auc(a[1]) ? b : a))
  const reading = scored(read)
  const pairs = reading.map((row, i) => ({ ...row, naive: naive[i].score }))
  const gain = (drawn) => auc(drawn) - auc(drawn.map((row) => ({ ...row, score: row.naive })))
  const bounds = (rows, statistic) => interval(rows, statistic).map(two).join(', ')
  const name = `${task}, ${lang}, ${source} (${own.length}): AUC [${bounds(reading, auc)}]`
  const least = Math.round(auc(naive) * 1000) / 1000
  const judged = own.length >= JUDGED
  return [
    figure(judged ? name : `${name}, too few to judge`, auc(reading), '', judged ? { least } : {}),
    figure(`… over the best floor, ${floor} [${bounds(pairs, gain)}]`, gain(pairs), ''),
  ]
}

export async function bench() {
  return TASKS.flatMap((task) =>
    task.files.flatMap((file) => {
      const rows = shared(file)
      if (rows === undefined) {
        console.log(`${task.task}: ../shared/data/${file}.jsonl is not here, nothing measured`)
        return []
      }
      const sources = [...new Set(rows.map(({ source }) => source))]
      return sources.flatMap((source) =>
        judge(
          task,
          file.split('.').at(-1),
          source,
          rows.filter((row) => row.source === source),
        ),
      )
    }),
  )
}
