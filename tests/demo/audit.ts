/** Audits demo merchants with the command line, many at once and with short delays, and says what each failed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parse, stringify } from 'yaml'
import { FAULTS, type FaultId } from '../../src/demo/faults.js'
import type { Flip } from '../../src/demo/flips.js'
import { startMerchant } from '../../src/demo/server.js'
import { bothChannels } from '../../src/demo/targets.js'
import { shippedScenarios } from '../../src/documents/catalogue.js'
import type { Result } from '../../src/documents/types/result.js'
import type { Target } from '../../src/documents/types/target.js'
import { ombud } from '../support/cli.js'

type Merchant = FaultId | 'clean'

/** Expected findings of one merchant as `scenario[arm]/step audit`, by outcome. */
export interface Audited {
  /** `scenario` or `scenario[arm]` of every conversation. */
  held: Set<string>
  passed: Set<string>
  failed: Set<string>
  /** What this machine was too busy for: times that are no measurement, words that came too soon to be told apart. */
  withheld: Set<string>
  /** Everything else: inconclusive, not applicable, error; and conversations that were not scored. */
  open: Set<string>
}

interface Options {
  channel: 'api' | 'web'
  /** Conversations at once. */
  concurrency: number
  /** Beginnings of trial ids, `merchant-web/scenario/`; everything where left out. */
  only?: readonly string[]
}

/** Night in Shanghai, for `down-at-night`. */
const NIGHT = () => new Date('2026-11-20T18:00:00Z')
/** Just over what the scenarios allow: 5 s to the first content, 10 s to the complete answer. */
const DELAYS = { slow: 5300, drag: 10_300 }

/** The scenarios of the demo: the others ask about more than these shops know. */
const THEMES = [...shippedScenarios(), '--tag', 'core']

/** A page needs a moment to show what came. */
const TIMING = { api: { quiet: '400ms', human: '2s' }, web: { quiet: '800ms', human: '4s' } }

/** Runs ombud, in a process of its own, against a live merchant for each fault. */
export async function auditAll(
  faults: readonly Merchant[],
  { channel, concurrency, only = [] }: Options,
): Promise<Map<Merchant, Audited>> {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-flips-'))
  const quick = channel === 'api' ? { think: 20, piece: 5, agent: 20 } : { think: 400, piece: 30, agent: 100 }
  const merchants = await Promise.all(
    faults.map((id) =>
      startMerchant({ faults: id === 'clean' ? [] : [id], delays: { ...DELAYS, ...quick }, clock: NIGHT }),
    ),
  )
  try {
    const paths = faults.map((id, i) => {
      const served = merchants[i] as (typeof merchants)[number]
      const target = parse(bothChannels(id, id, served)[`${id}-${channel}`] ?? '') as Target
      target.politeness = { concurrency: 16, gap: '0s', contactsPerDay: 1000 }
      target.timing = { cap: '20s', ...TIMING[channel] }
      if (target.channel.http) target.channel.http.timeout = id === 'hangs' ? '1s' : '20s'
      const path = join(folder, `${target.id}.target.yaml`)
      writeFileSync(path, stringify(target))
      return path
    })
    const out = join(folder, 'run')
    const filters = only.flatMap((text) => ['--filter', text])
    const limits = ['--seed', 'flips', '--concurrency', String(concurrency), '--quiet']
    const ended = await ombud(['run', ...paths, ...THEMES, '--out', out, ...limits, ...filters])
    expect([0, 1], ended.stderr).toContain(ended.code)
    const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as Result
    return new Map(
      result.targets.map((target) => [target.id.replace(/-(api|web)$/, '') as Merchant, audited(target)]),
    )
  } finally {
    await Promise.all(merchants.map((one) => one.close()))
    rmSync(folder, { recursive: true, force: true })
  }
}

const BUSY = /^unreliable measurement|^cannot tell which (question|turn)/

function audited({ trials }: Result['targets'][number]): Audited {
  const seen: Audited = {
    held: new Set(),
    passed: new Set(),
    failed: new Set(),
    withheld: new Set(),
    open: new Set(),
  }
  for (const trial of trials) {
    // The side of a pair is in the name of its scenario already.
    const arm = (trial.id.split('/')[2] ?? '').replace(/^(-|phase=.*)$/, '')
    const place = arm === '' ? trial.scenario : `${trial.scenario}[${arm}]`
    seen.held.add(place)
    if (trial.status !== 'done') seen.open.add(`${place} ${trial.status} ${trial.stop?.detail ?? ''}`)
    for (const { audit, step, outcome, expected, message } of trial.findings) {
      const key = `${step === undefined ? place : `${place}/${step}`} ${audit}`
      if (!expected) continue
      if (outcome === 'pass') seen.passed.add(key)
      else if (outcome === 'fail') seen.failed.add(key)
      else if (BUSY.test(message.en)) seen.withheld.add(key)
      else if (outcome !== 'not-applicable') seen.open.add(`${key} ${outcome}: ${message.en}`)
    }
  }
  return seen
}

/** What a fault declares to flip in the conversations that were held; undefined where nothing is to pass. */
export function declared(fault: FaultId, { held, open }: Audited): string[] | undefined {
  const flips: readonly Flip[] | 'all' = FAULTS[fault].flips
  if (flips === 'all') return undefined
  const unsure = (key: string) => [...open].some((text) => text.startsWith(`${key} inconclusive: `))
  return flips.flatMap(({ audit, at, whereSure }) =>
    at
      .filter((place) => held.has(place.split('/')[0] as string))
      .map((place) => `${place} ${audit}`)
      .filter((key) => !(whereSure && unsure(key))),
  )
}
