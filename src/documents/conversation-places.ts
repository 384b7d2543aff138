/** Where payloads of known platforms name their conversation: by it what a merchant confirms finds its trial. */
import type { Confirm } from './types/target.js'

interface Places {
  /** JSONPaths in what the page gets, the best first. */
  page: readonly string[]
  /** JSONPaths in what the merchant's platform sends, the best first. */
  payload: readonly string[]
}

const KNOWN: Readonly<Record<string, Places>> = {
  chatwoot: {
    page: ['$.message.data.conversation_id', '$.payload[*].conversation_id'],
    payload: ['$.conversation.id', '$.id'],
  },
  intercom: { page: [], payload: ['$.data.item.id', '$.id'] },
  liveperson: {
    page: ['$.body.changes[*].result.convId', '$.body.changes[*].conversationId'],
    payload: ['$.body.changes[*].result.convId', '$.body.changes[*].conversationId'],
  },
  zendesk: {
    page: ['$[*].data.events[*].conversation._id', '$.platformConversationId'],
    payload: ['$.events[*].payload.conversation.id', '$.platformConversationId'],
  },
}

/** How a target's confirmation finds the trial: what its file says, else what is known of the platform. */
export function conversationPlaces({ webhook, poll }: Confirm): Places {
  const { platform, conversation } = webhook ?? poll ?? { platform: '' }
  const known = Object.hasOwn(KNOWN, platform) ? KNOWN[platform] : undefined
  return {
    page: conversation?.page === undefined ? (known?.page ?? []) : [conversation.page],
    payload: conversation?.payload === undefined ? (known?.payload ?? []) : [conversation.payload],
  }
}
