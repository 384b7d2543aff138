/** Verifies a bundle or a proof: what the evidence room checks, and then the score, made anew and compared. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { OwnAudit } from '../audits/own.js'
import { canonicalHash } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { Seal } from '../documents/types/statement.js'
import { VERSION } from '../documents/version.js'
import { type Check, Checking } from '../evidence/checks.js'
import { PROOF } from '../evidence/prove.js'
import { type VerifyOptions as Given, verifyBundle } from '../evidence/verify.js'
import { verifyProof } from '../evidence/verify-proof.js'
import { RunDirectory } from '../run/directory.js'
import { scoreFiles } from './score.js'

export interface VerifyOptions extends Given {
  /** Audits of one's own that the run was planned with. */
  audits?: readonly OwnAudit[]
  /** Of a redacted copy: the bundle that it was made of. */
  original?: string
  /** Leave the score as it is. */
  noRescore?: boolean
}

/** From what the score is made anew. */
const SCORED = /^(plan\.json|run\.json|journal\.jsonl|judgements\.jsonl|(trials|models)(\/.*)?)?$/

/**
 * Verifies a bundle, or a proof that `prove` made. Sends nothing and changes nothing.
 * @throws InputError where `path` is neither, or of a newer ombud
 */
export async function verify(path: string, options: VerifyOptions = {}): Promise<Check[]> {
  if (existsSync(join(path, PROOF)) && !existsSync(join(path, 'bagit.txt'))) {
    refuseOriginal(path, options)
    return verifyProof(path, options.keys ?? [])
  }
  const { checks, statement, purged } = await verifyBundle(path, options)
  if (statement?.predicate.redacted) {
    const { verifyCopy } = await import('./redact.js')
    const copy = await verifyCopy(path, statement.predicate.redacted.statement, options)
    return [...checks, copy, new Checking('rescored').leave('redacted')]
  }
  refuseOriginal(path, options)
  const check = new Checking('rescored')
  const sound = checks.every(({ check: name, state }) => state !== 'failed' || name === 'key')
  if (options.noRescore || !statement || !sound) check.leave('not-asked')
  else if (purged > 0) check.leave('purged', String(purged))
  else rescore(path, statement, options.audits ?? [], check)
  return [...checks, check]
}

function refuseOriginal(path: string, { original }: VerifyOptions): void {
  if (original !== undefined)
    throw new InputError(
      `${path} is no redacted copy`,
      '--original goes with a bundle that `ombud redact` made',
    )
}

/** Scores a copy; the same files and the same ombud give the same bytes. */
function rescore(bundle: string, { predicate }: Seal, audits: readonly OwnAudit[], check: Checking): void {
  const data = join(bundle, 'data')
  const copy = mkdtempSync(join(tmpdir(), 'ombud-verify-'))
  try {
    cpSync(data, copy, {
      recursive: true,
      filter: (from) => SCORED.test(relative(data, from).replaceAll('\\', '/')),
    })
    const directory = RunDirectory.open(copy)
    comparePlan(directory, predicate.planId, check)
    scoreFiles(copy, { audits })
    const same = readFileSync(join(copy, 'scorecard.json')).equals(readFileSync(join(data, 'scorecard.json')))
    check.seen = `ombud ${VERSION}`
    if (same) return
    if (predicate.tool === `ombud ${VERSION}`) check.fail('differs')
    else check.leave('other-version', predicate.tool)
  } catch (error) {
    check.leave('cannot-score', (error as Error).message)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** The plan is the one that the run began with, and nothing was held that it does not have. */
function comparePlan(directory: RunDirectory, id: string, check: Checking): void {
  const plan = directory.plan()
  if (plan.id !== id || canonicalHash({ ...plan, id: undefined }) !== id)
    check.fail('changed', 'data/plan.json')
  const planned = new Set(plan.trials.map((trial) => trial.id))
  for (const { trial } of directory.journal()) if (!planned.has(trial)) check.fail('extra', trial)
}
