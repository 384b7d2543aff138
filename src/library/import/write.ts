/** Stories as scenario files: ids that are safe, words that are no templates, YAML that only the library writes. */
import { pinyin } from 'pinyin-pro'
import { stringify } from 'yaml'
import { fillTemplate, templateFault, templatePaths } from '../../documents/template.js'
import { printable } from '../../documents/text-width.js'
import { cut, oneLine } from '../../report/text.js'
import type { Story, StoryStep } from './story.js'

const LONGEST_TITLE = 200
const LONGEST_ID = 64

/** Ids of one import, each once. */
export class Ids {
  readonly #taken = new Set<string>()

  /** An id of lower-case letters, digits and hyphens. @param otherwise where the name has none of these */
  of(name: string, otherwise: string): string {
    const slug = slugOf(name) || slugOf(otherwise) || 'imported'
    for (let n = 1; ; n++) {
      const end = n === 1 ? '' : `-${n}`
      const id = slug.slice(0, LONGEST_ID - end.length).replace(/-+$/, '') + end
      if (this.#taken.has(id)) continue
      this.#taken.add(id)
      return id
    }
  }
}

/** Chinese characters by their sounds: 快递 is kuai-di. */
function slugOf(name: string): string {
  const short = name.slice(0, 200)
  const latin = /\p{Script=Han}/u.test(short)
    ? pinyin(short, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('-')
    : short
  return latin
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_ID)
    .replace(/-+$/, '')
}

/**
 * The text of one scenario file.
 * @param from where the stories come from, as it is shown
 */
export function scenarioFile(
  stories: readonly Story[],
  { from, tool, ids, name }: { from: string; tool: string; ids: Ids; name: string },
): string {
  return stories
    .map((story) => {
      const id = ids.of(story.name ?? story.title, name)
      const head = `# From ${oneLine(cut(from, 300))}, line ${story.line} (${tool}), by ombud import.\n`
      return head + stringify(documentOf(story, id), { lineWidth: 0, aliasDuplicateObjects: false })
    })
    .join('---\n')
}

function documentOf({ title, description, lang, steps, expect }: Story, id: string) {
  const words = oneLine(cut(title, LONGEST_TITLE))
  return {
    id,
    title: words === '' ? id : words,
    ...(lang ? { lang } : {}),
    ...(description ? { description: printable(description).trim() } : {}),
    steps: steps.map(stepOf),
    ...(expect.length > 0 ? { expect } : {}),
  }
}

function stepOf({ do: verb, words, expect }: StoryStep) {
  const said = words.map(plainWords)
  const what = verb === 'say' ? { say: said } : verb === 'choose' ? { choose: said[0] } : { wait: words[0] }
  return { ...what, ...(expect.length > 0 ? { expect } : {}) }
}

/** Words that are said as they stand: double braces in them are no names. */
function plainWords(text: string): string {
  const words = text
    .split('\n')
    .map((line) => printable(line))
    .join('\n')
    .trim()
  if (!words.includes('{{')) return words
  return escaped(words) ?? words.replace(/\{(?=\{)/g, '{ ')
}

/** Whether double braces in these words can only be said with a space between them. */
export function partsBraces(text: string): boolean {
  return text.includes('{{') && escaped(printable(text)) === undefined
}

/** The words with a backslash before double braces, where a template says them as they stand. */
function escaped(words: string): string | undefined {
  const text = words.replace(/\{\{/g, '\\{{')
  const sound = !templateFault(text) && templatePaths(text).length === 0
  return sound && filled(text) === words ? text : undefined
}

function filled(text: string): string | undefined {
  try {
    return fillTemplate(text, () => '')
  } catch {
    return undefined
  }
}
