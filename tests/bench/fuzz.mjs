/** Inputs that nobody would write: documents, events and run directories, changed at random. */
import { fuzz } from '../hostile/fuzz/main.mjs'
import { figure } from './figures.mjs'

export async function bench({ long }) {
  const runs = long ? 1_000_000 : 20_000
  const seed = Date.now() % 1_000_000_000
  console.log(`seed ${seed}`)
  const { results, failures } = await fuzz({ runs, seed })
  for (const { subject, seed: from, input = '', stack } of failures)
    console.error(`${subject}, seed ${from}: ${input}\n${stack}`)
  return [
    ...results.map(({ subject, inputs }) => figure(`${subject}: inputs`, inputs, '')),
    ...results.map(({ subject, slowest }) => figure(`${subject}: slowest input`, slowest, 'ms')),
    figure(
      'inputs in all',
      results.reduce((sum, { inputs }) => sum + inputs, 0),
      '',
      { least: runs },
    ),
    figure('crashes, hangs and unhandled rejections', failures.length, '', { most: 0 }),
  ]
}
