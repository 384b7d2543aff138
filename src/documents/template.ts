/** Handlebars in what the consumer says, cut down to names: no helper, no block, no logic, no prototype. */
import Handlebars from 'handlebars'

/** A word of a template that is not a plain name, or a name that means nothing there. */
export interface TemplateFault {
  message: string
  /** As written, to find it in the source. */
  words: string
}

type Piece = string | { path: string[] }

const parsed = new Map<string, { pieces: Piece[]; fault?: TemplateFault }>()

/** The dotted names that a text uses. Text without {{ has none. */
export function templatePaths(text: string): string[] {
  return text.includes('{{')
    ? pieces(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.path.join('.')]))
    : []
}

/** What is wrong with the syntax of a template, or undefined. */
export function templateFault(text: string): TemplateFault | undefined {
  return text.includes('{{') ? parse(text).fault : undefined
}

/**
 * The text with every name replaced by what `value` gives for it. What is filled in is never read as a template.
 * @throws SyntaxError when the template holds more than names
 */
export function fillTemplate(text: string, value: (path: string) => string): string {
  if (!text.includes('{{')) return text
  return pieces(text)
    .map((piece) => (typeof piece === 'string' ? piece : value(piece.path.join('.'))))
    .join('')
}

function pieces(text: string): Piece[] {
  const { pieces, fault } = parse(text)
  if (fault) throw new SyntaxError(`${fault.message}: ${fault.words}`)
  return pieces
}

function parse(text: string): { pieces: Piece[]; fault?: TemplateFault } {
  const known = parsed.get(text)
  if (known) return known
  const result = read(text)
  parsed.set(text, result)
  return result
}

const PLAIN = /\{\{\s*((?!(?:this|else|true|false|null|undefined)\b)[A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*\}\}/

/** Names in double braces and nothing else, which is nearly every template, need no parser. */
function readPlain(text: string): Piece[] | undefined {
  const parts = text.split(PLAIN)
  const isPlain = parts.every((part, index) => index % 2 === 1 || !/\{\{|\\|^\}|\{$/.test(part))
  if (!isPlain) return undefined
  return parts.flatMap((part, index) =>
    index % 2 === 1 ? { path: part.split('.') } : part === '' ? [] : part,
  )
}

function read(text: string): { pieces: Piece[]; fault?: TemplateFault } {
  const plain = readPlain(text)
  if (plain) return { pieces: plain }
  let program: hbs.AST.Program
  try {
    program = Handlebars.parse(text)
  } catch {
    return {
      pieces: [],
      fault: {
        message: 'not a template: write a name in double braces, as in {{item}}',
        words: unclosed(text),
      },
    }
  }
  const pieces: Piece[] = []
  for (const statement of program.body) {
    if (statement.type === 'ContentStatement') {
      pieces.push((statement as hbs.AST.ContentStatement).value)
      continue
    }
    const path =
      statement.type === 'MustacheStatement' ? plainPath(statement as hbs.AST.MustacheStatement) : undefined
    if (!path)
      return {
        pieces: [],
        fault: { message: 'only names are filled in, as in {{item}}', words: written(text, statement) },
      }
    pieces.push({ path })
  }
  return { pieces }
}

/** The first braces that open and do not close. */
function unclosed(text: string): string {
  return /\{\{(?![^{}\n]*\}\})[^\n]{0,30}/.exec(text)?.[0] ?? '{{'
}

function plainPath({ path, params, hash }: hbs.AST.MustacheStatement): string[] | undefined {
  const name = path as hbs.AST.PathExpression
  if (name.type !== 'PathExpression' || name.depth > 0 || name.data || params.length > 0 || hash)
    return undefined
  if (name.parts.length === 0 || /^this(?:[./]|$)/.test(name.original)) return undefined
  return name.parts.map(String)
}

function written(text: string, { loc }: hbs.AST.Statement): string {
  const line = text.split(/\r\n?|\n/)[loc.start.line - 1] ?? ''
  return line.slice(loc.start.column, loc.start.line === loc.end.line ? loc.end.column : undefined)
}
