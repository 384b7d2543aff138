/** Parts of values that strangers sent, by their type or not at all. */

const LABEL = 1000
const MOST = 100

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first hundred of a list; nothing where it is none. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MOST) : [])

export const cut = (text: string, length = LABEL) => text.slice(0, length).toWellFormed()

export function string(object: Record<string, unknown>, key: string): string | undefined {
  const value = object[key]
  return typeof value === 'string' ? value : undefined
}
