/** Secrets of a target: written as ${NAME}, read from the environment when a channel opens, never printed. */
import { DocumentError } from './problem.js'

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/**
 * Fills in `${NAME}` in header values.
 * @param about the file and the key to name where a variable is missing
 * @returns the headers, and the secrets in them to redact from whatever is kept or printed
 * @throws DocumentError naming every missing variable, its key and the file
 */
export function expandSecrets(
  headers: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
  about: { file: string; key: string },
): { headers: Record<string, string>; secrets: string[] } {
  const secrets = new Set<string>()
  const missing: { name: string; header: string }[] = []
  const filled = Object.entries(headers).map(([header, value]) => {
    const expanded = value.replace(REFERENCE, (_, name: string) => {
      const secret = env[name]
      if (secret === undefined || secret === '') missing.push({ name, header })
      else secrets.add(secret)
      return secret ?? ''
    })
    return [header, expanded] as const
  })
  if (missing.length > 0) {
    throw new DocumentError(
      missing.map(({ name, header }) => ({
        file: about.file,
        message: `${about.key}.${header} needs the environment variable ${name}, which is not set`,
        hint: `Set it before the run, for example: export ${name}=…`,
      })),
    )
  }
  return { headers: Object.fromEntries(filled), secrets: [...secrets] }
}

/** The text with every secret replaced; the longest first, so that no part of one is left. */
export function redact(text: string, secrets: readonly string[]): string {
  const ordered = secrets.filter((secret) => secret.length > 0).sort((a, b) => b.length - a.length)
  return ordered.reduce((clean, secret) => clean.replaceAll(secret, '•••'), text)
}
