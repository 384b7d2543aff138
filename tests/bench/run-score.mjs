/** What it costs to score a stored run, beside parsing and reading it, and whether memory stays flat. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { figure, median } from './figures.mjs'
import { measured } from './processes.mjs'
import { storedRun } from './run-stored.mjs'

export async function bench({ folder, long }) {
  const [few, many] = [await storedRun(folder, 1000), await storedRun(folder, 10_000)]
  const alike = await storedRun(folder, 10_000, { alike: true })
  const once = (way, run) => measured('./run-score-once.mjs', { way, run })
  const small = await once('score', few)
  const rounds = []
  for (let i = 0; i < (long ? 7 : 3); i++)
    rounds.push({
      read: await once('read', many),
      score: await once('score', many),
      parse: await once('parse', many),
      findings: await once('findings', many),
    })
  const [alikeRead, alikeScored] = [await once('read', alike), await once('score', alike)]
  const huge = long ? await hugeFigures(folder, once, rss(rounds)) : []
  const scored = rounds.map(({ score, read }) => score.ms / read.ms)
  const carded = rounds.map(({ findings, parse }) => findings.ms / parse.ms)
  return [
    figure('parsing and reading 10,000 trials', median(rounds.map((r) => r.read.ms)), 'ms'),
    figure('score of 10,000 trials', median(rounds.map((r) => r.score.ms)), 'ms'),
    figure('score / parsing and reading', median(scored), '', { most: 1.5, samples: scored }),
    figure('score / parsing and reading, trials word for word alike', alikeScored.ms / alikeRead.ms, ''),
    figure('JSON.parse of the findings', median(rounds.map((r) => r.parse.ms)), 'ms'),
    figure('scorecard from findings / JSON.parse', median(carded), '', { most: 3, samples: carded }),
    figure('memory of score, 1,000 trials', small.rss, 'MB'),
    figure('memory of score, 10,000 trials', rss(rounds), 'MB'),
    figure('memory, ten times the trials / memory', rss(rounds) / small.rss, '', { most: 1.5 }),
    ...huge,
    figure('result.json of 10,000 trials', statSync(join(many, 'result.json')).size / 1e6, 'MB'),
    figure('findings.jsonl of 10,000 trials', statSync(join(many, 'findings.jsonl')).size / 1e6, 'MB'),
  ]
}

const rss = (rounds) => median(rounds.map(({ score }) => score.rss))

/** With --long: a hundred thousand trials. */
async function hugeFigures(folder, once, before) {
  const run = await storedRun(folder, 100_000)
  const [read, score] = [await once('read', run), await once('score', run)]
  const [parse, findings] = [await once('parse', run), await once('findings', run)]
  return [
    figure('score / parsing and reading, 100,000 trials', score.ms / read.ms, '', { most: 1.5 }),
    figure('scorecard from findings / JSON.parse, 100,000 trials', findings.ms / parse.ms, '', { most: 3 }),
    figure('memory of score, 100,000 trials', score.rss, 'MB'),
    figure('memory, a hundred thousand trials / ten thousand', score.rss / before, '', { most: 1.5 }),
  ]
}
