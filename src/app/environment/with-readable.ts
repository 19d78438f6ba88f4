import { existsSync } from 'node:fs'
import { listOwners, readLive } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import {
  type Desired,
  type DocumentKind,
  type Environment,
  exitCodes,
  hasErrors,
  type LeafFacts,
  type LeafLookup,
  type Store,
} from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { nearestWorkspace } from '../workspace/find-workspace.ts'
import { readSchemas } from '../workspace/read-schemas.ts'
import { chooseEnvironment } from './choose-environment.ts'
import { bareEnvironment, embeddedFile } from './open-environment.ts'
import type { OpenStore } from './open-store.ts'
import { withCompiledEnvironment, withEnvironment, withStore } from './with-environment.ts'
import { areEndpointsGiven } from './with-plan-target.ts'

/** An environment to look at, with what its sources say of it where they are at hand. */
export interface ReadableEnvironment extends OpenStore {
  readonly managedPrefixes: readonly string[]
  /** What the schemas say of leaves, also of keys that these facts tell of and the sources do not. */
  readonly lookupWith: (
    managed: ReadonlyMap<string, DocumentKind & { readonly component: string }>,
  ) => LeafLookup
  readonly desired?: Desired
  /** Why the sources say nothing. */
  readonly withoutSources?: string
}

/** No schema says that the value is not a secret. */
const hiddenLeaf: LeafFacts = { effect: 'restart', isSecret: true }

/**
 * Opens an environment to look at. Where endpoints are given, sources that are missing or broken are no obstacle: what
 * is managed stands in the store.
 */
export async function withReadableEnvironment<T>(
  context: Context,
  task: (open: ReadableEnvironment) => Promise<T>,
): Promise<T> {
  const without = await withoutSources(context)
  if (without !== undefined) return await withStoreAlone(context, without, task)
  return await withCompiledEnvironment(context, async (open) => {
    const { desired, workspace, environment } = open
    refuseOtherPrefix(environment, context)
    const lookupWith: ReadableEnvironment['lookupWith'] = (index) =>
      leafLookup(workspace.schemas, { ...desired, index })
    return await task({ ...open, managedPrefixes: desired.managedPrefixes, lookupWith })
  })
}

/** As `withReadableEnvironment`, for what is read from the store alone: values of the sources are neither checked nor read. */
export async function withReadableStore<T>(
  context: Context,
  task: (open: OpenStore) => Promise<T>,
): Promise<T> {
  const without = await withoutSources(context)
  if (without !== undefined) return await withStoreAlone(context, without, task)
  return await withEnvironment(context, async (open) => {
    refuseOtherPrefix(open.environment, context)
    return await task(open)
  })
}

interface WithoutSources {
  readonly why: string
  readonly directory: string
  /** What broken sources still say. */
  readonly environment?: Environment
}

/** Undefined where the sources are to be used, or are needed to find the store. */
async function withoutSources(context: Context): Promise<WithoutSources | undefined> {
  if (!areEndpointsGiven(context)) return undefined
  const workspace = nearestWorkspace(context)
  if (workspace === undefined) return { why: 'there is no workspace here', directory: context.directory }
  const { environments, diagnostics, compiled } = await compileWorkspace(workspace)
  const name = context.environment
  if (environments.length === 0) {
    if (name !== undefined && existsSync(embeddedFile(workspace, name))) return undefined
    return { why: 'they have errors (appia check)', directory: workspace }
  }
  const environment = chooseEnvironment(environments, context)
  const own = compiled.get(environment.name)?.diagnostics ?? []
  if (!hasErrors([...diagnostics, ...own]) || environment.store === 'embedded') return undefined
  return { why: 'they have errors (appia check)', directory: workspace, environment }
}

async function withStoreAlone<T>(
  context: Context,
  { why, directory, environment: declared }: WithoutSources,
  task: (open: ReadableEnvironment) => Promise<T>,
): Promise<T> {
  const named = context.environment
  const prefix = declared?.prefix ?? prefixOf(context)
  if (declared !== undefined) refuseOtherPrefix(declared, context)
  const alone = bareEnvironment(named ?? 'etcd', { prefix, workspace: '' })
  const { schemas } = await readSchemas(directory)
  return await withStore({ directory, environment: declared ?? alone, context }, async (open) => {
    const workspace = declared?.workspace ?? (await theWorkspace(open.store, prefix, named))
    const home = { prefix, workspace }
    const { owner, managedPrefixes = [] } = await readLive(open.store, { home, managedPrefixes: [] })
    const expected = declared?.name ?? named
    if (owner !== undefined && expected !== undefined && owner.environment !== expected) {
      throw new Failure(
        exitCodes.conflict,
        `${prefix === '' ? 'this etcd' : `${prefix} of this etcd`} belongs to environment ${owner.environment} of workspace ${owner.workspace}, not to ${expected}`,
        { help: 'say which prefix is meant: --prefix /site-a; or leave out --env' },
      )
    }
    const environment = { ...open.environment, workspace, name: owner?.environment ?? open.environment.name }
    const lookupWith: ReadableEnvironment['lookupWith'] = (index) =>
      leafLookup(schemas, { entries: [], index }, hiddenLeaf)
    return await task({
      ...{ ...open, environment, managedPrefixes, lookupWith },
      withoutSources: why,
    })
  })
}

/** Which workspace is meant where no sources say it: the only one, or the only one with that environment. */
async function theWorkspace(store: Store, prefix: string, environment: string | undefined): Promise<string> {
  const all = await listOwners(store, prefix)
  const [first, second] =
    all.length === 1
      ? all
      : all.filter((each) => environment === undefined || each.environment === environment)
  if (second === undefined) return first?.workspace ?? all[0]?.workspace ?? ''
  const names = all.map((each) => `${each.workspace} (${each.environment})`).join(', ')
  throw usageFailure(
    `several workspaces own keys here: ${names}`,
    'say which by --env NAME, or by its sources: --workspace DIR',
  )
}

function prefixOf({ prefix: named = '' }: Context): string {
  const prefix = named.replace(/\/$/, '')
  if (prefix === '' || prefix.startsWith('/')) return prefix
  throw usageFailure(`--prefix ${prefix} does not begin with "/"`, `for example: --prefix /${prefix}`)
}

/** Where the sources name the prefix, another one is a slip. */
function refuseOtherPrefix({ name, prefix }: Environment, context: Context): void {
  if (context.prefix === undefined || prefixOf(context) === prefix) return
  throw usageFailure(`environment ${name} has prefix "${prefix}" by its sources`, 'leave out --prefix')
}
