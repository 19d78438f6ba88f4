import { configKey, type DocumentFormat, nodeFolder, nodeKey, prefixEnd } from '../../model/index.ts'

/** Where a component's document lies and how it is written, where its workspace says so. */
export interface DocumentPlace {
  /** Without the environment's prefix. Default `/config/<component>/json`. */
  readonly key?: string
  /** Default `json`. */
  readonly format?: DocumentFormat
}

/** Whose document, and where it lies. */
export interface PlacedComponent {
  readonly prefix: string
  readonly component: string
  readonly node: string
  readonly place: DocumentPlace
}

/** The document for all nodes, and the one for this node, which wins. */
export function documentKeys({ prefix, component, node, place }: PlacedComponent): {
  readonly common: string
  readonly own: string
} {
  const { key = configKey(component) } = place
  return { common: prefix + key, own: prefix + nodeKey(key, node) }
}

/** The keys to follow: both lie in one folder. A document at the top of the store has none, and is followed alone. */
export function documentRange(placed: PlacedComponent): { readonly key: string; readonly end: string } {
  const { prefix, component, place } = placed
  const folder = nodeFolder(place.key ?? configKey(component))
  const { common } = documentKeys(placed)
  if (folder === '/') return { key: common, end: `${common}\0` }
  return { key: prefix + folder, end: prefixEnd(prefix + folder) }
}
