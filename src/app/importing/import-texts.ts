import { generateTypings, inputTypeName } from '../../codegen/index.ts'
import { loadFormats, tomlRanges } from '../../formats/index.ts'
import {
  type EnvironmentDocument,
  editIndex,
  type ImportedDocuments,
  type IndexAdditions,
  importDocuments,
  readDocument,
} from '../../importing/index.ts'
import { type Diagnostic, hasErrors } from '../../model/index.ts'
import { parseSchemas, type Schema } from '../../schema/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput } from '../failure.ts'
import { compareKnown } from './compare-known.ts'
import type {
  FoundEnvironment,
  GatheredTexts,
  ImportReport,
  ImportRequest,
  LeftAlone,
} from './import-request.ts'
import { type KnownWorkspace, knowWorkspace, takenVariables } from './known-workspace.ts'
import { sampleOf } from './sample-component.ts'
import { type WantedFile, writeFiles } from './write-files.ts'

/** Brings texts into the workspace here, or into a new one. Throws `InvalidInput`, and then nothing was written. */
export async function importTexts(
  gathered: GatheredTexts,
  request: ImportRequest,
  context: Context,
): Promise<ImportReport> {
  const known = await knowWorkspace(context, request.name)
  const environments = chooseEnvironments(gathered.environments, known, context)
  const formats = formatsIn(gathered)
  await loadFormats(formats)
  if (formats.includes('toml')) await tomlRanges.load()
  const read = readTexts(gathered, request)
  const compared = compareKnown(read.documents, known, request)
  refuse([...gathered.diagnostics, ...read.diagnostics, ...compared.diagnostics])
  const imported = await importDocuments({
    documents: compared.fresh,
    environments: gathered.environments.map(({ name }) => name),
    plain: new Set(request.plain),
    schemas: known.schemas,
    taken: takenBy(known, compared.replaced),
    typeOf: (schema) => ({ name: inputTypeName(schema), file: `generated/ts/${schema}.d.ts` }),
  })
  refuse(imported.diagnostics)
  const files = await filesOf(imported, { known, environments })
  return {
    directory: known.directory,
    files: await writeFiles(known.directory, files, request),
    documents: imported.places,
    known: compared.known,
    environments: environments.map(({ name }) => name),
    secrets: imported.secrets,
    questions: imported.schemas.reduce((count, { text }) => count + text.split('"x-question"').length - 1, 0),
    shared: imported.shared,
    leftAlone: [...gathered.leftAlone, ...read.leftAlone],
    isDry: request.isDry,
  }
}

/** What packages are needed for. */
function formatsIn({ texts }: GatheredTexts): ('yaml' | 'toml')[] {
  const isSome = (ending: RegExp) => texts.some(({ file }) => ending.test(file))
  return [...(isSome(/\.ya?ml$/i) ? ['yaml' as const] : []), ...(isSome(/\.toml$/i) ? ['toml' as const] : [])]
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  // Without the folder no line of a file is shown: a secret may stand on it.
  if (hasErrors(diagnostics)) throw new InvalidInput(diagnostics)
}

interface ReadTexts {
  readonly documents: readonly EnvironmentDocument[]
  readonly leftAlone: readonly LeftAlone[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A file that cannot be read is wrong; what a store holds is as it is. */
function readTexts({ texts }: GatheredTexts, { fromStore }: ImportRequest): ReadTexts {
  const documents: EnvironmentDocument[] = []
  const leftAlone: LeftAlone[] = []
  const diagnostics: Diagnostic[] = []
  for (const { environment, key, from, file, text } of texts) {
    const source = readDocument({ file, text })
    const isPretty = fromStore !== undefined && file.endsWith('.json') && text.includes('\n')
    if (!('diagnostics' in source))
      documents.push({
        environment,
        key,
        from,
        source: isPretty ? { ...source, format: 'pretty-json' } : source,
      })
    else if (fromStore === undefined) diagnostics.push(...source.diagnostics)
    else leftAlone.push({ what: from, why: source.diagnostics[0]?.message ?? 'not readable' })
  }
  return { documents, leftAlone, diagnostics }
}

/** Where the documents come into: environments by their names, or the one that was named, or those that are there. */
function chooseEnvironments(
  found: readonly FoundEnvironment[],
  known: KnownWorkspace,
  { environment }: Context,
): readonly FoundEnvironment[] {
  const [only] = found
  if (only === undefined || only.name !== '') return found
  const name = environment ?? only.called ?? (only.endpoints === undefined ? undefined : 'etcd')
  if (name !== undefined) return [{ ...only, name }]
  return known.isNew ? [{ ...only, name: 'local' }] : []
}

function takenBy(
  known: KnownWorkspace,
  replaced: ReadonlySet<string>,
): Parameters<typeof importDocuments>[0]['taken'] {
  const isKept = (name: string) => !replaced.has(name)
  return {
    names: known.names.filter(isKept),
    modules: known.modules.filter(isKept),
    variables: takenVariables({
      ...known,
      names: known.names.filter(isKept),
      modules: known.modules.filter(isKept),
    }),
  }
}

/** The index last: what it imports is there then. */
async function filesOf(
  imported: ImportedDocuments,
  {
    known,
    environments,
  }: { readonly known: KnownWorkspace; readonly environments: readonly FoundEnvironment[] },
): Promise<WantedFile[]> {
  if (imported.modules.length === 0) return []
  const { schemas: drafts, diagnostics } = parseSchemas(
    imported.schemas.map(({ path, text }) => ({ file: path, text })),
  )
  refuse(diagnostics)
  const used = new Map([...usedSchemas(imported, known.schemas), ...drafts])
  const typings = await generateTypings(used)
  const sample = await sampleOf(known)
  const index = await editIndex(
    known.index,
    additionsTo(known, { imported, environments, sample: sample !== undefined }),
  )
  if (typeof index !== 'string') {
    const message = `configs/index.ts cannot be added to: ${index.problem}`
    refuse([
      {
        code: 'import-refused',
        severity: 'error',
        message,
        at: { file: 'configs/index.ts', line: 1, column: 1 },
      },
    ])
    return []
  }
  return [
    ...imported.schemas,
    ...typings,
    ...imported.modules,
    { path: 'configs/index.ts', text: index },
    ...(sample?.files ?? []),
  ]
}

function usedSchemas(
  { modules }: ImportedDocuments,
  schemas: ReadonlyMap<string, Schema>,
): [string, Schema][] {
  return [...schemas].filter(([name]) =>
    modules.some(({ text }) => text.includes(`generated/ts/${name}.d.ts`)),
  )
}

function additionsTo(
  known: KnownWorkspace,
  {
    imported,
    environments,
    sample,
  }: {
    readonly imported: ImportedDocuments
    readonly environments: readonly FoundEnvironment[]
    readonly sample: boolean
  },
): IndexAdditions {
  const { additions, places } = imported
  const own = new Map(additions.environments.map((each) => [each.name, each.components]))
  const keptSecrets = [...new Set(imported.secrets.map(({ name }) => name))].sort()
  // Where nothing names one, the documents come into all that are there.
  const others = environments.length > 0 || keptSecrets.length === 0 ? [] : known.environments
  return {
    ...additions,
    managedPrefixes: managedPrefixes(
      places.map(({ key }) => key),
      known,
    ),
    environments: [
      ...environments.map(({ name, endpoints, prefix }) => ({
        name,
        settings: { ...(endpoints !== undefined && { endpoints }), prefix },
        components: own.get(name) ?? own.get('') ?? [],
        keptSecrets,
      })),
      ...others.map(({ name }) => ({ name, components: [], keptSecrets })),
    ],
    ...(sample && { removed: { variable: 'example', from: './example.ts' } }),
  }
}

/** More folders are named by what they have in common: each is a read of its own. */
const mostFolders = 8

/** What a workspace says of its prefixes: nothing while they are the folders of its keys, and these are few. */
function managedPrefixes(
  keys: readonly string[],
  { managedPrefixes: present, index }: KnownWorkspace,
): string[] {
  const isStated = /\bmanagedPrefixes\b/.test(index)
  const outside = keys.filter((key) => !isStated || !present.some((prefix) => key.startsWith(prefix)))
  const folders = new Set(outside.map((key) => key.slice(0, key.lastIndexOf('/') + 1) || key))
  if (outside.length === 0 || (!isStated && folders.size <= mostFolders)) return []
  // `/tenants/acme/limits` lies under `/tenants/`.
  const missing = new Set(outside.map((key) => /^\/?[^/]*\/?/.exec(key)?.[0] ?? key))
  return [...(isStated ? present : []), ...[...missing].sort()]
}
