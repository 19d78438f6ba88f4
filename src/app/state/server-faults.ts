import { faultsOf } from '../../model/index.ts'

/** Security faults that an etcd of this version is known to have, one line each; none for a version of another form. */
export function knownFaults(version: string): string[] {
  return (faultsOf(version) ?? []).map(
    ({ id, text, fixedIn }) => `${id}: ${text} (fixed in ${fixedIn.join(', ')})`,
  )
}
