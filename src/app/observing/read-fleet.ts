import { readLive } from '../../apply/index.ts'
import { loadFormats, readDocument } from '../../formats/index.ts'
import { canonicalJson, type DesiredEntry, splitNodeKey } from '../../model/index.ts'
import type { ReadableEnvironment } from '../environment/with-readable.ts'
import { pendingOf } from '../state/environment-status.ts'
import { readStatus } from '../state/read-status.ts'
import type { FleetReading } from './observation.ts'

/** How members, their keys and the apply that waits stand. Throws `StoreError`. */
export async function readFleet(open: ReadableEnvironment, now: number): Promise<FleetReading> {
  const { store, environment, workspace } = open
  const { prefix } = environment
  const desired = open.desired ?? { entries: await managedEntries(open) }
  const status = await readStatus(store, { prefix, desired, schemas: workspace?.schemas ?? new Map(), now })
  return { ...status, pending: (await pendingOf(store, environment)) ?? null }
}

/** Without sources, what is managed counts as declared, and as it is live: nothing else is known. No hash: a secret may stand in it. */
async function managedEntries({
  store,
  environment,
  managedPrefixes,
}: ReadableEnvironment): Promise<DesiredEntry[]> {
  const { index, entries } = await readLive(store, { home: environment, managedPrefixes })
  await loadFormats([...index.values()].map(({ format }) => format))
  return [...index].map(([key, { component, schema = component, format }]) => {
    const bytes = entries.get(key)?.value
    const value = (bytes && readDocument(bytes, format)) ?? null
    const { node } = splitNodeKey(key.slice(environment.prefix.length))
    return {
      ...{ key, component, schema, value, text: canonicalJson(value), sha256: '' },
      ...(node !== undefined && { node }),
      ...(format && { format }),
    }
  })
}
