import { inspect } from 'node:util'

const mask = '[secret]'

/** Bytes that print as `[secret]` wherever they are printed, logged or serialized. */
export class Secret {
  readonly #bytes: Buffer

  /** Takes a copy. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes)
  }

  /** The bytes themselves; they are the secret's own and are zeroed with it. */
  expose(): Buffer {
    return this.#bytes
  }

  /** Zeroes the bytes; what `expose` gave is zeroed with them. */
  destroy(): void {
    this.#bytes.fill(0)
  }

  /** `[secret]`, never the bytes. */
  toString(): string {
    return mask
  }

  /** `[secret]`, never the bytes. */
  toJSON(): string {
    return mask
  }

  [inspect.custom](): string {
    return mask
  }
}
