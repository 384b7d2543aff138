/** Teaches the encoder the questions and answers of one merchant, and writes the weights beside its target file. */
import { closeSync, existsSync, openSync, readSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { type FaqEntry, readFaq } from '../documents/faq/faq.js'
import { InputError } from '../documents/input-error.js'
import { documentFile } from '../documents/kinds.js'
import { DocumentError } from '../documents/problem.js'
import { checkShape } from '../documents/shape.js'
import { readSource, type Source } from '../documents/source.js'
import type { Target } from '../documents/types/target.js'
import { withWeights } from '../documents/weights-line.js'
import { parseYaml } from '../documents/yaml.js'
import { auc } from '../scoring/statistics/auc.js'
import { cosine, type EncoderModel, embed } from '../understanding/models/encoder.js'
import { encoderModel } from '../understanding/models/files.js'
import { ngrams } from '../understanding/models/ngrams.js'
import { encoderToBytes } from '../understanding/models/weights.js'
import { languageOf } from '../understanding/text/language.js'
import { trainMerchant } from '../understanding/training/merchant.js'
import { type Topic, topics } from '../understanding/training/text.js'
import { madeFrom } from './encoders.js'

export interface FaqOptions {
  /** Path of the questions and answers. */
  faq: string
  /** Path of the target file beside which the weights lie. */
  target?: string
  /** Path of the weights; default: what the target names, else the name of the target, else of the FAQ. */
  out?: string
  /** Name the weights in the target file. */
  write?: boolean
}

export interface FaqCalibration {
  entries: number
  /** Entries in a language that is not read. */
  leftOut: string[]
  texts: number
  /** Of everything: reading, checking, training. */
  seconds: number
  /** One phrasing of each entry that has several was left out; null where none has. */
  heldOut: { phrasings: number; before: number; after: number } | null
  weights: string
  bytes: number
  sha256: string
  /** The weights as the target names them; undefined without a target. */
  name?: string
  /** The target file names them. */
  named: boolean
}

/**
 * Learns a FAQ.
 * @throws DocumentError for mistakes in the FAQ or the target; InputError where the weights cannot be written
 */
export function calibrateFaq(options: FaqOptions): FaqCalibration {
  const began = performance.now()
  const { target: path, write = false } = options
  if (write && path === undefined) throw new InputError('--write needs --target, the file to write to')
  const target = path === undefined ? undefined : readTarget(path)
  const weights = placeOf(options, target?.weights)
  const name = path === undefined ? undefined : nameBeside(path, weights)
  const text = target && name !== undefined && write ? withWeights(target.source, name) : undefined
  if (text !== undefined && typeof text !== 'string') throw new DocumentError([text])

  const entries = readFaq(options.faq)
  const own = entries.flatMap(topicsOf)
  if (own.length === 0)
    throw new InputError(`${options.faq}: no entry is in Chinese or English`, 'other languages are not read')
  const base = encoderModel()
  const shipped = topics()
  const heldOut = checkHeldOut(base, shipped, own)
  const bytes = encoderToBytes(trainMerchant(base, shipped, own), madeFrom(own.length))
  writeFileSync(weights, bytes)
  if (path !== undefined && text !== undefined) writeFileSync(path, text)
  const known = new Set(own.map(({ id }) => id))
  return {
    entries: own.length,
    leftOut: entries.flatMap(({ id }) => (known.has(id) ? [] : [id])),
    texts: own.reduce((sum, { questions, answers }) => sum + questions.length + answers.length, 0),
    seconds: (performance.now() - began) / 1000,
    heldOut,
    weights,
    bytes: bytes.length,
    sha256: sha256(bytes),
    ...(name === undefined ? {} : { name }),
    named: text !== undefined || (name !== undefined && target?.weights === name),
  }
}

function topicsOf({ id, questions, answers }: FaqEntry): Topic[] {
  const lang = languageOf(questions.join('\n'))
  return lang === 'zh' || lang === 'en' ? [{ id, lang, questions, answers }] : []
}

/**
 * How well phrasings that training has not seen find the answer of their entry among those of all entries: AUC with
 * what comes with ombud, and after training without them.
 */
function checkHeldOut(
  base: EncoderModel,
  shipped: readonly Topic[],
  own: readonly Topic[],
): FaqCalibration['heldOut'] {
  const asked = own.filter(
    ({ questions, lang }) => questions.length > 1 && own.filter((other) => other.lang === lang).length > 1,
  )
  if (asked.length === 0) return null
  const rest = own.map((topic) =>
    topic.questions.length > 1 ? { ...topic, questions: topic.questions.slice(0, -1) } : topic,
  )
  const measure = (model: EncoderModel) => {
    const right: number[] = []
    const wrong: number[] = []
    const answers = own.map((topic) => topic.answers.map((text) => embed(model, ngrams(text), 'answer')))
    for (const { id, lang, questions } of asked) {
      const point = embed(model, ngrams(questions.at(-1) ?? ''), 'question')
      for (const [i, other] of own.entries()) {
        if (other.lang !== lang) continue
        const near = Math.max(...(answers[i] ?? []).map((answer) => cosine(point, answer)))
        ;(other.id === id ? right : wrong).push(near)
      }
    }
    return auc(right, wrong) ?? 0
  }
  return {
    phrasings: asked.length,
    before: measure(base),
    after: measure(trainMerchant(base, shipped, rest)),
  }
}

/** A target file as far as it is asked for here: weights that it names need not exist yet. */
function readTarget(path: string): { source: Source; weights?: string } {
  if (documentFile(path)?.kind !== 'target')
    throw new InputError(`${path} is no target file by its name`, 'a target file is called NAME.target.yaml')
  const source = readSource(path)
  if ('message' in source) throw new DocumentError([source])
  const { documents, problems } = parseYaml(source)
  problems.push(...documents.flatMap((document) => checkShape(document, 'target').problems))
  if (problems.length > 0) throw new DocumentError(problems)
  const weights = (documents[0]?.value as Target | undefined)?.understanding?.weights
  return { source, ...(weights === undefined ? {} : { weights }) }
}

/** @throws InputError where something else is in its place */
function placeOf({ faq, target, out }: FaqOptions, named: string | undefined): string {
  const path =
    out ??
    (target === undefined
      ? join(dirname(faq), `${basename(faq, extname(faq))}.weights`)
      : join(dirname(target), named ?? `${documentFile(target)?.name ?? 'merchant'}.weights`))
  if (!path.endsWith('.weights')) throw new InputError(`${path}: the name of weights ends in .weights`)
  if (!existsSync(dirname(path))) throw new InputError(`${dirname(path)} is no folder`)
  if (existsSync(path) && !isEncoder(path))
    throw new InputError(`${path} is there and holds no weights`, 'name another file with --out')
  return path
}

const MAGIC = '{"ombud":"encoder-'

function isEncoder(path: string): boolean {
  const bytes = Buffer.alloc(MAGIC.length)
  try {
    const file = openSync(path, 'r')
    readSync(file, bytes)
    closeSync(file)
  } catch {
    return false
  }
  return bytes.toString('latin1') === MAGIC
}

/** The name of weights in a target file. @throws InputError where they lie elsewhere */
function nameBeside(target: string, weights: string): string {
  const name = relative(dirname(resolve(target)), resolve(weights)).replaceAll('\\', '/')
  if (name.startsWith('..') || name.includes(':'))
    throw new InputError(`${weights}: weights lie in the folder of the target or below it`)
  return name
}
