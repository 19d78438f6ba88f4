/** What is needed to read a source. */
export interface SourceWorld {
  /** The workspace's folder: what paths are relative to, and where programs run. */
  readonly directory: string
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** The longest secret that is read. */
export const secretBytesLimit = 64 * 1024

/** One newline at the end is how files and programs end, and no part of a secret. */
export function withoutNewline(bytes: Buffer): Buffer {
  const end = bytes.at(-1) === 0x0a ? bytes.length - 1 : bytes.length
  return bytes.subarray(0, end < bytes.length && bytes[end - 1] === 0x0d ? end - 1 : end)
}

/** Why the system refused something, in words. */
export function errorWord(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words: { readonly [code: string]: string } = {
    ENOENT: 'it is not there',
    EACCES: 'not allowed',
    EPERM: 'not allowed',
    ELOOP: 'links lead in a circle',
  }
  return words[code] ?? (code || 'it failed')
}
