import type { Store } from '../model/index.ts'
import { brokenServers, plaintextRecipient, readRotation } from '../rotation/index.ts'

/** What `doctor` finds wrong with keys and seeds, one line each. */
export async function rotationComplaints(store: Store, prefix: string): Promise<string[]> {
  const { policy, policyProblems, keyset, acknowledgements } = await readRotation(store, prefix)
  const members = Object.entries(policy?.members ?? {})
  const bare = members.filter(([, recipient]) => recipient === plaintextRecipient).map(([member]) => member)
  const closed = members
    .map(([member]) => member)
    .filter((member) => {
      return acknowledgements.get(member)?.state === 'cannot-open'
    })
  const hasSeeds = keyset !== undefined && keyset.keys.length > 0
  const broken = hasSeeds ? await brokenServers(store) : []
  return [
    ...policyProblems.map(({ pointer, message }) => `rotation policy ${pointer}: ${message}`),
    ...bare.map(
      (member) => `${member} is given the bare seed: whoever reads /keys/encryption reads its messages`,
    ),
    ...(keyset?.keys.some(({ seed }) => seed !== undefined)
      ? ['a bare seed lies under /keys/encryption']
      : []),
    ...closed.map(
      (member) => `${member} cannot open what is sealed for it: see "lost identity" in docs/keys.md`,
    ),
    ...broken.map(
      (version) => `access control of etcd ${version} does not protect /keys: rely on sealing alone`,
    ),
  ]
}
