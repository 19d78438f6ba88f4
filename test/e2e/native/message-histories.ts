import fc from 'fast-check'
import type { KeyringKey } from '../../../src/client/index.ts'
import type { ChannelName } from '../../../src/client/messages/message-sealer.ts'

/** What happens to a receiver; most of it goes well, or nothing after a wrong step would be worth a look. */
export type Step =
  | { readonly do: 'seal'; readonly sender: string; readonly key: KeyringKey; readonly channel: ChannelName }
  /** The message is one of those sealed before; on its own channel unless given; one bit of it changed where given. */
  | {
      readonly do: 'read'
      readonly message: number
      readonly channel: ChannelName | null
      readonly bit: number | null
    }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'keys'; readonly keys: readonly KeyringKey[] }

/** Histories of senders, clocks that jump, keys that come and go, replays and alterations. */
export function histories(k1: KeyringKey, k2: KeyringKey): fc.Arbitrary<Step[]> {
  const own = { 'sniffer@gw-01': 'sniffer', 'sniffer@gw-02': 'sniffer', 'rag@gw-01': 'rag' }
  const channels = ['sniffer', 'rag'].flatMap((from) => ['detector', 'rag'].map((to) => ({ from, to })))
  const channel = fc.constantFrom(...channels)
  const seal = fc.record({
    do: fc.constant('seal' as const),
    sender: fc.constantFrom(...Object.keys(own)),
    key: mostly(fc.constantFrom(k1, k2), fc.constant({ id: 'k9', seed: k1.seed })),
  })
  return fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: seal.chain((step) => {
          const from = own[step.sender as keyof typeof own]
          return mostly(
            fc.constantFrom('detector', 'rag').map((to) => ({ from, to })),
            channel,
          ).map((channel): Step => ({ ...step, channel }))
        }),
      },
      {
        weight: 12,
        arbitrary: fc.record({
          do: fc.constant('read' as const),
          message: fc.nat(),
          channel: mostly(fc.constant(null), channel),
          bit: mostly(fc.constant(null), fc.nat(90 * 8)),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('wait' as const),
          ms: fc.constantFrom(1, 9_999, 30_000, 30_001, 70_000, -29_999),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('keys' as const),
          keys: mostly(fc.constant([k1, k2]), fc.constantFrom([k1], [k2], [])),
        }),
      },
    ),
    { minLength: 10, maxLength: 60 },
  )
}

function mostly<T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: other })
}
