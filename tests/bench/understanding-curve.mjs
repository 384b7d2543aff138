/** Whether more training text pays: the encoder by share of phrasings and of topics, judged on contrasts it has not seen. */
import { figure } from './figures.mjs'
import { auc, interval } from './measures.mjs'

const { contrasts, topics } = await import('../../dist/understanding/training/text.js')
const { ENCODER, trainEncoder } = await import('../../dist/understanding/training/train-encoder.js')
const { cosine, embed } = await import('../../dist/understanding/models/encoder.js')
const { ngrams } = await import('../../dist/understanding/models/ngrams.js')

const SHARES = [0.25, 0.5, 0.75, 1]
const LANGS = ['zh', 'en']

/** AUC of right answers over right answers to another need, most often of the same industry. */
export async function bench() {
  const figures = []
  for (const lang of LANGS) {
    const all = topics().filter((topic) => topic.lang === lang)
    const judged = contrasts().filter((one) => one.lang === lang)
    const part = (list, share) => list.slice(0, Math.max(2, Math.round(list.length * share)))
    const kinds = {
      phrasings: (share) =>
        all.map((topic) => ({
          ...topic,
          questions: part(topic.questions, share),
          answers: part(topic.answers, share),
        })),
      // Every fourth topic, every second one …: no industry is left out.
      topics: (share) => all.filter((_, i) => ((i * share) % 1) + share > 1 - 1e-9 || share === 1),
    }
    for (const [kind, cut] of Object.entries(kinds)) {
      for (const share of SHARES) {
        const own = cut(share)
        const model = trainEncoder(own, { ...ENCODER, seed: 'curve' })
        const rows = judged.flatMap(({ topic, before, question, on }, i) => {
          const from = embed(model, ngrams([...before, question].join('\n')), 'question')
          const row = (answer, label) => ({
            group: topic,
            label,
            score: cosine(from, embed(model, ngrams(answer), 'answer')),
          })
          const other = judged.slice(i + 1).find((one) => one.topic !== topic) ?? judged[0]
          return [...on.map((answer) => row(answer, 1)), ...other.on.map((answer) => row(answer, 0))]
        })
        const texts = own.reduce((sum, { questions, answers }) => sum + questions.length + answers.length, 0)
        const [low, high] = interval(rows, auc, { times: 200 })
        figures.push(
          figure(
            `${lang}: AUC with ${share * 100} % of the ${kind} (${own.length} topics, ${texts} texts; ${low.toFixed(3)} to ${high.toFixed(3)})`,
            auc(rows),
            '',
          ),
        )
      }
    }
  }
  return figures
}
