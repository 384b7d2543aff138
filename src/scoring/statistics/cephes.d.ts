/** The functions of cephes that are used; the package's own types are not found through its exports. */
declare module 'cephes' {
  /** Settled when the functions can be called. */
  export const compiled: Promise<void>
  /** Regularised incomplete beta function at x, and the x at which it is y. */
  export function incbet(a: number, b: number, x: number): number
  export function incbi(a: number, b: number, y: number): number
  /** Standard normal distribution and its quantile. */
  export function ndtr(x: number): number
  export function ndtri(y: number): number
  /** Probability of more than x under chi-squared. */
  export function chdtrc(freedom: number, x: number): number
}
