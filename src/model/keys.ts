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
