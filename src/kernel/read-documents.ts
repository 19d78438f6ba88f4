import { type Documents, type Layout, sourceDocuments } from '../layout/index.ts'
import { type Diagnostic, type JsonValue, nodeKey, type Operation, type Store } from '../model/index.ts'

/** Where a node's documents are. */
export interface DocumentSource {
  readonly store: Store
  /** The environment's: '' or '/site-a'. */
  readonly prefix: string
  /** The node whose own documents win where there are some. */
  readonly node?: string
}

/** Documents of one revision. One that is not there is left out; one that is not JSON has a diagnostic. */
export interface ReadDocuments {
  readonly documents: Documents
  readonly revision: number
  readonly diagnostics: readonly Diagnostic[]
}

/** The documents that a layout's maps follow. */
export async function readDocuments(
  { store, prefix, node }: DocumentSource,
  layout: Layout,
): Promise<ReadDocuments> {
  const documents = sourceDocuments(layout)
  const keys = documents.map((document) => candidateKeys(document, node).map((key) => prefix + key))
  const reads = keys.flat().map((key): Operation => ({ kind: 'range', key }))
  const { results, revision } = await store.txn({ compare: [], success: reads, failure: [] })
  const texts = new Map<string, string>()
  for (const result of results) {
    if (result.kind !== 'range') continue
    for (const { key, value } of result.kvs) texts.set(key, Buffer.from(value).toString())
  }
  const values = new Map<string, JsonValue>()
  const diagnostics: Diagnostic[] = []
  for (const [index, document] of documents.entries()) {
    const key = keys[index]?.find((candidate) => texts.has(candidate))
    if (key === undefined) continue
    const value = parseJson(texts.get(key) ?? '')
    if (value === undefined) diagnostics.push(notJson(key))
    else values.set(document, value)
  }
  return { documents: values, revision, diagnostics }
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function notJson(key: string): Diagnostic {
  return {
    code: 'map-entry',
    severity: 'error',
    message: `${key} holds no JSON: something else than an apply wrote it`,
    key,
    help: 'see `appia drift`, then apply again',
  }
}

/** Every key that a layout's maps depend on. */
export function followedKeys({ prefix, node }: DocumentSource, layout: Layout): string[] {
  return sourceDocuments(layout).flatMap((document) =>
    candidateKeys(document, node).map((key) => prefix + key),
  )
}

/** The document of the node, which wins, then the component's. */
function candidateKeys(document: string, node: string | undefined): string[] {
  return node === undefined ? [document] : [nodeKey(document, node), document]
}
