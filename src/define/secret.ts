import type { SecretReference } from '../model/index.ts'

/** Names a secret that the component fetches itself; its value is never in a config, a plan or a log. */
export function secret(name: string): SecretReference {
  return { $secret: name }
}
