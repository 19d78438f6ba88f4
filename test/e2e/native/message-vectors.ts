import { encodeKeyring, type KeyringContent } from '../../../src/client/index.ts'
import type { MessageHeader } from '../../../src/client/messages/message-header.ts'
import type { ChannelName } from '../../../src/client/messages/message-sealer.ts'
import { sealWith } from './sealed-messages.ts'

/** One message that a receiver is given, in this order, and what it makes of it. */
interface MessageVector {
  readonly what: string
  readonly channel: ChannelName
  readonly message: string
  /** `opened PLAIN` in hex, or the reason of the rejection. */
  readonly verdict: string
}

export interface MessageVectors {
  readonly keyring: string
  /** ms since 1970: the receiver's clock. It has remembered nothing, and knows nothing of what was sent at `notBefore`. */
  readonly now: number
  readonly notBefore: number
  readonly vectors: readonly MessageVector[]
}

export const keyring: KeyringContent = {
  member: 'detector@gw-01',
  generation: 3,
  limits: { longestMessageAge: 30_000, messageCap: 2 ** 32 },
  primary: 'k2-b',
  keys: [
    { id: 'k1-a', seed: Buffer.from(Array.from({ length: 32 }, (_, index) => index)) },
    { id: 'k2-b', seed: Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index)) },
  ],
}
const now = 1_800_000_000_000
const notBefore = now - 20_000
const long = Buffer.alloc(16, 6)
const flows = { from: 'sniffer', to: 'detector' }
const bootId = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const header: MessageHeader = { keyId: 'k1-a', sender: 'sniffer@gw-01', bootId, counter: 5, sentAt: now }
const seed = keyring.keys[0]?.seed ?? bootId

/** Every verdict at its very edge; the same bytes at each run. */
export function messageVectors(): MessageVectors {
  const made = (
    change: Partial<MessageHeader>,
    more: { plain?: Uint8Array; channel?: ChannelName; seed?: Uint8Array } = {},
  ) => sealWith({ ...header, ...change }, { seed, channel: flows, plain: Buffer.from('flow'), ...more })
  const first = made({})
  const changed = (at: number, from = first) => {
    const bytes = Buffer.from(from)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  const vectors: [string, string, Buffer, ChannelName?][] = [
    ['altered tag, before the genuine one', 'tampered', changed(first.length - 1)],
    ['altered ciphertext', 'tampered', changed(first.length - 17)],
    ['altered counter', 'tampered', changed(43)],
    ['genuine', 'opened 666c6f77', first],
    ['seen', 'replayed', first],
    ['an older counter', 'opened 666c6f77', made({ counter: 0 })],
    ['no text', 'opened -', made({ counter: 6 }, { plain: Buffer.alloc(0) })],
    [
      'another key',
      'opened 666c6f77',
      made({ counter: 7, keyId: 'k2-b' }, { seed: keyring.keys[1]?.seed ?? seed }),
    ],
    [
      'another channel, the counter goes on',
      'opened 666c6f77',
      made({ counter: 8 }, { channel: { from: 'sniffer', to: 'rag' } }),
      { from: 'sniffer', to: 'rag' },
    ],
    ['a counter that was seen on another channel', 'replayed', made({ counter: 8 })],
    [
      'sealed for another channel',
      'tampered',
      made({ counter: 9 }, { channel: { from: 'sniffer', to: 'rag' } }),
    ],
    ['the largest counter', 'opened 666c6f77', made({ counter: Number.MAX_SAFE_INTEGER })],
    ['far below it', 'replayed', made({ counter: 10 })],
    ['of a boot of its own, with any counter', 'opened 666c6f77', made({ bootId: long, counter: 5000 })],
    ['the oldest that the window knows', 'opened 666c6f77', made({ bootId: long, counter: 905 })],
    ['one below it, never seen', 'replayed', made({ bootId: long, counter: 904 })],
    ['the oldest once more', 'replayed', made({ bootId: long, counter: 905 })],
    ['the window moves by one', 'opened 666c6f77', made({ bootId: long, counter: 5001 })],
    ['what was the oldest is beyond it', 'replayed', made({ bootId: long, counter: 905 })],
    ['another boot of the sender', 'opened 666c6f77', made({ bootId: Buffer.alloc(16, 7) })],
    ['another node', 'opened 666c6f77', made({ sender: 'sniffer@gw-02' })],
    ['under another seed', 'tampered', made({ bootId: Buffer.alloc(16, 8) }, { seed: Buffer.alloc(32) })],
    ['unknown key', 'unknown-key', made({ keyId: 'k3-c' })],
    ['unknown key and too old', 'too-old', made({ keyId: 'k3-c', sentAt: now - 30_001 })],
    ['another sender', 'wrong-sender', made({ sender: 'rag@gw-01' })],
    ['a sender whose name goes on', 'wrong-sender', made({ sender: 'sniffer2@gw-01' })],
    ['a sender without a node', 'wrong-sender', made({ sender: 'sniffer' })],
    ['too old', 'too-old', made({ sentAt: now - 30_001 })],
    ['as old as allowed, before the start', 'before-start', made({ sentAt: now - 30_000 })],
    ['at the start', 'before-start', made({ sentAt: notBefore })],
    ['after the start', 'opened 666c6f77', made({ sentAt: notBefore + 1, bootId: Buffer.alloc(16, 9) })],
    [
      'as far ahead as allowed',
      'opened 666c6f77',
      made({ sentAt: now + 30_000, bootId: Buffer.alloc(16, 10) }),
    ],
    ['from the future', 'from-the-future', made({ sentAt: now + 30_001 })],
    ['of no time that there is', 'from-the-future', made({ sentAt: Number.MAX_SAFE_INTEGER })],
    ['empty', 'malformed', Buffer.alloc(0)],
    ['version 2', 'malformed', Buffer.concat([Buffer.of(2), first.subarray(1)])],
    ['without a key id', 'malformed', Buffer.concat([Buffer.of(1, 0), first.subarray(6)])],
    [
      'with a key id that is not UTF-8',
      'malformed',
      Buffer.concat([first.subarray(0, 2), Buffer.of(0xc0), first.subarray(3)]),
    ],
    [
      'a counter of 2^53',
      'malformed',
      Buffer.concat([first.subarray(0, 36), Buffer.from('0020', 'hex'), first.subarray(38)]),
    ],
    ['cut in its tag', 'malformed', first.subarray(0, 52 + 15)],
    ['cut in its text', 'tampered', first.subarray(0, 52 + 16)],
    ['with a byte behind it', 'tampered', Buffer.concat([made({ counter: 50 }), Buffer.of(0)])],
  ]
  return {
    keyring: encodeKeyring(keyring).toString('hex'),
    now,
    notBefore,
    vectors: vectors.map(([what, verdict, message, channel = flows]) => ({
      what,
      channel,
      message: message.toString('hex'),
      verdict,
    })),
  }
}
