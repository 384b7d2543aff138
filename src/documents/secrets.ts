/** Secrets of a target: written as ${NAME}, read from the environment when a channel opens, never printed. */
import { DocumentError } from './problem.js'

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g
/** Stands where a secret stood. */
export const MASK = '•••'

/**
 * Fills in `${NAME}` in values of a target file.
 * @param values by the rest of their key, for example `headers.Authorization`
 * @param about the file and the beginning of the key, to name where a variable is missing
 * @returns the values, and the secrets in them to redact from whatever is kept or printed
 * @throws DocumentError naming every missing variable, its key and the file
 */
export function expandSecrets(
  values: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
  about: { file: string; key: string },
): { values: Record<string, string>; secrets: string[] } {
  const secrets = new Set<string>()
  const missing: { name: string; key: string }[] = []
  const filled = Object.entries(values).map(([key, value]) => {
    const expanded = value.replace(REFERENCE, (_, name: string) => {
      const secret = env[name]
      if (secret === undefined || secret === '') missing.push({ name, key })
      else secrets.add(secret)
      return secret ?? ''
    })
    return [key, expanded] as const
  })
  if (missing.length > 0) {
    throw new DocumentError(
      missing.map(({ name, key }) => ({
        file: about.file,
        message: `${about.key}.${key} needs the environment variable ${name}, which is not set`,
        hint: `Set it before the run, for example: export ${name}=…`,
      })),
    )
  }
  return { values: Object.fromEntries(filled), secrets: [...secrets] }
}

/** The text with every secret replaced; the longest first, so that no part of one is left. */
export function redact(text: string, secrets: readonly string[]): string {
  const ordered = secrets.filter((secret) => secret.length > 0).sort((a, b) => b.length - a.length)
  return ordered.reduce((clean, secret) => clean.replaceAll(secret, MASK), text)
}

/** The JSON value with every secret in its texts and keys replaced; the same value where there are no secrets. */
export function redactAll<T>(value: T, secrets: readonly string[]): T {
  return secrets.length === 0 ? value : (redacted(value, secrets) as T)
}

function redacted(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redact(value, secrets)
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key, secrets), redacted(item, secrets)]),
  )
}
