/** Takes secrets out of what is kept of a page's network: by the names they go under, and by how they look. */
import { MASK, redact } from '../../documents/secrets.js'

/** Longer texts are cut before they are looked at, characters. */
const LONGEST = 64_000

const SECRET =
  /auth(?!or(?!i[sz]))|token|secret|passw|pwd|passphrase|cookie|session|api[-_]?key|access[-_]?key|signature|csrf|xsrf|credential|jwt|ticket|verif/i
const SHORT = /^(?:key|sig|sign|sid|ssid|pin|otp|code|nonce|state)$/i

/** Words are no secret: `"state":"Active"`. */
const WORDS = /^"[A-Za-z]{2,20}(?:[ _-][A-Za-z]{2,20}){0,3}"$/

const isSecret = (name: string): boolean => SECRET.test(name) || SHORT.test(name)
const isSecretMember = (name: string, value: string): boolean =>
  SECRET.test(name) || (SHORT.test(name) && !(/^state$/i.test(name) && WORDS.test(value)))

/** `?token=…`, `&sign=…`, also in the body of a form. */
const PARAMETER = /([?&;#]|^)([\w.[\]%-]{1,60})=([^&;#\s"'<>\\]{1,8000})/g
/** `"token": "…"`, and the same where the JSON stands in a string of JSON. */
const MEMBERS = [
  /("([\w.$-]{1,60})"\s{0,9}:\s{0,9})(?:"(?:[^"\\]|\\[\s\S])*"|\d{4,40})/g,
  /(\\"([\w.$-]{1,60})\\"\s{0,9}:\s{0,9})\\"[^"\\]*\\"/g,
] as const
const USER = /(\/\/)[^/\s"'@]{1,200}@/g
const JWT = /\beyJ[\w-]{8,2000}\.[\w-]{8,8000}\.[\w-]{0,2000}/g
const BEARER = /\b(Bearer|Basic)\s{1,4}[\w.~+/=-]{8,4000}/gi

export class Scrub {
  readonly #secrets: readonly string[]

  /** @param secrets values that are secret wherever they stand */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets
  }

  /** A text, an address or a body, at most 64,000 characters of it. */
  text(text: string): string {
    const clean = text
      .slice(0, LONGEST)
      .replace(JWT, MASK)
      .replace(BEARER, `$1 ${MASK}`)
      .replace(USER, `$1${MASK}@`)
      .replace(PARAMETER, (all, start: string, name: string) =>
        isSecret(name) ? `${start}${name}=${MASK}` : all,
      )
      .replace(MEMBERS[0], (all: string, start: string, name: string) =>
        isSecretMember(name, all.slice(start.length)) ? `${start}"${MASK}"` : all,
      )
      .replace(MEMBERS[1], (all, start: string, name: string) =>
        isSecret(name) ? `${start}\\"${MASK}\\"` : all,
      )
    return redact(clean, this.#secrets)
  }

  /** Headers by name, in HAR's form. */
  headers(headers: Readonly<Record<string, string>>): { name: string; value: string }[] {
    return Object.entries(headers)
      .slice(0, 100)
      .map(([name, value]) => ({ name, value: isSecret(name) ? MASK : this.text(value.slice(0, 4000)) }))
  }
}

/** Values of the environment that a part of a target file names as `${NAME}`. */
export function secretsNamed(part: unknown, env: Readonly<Record<string, string | undefined>>): string[] {
  const names = JSON.stringify(part ?? null).matchAll(/\$\{([A-Za-z_]\w{0,100})\}/g)
  return [...names].flatMap(([, name = '']) => env[name] || [])
}
