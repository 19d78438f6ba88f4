/** How a document is written in bytes. */
export type DocumentFormat = 'json' | 'pretty-json' | 'yaml' | 'toml' | 'env' | 'text' | 'number' | 'binary'

/** Every format, `json` first: what a document has unless it says otherwise. */
export const documentFormats: readonly DocumentFormat[] = [
  'json',
  'pretty-json',
  'yaml',
  'toml',
  'env',
  'text',
  'number',
  'binary',
]

/** What a document is where its key and component do not say: recorded with each managed key. */
export interface DocumentKind {
  /** The name of its schema; absent: the component's. */
  readonly schema?: string
  /** Absent: `json`, canonical. */
  readonly format?: DocumentFormat
}

/** `schema` and `format` of a document where they are not what one would assume of its component's document. */
export function kindOf(document: DocumentKind & { readonly component: string }): DocumentKind {
  const { component, schema = component, format = 'json' } = document
  return { ...(schema !== component && { schema }), ...(format !== 'json' && { format }) }
}
