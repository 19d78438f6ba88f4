/** The keys of the tool itself, under `<prefix>/appia/`. */
export interface ToolKeys {
  readonly root: string
  readonly owner: string
  readonly epoch: string
  readonly ledger: string
  readonly blob: string
}

/** Tool keys of an environment; `prefix` is '' or begins with '/' and does not end with one. */
export function toolKeys(prefix: string): ToolKeys {
  const root = `${prefix}/appia/`
  return {
    root,
    owner: `${root}owner`,
    epoch: `${root}epoch`,
    ledger: `${root}ledger/`,
    blob: `${root}blob/`,
  }
}

/** The ledger's key of apply `seq`, zero-padded so that key order is number order. */
export function ledgerKey(keys: ToolKeys, seq: number): string {
  return `${keys.ledger}${String(seq).padStart(12, '0')}`
}

/** `/config/sniffer/json`, or for one node `/config/sniffer/nodes/gw-02/json`. */
export function configKey(component: string, node?: string): string {
  return node === undefined ? `/config/${component}/json` : `/config/${component}/nodes/${node}/json`
}

/** Where the generations of a collection lie, under `<prefix>/appia/published/`; read by the client library alone. */
export interface PublishedKeys {
  readonly root: string
  /** Canonical JSON of `GenerationShards`, by the generation's name; written after all of its shards. */
  readonly generation: string
  /** Gzipped canonical JSON of members by name, by sha256 of what was compressed. */
  readonly shard: string
  /** Put by each sweep of old generations; an apply that publishes is guarded on it. */
  readonly swept: string
}

/** The keys of a collection's generations; `fullPrefix` begins with the environment's prefix. */
export function publishedKeys(environmentPrefix: string, fullPrefix: string): PublishedKeys {
  const root = `${toolKeys(environmentPrefix).root}published${fullPrefix.slice(environmentPrefix.length)}`
  return { root, generation: `${root}generation/`, shard: `${root}shard/`, swept: `${root}swept` }
}

const pointerName = '.generation'

/** The key that names the generation of a collection; an ordinary managed key. */
export function pointerKey(fullPrefix: string): string {
  return `${fullPrefix}${pointerName}`
}

/** True for a key that names the generation of a collection. */
export function isPointerKey(key: string): boolean {
  return key.endsWith(`/${pointerName}`)
}

/** The collection whose pointer this is: its full prefix. */
export function prefixOfPointer(key: string): string {
  return key.slice(0, -pointerName.length)
}

/** The member's status, `/status/components/<component>/<node>`: written by itself, and gone when it is. */
export function memberStatusKey(prefix: string, component: string, node: string): string {
  return `${memberStatusPrefix(prefix)}${component}/${node}`
}

/** Where the statuses of all members lie. */
export function memberStatusPrefix(prefix: string): string {
  return `${prefix}/status/components/`
}
