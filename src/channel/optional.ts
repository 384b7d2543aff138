/** Client libraries that ombud does not bring along, as few need them. */
import { ChannelError } from './channel.js'

/** @throws ChannelError that says how to install what is not there */
export async function optional<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
    throw new ChannelError(
      missing
        ? `this channel needs the package ${name}`
        : `the package ${name} cannot be loaded: ${(cause as Error).message}`,
      { whose: 'harness', code: 'input', hint: `npm i ${name}` },
      { cause },
    )
  }
}
