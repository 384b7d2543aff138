/** Takes a run out of a store; every byte is checked against the name that it was put under. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pLimit from 'p-limit'
import { InputError } from '../documents/input-error.js'
import type { StoredFile } from '../documents/types/stored-file.js'
import type { StoredRun } from '../documents/types/stored-run.js'
import { sha256File } from '../evidence/files.js'
import { openStore } from '../evidence/store/open.js'
import { NotWhole, type Store } from '../evidence/store/store.js'
import { AT_ONCE, BATCH, type Counted, readStoredFile, readStoredRun } from './stored-run.js'

/** Stands in a folder that is not whole yet, and says which run it will be. */
const MARK = '.pulling'
/** Written last: without it no folder is a run directory. */
const LAST = 'plan.json'
/** Objects that are named where many are damaged. */
const NAMED = 10

/** The runs of a store, oldest first. @throws as of `pull` */
export async function storedRuns(place: string, endpoint?: string): Promise<StoredRun[]> {
  return runsIn(await openStore(place, endpoint))
}

async function runsIn(store: Store): Promise<StoredRun[]> {
  const runs: StoredRun[] = []
  for (const run of await store.list()) runs.push(await storedRun(store, run))
  return runs.sort((a, b) => (a.started < b.started ? -1 : 1))
}

/**
 * Makes the run directory `out` of a stored run; goes on with one that an earlier call began.
 * @param run its id, or the beginning of it
 * @throws InputError where there is no such run, `out` is in use, or objects are missing or damaged: each is named,
 * and `out` is no run directory until they are there; Error where the store does not answer
 */
export async function pull(place: string, run: string, out: string, endpoint?: string): Promise<Counted> {
  const store = await openStore(place, endpoint)
  const stored = await storedRun(store, await idOf(store, run))
  begin(out, stored)
  return take(store, stored, out)
}

/**
 * Makes run directories below `folder` of all runs that a store holds of one plan, or brings those up to date that an
 * earlier call made there.
 * @param plan its id, or the beginning of it; needed where the store holds runs of several plans
 * @returns their paths
 * @throws as of `pull`; InputError where the store holds no such run, or runs of several plans
 */
export async function pullPlan(
  place: string,
  folder: string,
  { plan, endpoint }: { plan?: string | undefined; endpoint?: string | undefined } = {},
): Promise<string[]> {
  const store = await openStore(place, endpoint)
  const runs = ofOnePlan(await runsIn(store), store.name, plan)
  const paths: string[] = []
  for (const stored of runs) {
    const out = join(folder, stored.run)
    if (existsSync(out)) {
      // No run again until it is whole; what lies there is known by its hash, file by file.
      rmSync(join(out, LAST), { force: true })
      writeFileSync(join(out, MARK), stored.run)
    }
    begin(out, stored)
    await take(store, stored, out)
    paths.push(out)
  }
  return paths
}

function ofOnePlan(runs: readonly StoredRun[], store: string, plan: string | undefined): StoredRun[] {
  const nameOf = (run: StoredRun) => run.planId ?? run.plan
  const found = plan === undefined ? [...runs] : runs.filter((run) => nameOf(run).startsWith(plan))
  const plans = [...new Set(found.map(nameOf))]
  if (plans.length === 1) return found
  const listed = `\`ombud pull ${store}\` lists its runs and their plans`
  if (plans.length > 1)
    throw new InputError(
      `${store} holds runs of ${plans.length} plans: ${plans.map((id) => id.slice(0, 12)).join(', ')}`.slice(
        0,
        500,
      ),
      `name one of them: --plan ID; ${listed}`,
    )
  throw new InputError(
    `${store} holds no run${plan === undefined ? '' : ` of the plan ${plan.slice(0, 80)}`}`,
    listed,
  )
}

/** The files of a stored run, into a folder that `begin` has marked. */
async function take(store: Store, stored: StoredRun, out: string): Promise<Counted> {
  const broken: string[] = []
  const limit = pLimit(AT_ONCE)
  const counted = { files: 0, bytes: 0 }
  let last: StoredFile | undefined
  const takeOne = async (file: StoredFile) => {
    try {
      await takeFile(store, file, out)
      counted.files++
      counted.bytes += file.bytes
    } catch (error) {
      if (!(error instanceof NotWhole)) throw error
      broken.push(`${file.path}: ${error.message}`)
    }
  }
  for await (const batch of indexOf(store, stored)) {
    last ??= batch.find(({ path }) => path === LAST)
    await Promise.all(batch.filter(({ path }) => path !== LAST).map((file) => limit(() => takeOne(file))))
  }
  if (last && broken.length === 0) await takeOne(last)
  if (broken.length > 0) throw incomplete(broken, store, out)
  if (!last || counted.files !== stored.files)
    throw new InputError(`${store.name}: the index of ${stored.run} is not that of ${stored.files} files`)
  rmSync(join(out, MARK))
  return counted
}

async function storedRun(store: Store, run: string): Promise<StoredRun> {
  const text = await store.committed(run).catch(asInput(`${store.name}: run ${run}`))
  if (text === undefined) throw new InputError(`${store.name} holds no run ${run}`)
  return readStoredRun(text, `${store.name}: run ${run}`)
}

async function idOf(store: Store, run: string): Promise<string> {
  const runs = await store.list()
  const found = runs.includes(run) ? [run] : runs.filter((id) => id.includes(run))
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  throw new InputError(
    `${store.name} holds ${found.length === 0 ? 'no run' : `${found.length} runs`} that ${found.length === 0 ? 'is' : 'are'} called ${run.slice(0, 80)}`,
    `\`ombud pull ${store.name}\` lists its runs`,
  )
}

/** @throws InputError where the folder holds something else */
function begin(out: string, { run }: StoredRun): void {
  const mark = join(out, MARK)
  const inside = existsSync(out) ? readdirSync(out) : []
  if (inside.length > 0 && (!existsSync(mark) || readFileSync(mark, 'utf8').slice(0, 100) !== run))
    throw new InputError(`${out} already exists and is not empty`, 'choose another folder, or remove it')
  try {
    mkdirSync(out, { recursive: true })
    writeFileSync(mark, run)
  } catch (error) {
    throw unwritable(out, error)
  }
}

/** The files of a stored run, some at a time. @throws InputError where the index is missing, damaged or leads elsewhere */
async function* indexOf(store: Store, { run, index }: StoredRun): AsyncGenerator<StoredFile[]> {
  const about = `${store.name}: run ${run}`
  const seen = new Set<string>()
  for (const hash of index) {
    const bytes = await store.get(hash).catch(asInput(`${about}: its index`))
    const lines = bytes.toString('utf8').split('\n').slice(0, -1)
    for (let at = 0; at < lines.length; at += BATCH) {
      const files = lines.slice(at, at + BATCH).map((line) => readStoredFile(line, about))
      for (const { path } of files) {
        if (seen.has(path)) throw new InputError(`${about}: its index names ${path} twice`)
        seen.add(path)
      }
      yield files
    }
  }
}

/** @throws NotWhole where an object of it is missing or damaged */
async function takeFile(store: Store, { path, sha256, parts = [sha256] }: StoredFile, out: string) {
  const file = join(out, path)
  if (existsSync(file) && sha256File(file) === sha256) return
  const part = `${file}.part`
  try {
    await mkdir(dirname(file), { recursive: true })
    await rm(part, { force: true })
    const handle = await open(part, 'wx')
    try {
      const all = createHash('sha256')
      for (const hash of parts) {
        const bytes = await store.get(hash)
        all.update(bytes)
        await handle.writeFile(bytes)
      }
      if (all.digest('hex') !== sha256) throw new NotWhole('its parts are those of another file')
    } finally {
      await handle.close()
    }
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw isOfDisk(error) ? unwritable(out, error) : error
  }
}

const isOfDisk = (error: unknown) => error instanceof Error && 'syscall' in error

function unwritable(out: string, error: unknown): InputError {
  return new InputError(
    `${out} cannot be written: ${(error as Error).message}`,
    'make room or choose another folder; the same command goes on',
    error,
  )
}

/** An object without which nothing can go on. */
function asInput(about: string) {
  return (error: unknown): never => {
    throw error instanceof NotWhole ? new InputError(`${about}: ${error.message}`) : error
  }
}

function incomplete(broken: readonly string[], store: Store, out: string): InputError {
  const shown = [...broken].sort().slice(0, NAMED)
  const more = broken.length - shown.length
  return new InputError(
    [
      `${store.name} does not hold ${broken.length === 1 ? 'one file' : `${broken.length} files`} of this run whole:`,
      ...shown.map((line) => `  ${line}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
    `remove what is damaged, and push the run again from where it is whole; ${out} keeps the rest, and the same command goes on`,
  )
}
