import { type Documents, type Layout, sourceDocuments } from '../layout/index.ts'
import type { JsonValue, Operation, Store } from '../model/index.ts'

/** Where a node's documents are. */
export interface DocumentSource {
  readonly store: Store
  /** The environment's: '' or '/site-a'. */
  readonly prefix: string
  /** The node whose own documents win where there are some. */
  readonly node?: string
}

/** The documents that a layout's maps follow, all of one revision. One that is not there is left out; one that is no JSON throws. */
export async function readDocuments(
  { store, prefix, node }: DocumentSource,
  layout: Layout,
): Promise<{ readonly documents: Documents; readonly revision: number }> {
  const documents = sourceDocuments(layout)
  const keys = documents.map((document) => candidateKeys(document, node).map((key) => prefix + key))
  const reads = keys.flat().map((key): Operation => ({ kind: 'range', key }))
  const { results, revision } = await store.txn({ compare: [], success: reads, failure: [] })
  const texts = new Map<string, string>()
  for (const result of results) {
    if (result.kind !== 'range') continue
    for (const { key, value } of result.kvs) texts.set(key, Buffer.from(value).toString())
  }
  const found = documents.flatMap((document, index): [string, JsonValue][] => {
    const text = keys[index]?.map((key) => texts.get(key)).find((candidate) => candidate !== undefined)
    return text === undefined ? [] : [[document, JSON.parse(text) as JsonValue]]
  })
  return { documents: new Map(found), revision }
}

/** Every key that a layout's maps depend on. */
export function followedKeys({ prefix, node }: DocumentSource, layout: Layout): string[] {
  return sourceDocuments(layout).flatMap((document) =>
    candidateKeys(document, node).map((key) => prefix + key),
  )
}

/** `/config/sniffer/json` → `/config/sniffer/nodes/gw-01/json`, which wins, then itself. */
function candidateKeys(document: string, node: string | undefined): string[] {
  if (node === undefined) return [document]
  const [, folder, component, ...rest] = document.split('/')
  return [`/${folder}/${component}/nodes/${node}/${rest.join('/')}`, document]
}
