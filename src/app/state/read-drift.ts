import { type OutsideWrite, readOutsideWrites } from '../../apply/index.ts'
import { StoreError } from '../../model/index.ts'
import { type DriftReport, driftOf, foldForeign } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { readDocuments } from '../environment/read-documents.ts'
import { type ReadableEnvironment, withReadableEnvironment } from '../environment/with-readable.ts'

/** What was changed outside in an environment. */
export interface EnvironmentDrift {
  readonly environment: string
  readonly storeName: string
  readonly revision: number
  /** False in a store that was never applied to: there is nothing to have drifted from. */
  readonly isApplied: boolean
  readonly report: DriftReport
  /** Where they were asked for. */
  readonly writes?: OutsideWrites
  /** Why the sources say nothing of it. */
  readonly withoutSources?: string
}

/** Outside writes, or why they are not known. */
export type OutsideWrites =
  | { readonly kind: 'read'; readonly writes: readonly OutsideWrite[] }
  | { readonly kind: 'not-checked'; readonly problem: string }

/**
 * Compares live state with what was applied and with the sources; with `since`, lists each outside write after that revision.
 * With `isFolded`, many foreign keys below a prefix are told by their number.
 */
export async function readDrift(
  { since, isFolded = false }: { readonly since?: number; readonly isFolded?: boolean },
  context: Context,
): Promise<EnvironmentDrift> {
  return await withReadableEnvironment(context, async (open) => {
    const drift = await driftIn(open)
    const { report } = drift
    return {
      ...drift,
      ...(isFolded && { report: { ...report, ...foldForeign(report.entries) } }),
      ...(since !== undefined && { writes: await outsideWrites(open, since) }),
    }
  })
}

/** The same of an environment that is open. Throws `StoreError`. */
export async function driftIn(open: ReadableEnvironment): Promise<Omit<EnvironmentDrift, 'writes'>> {
  const { store, environment, desired, managedPrefixes, lookupWith, withoutSources } = open
  const keys = desired?.entries.map((entry) => entry.key) ?? []
  const live = await readDocuments(store, { home: environment, managedPrefixes, keys }, desired?.entries)
  const report = driftOf({
    live,
    lookup: lookupWith(live.index),
    managedPrefixes,
    ignore: environment.ignoreChanges ?? [],
    ...(desired && { desired }),
  })
  return {
    environment: environment.name,
    storeName: describeStore(store, open.directory),
    revision: live.revision,
    isApplied: live.epoch !== undefined,
    report,
    ...(withoutSources !== undefined && { withoutSources }),
  }
}

async function outsideWrites(open: ReadableEnvironment, since: number): Promise<OutsideWrites> {
  const { store, environment, managedPrefixes } = open
  const request = { home: environment, managedPrefixes, since }
  try {
    return { kind: 'read', writes: await readOutsideWrites(store, request) }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { kind: 'not-checked', problem: error.message }
  }
}
