/** Reads document after document into one collection, and keeps count of ids and mistakes. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { channelProblems } from './channel-check.js'
import type { Surroundings } from './draft.js'
import type { OwnAuditKeys } from './expectations.js'
import { type DocumentFile, documentFile, type Kind } from './kinds.js'
import { personaProblems } from './persona-check.js'
import type { Problem } from './problem.js'
import { profileProblems } from './profile-check.js'
import type { ReadyScenario, ReadyTarget, WordingBank } from './ready.js'
import { readyScenarios } from './scenario.js'
import { checkShape } from './shape.js'
import { sharedWordsProblems } from './shared-words.js'
import { readSource, shownPath } from './source.js'
import { hoursProblem, readyTarget } from './target.js'
import type { Law } from './types/law.js'
import type { Persona } from './types/persona.js'
import type { Profile } from './types/profile.js'
import type { Wording } from './types/wording.js'
import { type Weights, weightsOf } from './weights.js'
import { wireProblems } from './wire-check.js'
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
  /** What was learnt of merchants, by target. */
  weights: Record<string, Weights>
}

interface Entry {
  document: YamlDocument
  file: DocumentFile
  own: boolean
}

/** Collects documents and problems, file by file. */
export class Loader {
  readonly problems: Problem[] = []
  readonly loaded: Loaded = {
    targets: [],
    scenarios: [],
    personas: {},
    profiles: {},
    laws: {},
    wording: { 'zh-CN': {}, en: {} },
    files: {},
    weights: {},
  }
  private readonly wordings = new Map<string, YamlDocument[]>()
  /** Who has an id; documents themselves are let go, as thousands of them with their nodes are many. */
  private readonly places = new Map<string, { own: boolean; place: string }>()
  private names: Pick<Surroundings, 'personas' | 'laws' | 'bank'> | undefined

  /** @param audits audits that are no part of ombud, which scenarios may name too */
  constructor(private readonly audits: OwnAuditKeys = new Map()) {}

  /** Reads a file of any kind but scenarios. */
  read(file: DocumentFile, own: boolean) {
    if (!own && file.kind === 'profile') return this.offer(file)
    // What is shipped was checked before it was.
    for (const document of own ? this.sound(file) : this.parse(file.path)) this.add({ document, file, own })
  }

  /** A shipped profile has the name of its file, and is read when somebody wants it: few runs do, and they are long. */
  private offer({ name, path }: DocumentFile) {
    let read: Profile | undefined
    const get = () => {
      read ??= this.parse(path)[0]?.value as Profile
      return read
    }
    Object.defineProperty(this.loaded.profiles, name, { get, enumerable: true, configurable: true })
    this.places.set(`profile/${name}`, { own: false, place: shownPath(path) })
    this.loaded.files[`profile/${name}`] = shownPath(path)
  }

  /** Reads a file of scenarios and checks them against everything that was read before. */
  readScenarios(file: DocumentFile) {
    const { loaded } = this
    this.names ??= {
      personas: new Map(Object.entries(loaded.personas)),
      laws: new Set(Object.values(loaded.laws).flatMap((law) => Object.keys(law.entries))),
      bank: new Set(Object.values(loaded.wording).flatMap((words) => Object.keys(words))),
    }
    for (const document of this.parse(file.path)) {
      const shape = checkShape(document, 'scenario', this.audits)
      this.problems.push(...shape.problems)
      if (!shape.usable) continue
      const found: Problem[] = []
      const ready = readyScenarios(document, file.name, {
        ...this.names,
        audits: this.audits,
        shape,
        include: (path) => this.include(path),
        report: (problem) => found.push(problem),
      })
      // What the schema already said of a place is not said twice.
      const said = new Set(shape.problems.map(placeOf))
      this.problems.push(...found.filter((problem) => !said.has(placeOf(problem))))
      const sound = shape.problems.length + found.length === 0
      for (const scenario of ready) {
        const free = this.claim('scenario', scenario.id, { document, file, own: true })
        if (free && sound) loaded.scenarios.push(scenario)
      }
    }
  }

  /** The documents of a file that have the shape of their kind. */
  private sound(file: DocumentFile): YamlDocument[] {
    const sound = this.parse(file.path).filter((document) => {
      const { problems } = checkShape(document, file.kind, this.audits)
      if (problems.length === 0) problems.push(...sharedWordsProblems(document, file.kind))
      const hours = file.kind === 'target' ? hoursProblem(document) : undefined
      if (hours) problems.push(hours)
      if (file.kind === 'target') problems.push(...channelProblems(document), ...wireProblems(document))
      if (file.kind === 'persona' && problems.length === 0) problems.push(...personaProblems(document))
      if (file.kind === 'profile' && problems.length === 0)
        problems.push(
          ...profileProblems(document, {
            personas: new Set(Object.keys(this.loaded.personas)),
            audits: this.audits,
          }),
        )
      this.problems.push(...problems)
      return problems.length === 0
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
        if (!this.claim('target', target.id, entry)) break
        const weights = weightsOf(document)
        if (weights && 'message' in weights) this.problems.push(weights)
        else if (weights) loaded.weights[target.id] = weights
        loaded.targets.push(target)
        break
      }
      case 'persona': {
        const persona = document.value as Persona
        if (this.claim('persona', persona.id, entry)) loaded.personas[persona.id] = persona
        break
      }
      case 'profile': {
        const profile = document.value as Profile
        // In the place of a shipped one, which is not read then.
        const one = { value: profile, enumerable: true, configurable: true, writable: true }
        if (this.claim('profile', profile.id, entry)) Object.defineProperty(loaded.profiles, profile.id, one)
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
      const message = `the ${kind} ${id} is already in ${other.place}`
      this.problems.push(problemAt(entry.document, at, message))
      return false
    }
    const { file, line } = problemAt(entry.document, at, '')
    this.places.set(key, { own: entry.own, place: `${file}:${line}` })
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

function placeOf({ file, line, col }: Problem): string {
  return `${file}:${line}:${col}`
}
