import type { Quantity } from '../model/index.ts'

/** Where an environment gets a secret from. Made by `kept`, `fromEnv`, `fromFile` and `fromCommand`. */
export interface SecretSourceInput {
  readonly kind: 'secret-source'
  readonly from: 'live' | 'env' | 'file' | 'command'
}

/** What is live stays, byte for byte; somebody else puts it there. */
export function kept(): SecretSourceInput {
  return source('live', {})
}

/** The environment variable of who applies. A newline at its end belongs to it. */
export function fromEnv(variable: string): SecretSourceInput {
  return source('env', { variable })
}

/**
 * A file of who applies, at a path of its own or relative to the workspace; one newline at its end is dropped. It must
 * not be readable for its group or others, unless that is said.
 */
export function fromFile(
  path: string,
  { readableByOthers }: { readonly readableByOthers?: boolean } = {},
): SecretSourceInput {
  return source('file', { path, ...(readableByOthers !== undefined && { readableByOthers }) })
}

/**
 * What a program prints: `fromCommand(['sops', '-d', '--extract', '["db"]', 'secrets.yaml'])`. Run by an apply in the
 * workspace's folder, without a shell; one newline at the end is dropped. Default time: 30 seconds.
 */
export function fromCommand(
  argv: readonly string[],
  { timeout }: { readonly timeout?: Quantity } = {},
): SecretSourceInput {
  return source('command', { argv, ...(timeout !== undefined && { timeout }) })
}

function source(from: SecretSourceInput['from'], rest: object): SecretSourceInput {
  return { kind: 'secret-source', from, ...rest }
}
