/** The passphrase of a key: from a file, the environment or a terminal, never from the command line, where others can see it. */
import { readFileSync } from 'node:fs'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { isLocked, type Signer, signerOf } from '../evidence/keys.js'
import { languageOf } from './language.js'

/** Characters. */
const LONGEST = 1000

const WORDS = {
  'zh-CN': {
    ask: (key: string) => `${key} 的口令：`,
    again: '再输入一次：',
  },
  en: {
    ask: (key: string) => `Passphrase of ${key}: `,
    again: 'The same again: ',
  },
}

/** Whoever signs with a key. @throws InputError where the key, or its passphrase, cannot be used */
export async function signerFrom(key: string, passphraseFile?: string, lang?: Lang): Promise<Signer> {
  return signerOf(key, await passphraseFor(key, isLocked(key), passphraseFile, lang))
}

/**
 * The passphrase that is given; where there is none and the key is locked, the one that is typed on a terminal.
 * @param file that holds it
 * @throws InputError where it cannot be read, or none is typed
 */
export async function passphraseFor(
  key: string,
  isLocked: boolean,
  file?: string,
  lang?: Lang,
): Promise<string | undefined> {
  const given = passphraseOf(file)
  if (given !== undefined || !isLocked || !hasTerminal()) return given
  const [typed] = await secretsTyped([WORDS[languageOf(lang)].ask(key)])
  return typed
}

/**
 * The passphrase for a new key, typed twice; undefined where there is no terminal.
 * @throws InputError where they differ, or none is typed
 */
export async function newPassphrase(key: string, lang?: Lang): Promise<string | undefined> {
  if (!hasTerminal()) return undefined
  const words = WORDS[languageOf(lang)]
  const [first, second] = await secretsTyped([words.ask(key), words.again])
  if (first !== second) throw new InputError('the two passphrases are not the same', 'no key was made')
  return first
}

/** Undefined where none is given. @throws InputError where the file cannot be read, or is empty */
export function passphraseOf(file: string | undefined, env = process.env): string | undefined {
  if (file === undefined) return env.OMBUD_KEY_PASSPHRASE || undefined
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase === '') throw new InputError(`${file} is empty: a passphrase has at least one character`)
  return passphrase
}

const hasTerminal = () => Boolean(process.stdin.isTTY && process.stderr.isTTY)

/** Lines typed on the terminal, which does not show them. @throws InputError where one is empty, or given up */
async function secretsTyped(questions: readonly string[]): Promise<string[]> {
  const { stdin, stderr } = process
  // Before the question: what is typed early is not shown, either.
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  try {
    const typed: string[] = []
    for (const question of questions) {
      stderr.write(question)
      const text = await lineTyped(stdin)
      stderr.write('\n')
      if (text === '') throw new InputError('no passphrase was typed', 'nothing was signed or written')
      typed.push(text)
    }
    return typed
  } finally {
    stdin.setRawMode(false)
  }
}

/** One line, without what was taken back; empty where it was given up. */
function lineTyped(stdin: typeof process.stdin): Promise<string> {
  return new Promise((resolve) => {
    let typed: string[] = []
    const end = (text: string, rest: string) => {
      stdin.off('data', listen)
      stdin.pause()
      if (rest !== '') stdin.unshift(rest)
      resolve(text)
    }
    const listen = (keys: string) => {
      const all = [...keys]
      for (const [i, key] of all.entries()) {
        if (key === '\r' || key === '\n' || key === '\u0004')
          return end(typed.join(''), all.slice(i + 1).join(''))
        if (key === '\u0003') return end('', '')
        if (key === '\u007f' || key === '\b') typed.pop()
        else if (key === '\u0015') typed = []
        else if (key >= ' ' && typed.length < LONGEST) typed.push(key)
      }
    }
    stdin.on('data', listen).resume()
  })
}
