/** A string of the SSH protocol (RFC 4251): its length in four bytes, then itself. */
export function wireString(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Takes strings and numbers of the SSH protocol off one after the other. Throws `RangeError` at the end. */
export class WireReader {
  private readonly bytes: Buffer
  private offset = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes)
  }

  number(): number {
    const value = this.bytes.readUInt32BE(this.offset)
    this.offset += 4
    return value
  }

  string(): Buffer {
    const length = this.number()
    const end = this.offset + length
    if (end > this.bytes.length) throw new RangeError('ends in the middle of a string')
    const value = this.bytes.subarray(this.offset, end)
    this.offset = end
    return value
  }

  text(): string {
    return this.string().toString('utf8')
  }
}
