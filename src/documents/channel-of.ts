/** What the channel of a target is called, and where it leads. */
import type { Target } from './types/target.js'

export type ChannelKind = keyof Target['channel']

/** Channels over which nothing can come unasked. */
const ANSWERS_ONLY: readonly ChannelKind[] = ['http', 'stream', 'openai', 'rasa']

const DIRECT_LINE = 'https://directline.botframework.com/v3/directline'

/** @returns the one key of `channel`, and an address to show; what has none is named, for example `command:mybot` */
export function channelOf({ channel }: Pick<Target, 'channel'>): { kind: ChannelKind; url: string } {
  const [kind, block] = Object.entries(channel)[0] as [ChannelKind, { url?: string; name?: string }]
  if (kind === 'directLine') return { kind, url: channel.directLine?.domain ?? DIRECT_LINE }
  return { kind, url: block.url ?? `${kind}:${block.name ?? kind}` }
}

/** True for plain request and reply, where the bot says nothing between two messages of the consumer. */
export function answersOnly(target: Pick<Target, 'channel'>): boolean {
  const { poll, webhook } = target.channel.http ?? {}
  return poll === undefined && webhook === undefined && ANSWERS_ONLY.includes(channelOf(target).kind)
}
