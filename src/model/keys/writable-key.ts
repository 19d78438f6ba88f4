import type { Change } from '../plan.ts'
import { seedPrefix, toolRoot } from './keys.ts'

/** What a plan may touch. */
export interface KeyScope {
  /** Of the environment. */
  readonly prefix: string
  readonly managedPrefixes: readonly string[]
  /** True of a key that the newest apply left managed. Absent: not known, while only a file is at hand. */
  readonly isManaged?: (key: string) => boolean
}

/** The tool's records and the encryption keys of any environment in the same etcd. */
const records =
  /\/appia\/(?:(?:owners|rotator)$|published\/|(?:[^/]+\/)?(?:(?:owner|epoch)$|(?:ledger|blob)\/))/
const seeds = /\/keys\/encryption\//

/**
 * Why no plan may do this to the key, in words that follow its name; undefined where one may. Asked when a plan is made,
 * when a plan file is read, and once more by whoever builds the transaction: the one rule for all three.
 */
export function keyProblem(
  { key, action }: Pick<Change, 'key' | 'action'>,
  { prefix, managedPrefixes, isManaged }: KeyScope,
): string | undefined {
  if (isRecord(key, prefix)) return "is one of Appia's own records"
  if (isSeed(key, prefix)) return 'lies among the encryption keys'
  const isTakenAway = action === 'delete' || action === 'release' || action === 'forget'
  if (isTakenAway) return isManaged?.(key) === false ? 'is not managed: no apply has left it so' : undefined
  if (managedPrefixes.some((managed) => key.startsWith(managed))) return undefined
  return `lies outside the managed prefixes ${managedPrefixes.join(', ')}`
}

/** True of the tool's records and of encryption keys, those of other environments in the same etcd included. */
export function isReservedKey(key: string, prefix: string): boolean {
  return isRecord(key, prefix) || isSeed(key, prefix)
}

function isRecord(key: string, prefix: string): boolean {
  return key.startsWith(toolRoot(prefix)) || records.test(key)
}

function isSeed(key: string, prefix: string): boolean {
  return key.startsWith(seedPrefix(prefix)) || seeds.test(key)
}
