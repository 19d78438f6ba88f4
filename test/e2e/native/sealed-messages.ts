import { seal } from '../../../src/client/messages/chacha.ts'
import { encodeHeader, type MessageHeader, nonceOf } from '../../../src/client/messages/message-header.ts'
import type { ChannelName } from '../../../src/client/messages/message-sealer.ts'
import { deriveMessageKey } from '../../../src/rotation/index.ts'

/** A genuine message with a header of one's choice, which no sealer would give. */
export function sealWith(
  header: MessageHeader,
  { seed, channel, plain }: { seed: Uint8Array; channel: ChannelName; plain: Uint8Array },
): Buffer {
  const bytes = encodeHeader(header)
  const key = deriveMessageKey(seed, { ...channel, ...header })
  const { sealed, tag } = seal(key, { nonce: nonceOf(header.counter), header: bytes, plain })
  return Buffer.concat([bytes, sealed, tag])
}
