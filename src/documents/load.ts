/** Reads documents from files and folders: all mistakes of all files in one pass, or everything ready to run. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { SHIPPED } from './catalogue.js'
import type { Surroundings } from './draft.js'
import { type DocumentFile, documentFile, findDocuments, type Kind } from './kinds.js'
import { DocumentError, type Problem } from './problem.js'
import type { ReadyScenario, ReadyTarget, WordingBank } from './ready.js'
import { readyScenarios } from './scenario.js'
import { checkShape, type Shape } from './shape.js'
import { readSource, shownPath } from './source.js'
import { hoursProblem, readyTarget } from './target.js'
import type { Law } from './types/law.js'
import type { Persona } from './types/persona.js'
import type { Profile } from './types/profile.js'
import type { Wording } from './types/wording.js'
import { type Path, parseYaml, problemAt, type YamlDocument } from './yaml.js'

/** All documents, ready to plan from. */
export interface Loaded {
  targets: ReadyTarget[]
  scenarios: ReadyScenario[]
  personas: Record<string, Persona>
  profiles: Record<string, Profile>
  /** By jurisdiction. */
  laws: Record<string, Law>
  /** Wordings of all *.wording.yaml files that name their language. */
  wording: WordingBank
  /** Where each document stands, by `kind/id`. */
  files: Record<string, string>
}

/**
 * Reads files and folders together with the shipped personas, wordings, law packs and profiles, which own
 * documents of the same id replace.
 * @throws DocumentError with every problem of every file
 */
export function loadDocuments(paths: readonly string[]): Loaded {
  const { loaded, problems } = checkDocuments(paths)
  if (problems.length > 0) throw new DocumentError(problems)
  return loaded
}

/** As loadDocuments, but gives the problems instead of throwing, beside all that is sound. */
export function checkDocuments(paths: readonly string[]): { loaded: Loaded; problems: Problem[] } {
  const loader = new Loader()
  const { files, problems } = findDocuments(paths)
  loader.problems.push(...problems)
  const own = new Set(files.map((file) => file.path))
  const shipped = findDocuments([SHIPPED]).files.filter(
    ({ kind, path }) => kind !== 'scenario' && kind !== 'target' && !own.has(path),
  )
  for (const file of shipped) loader.read(file, false)
  for (const file of files) loader.read(file, true)
  loader.finish()
  return { loaded: loader.loaded, problems: loader.problems.sort(byPlace) }
}

interface Entry {
  document: YamlDocument
  file: DocumentFile
  own: boolean
}

class Loader {
  readonly problems: Problem[] = []
  readonly loaded: Loaded = {
    targets: [],
    scenarios: [],
    personas: {},
    profiles: {},
    laws: {},
    wording: { 'zh-CN': {}, en: {} },
    files: {},
  }
  private readonly scenarios: (Entry & { shape: Shape })[] = []
  private readonly wordings = new Map<string, YamlDocument[]>()
  private readonly places = new Map<string, Entry>()

  /** Reads one file; scenarios wait until all that they may name is known. */
  read(file: DocumentFile, own: boolean) {
    for (const document of file.kind === 'scenario' ? this.parse(file.path) : this.sound(file)) {
      if (file.kind !== 'scenario') {
        this.add({ document, file, own })
        continue
      }
      const shape = checkShape(document, file.kind)
      this.problems.push(...shape.problems)
      if (shape.usable) this.scenarios.push({ document, file, own, shape })
    }
  }

  /** Checks the scenarios against everything that was read. */
  finish() {
    const { loaded } = this
    const bank = new Set(Object.values(loaded.wording).flatMap((names) => Object.keys(names)))
    const personas = new Map(Object.entries(loaded.personas))
    const laws = Object.values(loaded.laws)
    for (const { shape, ...entry } of this.scenarios) {
      const found: Problem[] = []
      const around: Surroundings = {
        personas,
        laws,
        bank,
        shape,
        include: (path) => this.include(path),
        report: (problem) => found.push(problem),
      }
      const ready = readyScenarios(entry.document, entry.file.name, around)
      // What the schema already said of a place is not said twice.
      const said = new Set(shape.problems.map(placeOf))
      this.problems.push(...found.filter((problem) => !said.has(placeOf(problem))))
      const sound = shape.problems.length + found.length === 0
      for (const scenario of ready) {
        if (this.claim('scenario', scenario.id, entry) && sound) loaded.scenarios.push(scenario)
      }
    }
  }

  /** The documents of a file that have the shape of their kind. */
  private sound(file: DocumentFile): YamlDocument[] {
    const sound = this.parse(file.path).filter((document) => {
      const { problems } = checkShape(document, file.kind)
      const hours = file.kind === 'target' ? hoursProblem(document) : undefined
      this.problems.push(...problems, ...(hours ? [hours] : []))
      return problems.length === 0 && !hours
    })
    if (file.kind === 'wording') this.wordings.set(file.path, sound)
    return sound
  }

  private parse(path: string): YamlDocument[] {
    const source = readSource(path)
    if ('message' in source) {
      this.problems.push(source)
      return []
    }
    const { documents, problems } = parseYaml(source)
    this.problems.push(...problems)
    return problems.length > 0 ? [] : documents
  }

  private add(entry: Entry) {
    const { loaded } = this
    const { document, file } = entry
    switch (file.kind) {
      case 'target': {
        const target = readyTarget(document, file.name)
        if (this.claim('target', target.id, entry)) loaded.targets.push(target)
        break
      }
      case 'persona': {
        const persona = document.value as Persona
        if (this.claim('persona', persona.id, entry)) loaded.personas[persona.id] = persona
        break
      }
      case 'profile': {
        const profile = document.value as Profile
        if (this.claim('profile', profile.id, entry)) loaded.profiles[profile.id] = profile
        break
      }
      case 'law': {
        const law = document.value as Law
        if (this.claim('law', law.jurisdiction, entry)) loaded.laws[law.jurisdiction] = law
        break
      }
      case 'wording': {
        const { lang, wording = {} } = document.value as Wording
        if (!lang) break
        for (const [name, words] of Object.entries(wording)) {
          if (this.claim('wording', `${lang}/${name}`, entry, ['wording', name]))
            loaded.wording[lang][name] = [words].flat()
        }
      }
    }
  }

  /** Takes an id, or reports that another document of the user has it. Own documents replace shipped ones. */
  private claim(
    kind: Kind,
    id: string,
    entry: Entry,
    at: Path = [kind === 'law' ? 'jurisdiction' : 'id'],
  ): boolean {
    const key = `${kind}/${id}`
    const other = this.places.get(key)
    if (other?.own && entry.own) {
      const { file, line } = problemAt(other.document, at, '')
      const message = `the ${kind} ${id} is already in ${file}:${line}`
      this.problems.push(problemAt(entry.document, at, message))
      return false
    }
    this.places.set(key, entry)
    this.loaded.files[key] = shownPath(entry.file.path)
    return true
  }

  /** A shared file is read once, and joins the bank only where it was named itself. */
  private include(path: string): YamlDocument[] | string {
    const file = documentFile(path)
    const known = this.wordings.get(resolve(path))
    if (known) return known
    if (!file || !existsSync(file.path)) return 'no such file'
    return this.sound(file)
  }
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0) || (a.col ?? 0) - (b.col ?? 0)
}

function placeOf({ file, line, col }: Problem): string {
  return `${file}:${line}:${col}`
}
