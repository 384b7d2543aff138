/** Fills in secrets and the session in JSON of a target file, wherever its texts stand. */
const SESSION = '{session}'

/** The texts of a value by the rest of their key, for example `open.0.token`. */
export function textsIn(key: string, value: unknown): Record<string, string> {
  if (typeof value === 'string') return { [key]: value }
  if (typeof value !== 'object' || value === null) return {}
  return Object.assign({}, ...Object.entries(value).map(([part, inner]) => textsIn(`${key}.${part}`, inner)))
}

/** The value with each text replaced by what `texts` holds under its key, and `{session}` in it by the session. */
export function filled(
  key: string,
  value: unknown,
  texts: Readonly<Record<string, string>>,
  session: string,
): unknown {
  if (typeof value === 'string') return (texts[key] ?? value).replaceAll(SESSION, session)
  if (Array.isArray(value)) return value.map((inner, i) => filled(`${key}.${i}`, inner, texts, session))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([part, inner]) => [part, filled(`${key}.${part}`, inner, texts, session)]),
  )
}
