/** Distributions that the benches of the statistics draw from, and sums over all tables of pairs. */

const logFactorials = [0]
for (let k = 1; k <= 200; k++) logFactorials.push(logFactorials[k - 1] + Math.log(k))

/** Probabilities of 0..n hits in a cluster whose trials go together with this correlation. */
export function betaBinomial(n, p, icc) {
  const spread = icc === 0 ? undefined : (1 - icc) / icc
  return Array.from({ length: n + 1 }, (_, k) => {
    let chance = Math.exp(logFactorials[n] - logFactorials[k] - logFactorials[n - k])
    if (spread === undefined) return chance * p ** k * (1 - p) ** (n - k)
    for (let i = 0; i < k; i++) chance *= p * spread + i
    for (let i = 0; i < n - k; i++) chance *= (1 - p) * spread + i
    for (let i = 0; i < n; i++) chance /= spread + i
    return chance
  })
}

/** Sums of the probabilities, for `pick`. */
export function table(probabilities) {
  let sum = 0
  return probabilities.map((chance) => (sum += chance))
}

export function pick(sums, at) {
  let k = 0
  while (k < sums.length - 1 && at > sums[k]) k++
  return k
}

export function binomialDraw(n, p, random) {
  let hits = 0
  for (let i = 0; i < n; i++) if (random() < p) hits++
  return hits
}

/** 4,096 draws of a beta distribution with mean `p`, by which two arms that share them are exactly alike. */
export function betaDraws(p, icc, random) {
  const spread = (1 - icc) / icc
  return Float64Array.from({ length: 4096 }, () => {
    const [a, b] = [gamma(p * spread, random), gamma((1 - p) * spread, random)]
    return a + b === 0 ? p : a / (a + b)
  })
}

/** Marsaglia and Tsang, ACM Trans. Math. Softw. 26 (2000) 363. */
function gamma(shape, random) {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Every way in which n pairs can come out, with its probability as a function of the four chances. */
export function tableOfCells(n) {
  const all = []
  for (let a = 0; a <= n; a++)
    for (let b = 0; b <= n - a; b++)
      for (let c = 0; c <= n - a - b; c++) {
        const d = n - a - b - c
        const ways =
          logFactorials[n] - logFactorials[a] - logFactorials[b] - logFactorials[c] - logFactorials[d]
        const probability = ([w, x, y, z]) => Math.exp(ways) * w ** a * x ** b * y ** c * z ** d
        all.push({ cells: [a, b, c, d], probability })
      }
  return all
}
