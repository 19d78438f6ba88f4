import { inputTypeName } from '../../src/codegen/index.ts'
import {
  type EnvironmentDocument,
  type ImportedDocuments,
  importDocuments,
  readDocument,
} from '../../src/importing/index.ts'
import { configKey } from '../../src/model/index.ts'
import type { Schema } from '../../src/schema/index.ts'

/** A document as it stands in a file of that name, under the usual key. */
export function documentOf(name: string, text: string, environment = ''): EnvironmentDocument {
  const source = readDocument({ file: `${name}.json`, text })
  if ('diagnostics' in source) throw new Error(source.diagnostics.map(({ message }) => message).join('\n'))
  return { environment, key: name.startsWith('/') ? name : configKey(name), from: `${name}.json`, source }
}

/** What an import into an empty workspace makes of documents. */
export async function imported(
  documents: readonly EnvironmentDocument[],
  {
    plain = [],
    schemas = new Map(),
  }: { plain?: readonly string[]; schemas?: ReadonlyMap<string, Schema> } = {},
): Promise<ImportedDocuments> {
  return await importDocuments({
    documents,
    environments: [...new Set(documents.map(({ environment }) => environment))],
    plain: new Set(plain),
    schemas,
    taken: { names: [], modules: [], variables: [] },
    typeOf: (schema) => ({ name: inputTypeName(schema), file: `generated/ts/${schema}.d.ts` }),
  })
}
