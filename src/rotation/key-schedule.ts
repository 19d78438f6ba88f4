import { hkdfSync } from 'node:crypto'

/** What a message key is bound to. */
export interface MessageKeyBinding {
  readonly keyId: string
  /** `sniffer→detector`: a message of one channel cannot be passed off on another. */
  readonly from: string
  readonly to: string
  /** component@node. */
  readonly sender: string
  /** 16 bytes, drawn at every start: a counter from 0 never meets an old key. */
  readonly bootId: Uint8Array
}

/** HKDF-SHA-256 (RFC 5869), 32 bytes: seed → key of one sender's messages on one channel since one start. */
export function deriveMessageKey(seed: Uint8Array, binding: MessageKeyBinding): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, Buffer.from(binding.keyId), messageKeyInfo(binding), 32))
}

/** HKDF's info: each part after its length (u16, big-endian), so that no two bindings share bytes. */
export function messageKeyInfo({ from, to, sender, bootId }: MessageKeyBinding): Buffer {
  const parts = [
    Buffer.from('appia message v1'),
    Buffer.from(from),
    Buffer.from(to),
    Buffer.from(sender),
    bootId,
  ]
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(part.length)
      return [length, part]
    }),
  )
}
