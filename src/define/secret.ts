import type { SecretReference } from '../model/index.ts'

/**
 * Names a secret: `secrets` of the environment says where an apply takes it from; where it says nothing, the reference
 * is written and the component fetches the secret itself. Its value is never in a config, a plan or a log.
 */
export function secret(name: string): SecretReference {
  return { $secret: name }
}
