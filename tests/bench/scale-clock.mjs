/**
 * Loaded before a worker: its clock on the wall is wrong by OMBUD_BENCH_CLOCK milliseconds, and SIGUSR2 puts it an hour
 * on, the next one back again. The monotonic clock goes on as it is, as where somebody sets the time.
 */
const HOUR = 3_600_000
const Real = Date
const wrong = Number(process.env.OMBUD_BENCH_CLOCK ?? 0)
let step = 0

globalThis.Date = class extends Real {
  constructor(...args) {
    if (args.length === 0) super(Real.now() + wrong + step)
    else super(...args)
  }

  static now() {
    return Real.now() + wrong + step
  }
}

process.on('SIGUSR2', () => {
  step = step === 0 ? HOUR : 0
})
