/** Faults of the consumer itself over 10,000 conversations with bots that make it hard to keep to one's facts. */
import { faultLine, selfAudit } from '../../dist/consumer/self-audit/self-audit.js'
import { rehearse } from '../../dist/library/rehearse.js'
import { HARD, library, trialsOf } from './consumer-trials.mjs'
import { figure, quantile } from './figures.mjs'
import { seeded, upperBound } from './measures.mjs'

const CONVERSATIONS = 10_000
const SHOWN = 20
/** In each so manieth conversation an order is invented, to see that the audit would find one. */
const PLANTED_IN = 10

export async function bench() {
  const loaded = library()
  const personas = Object.keys(loaded.personas)
  const draw = seeded(5)
  const counts = Object.fromEntries(Object.keys(HARD).map((bot) => [bot, { held: 0, faults: 0 }]))
  const ends = {}
  const kinds = {}
  const spent = []
  const planting = []
  let [held, shown] = [0, 0]
  for (let round = 0; held < CONVERSATIONS; round++)
    for (const trial of trialsOf(loaded, `faults ${round}`, personas[round % personas.length]))
      for (const [name, bot] of Object.entries(HARD)) {
        if (held === CONVERSATIONS) break
        const begun = performance.now()
        const { events, reason, whose, detail } = await rehearse({
          trial,
          seed: `faults ${round}`,
          bot: bot(trial.scenario.lang, draw),
        })
        spent.push(performance.now() - begun)
        held++
        counts[name].held++
        ends[reason] = (ends[reason] ?? 0) + 1
        if (held % PLANTED_IN === 0) {
          const wrong = planted(events)
          if (wrong) planting.push(selfAudit(wrong, trial).some((one) => one.kind === 'invented') ? 1 : 0)
        }
        const faults = selfAudit(events, trial)
        if (faults.length === 0 && whose !== 'harness') continue
        counts[name].faults++
        for (const { kind } of faults) kinds[kind] = (kinds[kind] ?? 0) + 1
        if (shown++ < SHOWN)
          console.error(
            `${trial.trial.id} (${trial.persona.id}, ${name}): ${faults[0] ? faultLine(faults[0]) : `${reason}: ${detail}`}`,
          )
      }
  const all = Object.values(counts).reduce((sum, one) => sum + one.faults, 0)
  return [
    figure('conversations', held, ''),
    ...Object.entries(counts).map(([name, one]) =>
      figure(`faults with a bot that ${name}`, one.faults, `of ${one.held}`),
    ),
    ...Object.entries(kinds).map(([kind, n]) => figure(`faults: ${kind}`, n, '')),
    figure('conversations with a fault', all, '', { most: 0, aim: true }),
    figure('upper 95 % bound of them in 10,000', 10_000 * upperBound(all, held), ''),
    figure('inventions planted', planting.length, ''),
    figure('found of them', planting.reduce((sum, one) => sum + one, 0) / planting.length, '', {
      least: 0.99,
      aim: true,
    }),
    ...Object.entries(ends).map(([reason, n]) => figure(`ended: ${reason}`, n, '')),
    figure('one conversation, median', quantile(spent, 0.5), 'ms'),
    figure('one conversation, 95 %', quantile(spent, 0.95), 'ms'),
  ]
}

/** The same conversation in which the consumer once named an order that nobody gave it. */
function planted(events) {
  const at = events.findLastIndex((one) => one.kind === 'decision' && one.intended !== undefined && !one.sent)
  const decision = events[at]
  const spoken = events.find((one, i) => i > at && one.kind === 'text' && one.actor === 'consumer')
  if (!decision || spoken?.text !== decision.intended) return undefined
  const words = `${spoken.text} 4417720938`
  return events.map((one) =>
    one === decision ? { ...one, intended: words } : one === spoken ? { ...one, text: words } : one,
  )
}
