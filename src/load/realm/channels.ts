import type { AuthoredChannel, AuthoredChannelEnd, NativeLanguage } from '../../model/index.ts'
import type { Authored } from './documents.ts'

/** The channels of a workspace, sorted by name. What no call of `channel()` made is left out. */
export function channelsOf({ channels }: Authored): AuthoredChannel[] {
  const authoredChannels =
    typeof channels === 'object' && channels !== null ? (channels as Record<string, Authored>) : {}
  return Object.keys(authoredChannels)
    .sort()
    .flatMap((name) => {
      const channel = authoredChannels[name]
      if (channel?.kind !== 'channel') return []
      const [producer, consumer] = [channel.producer as Authored, channel.consumer as Authored]
      const pattern = producer.socketType === 'PUSH' ? 'push/pull' : 'pub/sub'
      return [{ name, from: endOf(producer), to: endOf(consumer), pattern, port: Number(producer.port) }]
    })
}

/** The languages that a workspace names. */
export function languagesOf({ languages }: Authored): { readonly languages?: readonly NativeLanguage[] } {
  if (!Array.isArray(languages)) return {}
  return { languages: languages.filter((each) => each === 'cpp' || each === 'python') }
}

function endOf({ component, endpoint, mode }: Authored): AuthoredChannelEnd {
  return { component: String(component), endpoint: String(endpoint), isBinding: mode === 'bind' }
}
