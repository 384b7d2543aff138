/** Is our own network up? Asked when a target cannot be reached, so that our fault is never called the bot's. */
import { isLoopback } from '../channel/open.js'
import { channelOf } from '../documents/channel-of.js'
import type { ReadyTarget } from '../documents/ready.js'

/** Two sites that are up when anything is; one reachable from China, one from elsewhere. */
const WELL_KNOWN = ['https://www.baidu.com/', 'https://www.example.com/']
const TIMEOUT_MS = 5000

/** True where any answer comes from a control address. A loopback target needs no network. */
export async function ownNetworkIsUp(target: ReadyTarget): Promise<boolean> {
  if (isLoopback(channelOf(target).url) && !target.control) return true
  const addresses = target.control ? [target.control] : WELL_KNOWN
  const answers = addresses.map((address) =>
    fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }),
  )
  return Promise.any(answers).then(
    () => true,
    () => false,
  )
}
