import { type Documents, desiredMaps, type Host, type Layout } from '../layout/index.ts'
import { type Diagnostic, hasErrors } from '../model/index.ts'
import { KernelError } from './bpftool.ts'
import { compareLayout } from './compare-layout.ts'
import { encodeMaps } from './encode-maps.ts'
import { readEntries, writeEntries } from './map-entries.ts'
import { type MapContents, type MapPlan, planMap } from './plan-maps.ts'
import { readHost } from './read-host.ts'
import { readPinned } from './read-pinned.ts'

export interface SyncRequest {
  readonly layout: Layout
  /** Documents by key without the environment's prefix, after defaults. */
  readonly documents: Documents
  /** The folder under which the maps are pinned: `/sys/fs/bpf/sniffer`. */
  readonly pins: string
  /** The host whose interfaces count; this one when absent. */
  readonly host?: Host
}

/** What a sync did or would do. `refused`: nothing was written. `failed`: some of it may have been; sync again. */
export type SyncOutcome =
  | {
      readonly kind: 'planned'
      readonly maps: readonly MapPlan[]
      readonly diagnostics: readonly Diagnostic[]
    }
  | {
      readonly kind: 'synced'
      readonly maps: readonly MapPlan[]
      readonly diagnostics: readonly Diagnostic[]
    }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'failed'
      readonly maps: readonly MapPlan[]
      readonly diagnostics: readonly Diagnostic[]
    }

/** What `syncMaps` would change in the pinned maps. Writes nothing. */
export async function planMapSync(request: SyncRequest): Promise<SyncOutcome> {
  const prepared = await prepare(request)
  return 'kind' in prepared
    ? prepared
    : { kind: 'planned', maps: prepared.plans, diagnostics: prepared.warnings }
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
  readonly warnings: readonly Diagnostic[]
}

async function prepare(request: SyncRequest): Promise<Prepared | SyncOutcome> {
  const { layout, documents, pins } = request
  const wanted = desiredMaps(layout, documents)
  const host = request.host ?? (await readHost())
  const encoded = encodeMaps(wanted.maps, host)
  const compared = compareLayout(layout, await readPinned(pins, layout))
  const diagnostics = [...wanted.diagnostics, ...encoded.diagnostics, ...compared]
  if (hasErrors(diagnostics)) return { kind: 'refused', diagnostics }
  const present = await readEntries(
    pins,
    encoded.maps.map(({ map }) => map),
  )
  const plans = encoded.maps.map((desired, index) => planMap(desired, present[index]?.entries ?? [], host))
  return { desired: encoded.maps, plans, warnings: diagnostics }
}

async function carryOut(pins: string, { desired, plans, warnings }: Prepared): Promise<SyncOutcome> {
  try {
    const maps = desired.map(({ map }) => map)
    const found = plans.some(({ changes }) => changes.length > 0)
      ? await writeEntries(pins, maps, plans)
      : await readEntries(pins, maps)
    const problems = desired.flatMap((contents, index) => verify(contents, found[index]))
    return {
      kind: problems.length > 0 ? 'failed' : 'synced',
      maps: plans,
      diagnostics: [...warnings, ...problems],
    }
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return { kind: 'failed', maps: plans, diagnostics: [...warnings, mismatch(error.message)] }
  }
}

/** The map holds what was asked for, and a hash map nothing else. */
function verify({ map, entries }: MapContents, found: MapContents | undefined): Diagnostic[] {
  const present = new Map(found?.entries.map(({ key, value }) => [key, value]))
  const wrong = entries.filter(({ key, value }) => present.get(key) !== value).length
  const extra = map.kind === 'hash' ? Math.max(present.size - entries.length, 0) : 0
  if (wrong === 0 && extra === 0) return []
  const message = `${map.name} was read back with ${wrong} wrong and ${extra} surplus entries: something else writes to it`
  return [mismatch(message)]
}

function mismatch(message: string): Diagnostic {
  return {
    code: 'kernel-mismatch',
    severity: 'error',
    message,
    help: 'run `appia kernel plan` to see where the maps stand, then `appia kernel sync` again',
  }
}
