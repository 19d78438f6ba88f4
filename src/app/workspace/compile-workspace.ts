import {
  addCollections,
  type CompiledCollection,
  compileEnvironment,
  leafLookup,
} from '../../compile/index.ts'
import { keyedHash } from '../../files/index.ts'
import {
  type Inputs,
  inputsHash,
  loadWorkspace,
  readCache,
  StandbyEvaluator,
  type TypeInputs,
  typeCheck,
  typeInputsKey,
  writeCache,
} from '../../load/index.ts'
import {
  type AuthoredLayout,
  type CompiledEnvironment,
  type Diagnostic,
  type DiagnosticCode,
  type Environment,
  hasErrors,
  type LeafLookup,
  type LiveValues,
  type LoadedWorkspace,
  type SourceFile,
  sha256,
} from '../../model/index.ts'
import { checkElementMoves } from '../../plan/index.ts'
import { knowNamePatterns, readerDifferences, type Schema } from '../../schema/index.ts'
import { checkFirewall } from './check-firewall.ts'
import { secretReads, unreadableAnywhere } from './check-live.ts'
import { checkRecipients } from './check-recipients.ts'
import { checkRotation } from './check-rotation.ts'
import { decodeCompiled, encodeCompiled } from './compiled-text.ts'
import type { CompiledWorkspace } from './compiled-workspace.ts'
import { checkEntries, checkLayouts } from './layout-documents.ts'
import { compiledHere, readCollections } from './read-collections.ts'
import { lintSchemas, type ReadSchemas, readSchemas } from './read-schemas.ts'
import { toolBuild } from './tool-version.ts'

/** What `live()` gives, in all environments or in one. */
export interface GivenLive {
  readonly values: LiveValues
  /** The environment whose store holds them: only this one is compiled. */
  readonly environment?: string
}

/** What whoever compiles again and again has at hand. */
export interface CompileAid {
  /** As they were hashed just now. */
  readonly inputs: Inputs
  readonly standby: StandbyEvaluator
  /** Takes what nobody waits for: it may be done later. */
  readonly postpone: (work: () => Promise<void>) => void
}

/** Compiles a workspace, or takes the outcome from the user's cache when nothing that goes in has changed. */
export async function compileWorkspace(
  directory: string,
  given?: GivenLive,
  aid?: CompileAid,
): Promise<CompiledWorkspace> {
  const inputs = aid?.inputs ?? (await inputsHash(directory, toolBuild()))
  const key = given === undefined ? inputs.key : keyWith(given, inputs.key)
  const cached = key === undefined ? undefined : await readCache(`compiled-${key}`)
  if (cached !== undefined) return await knownAgain(decodeCompiled(cached))
  const standby = aid?.standby ?? new StandbyEvaluator()
  standby.prepare()
  const isRepeated = aid !== undefined
  const compiling = compileAnew({ directory, given, sources: inputs.sources, standby, isRepeated })
  const workspace = await (aid === undefined ? compiling.finally(() => standby.close()) : compiling)
  if (key === undefined || !isKept(workspace)) return workspace
  const keep = (): Promise<void> => writeCache(`compiled-${key}`, encodeCompiled(workspace))
  if (aid === undefined) await keep()
  else aid.postpone(keep)
  return workspace
}

/** As when it was compiled: patterns of names are matched in linear time. */
async function knownAgain(workspace: CompiledWorkspace): Promise<CompiledWorkspace> {
  for (const schema of workspace.schemas.values()) await knowNamePatterns(schema)
  return workspace
}

/** What may be otherwise the next time with the same sources, and sources with a secret in them. */
const notKept: ReadonlySet<DiagnosticCode> = new Set(['config-timeout', 'config-memory', 'literal-secret'])

/** True of an outcome that may lie in the cache. */
export function isKept({
  diagnostics,
  compiled,
}: Pick<CompiledWorkspace, 'diagnostics' | 'compiled'>): boolean {
  const all = [diagnostics, ...[...compiled.values()].map((each) => each.diagnostics)].flat()
  return !all.some(({ code }) => notKept.has(code))
}

/** Live documents may hold secrets beside what was asked for: a plain hash of them would let somebody try guesses. */
function keyWith({ values, environment = '' }: GivenLive, key: string): string | undefined {
  const lines = [...values].map(([name, text]) => `${text === undefined ? '' : sha256(text)} ${name}`)
  return keyedHash([key, environment, ...lines.sort()].join('\n'))
}

/**
 * Type errors of the workspace's configs, cached by the same hash where `mayKeep` says so: they quote literals. Rejects
 * once the signal is given.
 */
export async function typeErrors(
  inputs: TypeInputs,
  mayKeep: Promise<boolean>,
  signal?: AbortSignal,
): Promise<readonly Diagnostic[]> {
  // Found anew each time, and by more than the files that the key is of.
  if (inputs.diagnostics.length > 0) return inputs.diagnostics
  const key = typeInputsKey(inputs, toolBuild())
  const cached = await readCache(`types-${key}`)
  if (cached !== undefined) return JSON.parse(cached) as readonly Diagnostic[] // written below, checksummed
  const diagnostics = await typeCheck(inputs, signal)
  if (await mayKeep) await writeCache(`types-${key}`, JSON.stringify(diagnostics))
  return diagnostics
}

const nothing = {
  name: '',
  environments: [],
  managedPrefixes: [],
  waivers: [],
  layouts: [],
  channels: [],
  languages: [],
  live: [],
  compiled: new Map<string, CompiledEnvironment>(),
}

/** What goes in. */
interface Sources {
  readonly directory: string
  readonly given: GivenLive | undefined
  /** Hashed for the key of the cache. */
  readonly sources: readonly SourceFile[]
  readonly standby: StandbyEvaluator
  /** By whoever compiles again and again. */
  readonly isRepeated: boolean
}

async function compileAnew(all: Sources): Promise<CompiledWorkspace> {
  const { schemas, parts, diagnostics: unreadable } = await readSchemas(all.directory)
  if (hasErrors(unreadable))
    return {
      ...nothing,
      schemas,
      diagnostics: [...unreadable, ...(await lintSchemas({ schemas, parts }, all.directory))],
    }
  const { loaded, broken } = await loadAndLint(all, { schemas, parts })
  const diagnostics = [...unreadable, ...broken]
  if (loaded === undefined) return { ...nothing, schemas, diagnostics }
  if (!('documents' in loaded)) {
    const { blank } = loaded
    const secrets =
      blank === undefined
        ? []
        : [...secretReads(blank, schemas), ...unreadableAnywhere(blank.live, blank.environments)]
    const found = [...diagnostics, ...loaded.diagnostics, ...secrets]
    return { ...nothing, schemas, ...loaded.blank, diagnostics: found }
  }
  return await compileLoaded(loaded, { ...all, schemas }, diagnostics)
}

/** Lints the schemas while a child evaluates with them; what comes of broken ones is not looked at. */
async function loadAndLint(
  { directory, given, sources, standby }: Sources,
  { schemas, parts }: Pick<ReadSchemas, 'schemas' | 'parts'>,
): Promise<{
  readonly loaded?: Awaited<ReturnType<typeof loadWorkspace>>
  readonly broken: readonly Diagnostic[]
}> {
  let linting: ReturnType<typeof lintSchemas> | undefined
  const lint = (): ReturnType<typeof lintSchemas> => {
    linting ??= lintSchemas({ schemas, parts }, directory)
    return linting
  }
  const values = given && { live: given.values }
  const options = { directory, schemas: [...schemas.values()], sources, standby, ...values }
  const loading = loadWorkspace({ ...options, meanwhile: lint })
  await loading.catch(() => {}) // of interest only where the schemas are sound
  const broken = await lint()
  return hasErrors(broken) ? { broken } : { broken, loaded: await loading }
}

async function compileLoaded(
  loaded: LoadedWorkspace,
  {
    directory,
    schemas,
    given,
    isRepeated,
  }: Pick<Sources, 'directory' | 'given' | 'isRepeated'> & { readonly schemas: ReadonlyMap<string, Schema> },
  diagnostics: readonly Diagnostic[],
): Promise<CompiledWorkspace> {
  const { name, environments, managedPrefixes, waivers, layouts = [], live = [] } = loaded
  const { channels = [], languages = ['cpp', 'python'] } = loaded
  const chosen = environments.filter((each) => (given?.environment ?? each.name) === each.name)
  const { collections, diagnostics: broken } = await readCollections(directory, loaded, schemas)
  const compiled = await Promise.all(
    chosen.map(async (environment): Promise<[string, CompiledEnvironment]> => {
      const documents = await compileEnvironment({ loaded, schemas, environment: environment.name })
      return [environment.name, await complete(documents, { environment, layouts, collections, isRepeated })]
    }),
  )
  return {
    name,
    schemas,
    environments,
    managedPrefixes,
    waivers,
    layouts,
    channels,
    languages,
    live,
    compiled: new Map(compiled),
    diagnostics: [
      ...diagnostics,
      ...loaded.diagnostics,
      ...checkLayouts(layouts),
      ...broken,
      ...secretReads(loaded, schemas),
      ...unreadableAnywhere(live, environments),
      ...checkElementMoves(loaded, lookupOf(loaded, schemas)),
      ...(languages.includes('cpp') ? [...schemas.values()].flatMap(readerDifferences) : []),
    ],
  }
}

/** What the schemas say of the documents as they are authored. */
function lookupOf({ documents }: LoadedWorkspace, schemas: ReadonlyMap<string, Schema>): LeafLookup {
  return leafLookup(schemas, { entries: [], index: new Map(documents.map((each) => [each.key, each])) })
}

/** What lies beside the documents: collections, and what layouts and policies say of the documents. */
async function complete(
  documents: CompiledEnvironment,
  beside: {
    readonly environment: Environment
    readonly layouts: readonly AuthoredLayout[]
    readonly collections: readonly CompiledCollection[]
    readonly isRepeated: boolean
  },
): Promise<CompiledEnvironment> {
  const contradictions = [
    ...checkEntries(beside.layouts, documents),
    ...checkRotation(documents),
    ...(await checkFirewall(documents)),
    ...checkRecipients(beside.environment),
  ]
  const compiled = addCollections(documents, beside.collections)
  // Whoever compiles again and again plans nothing: the documents need not stay in memory for that.
  if (!beside.isRepeated)
    for (const [index, collection] of (compiled.desired?.collections ?? []).entries())
      compiledHere.set(collection, Promise.resolve(beside.collections[index] as CompiledCollection)) // of the same list
  return { ...compiled, diagnostics: [...compiled.diagnostics, ...contradictions] }
}
