/** Verifies signatures of SM2 by plain arithmetic, as GB/T 32918.2 has it (draft-shen-sm2-ecdsa, section 5), without OpenSSL. */
import { createHash } from 'node:crypto'

/** The recommended curve (GB/T 32918.5). */
const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const A = P - 3n
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const G: Point = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
]

type Point = readonly [bigint, bigint]

/**
 * @param key in DER (SubjectPublicKeyInfo): its last 64 bytes are the point
 * @param signature in DER: two numbers
 * @param identity of whoever signs
 */
export function sm2Holds(key: Buffer, data: Buffer, signature: Buffer, identity: string): boolean {
  const point: Point = [numberOf(key.subarray(-64, -32)), numberOf(key.subarray(-32))]
  const id = Buffer.from(identity)
  const length = Buffer.from([(id.length * 8) >> 8, (id.length * 8) & 0xff])
  const z = sm3(length, id, ...[A, B, ...G, ...point].map(bytesOf))
  const e = numberOf(sm3(z, data))
  const [r, s] = numbersIn(signature)
  const t = mod(r + s, N)
  const sum = add(times(s, G), times(t, point))
  return r > 0n && s > 0n && r < N && s < N && t !== 0n && sum !== undefined && mod(e + sum[0], N) === r
}

function sm3(...parts: Buffer[]): Buffer {
  return createHash('sm3').update(Buffer.concat(parts)).digest()
}

const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)
const bytesOf = (number: bigint) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
const mod = (a: bigint, m: bigint) => ((a % m) + m) % m

function numbersIn(der: Buffer): [bigint, bigint] {
  const first = der[3] ?? 0
  return [numberOf(der.subarray(4, 4 + first)), numberOf(der.subarray(6 + first))]
}

function inverse(a: bigint): bigint {
  let [r, s, t, u] = [mod(a, P), P, 1n, 0n]
  while (s > 0n) {
    const q = r / s
    ;[r, s, t, u] = [s, r - q * s, u, t - q * u]
  }
  return mod(t, P)
}

function add(p: Point | undefined, q: Point | undefined): Point | undefined {
  if (!p || !q) return p ?? q
  if (p[0] === q[0] && mod(p[1] + q[1], P) === 0n) return undefined
  const slope =
    p[0] === q[0]
      ? mod((3n * p[0] * p[0] + A) * inverse(2n * p[1]), P)
      : mod((q[1] - p[1]) * inverse(q[0] - p[0]), P)
  const x = mod(slope * slope - p[0] - q[0], P)
  return [x, mod(slope * (p[0] - x) - p[1], P)]
}

function times(factor: bigint, point: Point): Point | undefined {
  let sum: Point | undefined
  let power: Point | undefined = point
  for (let left = factor; left > 0n; left >>= 1n) {
    if (left & 1n) sum = add(sum, power)
    power = add(power, power)
  }
  return sum
}
