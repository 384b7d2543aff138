/** A channel whose conversations the merchant's own platform may confirm, where the target file says how. */
import type { Channel } from '../channel.js'
import type { Confirmations } from './confirmation.js'

/** The same channel; `confirm` of a target is listened to as long as its conversation is open. */
export function confirming(channel: Channel): Channel {
  let loaded: Promise<Confirmations> | undefined
  return {
    async open(options) {
      const { confirm } = options.target
      if (!confirm || !options.wire) return channel.open(options)
      loaded ??= import('./confirmation.js').then(({ Confirmations }) => new Confirmations())
      return channel.open(await (await loaded).listen(confirm, options))
    },
    async close() {
      await channel.close()
      await (await loaded)?.close()
    },
  }
}
