/** What a seal and its verification cost beside plain SHA-256, whether memory stays flat, and whether every change is found. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { figure, median } from './figures.mjs'
import { measured } from './processes.mjs'
import { addLines, manyTrials } from './scale-evidence-many.mjs'
import { HANDS, tamper } from './scale-evidence-tamper.mjs'

const once = (options) => measured('./scale-evidence-once.mjs', options)

export async function bench({ folder, long }) {
  const { newKey } = await import('../../dist/evidence/keys.js')
  const key = join(folder, 'auditor.key')
  newKey(key)
  return [
    ...(await costs(folder, key, long ? 10_000 : 5000, long ? 7 : 3)),
    ...(await memory(folder, key, long ? [10_000, 100_000] : [1000, 10_000], long ? 1_000_000 : 100_000)),
    ...(await tampering(folder, key, long ? 1 : 7)),
  ]
}

/** Sealing, verifying and proving beside plain SHA-256 over the same files, by turns. */
async function costs(folder, key, trials, times) {
  const run = await manyTrials(folder, trials, 5)
  const trial = 'm0/s0/-/1'
  const rounds = []
  for (let i = 0; i < times; i++) {
    // Nothing is removed in between: some file systems are slow to create files right after many went.
    const [bundle, proof] = [join(folder, `bundle-${i}`), join(folder, `proof-${i}`)]
    rounds.push({
      runHashed: (await once({ way: 'hash', path: run })).ms,
      sealed: (await once({ way: 'seal', path: run, out: bundle, key })).ms,
      bundleHashed: (await once({ way: 'hash', path: bundle })).ms,
      verified: (await once({ way: 'verify', path: bundle, key })).ms,
      proven: (await once({ way: 'prove', path: bundle, trial, out: proof })).ms,
    })
  }
  const of = (name) => median(rounds.map((round) => round[name]))
  const seals = rounds.map(({ sealed, runHashed }) => sealed / runHashed)
  const verifies = rounds.map(({ verified, bundleHashed }) => verified / bundleHashed)
  const files = trials.toLocaleString('en')
  return [
    figure(`plain SHA-256 of a run of ${files} trials`, of('runHashed'), 'ms'),
    figure('seal', of('sealed'), 'ms'),
    figure('seal / plain SHA-256', median(seals), '', { most: 10, samples: seals }),
    figure('verify without scoring again', of('verified'), 'ms'),
    figure('verify / plain SHA-256', median(verifies), '', { most: 15, samples: verifies }),
    figure('prove one trial', of('proven'), 'ms'),
  ]
}

/**
 * Peak memory of sealing and verifying more and more trials, all of whose files are there; and of verifying a manifest and
 * a journal of far more, whose files are not.
 */
async function memory(folder, key, sizes, lines) {
  const figures = []
  const peaks = { seal: [], verify: [] }
  for (const trials of sizes) {
    const run = await manyTrials(folder, trials, 1)
    const out = join(folder, 'many.bag')
    for (const [way, options] of [
      ['seal', { path: run, out, key }],
      ['verify', { path: out, key }],
    ]) {
      const { ms, rss } = await once({ way, ...options })
      peaks[way].push(rss)
      const name = `${way}, ${trials.toLocaleString('en')} trials`
      figures.push(figure(`memory of ${name}`, rss, 'MB'), figure(`time of ${name}`, ms / 1000, 's'))
    }
    for (const made of [run, out]) rmSync(made, { recursive: true })
  }
  const out = join(folder, 'lines.bag')
  await once({ way: 'seal', path: await manyTrials(folder, 1, 1), out, key })
  addLines(out, lines)
  const { ms, rss } = await once({ way: 'verify', path: out, key, broken: true })
  const name = `verify, manifest and journal of ${lines.toLocaleString('en')} trials without files`
  figures.push(figure(`memory of ${name}`, rss, 'MB'), figure(`time of ${name}`, ms / 1000, 's'))
  rmSync(out, { recursive: true })
  peaks.verify.push(rss)
  for (const [way, [first, ...rest]] of Object.entries(peaks))
    figures.push(
      figure(`memory of ${way}, most trials / fewest`, rest.at(-1) / first, '', {
        most: 1.5,
        samples: [first, ...rest],
      }),
    )
  return figures
}

/** Signatures of two kinds, a correction and SM3 in one bundle, a purge in another, and two proofs: files of every kind. */
async function tampering(folder, key, step) {
  const { addCorrection } = await import('../../dist/evidence/correct.js')
  const { newKey, publicKeyIn, signerOf } = await import('../../dist/evidence/keys.js')
  const { prove } = await import('../../dist/evidence/prove.js')
  const { addSignature } = await import('../../dist/evidence/sign.js')
  const { purge } = await import('../../dist/evidence/purge.js')
  const { seal } = await import('../../dist/library/seal.js')
  const { verify } = await import('../../dist/library/verify.js')
  const run = await manyTrials(folder, 2, 1)
  const [signer, keys] = [signerOf(key), [publicKeyIn(`${key}.pub`)]]
  const [bundle, purged, proof, cut] = ['small', 'purged', 'small-proof', 'cut-proof'].map((name) =>
    join(folder, name),
  )
  newKey(`${key}2`, undefined, 'sm2')
  newKey(`${key}3`)
  seal(run, { signer, out: bundle, sm3: true })
  addSignature(bundle, signerOf(`${key}2`))
  const reply = join(folder, 'reply.txt')
  writeFileSync(reply, '我们已改正。\n')
  addCorrection(bundle, reply, { reason: 'reply', signer, now: new Date() })
  prove(bundle, 'm0/s0/-/1', proof)
  prove(bundle, 'm0/s0/-/1', cut, [{ from: 1, to: 1 }])
  seal(run, { signer, out: purged })
  purge(purged, { trials: ['m0/s0/-/1'], reason: 'asked for', signer, now: new Date() })

  const results = [
    await tamper(bundle, { keys, step }),
    await tamper(purged, { keys, step, only: (name) => name.startsWith('purges/') }),
    await tamper(proof, { keys, step }),
    await tamper(cut, { keys, step }),
  ]
  const anew = join(folder, 'anew')
  seal(run, { signer: signerOf(`${key}3`), out: anew })
  const others = (await verify(anew, { keys, noRescore: true })).some(({ state }) => state === 'failed')
  const missed = results.flat().flatMap((result) => result.missed)
  for (const what of missed.slice(0, 50)) console.error(`not found: ${what}`)
  return [
    ...HANDS.flatMap((hand, i) => {
      const these = results.flatMap((result) => result[i] ?? [])
      const sum = (kind) => these.reduce((total, result) => total + result[kind], 0)
      return [
        figure(`bytes flipped, ${hand}`, sum('flips'), ''),
        figure(`lines dropped, doubled, swapped or cut off, ${hand}`, sum('lines'), ''),
        figure(`files taken away or added, ${hand}`, sum('files'), ''),
        figure(`changes not found, ${hand}`, these.flatMap((result) => result.missed).length, '', {
          most: 0,
        }),
      ]
    }),
    figure('sealed anew by another key, not found', others ? 0 : 1, '', { most: 0 }),
  ]
}
