import { type EnvironmentDocument, withHiddenSecrets } from '../../importing/index.ts'
import { canonicalJson, type Diagnostic, formatPlace, type JsonValue } from '../../model/index.ts'
import { completeValue } from '../../schema/index.ts'
import type { ImportRequest } from './import-request.ts'
import type { KnownDocument, KnownWorkspace } from './known-workspace.ts'

/** Documents held against those of the workspace. */
export interface ComparedDocuments {
  /** Those that the workspace does not have, or that are to replace what it has. */
  readonly fresh: readonly EnvironmentDocument[]
  /** How many it has as they are. */
  readonly known: number
  /** Names of modules and components that are written anew. */
  readonly replaced: ReadonlySet<string>
  readonly diagnostics: readonly Diagnostic[]
}

/** Tells what is new from what the workspace has already; what it has otherwise is an error unless it was forced. */
export function compareKnown(
  documents: readonly EnvironmentDocument[],
  known: KnownWorkspace,
  request: ImportRequest,
): ComparedDocuments {
  const plain = new Set(request.plain)
  const fresh: EnvironmentDocument[] = []
  const replaced = new Set<string>()
  const diagnostics: Diagnostic[] = []
  let same = 0
  for (const document of documents) {
    const twins = twinsOf(document, known)
    const [twin] = twins
    if (twin === undefined) fresh.push(document)
    else if (twins.some((each) => isSame(document, { twin: each, known, plain }))) same++
    else if (request.isForced && isOwnModule(twin, known)) {
      fresh.push(document)
      for (const name of [moduleOf(twin), twin.component]) replaced.add(name)
    } else diagnostics.push(conflict(document, twin, request.isForced))
  }
  return { fresh, known: same, replaced, diagnostics }
}

/** What the workspace has under the document's key: in its environment, or in any. */
function twinsOf(
  { environment, key }: EnvironmentDocument,
  { environments }: KnownWorkspace,
): KnownDocument[] {
  const own = environments.filter(({ name }) => name === environment)
  return (own.length > 0 ? own : environments).flatMap(({ documents }) => documents.get(key) ?? [])
}

interface Comparison {
  readonly twin: KnownDocument
  readonly known: KnownWorkspace
  readonly plain: ReadonlySet<string>
}

/** With the schema's defaults, and whatever secrets are called. */
function isSame({ key, source }: EnvironmentDocument, { twin, known, plain }: Comparison): boolean {
  const schema = known.schemas.get(twin.schema)
  const hidden = withHiddenSecrets(source.value, (pointer) => plain.has(`${key}#${pointer}`))
  const completed = schema === undefined ? hidden : completeValue(schema, hidden).value
  return canonicalJson(completed) === canonicalJson(withUnnamedSecrets(twin.value))
}

function withUnnamedSecrets(value: JsonValue): JsonValue {
  return withHiddenSecrets(value, () => true)
}

/** True where the module holds this one document, and can be written anew as a whole. */
function isOwnModule({ at }: KnownDocument, { environments }: KnownWorkspace): boolean {
  const keys = environments.flatMap(({ documents }) =>
    [...documents].filter(([, each]) => each.at?.file === at?.file).map(([key]) => key),
  )
  return at !== undefined && new Set(keys).size === 1
}

function moduleOf({ at }: KnownDocument): string {
  return (at?.file ?? '').replace(/^configs\//, '').replace(/\.ts$/, '')
}

function conflict({ key, from }: EnvironmentDocument, { at }: KnownDocument, isForced: boolean): Diagnostic {
  const where = at === undefined ? 'the workspace' : formatPlace(at)
  return {
    code: 'import-conflict',
    severity: 'error',
    message: `${from} differs from what ${where} says of ${key}`,
    key,
    ...(at !== undefined && { at }),
    help: isForced
      ? 'its module holds other documents too: change it there by hand'
      : 'change it there, or write the module anew from what is imported: --force',
  }
}
