import { isUtf8 } from 'node:buffer'

/** The readable part of a message, authenticated as associated data. */
export interface MessageHeader {
  readonly keyId: string
  /** component@node. */
  readonly sender: string
  /** 16 bytes, drawn at each start of the sender. */
  readonly bootId: Buffer
  /** Rises by one with each message since the sender's start, over all keys and channels; below 2^53. */
  readonly counter: number
  /** ms since 1970, the sender's clock. */
  readonly sentAt: number
}

/** What precedes the sealed bytes, and where they begin. */
export interface ParsedMessage {
  readonly header: MessageHeader
  /** The header's bytes: the associated data. */
  readonly headerBytes: Buffer
  /** Key id, sender and boot id in one text of no other meaning: the same for all messages of one start under one key. */
  readonly origin: string
  /** Ciphertext without its tag. */
  readonly sealed: Buffer
  readonly tag: Buffer
}

export const tagBytes = 16
export const bootIdBytes = 16
const version = 1
/** Counter and time. */
const numberBytes = 16

/**
 * version (u8) · key id (u8 length, UTF-8) · sender (u8 length, UTF-8) · boot id (16) · counter (u64) · sent-at (u64),
 * big-endian.
 */
export function encodeHeader(header: MessageHeader): Buffer {
  const { keyId, sender, bootId } = header
  const origin = [Buffer.of(version), lengthPrefixed(keyId), lengthPrefixed(sender), bootId]
  const bytes = Buffer.concat([...origin, Buffer.alloc(numberBytes)])
  numberHeader(bytes, header)
  return bytes
}

/** Makes of an encoded header that of another message of the same start under the same key. */
export function numberHeader(
  bytes: Buffer,
  { counter, sentAt }: Pick<MessageHeader, 'counter' | 'sentAt'>,
): void {
  const start = bytes.length - numberBytes
  bytes.writeUInt32BE(highWord(counter), start)
  bytes.writeUInt32BE(lowWord(counter), start + 4)
  bytes.writeUInt32BE(highWord(sentAt), start + 8)
  bytes.writeUInt32BE(lowWord(sentAt), start + 12)
}

/** Takes a message apart; undefined for anything malformed. */
export function parseMessage(message: Buffer): ParsedMessage | undefined {
  if (message[0] !== version) return undefined
  const keyId = textAt(message, 1)
  const sender = keyId && textAt(message, keyId.end)
  if (keyId === undefined || sender === undefined) return undefined
  const end = sender.end + bootIdBytes + 16
  if (message.length < end + tagBytes) return undefined
  const bootId = message.subarray(sender.end, sender.end + bootIdBytes)
  const counter = Number(message.readBigUInt64BE(end - 16))
  const sentAt = Number(message.readBigUInt64BE(end - 8))
  if (!Number.isSafeInteger(counter) || !Number.isSafeInteger(sentAt)) return undefined
  return {
    header: { keyId: keyId.text, sender: sender.text, bootId, counter, sentAt },
    headerBytes: message.subarray(0, end),
    origin: message.toString('latin1', 1, end - 16),
    sealed: message.subarray(end, message.length - tagBytes),
    tag: message.subarray(message.length - tagBytes),
  }
}

/** The nonce of a message (RFC 8439, 96 bits): four zero bytes, then the counter, little-endian. Written over an earlier one where that is given. */
export function nonceOf(counter: number, nonce: Buffer = Buffer.alloc(12)): Buffer {
  nonce.writeUInt32LE(lowWord(counter), 4)
  nonce.writeUInt32LE(highWord(counter), 8)
  return nonce
}

// Numbers below 2^53 in two words, without a BigInt for each.
function highWord(number: number): number {
  return Math.floor(number / 2 ** 32)
}

function lowWord(number: number): number {
  return number >>> 0
}

function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length > 255) throw new Error(`${bytes.length} bytes are too long for a message header`)
  return Buffer.concat([Buffer.of(bytes.length), bytes])
}

function textAt(message: Buffer, offset: number): { text: string; end: number } | undefined {
  const length = message[offset]
  const end = offset + 1 + (length ?? 0)
  if (length === undefined || length === 0 || end > message.length) return undefined
  // Bytes that are not text would be read as another text than the one that keys are derived from.
  if (!isUtf8(message.subarray(offset + 1, end))) return undefined
  return { text: message.toString('utf8', offset + 1, end), end }
}
