import { readNewestApply } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import { exitCodes, type Live } from '../../model/index.ts'
import { makePlan } from '../../plan/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import type { Context } from '../context.ts'
import type { LivePart } from '../environment/answer-live.ts'
import { describeStore } from '../environment/open-environment.ts'
import { readDocuments } from '../environment/read-documents.ts'
import type { CompiledOpenEnvironment } from '../environment/with-environment.ts'
import { Failure } from '../failure.ts'
import { resolveSecrets } from '../secrets/index.ts'
import { sourceCommit } from '../workspace/source-commit.ts'
import { planCollections } from './plan-collections.ts'
import type { PlannedEnvironment } from './reviewed-plan.ts'

/** Reads live state and plans the environment's desired state against it. */
export async function planEnvironment(
  open: CompiledOpenEnvironment,
  context: Context,
  { areSecretsResolved = false }: { readonly areSecretsResolved?: boolean } = {},
): Promise<PlannedEnvironment> {
  const { permissions, withProgress } = context
  const { store, environment, desired, provenance, directory, reads, workspace } = open
  const request = {
    home: environment,
    managedPrefixes: desired.managedPrefixes,
    keys: [...desired.entries, ...reads].map(({ key }) => key),
  }
  const [live, newest, commit] = await withProgress('reading the store', () =>
    Promise.all([
      readDocuments(store, request, desired.entries),
      readNewestApply(store, environment),
      sourceCommit(directory, desired.sources, context),
    ]),
  )
  refuseMovedReads(reads, live)
  const secretValues = areSecretsResolved ? await readSecrets(open, context) : undefined
  const lookup = leafLookup(workspace.schemas, { ...desired, index: live.index })
  const collections = await withProgress('comparing collections', () =>
    planCollections({ directory, store, desired, lookup, schemas: workspace.schemas }, live),
  )
  const { plan, diagnostics } = makePlan({
    desired,
    live,
    lookup,
    provenance,
    permissions,
    ...(commit !== undefined && { commit }),
    reads,
    ...(collections.length > 0 && { collections }),
    ...(secretValues && { secretValues }),
  })
  return {
    ...(plan === undefined ? {} : { plan }),
    made: { live, lookup },
    diagnostics: [...open.diagnostics, ...diagnostics],
    ...(newest === undefined ? {} : { lastApply: newest }),
    storeName: describeStore(store, directory),
    directory,
    ...(secretValues && { secretValues }),
  }
}

/** Reads each source that an entry names. */
async function readSecrets(
  { desired, directory, provenance }: CompiledOpenEnvironment,
  context: Context,
): Promise<SecretValues | undefined> {
  const wanted = desired.entries.flatMap(({ key, secrets = [] }) =>
    secrets.filter(({ source }) => source.from !== 'live').map((secret) => ({ key, secret })),
  )
  if (wanted.length === 0) return undefined
  return await context.withProgress('reading secrets', () =>
    resolveSecrets(wanted, { ...context, directory }, provenance),
  )
}

/** The sources were evaluated with what was read first; a plan of that is worth nothing once it has changed. */
function refuseMovedReads(reads: readonly LivePart[], { entries }: Live): void {
  const moved = reads.filter(({ key, modRevision }) => (entries.get(key)?.modRevision ?? 0) !== modRevision)
  if (moved.length === 0) return
  const names = [...new Set(moved.map(({ key }) => key))].join(', ')
  throw new Failure(exitCodes.conflict, `changed while the plan was made: ${names}`, { help: 'plan again' })
}
