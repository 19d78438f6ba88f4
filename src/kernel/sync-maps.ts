import { type Documents, desiredMaps, type EntryMapLayout, type Host, type Layout } from '../layout/index.ts'
import { type Diagnostic, hasErrors } from '../model/index.ts'
import { KernelError } from './bpftool.ts'
import { compareLayout } from './compare-layout.ts'
import { encodeMaps } from './encode-maps.ts'
import { type PinnedMaps, readEntries, writeEntries } from './map-entries.ts'
import { type MapContents, type MapPlan, planMap } from './plan-maps.ts'
import { readHost } from './read-host.ts'
import { readPinned } from './read-pinned.ts'
import { verifyContents } from './verify-contents.ts'

export interface SyncRequest {
  readonly layout: Layout
  /** Documents by key without the environment's prefix, after defaults. */
  readonly documents: Documents
  /** The folder under which the maps are pinned: `/sys/fs/bpf/sniffer`. */
  readonly pins: string
  /** The host whose interfaces count; this one when absent. */
  readonly host?: Host
  /** `ids` of a former outcome: as long as the same maps are pinned they are not compared again. */
  readonly compared?: string
}

/** What a sync did or would do. `refused`: nothing was written. `failed`: some of it may have been; sync again. */
export type SyncOutcome =
  | ({ readonly kind: 'planned' | 'synced' | 'failed' } & Changes)
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }

interface Changes {
  readonly maps: readonly MapPlan[]
  readonly diagnostics: readonly Diagnostic[]
  /** For `compared` of the next request. */
  readonly ids: string
}

/** What `syncMaps` would change in the pinned maps. Writes nothing. */
export async function planMapSync(request: SyncRequest): Promise<SyncOutcome> {
  const prepared = await prepare(request)
  if ('kind' in prepared) return prepared
  const { plans, diagnostics, ids } = prepared
  return { kind: 'planned', maps: plans, diagnostics, ids }
}

/** Brings the pinned maps to the entries that the documents ask for, reads them back and verifies. */
export async function syncMaps(request: SyncRequest): Promise<SyncOutcome> {
  const prepared = await prepare(request)
  return 'kind' in prepared ? prepared : carryOut(request.pins, prepared)
}

/** Everything that is known before a write. */
interface Prepared {
  readonly desired: readonly MapContents[]
  readonly plans: readonly MapPlan[]
  readonly diagnostics: readonly Diagnostic[]
  readonly ids: string
}

async function prepare(request: SyncRequest): Promise<Prepared | SyncOutcome> {
  const desiredContents = desiredMaps(request.layout, request.documents)
  const host = request.host ?? (await readHost())
  const encoded = encodeMaps(desiredContents.maps, host)
  const problems = [...desiredContents.diagnostics, ...encoded.diagnostics]
  if (hasErrors(problems)) return { kind: 'refused', diagnostics: problems }
  const maps = encoded.maps.map(({ map }) => map)
  const { present, differences } = await readCompared(request, maps)
  if (present === undefined) return { kind: 'refused', diagnostics: differences }
  const plans = encoded.maps.map((desired, index) => {
    return planMap(desired, present.contents[index]?.entries ?? [], host)
  })
  return { desired: encoded.maps, plans, diagnostics: differences, ids: present.ids }
}

/** The entries of maps that agree with the layout; `present` is absent where they do not. */
async function readCompared(
  { layout, pins, compared }: SyncRequest,
  maps: readonly EntryMapLayout[],
): Promise<{ present?: PinnedMaps; differences: readonly Diagnostic[] }> {
  if (compared !== undefined) {
    const present = await readEntries(pins, maps)
    if (present.ids === compared) return { present, differences: [] }
  }
  const differences = compareLayout(layout, await readPinned(pins, layout))
  if (hasErrors(differences)) return { differences }
  return { present: await readEntries(pins, maps), differences }
}

async function carryOut(pins: string, { desired, plans, diagnostics, ids }: Prepared): Promise<SyncOutcome> {
  const changes = { maps: plans, ids }
  if (plans.every((plan) => plan.changes.length === 0)) return { kind: 'synced', diagnostics, ...changes }
  try {
    const maps = desired.map(({ map }) => map)
    const contentsNow = await writeEntries(pins, maps, plans)
    const problems = desired.flatMap((contents, index) =>
      verifyContents(contents, contentsNow[index]?.entries ?? []),
    )
    const kind = problems.length > 0 ? 'failed' : 'synced'
    return { kind, diagnostics: [...diagnostics, ...problems], ...changes }
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return { kind: 'failed', diagnostics: [...diagnostics, mismatch(error.message)], ...changes }
  }
}

function mismatch(message: string): Diagnostic {
  return {
    code: 'kernel-mismatch',
    severity: 'error',
    message,
    help: 'run `appia kernel plan` to see where the maps stand, then `appia kernel sync` again',
  }
}
