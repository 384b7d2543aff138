/** `ombud pull`: takes a run out of a store, or lists its runs. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { pull, storedRuns } from '../library/pull.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { megabytes, type StoreFlags } from './push.js'

export async function pullCommand(
  store: string,
  run: string | undefined,
  folder: string | undefined,
  flags: StoreFlags,
): Promise<number> {
  const lang = languageOf(flags.lang)
  if (run === undefined) return list(store, flags.endpoint, lang)
  if (folder === undefined)
    throw new InputError('no folder was named', 'write ombud pull STORE RUN FOLDER: it is made for the run')
  const { files, bytes } = await pull(store, run, folder, flags.endpoint)
  const size = `${megabytes(bytes)} MB`
  console.log(
    lang === 'en'
      ? `${folder}: ${files} files, ${size}, each as its hash says`
      : `${folder}：${files} 个文件，${size}，均与哈希一致`,
  )
  return EXIT.ok
}

async function list(store: string, endpoint: string | undefined, lang: Lang): Promise<number> {
  const runs = await storedRuns(store, endpoint)
  if (runs.length === 0) console.log(lang === 'en' ? `${store} holds no run` : `${store} 中没有运行`)
  for (const { run, started, files, bytes, planId, plan } of runs) {
    const id = (planId ?? plan).slice(0, 12)
    console.log(
      lang === 'en'
        ? `${run}  began ${started}  ${files} files  ${megabytes(bytes)} MB  plan ${id}`
        : `${run}  始于 ${started}  ${files} 个文件  ${megabytes(bytes)} MB  计划 ${id}`,
    )
  }
  return EXIT.ok
}
