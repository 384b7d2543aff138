/** Special functions, from cephes (Moshier, Methods and Programs for Mathematical Functions, 1989), ready to be called. */
import { compiled } from 'cephes'

export { chdtrc, incbet, incbi, ndtr, ndtri } from 'cephes'

// It is WebAssembly, with the same digits on every machine, and compiles when it is first imported.
await compiled
