/** Documents of one schema under one prefix, more than fit a transaction; only the client library reads them. */
export interface Collection {
  readonly kind: 'collection'
  /** Begins and ends with '/', under a managed prefix: `/config/firewall/blocklist/`. */
  readonly prefix: string
  /** The component that reads them. */
  readonly component: string
  /** Of each document: `blocklist` is `schemas/blocklist.schema.json`. */
  readonly schema: string
  /**
   * Their values under `configs/`, as JSON Lines: `{"key": "203.0.113.7", "value": {…}}`. Relative to the workspace:
   * `configs/feeds/blocklist.jsonl`.
   */
  readonly file: string
  /** A new generation beside the old one, then one flip of a pointer in the apply's transaction. */
  readonly delivery: 'published'
}

/** Declares many documents of one kind: `collection({ prefix: '/config/firewall/blocklist/', … })`. */
export function collection(input: Omit<Collection, 'kind'>): Collection {
  return { kind: 'collection', ...input }
}
