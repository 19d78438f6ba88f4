import { followMaps, planMapSync, readDocuments, type SyncOutcome, syncMaps } from '../../kernel/index.ts'
import { StoreError } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { answerLive } from '../environment/answer-live.ts'
import { describeStore } from '../environment/open-environment.ts'
import type { OpenEnvironment } from '../environment/open-store.ts'
import { withEnvironment } from '../environment/with-environment.ts'
import { InvalidInput } from '../failure.ts'
import { type LayoutRequest, type LayoutTarget, layoutTarget, tellingKernelErrors } from './layout-target.ts'

/** Which maps are to hold which documents. */
export interface SyncRequest extends LayoutRequest {
  /** The node whose own documents win. */
  readonly node?: string
}

/** What a sync did or would do. */
export interface MapSync {
  /** The layout's name. */
  readonly layout: string
  readonly pins: string
  readonly storeName: string
  /** Of the documents. */
  readonly revision: number
  readonly outcome: SyncOutcome
  /** Where the sources are. */
  readonly directory: string
}

/** What `syncKernel` would change in the pinned maps. */
export async function planKernel(request: SyncRequest, context: Context): Promise<MapSync> {
  return await withLayout(request, context, (target) => once(target, planMapSync))
}

/** Brings the pinned maps to what the store holds. */
export async function syncKernel(request: SyncRequest, context: Context): Promise<MapSync> {
  return await withLayout(request, context, (target) => once(target, syncMaps))
}

export interface KernelFollower {
  readonly onSync: (sync: MapSync) => void
  /** Told when the store or the kernel, as `subject` says, cannot be reached; it is tried again. */
  readonly onTrouble: (subject: string, error: Error) => void
}

/** Keeps the pinned maps at what the store holds, until the signal. */
export async function followKernel(
  request: SyncRequest,
  context: Context,
  { onSync, onTrouble }: KernelFollower,
): Promise<void> {
  await withLayout(request, context, (target) =>
    followMaps({
      ...target,
      signal: context.signal,
      onSync: (outcome, revision) => onSync(syncOf(target, { outcome, revision })),
      onTrouble: (error) => onTrouble(error instanceof StoreError ? target.store.name : 'kernel', error),
    }),
  )
}

/** An open environment with the layout whose maps are meant. */
interface OpenLayout extends OpenEnvironment, LayoutTarget {
  readonly prefix: string
  readonly node?: string
}

async function withLayout<T>(
  { node, ...request }: SyncRequest,
  context: Context,
  task: (target: OpenLayout) => Promise<T>,
): Promise<T> {
  return await tellingKernelErrors(() =>
    withEnvironment(context, async (open) => {
      const { directory, environment } = open
      const { workspace } = await answerLive(open)
      if (workspace.compiled.size === 0) throw new InvalidInput(workspace.diagnostics, directory)
      const target = layoutTarget(request, workspace, { context, directory })
      return await task({
        ...open,
        ...target,
        prefix: environment.prefix,
        ...(node !== undefined && { node }),
      })
    }),
  )
}

async function once(target: OpenLayout, act: typeof syncMaps): Promise<MapSync> {
  const { documents, revision, diagnostics } = await readDocuments(target, target.layout)
  if (diagnostics.length > 0) throw new InvalidInput(diagnostics, target.directory)
  return syncOf(target, { outcome: await act({ ...target, documents }), revision })
}

function syncOf(
  { layout, pins, store, directory }: OpenLayout,
  { outcome, revision }: { readonly outcome: SyncOutcome; readonly revision: number },
): MapSync {
  const storeName = describeStore(store, directory)
  return { layout: layout.name, pins, storeName, revision, outcome, directory }
}
