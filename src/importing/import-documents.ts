import type { Diagnostic } from '../model/index.ts'
import { checkValue, type Schema } from '../schema/index.ts'
import { type Family, findFamilies } from './documents/find-families.ts'
import { type DocumentName, nameDocuments, type TakenNames } from './documents/name-documents.ts'
import { type SharedValue, sharedValues } from './documents/shared-values.ts'
import {
  type EnvironmentDocument,
  type SplitDocument,
  splitEnvironments,
} from './documents/split-environments.ts'
import { withoutDefaults } from './documents/without-defaults.ts'
import type { IndexAdditions } from './index-file/index-additions.ts'
import { type InputType, writeFamily, writeModule } from './modules/write-module.ts'
import { learnSchema, type SecretTypes } from './schemas/learn-schema.ts'
import { printSchema } from './schemas/print-schema.ts'
import { type FoundSecret, findSecrets, replaceSecrets, type SecretType } from './secrets/find-secrets.ts'

/** Documents of another origin, and the workspace that they come into. */
export interface ImportInput {
  readonly documents: readonly EnvironmentDocument[]
  /** In the order in which they are declared; one of the name '' where there are none. */
  readonly environments: readonly string[]
  /** `KEY#/pointer` of what is written although it looks like a secret. */
  readonly plain: ReadonlySet<string>
  /** The schemas that are there. */
  readonly schemas: ReadonlyMap<string, Schema>
  readonly taken: TakenNames
  /** The type of what an author writes, by the name of a schema. */
  readonly typeOf: (schema: string) => InputType
}

/** A text for a file of the workspace. */
export interface ImportedFile {
  readonly path: string
  readonly text: string
}

/** What an import makes of documents. */
export interface ImportedDocuments {
  readonly modules: readonly ImportedFile[]
  readonly schemas: readonly ImportedFile[]
  /** For the index; the environments' settings are not known here. */
  readonly additions: Pick<IndexAdditions, 'imports' | 'components' | 'entries' | 'environments'>
  /** By key, in which file it stands now. */
  readonly places: readonly { readonly key: string; readonly module: string }[]
  readonly secrets: readonly ImportedSecret[]
  readonly shared: readonly SharedValue[]
  /** What existing schemas refuse. */
  readonly diagnostics: readonly Diagnostic[]
}

/** A secret that was left out of every file. */
export interface ImportedSecret extends Omit<FoundSecret, 'type'> {
  readonly key: string
  readonly module: string
}

/** Makes modules and schemas of documents, and says what is to be added to the index. */
export async function importDocuments(input: ImportInput): Promise<ImportedDocuments> {
  const split = splitEnvironments(input.documents, input.environments)
  const { families, singles } = findFamilies(split, input.environments.length)
  const named = nameAll(families, singles, input.taken)
  const secretive = named.map((each) => hideSecrets(each, input))
  const fitted = await Promise.all(secretive.map((each) => fitSchema(each, input)))
  const written = fitted.map((each) => writeNamed(each, input))
  return {
    modules: written.map(({ module }) => module),
    schemas: fitted.flatMap(({ schema }) => schema ?? []),
    additions: additionsOf(written, input.environments),
    places: fitted.flatMap(({ name, documents }) =>
      documents.map(({ key }) => ({ key, module: name.module })),
    ),
    secrets: fitted.flatMap(({ secrets }) => secrets),
    shared: sharedValues(
      fitted.flatMap(({ documents }) => documents.map(({ key, base }) => ({ key, value: base.value }))),
    ),
    diagnostics: fitted.flatMap(({ diagnostics }) => diagnostics),
  }
}

/** What becomes one module: a document, or a family of them. */
interface NamedDocuments {
  readonly name: DocumentName
  readonly isFamily: boolean
  readonly documents: readonly SplitDocument[]
}

function nameAll(
  families: readonly Family[],
  singles: readonly SplitDocument[],
  taken: TakenNames,
): NamedDocuments[] {
  const all = [
    ...singles.map((document) => ({ key: document.key, isFamily: false, documents: [document] })),
    ...families.map(({ key, documents }) => ({ key, isFamily: true, documents })),
  ]
  const names = nameDocuments(
    all.map(({ key }) => key),
    taken,
  )
  return all.map((each, index) => ({ ...each, name: names[index] as DocumentName }))
}

interface SecretiveDocuments extends NamedDocuments {
  readonly secrets: readonly ImportedSecret[]
  /** By the names of secrets; one may be a number in one environment and a text in another. */
  readonly secretTypes: SecretTypes
}

function hideSecrets(
  named: NamedDocuments,
  { documents, environments, plain }: ImportInput,
): SecretiveDocuments {
  const { name } = named
  const secrets: ImportedSecret[] = []
  const secretTypes = new Map<string, Set<SecretType>>()
  const own = new Set(named.documents.map(({ key }) => key))
  const hidden = documents
    .filter(({ key }) => own.has(key))
    .map((document) => {
      const component = named.isFamily ? document.key : name.name
      const found = findSecrets(component, document.source.value).filter(
        ({ pointer }) => !plain.has(`${document.key}#${pointer}`),
      )
      for (const { type, ...each } of found) {
        secretTypes.set(each.name, (secretTypes.get(each.name) ?? new Set()).add(type))
        const isKnown = secrets.some(({ key, pointer }) => key === document.key && pointer === each.pointer)
        if (!isKnown) secrets.push({ ...each, key: document.key, module: name.module })
      }
      const value = replaceSecrets(document.source.value, found)
      return { ...document, source: { ...document.source, value } }
    })
  if (secrets.length === 0) return { ...named, secrets, secretTypes }
  return { ...named, documents: splitEnvironments(hidden, environments), secrets, secretTypes }
}

interface FittedDocuments extends SecretiveDocuments {
  /** A draft, where there was none. */
  readonly schema?: ImportedFile
  readonly diagnostics: readonly Diagnostic[]
}

/** Learns a schema, or holds the documents against the one that is there and leaves out what its defaults give. */
async function fitSchema(named: SecretiveDocuments, { schemas }: ImportInput): Promise<FittedDocuments> {
  const { name } = named.name
  const known = schemas.get(name)
  const samples = named.documents.flatMap((document) => document.samples)
  if (known === undefined) {
    const path = `schemas/${name}.schema.json`
    const learned = learnSchema(name, samples, named.secretTypes)
    return { ...named, schema: { path, text: printSchema(learned) }, diagnostics: [] }
  }
  const diagnostics = await Promise.all(named.documents.map((document) => misfits(known, document)))
  return {
    ...named,
    documents: named.documents.map((document) => onlySet(known, document)),
    diagnostics: diagnostics.flat(),
  }
}

/** What differs by environment is never left out: it would have to be put back in one and not in another. */
function onlySet(schema: Schema, document: SplitDocument): SplitDocument {
  if (document.patches.length > 0) return document
  return { ...document, base: { ...document.base, value: withoutDefaults(schema, document.base.value) } }
}

async function misfits(schema: Schema, { key, base, samples }: SplitDocument): Promise<Diagnostic[]> {
  const findings = await Promise.all(samples.map((sample) => checkValue(schema, sample)))
  return findings.flatMap((each) =>
    each.findings.map(({ code, message, pointer }): Diagnostic => {
      const help = `mend the document, or widen ${schema.file}, and import again`
      return { code, severity: 'error', message, key, pointer, at: base.placeOf(pointer), help }
    }),
  )
}

interface WrittenDocuments extends FittedDocuments {
  readonly module: ImportedFile
  readonly overrides: ReturnType<typeof writeModule>['overrides']
}

function writeNamed(named: FittedDocuments, { typeOf }: ImportInput): WrittenDocuments {
  const { name, documents, isFamily } = named
  const type = typeOf(name.name)
  const [document] = documents
  if (document === undefined) throw new Error(`a module of no document: ${name.module}`)
  const { text, overrides } = isFamily
    ? { text: writeFamily(name, documents, type), overrides: [] }
    : writeModule(name, document, type)
  return { ...named, module: { path: name.module, text }, overrides }
}

function additionsOf(
  written: readonly WrittenDocuments[],
  environments: readonly string[],
): ImportedDocuments['additions'] {
  const everywhere = ({ documents: [document] }: WrittenDocuments) =>
    document?.environments.length === environments.length
  return {
    imports: written.map(({ name, overrides }) => {
      return {
        names: [name.variable, ...overrides.map(({ variable }) => variable)].sort(),
        from: `./${name.module.slice('configs/'.length)}`,
      }
    }),
    components: written.filter((each) => !each.isFamily && everywhere(each)).map(({ name }) => name.variable),
    entries: written.filter(({ isFamily }) => isFamily).map(({ name }) => name.variable),
    environments: environments.map((environment) => ({
      name: environment,
      components: written.flatMap((each) => ownComponent(each, environment, everywhere(each))),
    })),
  }
}

/** What one environment has instead of the component, or alone. */
function ownComponent(
  { name, overrides, documents: [document] }: WrittenDocuments,
  environment: string,
  isEverywhere: boolean,
): { readonly member: string; readonly variable: string }[] {
  const override = overrides.find((each) => each.environment === environment)
  if (override !== undefined) return [{ member: name.variable, variable: override.variable }]
  const isOwn = !isEverywhere && document?.environments.includes(environment) === true
  return isOwn ? [{ member: name.variable, variable: name.variable }] : []
}
