import { readNewestApply } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import { type Desired, exitCodes, type Live } from '../../model/index.ts'
import { makePlan, type PlanInput } from '../../plan/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import type { Context } from '../context.ts'
import type { LivePart } from '../environment/answer-live.ts'
import { describeStore } from '../environment/open-environment.ts'
import { readDocuments } from '../environment/read-documents.ts'
import type { CompiledOpenEnvironment } from '../environment/with-environment.ts'
import { Failure } from '../failure.ts'
import { documentsOf, type PlacedSecret, plannedSecretValues, resolveSecrets } from '../secrets/index.ts'
import { sourceCommit } from '../workspace/source-commit.ts'
import { planCollections } from './plan-collections.ts'
import type { PlannedEnvironment, Topology } from './reviewed-plan.ts'

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
  const lookup = leafLookup(workspace.schemas, { ...desired, index: live.index })
  const input = { desired, live, lookup, provenance, permissions, reads }
  const secretValues = areSecretsResolved ? await readSecrets(open, input, context) : undefined
  const collections = await withProgress('comparing collections', () =>
    planCollections({ directory, store, desired, lookup, schemas: workspace.schemas }, live),
  )
  const { plan, diagnostics } = makePlan({
    ...input,
    ...(commit !== undefined && { commit }),
    ...(collections.length > 0 && { collections }),
    ...(secretValues && { secretValues }),
  })
  return {
    ...(plan === undefined ? {} : { plan }),
    environment,
    made: { live, lookup },
    topology: topologyOf(open),
    diagnostics: [...open.diagnostics, ...diagnostics],
    ...(newest === undefined ? {} : { lastApply: newest }),
    storeName: describeStore(store, directory),
    directory,
    ...(secretValues && { secretValues }),
    sealedAsBefore:
      sealedIn(desired).length - plannedSecretValues(plan ?? { changes: [] }).filter(isSealed).length,
  }
}

function topologyOf({ desired, workspace }: CompiledOpenEnvironment): Topology {
  const components = [...new Set(desired.entries.map(({ component }) => component))].sort()
  return { components, channels: workspace.channels }
}

/** Reads each source that is to be compared with what is live; of sealed secrets, which cannot be, those that are written. */
async function readSecrets(
  { desired, directory, provenance, workspace }: CompiledOpenEnvironment,
  input: PlanInput,
  context: Context,
): Promise<SecretValues | undefined> {
  const compared = secretsIn(desired).filter((each) => !isSealed(each))
  const isAnySealed = sealedIn(desired).length > 0
  const written = isAnySealed ? plannedSecretValues(makePlan(input).plan ?? { changes: [] }) : []
  const wanted = [...compared, ...written.filter(isSealed)]
  if (wanted.length === 0) return undefined
  const documents = documentsOf(desired, workspace.schemas)
  return await context.withProgress('reading secrets', () =>
    resolveSecrets(wanted, { ...context, directory }, { documents, provenance }),
  )
}

/** The secrets that have a source. */
function secretsIn({ entries }: Pick<Desired, 'entries'>): PlacedSecret[] {
  return entries.flatMap(({ key, secrets = [] }) =>
    secrets.filter(({ source }) => source.from !== 'live').map((secret) => ({ key, secret })),
  )
}

function sealedIn(desired: Pick<Desired, 'entries'>): PlacedSecret[] {
  return secretsIn(desired).filter(isSealed)
}

function isSealed({ secret }: PlacedSecret): boolean {
  return secret.as === 'sealed'
}

/** The sources were evaluated with what was read first; a plan of that is worth nothing once it has changed. */
function refuseMovedReads(reads: readonly LivePart[], { entries }: Live): void {
  const moved = reads.filter(({ key, modRevision }) => (entries.get(key)?.modRevision ?? 0) !== modRevision)
  if (moved.length === 0) return
  const names = [...new Set(moved.map(({ key }) => key))].join(', ')
  throw new Failure(exitCodes.conflict, `changed while the plan was made: ${names}`, { help: 'plan again' })
}
