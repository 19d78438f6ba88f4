import { type Change, splitNodeKey } from '../../model/index.ts'

/** A document of which an apply has changed something: the one for all nodes, or that of a node. Keys without prefix. */
export interface ChangedDocument {
  /** `/config/sniffer/json`, whichever of its keys has changed. */
  readonly document: string
  readonly component: string
  /** The component's own: whoever runs the component has to run it. Any other, those who say that they read it. */
  readonly isOwn: boolean
  readonly changed: ReadonlySet<string>
}

type DocumentChange = Pick<Change, 'key' | 'component' | 'schema'>

/** The documents behind keys. The rotation policy is nobody's configuration. */
export function groupDocuments(prefix: string, changes: readonly DocumentChange[]): ChangedDocument[] {
  const groups = new Map<string, DocumentChange[]>()
  for (const change of changes) {
    const { document } = splitNodeKey(change.key.slice(prefix.length))
    groups.set(document, [...(groups.get(document) ?? []), change])
  }
  return [...groups].flatMap(([document, [first, ...more]]) => {
    if (first === undefined) return []
    const { component, schema = component } = first
    const changed = new Set([first, ...more].map(({ key }) => key.slice(prefix.length)))
    return [{ document, component, isOwn: schema === component && component !== 'rotation', changed }]
  })
}
