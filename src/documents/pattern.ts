/** Regular expressions that people write into documents, kept to those that end in reasonable time. */

const LONGEST = 500

/**
 * Compiles a pattern (flag u).
 * @throws SyntaxError when it is not a regular expression, too long, or can take forever
 */
export function compilePattern(source: string): RegExp {
  if (source.length > LONGEST) throw new SyntaxError(`longer than ${LONGEST} characters`)
  const pattern = new RegExp(source, 'u')
  if (repeatsRepetition(source)) {
    throw new SyntaxError(
      'repeats a repetition or alternatives, as (a+)+ and (a|b)* do, which can take forever',
    )
  }
  return pattern
}

/** Whether a group that holds an unbounded repetition, or alternatives, is itself repeated without bound. */
function repeatsRepetition(source: string): boolean {
  const groups: boolean[] = [false]
  for (let at = 0; at < source.length; at++) {
    const character = source[at]
    if (character === '\\') at++
    else if (character === '[') at = endOfClass(source, at)
    else if (character === '(') groups.push(false)
    else if (character === '|') groups[groups.length - 1] = true
    else if (character === ')') {
      const risky = groups.pop() ?? false
      const repeated = isUnbounded(source, at + 1)
      if (risky && repeated) return true
      if (risky || repeated) groups[groups.length - 1] = true
    } else if (isUnbounded(source, at)) groups[groups.length - 1] = true
  }
  return false
}

function endOfClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === ']') return at
  }
  return source.length
}

function isUnbounded(source: string, at: number): boolean {
  return /^(?:[*+]|\{\d+,(?:\d{2,})?\})/.test(source.slice(at, at + 12))
}
