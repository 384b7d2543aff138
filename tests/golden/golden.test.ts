/** Every audit against real transcript lines: what passes, what fails, what cannot be told. */

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { AUDITS } from '../../src/audits/registry.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { findingsOf } from '../../src/scoring/findings.js'
import { type Case, evidenceOf } from './builder.js'

const HERE = import.meta.dirname
const names = [...AUDITS.keys()]
const schema = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } })
const validFinding = ajv.compile(schema('finding'))
const validEvent = ajv.compile(schema('event'))

/** Outcomes that an audit can never have: a judge is never configured, and these are told from what is there. */
const IMPOSSIBLE: Record<string, string[]> = { judged: ['pass', 'fail'], offered: ['inconclusive'] }

describe.each(names)('%s', (audit) => {
  const files = readdirSync(join(HERE, audit)).filter((file) => file.endsWith('.jsonl'))

  it('has transcripts for pass, fail and inconclusive', () => {
    const possible = ['pass', 'fail', 'inconclusive'].filter(
      (outcome) => !IMPOSSIBLE[audit]?.includes(outcome),
    )
    expect(possible.filter((outcome) => !files.some((file) => file.startsWith(outcome)))).toEqual([])
  })

  it.each(files)('%s', (file) => {
    const lines = readFileSync(join(HERE, audit, file), 'utf8')
      .trimEnd()
      .split('\n')
    const events = lines.map((line) => JSON.parse(line) as TranscriptEvent)
    for (const event of events)
      expect(validEvent(event), JSON.stringify([event, validEvent.errors])).toBe(true)
    const given = JSON.parse(readFileSync(join(HERE, audit, file.replace('.jsonl', '.json')), 'utf8'))
    const all = findingsOf(evidenceOf(events, given as Case))
    for (const one of all) expect(validFinding(one), JSON.stringify([one, validFinding.errors])).toBe(true)
    const findings = all
      .filter((one) => one.audit === audit)
      .map(({ step, turn, outcome, score, measured, message, wanted, lines }) => ({
        ...(step === undefined ? {} : { step }),
        ...(turn === undefined ? {} : { turn }),
        outcome,
        score,
        ...(measured === undefined ? {} : { measured }),
        message,
        ...(wanted === undefined ? {} : { wanted }),
        lines,
      }))
    expect(findings).toEqual(given.findings)
    expect(basename(file).startsWith(findings[0]?.outcome ?? '-')).toBe(true)
    for (const line of findings.flatMap((one) => one.lines)) expect(line).toBeLessThanOrEqual(events.length)
  })
})
