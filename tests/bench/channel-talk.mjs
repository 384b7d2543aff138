/**
 * Carries out a plan with ombud as it is built; sends one message, the path of a JSON file: of each trial its
 * `target`, how it ended, its events without what only the network and the recipe tell, and, where it is kept, the
 * path of the page's `archive`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDocuments } from '../../dist/documents/load.js'
import { makePlan } from '../../dist/run/plan.js'
import { carryOut } from '../../dist/run/run.js'

const { paths, out, repeat = 1, atOnce } = JSON.parse(process.argv[2])
const KEPT = new Set(['header', 'text', 'turn', 'choices', 'card', 'error', 'stop', 'session'])

const plan = makePlan(loadDocuments(paths), { repeat, seed: 'bench' })
const ends = new Map()
const { directory } = await carryOut({
  work: { plan, out },
  ...(atOnce && { concurrency: atOnce }),
  listen(progress) {
    if (progress.type === 'end') ends.set(progress.trial.id, progress.end)
  },
})
const trials = plan.trials.map((trial) => {
  const { reason, detail, attempt } = ends.get(trial.id) ?? {}
  const events = attempt === undefined ? [] : directory.transcript(trial, attempt)
  return {
    id: trial.id,
    target: trial.target,
    reason,
    detail,
    events: events.filter((event) => KEPT.has(event.kind)),
    ...archiveOf(events),
  }
})
function archiveOf(events) {
  const { ref } = events.find((event) => event.kind === 'observation' && event.name === 'archive') ?? {}
  return ref === undefined ? {} : { archive: join(out, `blobs/sha256/${ref.slice(0, 2)}/${ref}.mhtml`) }
}

const file = `${out}.json`
writeFileSync(file, JSON.stringify(trials))
process.send(file)
process.disconnect()
