/** How many ways a scenario may begin, and how much alike they are: character 3-grams, Jaccard index. */
import { apart, mostAlike } from '../../dist/consumer/likeness.js'
import { openingsOf } from '../../dist/library/openings.js'
import { library, trialsOf } from './consumer-trials.mjs'
import { figure, median } from './figures.mjs'

/** Below this two openings are different ones, and so many of them a scenario should have. */
const ALIKE = 0.6
const WANTED = 40

export async function bench() {
  const rows = trialsOf(library(), 'openings').map((trial) => {
    const all = openingsOf(trial)
    return {
      id: trial.scenario.id,
      all: all.length,
      apart: apart(all, ALIKE).length,
      like: mostAlike(all)?.like ?? 0,
    }
  })
  const under = rows.filter((row) => row.apart < WANTED).sort((a, b) => a.apart - b.apart)
  return [
    figure('scenarios', rows.length, ''),
    figure('openings a scenario, median', median(rows.map((row) => row.all)), ''),
    figure(`pairwise less alike than ${ALIKE}, median`, median(rows.map((row) => row.apart)), ''),
    figure(`pairwise less alike than ${ALIKE}, fewest`, Math.min(...rows.map((row) => row.apart)), ''),
    figure('the two most alike, median of the scenarios', median(rows.map((row) => row.like)), ''),
    figure(`scenarios with fewer than ${WANTED} of them`, under.length, '', { most: 0, aim: true }),
    ...under.map((row) => figure(`  ${row.id} (${row.all} openings)`, row.apart, '')),
  ]
}
