/** A run directory of any number of trials, all of whose files are there, chained and committed to as a run does. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const SCENARIOS = 20
const REPETITIONS = 50
const SALT = Buffer.alloc(16, 7)
const TIME = '2026-11-01T08:00:00.000Z'
/** It lists no trials, since sealing reads it as a whole. */
const PLAN = {
  version: 1,
  seed: 'bench',
  lang: 'zh-CN',
  readers: 'none',
  documents: { targets: {}, scenarios: {}, personas: {}, wording: {}, laws: {} },
  hashes: {},
  trials: [],
  notPlanned: [],
}

/**
 * @param folder where it lies
 * @param trials how many
 * @param turns of each: two lines and a raw reply
 * @returns the directory
 */
export async function manyTrials(folder, trials, turns) {
  const { commitmentTo, firstLink, linked } = await import('../../dist/documents/chain.js')
  const { canonicalJson, sha256 } = await import('../../dist/documents/canonical.js')
  const run = join(folder, `many-${trials}`)
  mkdirSync(join(run, 'blobs'), { recursive: true })
  const id = sha256(canonicalJson(PLAN))
  writeFileSync(join(run, 'plan.json'), JSON.stringify({ id, ...PLAN }))
  const record = { version: 1, tool: 'ombud 0', node: 'v20', platform: 'linux x64', started: TIME }
  writeFileSync(join(run, 'run.json'), JSON.stringify(record))
  writeFileSync(join(run, 'scorecard.json'), '{}')
  const [journal, texts] = ['journal.jsonl', 'blobs/texts.jsonl'].map((name) =>
    openSync(join(run, name), 'w'),
  )
  for (let n = 0; n < trials; n++) {
    const repetition = (n % REPETITIONS) + 1
    const scenario = Math.floor(n / REPETITIONS) % SCENARIOS
    const at = `m${Math.floor(n / REPETITIONS / SCENARIOS)}/s${scenario}/-`
    const trial = `${at}/${repetition}`
    const file = `trials/${trial}.1.jsonl`
    const lines = []
    let prev = firstLink(id, trial)
    const add = (event) => {
      lines.push(linked(JSON.stringify(event), prev, SALT))
      prev = sha256(lines.at(-1))
    }
    for (let turn = 1; turn <= turns; turn++) {
      const event = { kind: 'text', at: turn * 100, source: 'http', turn }
      const text = `第${n}位顾客第${turn}问：七天无理由退货可以吗？`
      const reply = `您问的是“${text}”。本店商品支持七天无理由退货，退款会在三个工作日内原路退回。`
      const raw = JSON.stringify({ messages: [{ text: reply }] })
      const ref = sha256(raw)
      writeSync(texts, `${JSON.stringify({ sha256: ref, text: raw })}\n`)
      add({ seq: lines.length + 1, ...event, actor: 'consumer', id: `c-${turn}`, text })
      add({ seq: lines.length + 1, ...event, ref, actor: 'bot', id: `http-${turn}-0`, text: reply })
    }
    if (repetition === 1) mkdirSync(join(run, 'trials', at), { recursive: true })
    writeFileSync(join(run, file), lines.map((line) => `${line}\n`).join(''))
    const about = { trial, attempt: 1, time: TIME }
    const end = { reason: 'script-end', whose: 'consumer', status: 'done', turns, messages: turns, file }
    const committed = { lines: commitmentTo(lines.map((line) => Buffer.from(line))) }
    for (const line of [
      { kind: 'begin', ...about, contacts: 0 },
      { kind: 'end', ...about, ...end, ...committed },
    ])
      writeSync(journal, `${JSON.stringify(line)}\n`)
  }
  for (const file of [journal, texts]) closeSync(file)
  return run
}

/** Adds trials to the manifest and the journal of a bundle, whose files are not there: all of both is read, and they are missed. */
export function addLines(bundle, trials) {
  const [manifest, journal] = ['manifest-sha256.txt', 'data/journal.jsonl'].map((name) =>
    openSync(join(bundle, name), 'a'),
  )
  const hash = 'a'.repeat(64)
  for (let n = 0; n < trials; n++) {
    const trial = `t${n}/s/-/1`
    const file = `trials/${trial}.1.jsonl`
    const about = { trial, attempt: 1, time: TIME }
    const end = { reason: 'script-end', whose: 'consumer', status: 'done', turns: 1, messages: 1, file }
    writeSync(manifest, `${hash}  data/${file}\n`)
    writeSync(
      journal,
      `${JSON.stringify({ kind: 'begin', ...about, contacts: 0 })}\n${JSON.stringify({ kind: 'end', ...about, ...end })}\n`,
    )
  }
  for (const file of [manifest, journal]) closeSync(file)
}
