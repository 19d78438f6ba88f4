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

  /** Zeroes the bytes. */
  destroy(): void {
    this.#bytes.fill(0)
  }

  toString(): string {
    return mask
  }

  toJSON(): string {
    return mask
  }

  [inspect.custom](): string {
    return mask
  }
}
