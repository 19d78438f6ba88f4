import { faultsOf, isEndOfLife } from '../../model/index.ts'

/** Faults that an etcd of this version is known to have, one line each; none for a version of another form. */
export function knownFaults(version: string): string[] {
  const series = version.split('.').slice(0, 2).join('.')
  return [
    ...(faultsOf(version) ?? []).map(
      ({ id, text, fixedIn }) => `${id}: ${text} (fixed in ${fixedIn.join(', ')})`,
    ),
    ...(isEndOfLife(version) ? [`etcd ${series} has reached its end of life: it gets no more fixes`] : []),
  ]
}
