/** The documents that come with ombud: scenarios, personas, wordings, law packs and profiles. */
import { fileURLToPath } from 'node:url'

/** The folder of all shipped documents. */
export const SHIPPED = fileURLToPath(new URL('../../scenarios', import.meta.url))
