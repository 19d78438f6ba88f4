import { hash } from 'node:crypto'

/** sha256 of UTF-8 text or bytes, 64 lower-case hex digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}
