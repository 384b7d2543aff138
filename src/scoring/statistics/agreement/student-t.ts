/** Whether the mean of a sample lies below a value. */
import { tCdf } from '../t.js'

/**
 * p-value of "the mean is at least `value`" against "it lies below" (Student, Biometrika 6 (1908) 1).
 * Where all values are the same there is no doubt: 0 or 1.
 * @param sample at least two values
 */
export function tTestBelow(sample: readonly number[], value: number): number {
  const n = sample.length
  const mean = sample.reduce((sum, x) => sum + x, 0) / n
  const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  if (variance === 0) return mean < value ? 0 : 1
  return tCdf((mean - value) / Math.sqrt(variance / n), n - 1)
}
