import { randomBytes } from 'node:crypto'
import { plaintextRecipient } from '../model/index.ts'
import type { KeysetKey } from './keyset.ts'
import type { RotationPolicy } from './policy.ts'
import { sealSeed, seedBytes } from './seal.ts'

/**
 * Draws a seed, seals it for every member and forgets it. The seed never leaves this function but sealed, or in base64
 * where the policy gives a member the bare seed by name.
 */
export async function createKey(
  policy: RotationPolicy,
  { path, generation }: { readonly path: string; readonly generation: number },
): Promise<Pick<KeysetKey, 'id' | 'recipients' | 'sealed' | 'seed'>> {
  const id = `k${generation}-${randomBytes(8).toString('hex')}`
  const seed = randomBytes(seedBytes)
  try {
    const sealed: Record<string, string> = {}
    for (const [member, recipient] of Object.entries(policy.members)) {
      if (recipient === plaintextRecipient) continue
      sealed[member] = await sealSeed({ path, keyId: id, member, seed }, recipient)
    }
    const isBare = Object.values(policy.members).includes(plaintextRecipient)
    return { id, recipients: policy.members, sealed, ...(isBare && { seed: seed.toString('base64') }) }
  } finally {
    seed.fill(0)
  }
}
