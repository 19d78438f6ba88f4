import { decodeProvenances, encodeProvenances } from '../../load/index.ts'
import type {
  CompiledEnvironment,
  Desired,
  DesiredEntry,
  JsonObject,
  JsonValue,
  LayoutDeclaration,
  Provenance,
} from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { CompiledWorkspace } from './compiled-workspace.ts'

/**
 * A compiled workspace as text for the cache. Each line is JSON by itself: what belongs together, then each distinct
 * document in its canonical text, then all provenance.
 */
export function encodeCompiled(workspace: CompiledWorkspace): string {
  const provenances: Provenance[] = []
  const texts = new Map<string, number>()
  const numberOf = (provenance: Provenance) => provenances.push(provenance) - 1
  const compiled = [...workspace.compiled].map(([name, { desired, diagnostics, provenance }]) => [
    name,
    {
      diagnostics,
      ...(desired === undefined ? {} : { desired: withoutTexts(desired, texts) }),
      provenance: [...provenance].map(([key, origins]) => [key, numberOf(origins)]),
    },
  ])
  const layouts = workspace.layouts.map(({ declaration, provenance }) => ({
    declaration,
    provenance: numberOf(provenance),
  }))
  const head = JSON.stringify({
    ...workspace,
    schemas: encodeSchemas(workspace),
    compiled,
    layouts,
    texts: texts.size,
  })
  return [head, ...texts.keys(), encodeProvenances(provenances)].join('\n')
}

/** What `encodeCompiled` wrote; the cache has verified its checksum. Provenance is read when it is first asked for. */
export function decodeCompiled(text: string): CompiledWorkspace {
  const [head, ...lines] = text.split('\n') as [string, ...string[]]
  const { compiled, layouts, texts, schemas, ...workspace } = JSON.parse(head) as EncodedWorkspace // by the checksum, our own words
  const decoded = decodeProvenances(lines.slice(texts).join('\n'))
  const provenanceOf = (number: number) => decoded[number] ?? new Map()
  return {
    ...workspace,
    schemas: decodeSchemas(schemas),
    layouts: layouts.map(({ declaration, provenance }) => ({
      declaration,
      provenance: provenanceOf(provenance),
    })),
    compiled: new Map(
      compiled.map(([name, { desired, diagnostics, provenance }]): [string, CompiledEnvironment] => [
        name,
        {
          diagnostics,
          ...(desired === undefined ? {} : { desired: withTexts(desired, lines) }),
          provenance: new Map(provenance.map(([key, number]) => [key, provenanceOf(number)])),
        },
      ]),
    ),
  }
}

/** The text says all, and the document is read from it again, unless parts of it come from other files. */
function encodeSchemas({ schemas }: Pick<CompiledWorkspace, 'schemas'>): EncodedWorkspace['schemas'] {
  return [...schemas.values()].map((schema) => {
    const { name, file, text, parts } = schema
    return parts === undefined ? { name, file, text } : schema
  })
}

function decodeSchemas(schemas: EncodedWorkspace['schemas']): CompiledWorkspace['schemas'] {
  return new Map(
    schemas.map((schema) => [schema.name, schema.document === undefined ? parsedLater(schema) : schema]),
  ) as CompiledWorkspace['schemas'] // either has a document
}

/** A run with nothing to do asks for none of them. */
function parsedLater(schema: Omit<Schema, 'document'>): Schema {
  let document: JsonObject | undefined
  return {
    ...schema,
    get document() {
      document ??= JSON.parse(schema.text) as JsonObject // it was read before
      return document
    },
  }
}

function withoutTexts(desired: Desired, texts: Map<string, number>): EncodedDesired {
  const entries = desired.entries.map(({ value: _, text, ...entry }) => {
    const number = texts.get(text) ?? texts.size
    texts.set(text, number)
    return { ...entry, text: number }
  })
  return { ...desired, entries }
}

function withTexts(desired: EncodedDesired, lines: readonly string[]): Desired {
  const entries = desired.entries.map(({ text: number, ...entry }) => {
    const text = lines[number] as string
    return { ...entry, text, value: JSON.parse(text) as JsonValue } // canonical JSON
  })
  return { ...desired, entries }
}

type EncodedDesired = Omit<Desired, 'entries'> & { readonly entries: readonly EncodedEntry[] }

/** `text` is the number of its line. */
type EncodedEntry = Omit<DesiredEntry, 'value' | 'text'> & { readonly text: number }

type EncodedEnvironment = Pick<CompiledEnvironment, 'diagnostics'> & {
  readonly desired?: EncodedDesired
  /** By key, its number in `provenances`. */
  readonly provenance: readonly (readonly [string, number])[]
}

type EncodedWorkspace = Omit<CompiledWorkspace, 'compiled' | 'layouts' | 'schemas'> & {
  readonly schemas: readonly (Omit<Schema, 'document'> & Partial<Pick<Schema, 'document'>>)[]
  readonly layouts: readonly { readonly declaration: LayoutDeclaration; readonly provenance: number }[]
  readonly compiled: readonly (readonly [string, EncodedEnvironment])[]
  /** How many lines are documents. */
  readonly texts: number
}
