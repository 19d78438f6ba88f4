import type { Document, Node, Pair, YAMLMap } from 'yaml'
import { loadFormats, unreadBytes } from '../../formats/index.ts'
import { appendPointer, type JsonValue } from '../../model/index.ts'
import { broken, type DataReader, type Span } from './data-file.ts'

/** YAML 1.2 with `<<`; what comes by an alias has the place of its anchor. */
export const readYamlFile: DataReader = async (source) => {
  await loadFormats(['yaml'])
  const yaml = await import('yaml')
  const document = yaml.parseDocument(source.text, { schema: 'core', merge: true, prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined)
    return broken(source, error.pos[0], `not valid YAML: ${error.message.split('\n')[0]}`)
  const unread = unreadBytes(new TextEncoder().encode(source.text), 'yaml')
  if (unread !== undefined) return broken(source, 0, `not read: ${unread.problem}`)
  const spans = new Map<string, Span>()
  visit({ yaml, document, spans }, document.contents, { pointer: '' })
  return { value: document.toJS({ maxAliasCount: 1000 }) as JsonValue, spans } // read above, so it is
}

interface Walk {
  readonly yaml: typeof import('yaml')
  readonly document: Document.Parsed
  readonly spans: Map<string, Span>
}

interface Part {
  readonly pointer: string
  readonly key?: Span['key']
}

function visit(walk: Walk, node: Node | null, part: Part): void {
  const { yaml, document, spans } = walk
  const target = yaml.isAlias(node) ? node.resolve(document) : node
  const [start = 0, end = 0] = target?.range ?? node?.range ?? []
  spans.set(part.pointer, { start, end, ...(part.key && { key: part.key }) })
  if (yaml.isSeq(target))
    target.items.forEach((item, index) => {
      visit(walk, item as Node, { pointer: appendPointer(part.pointer, index) })
    })
  if (yaml.isMap(target)) for (const pair of membersOf(walk, target)) visitPair(walk, pair, part.pointer)
}

function visitPair(walk: Walk, { key, value }: Pair, around: string): void {
  const { yaml } = walk
  if (!yaml.isScalar(key)) return
  const [start = 0, end = 0] = key.range ?? []
  visit(walk, value as Node | null, {
    pointer: appendPointer(around, String(key.value)),
    key: { start, end },
  })
}

/** Those of merged maps first: what stands in the map itself wins. */
function membersOf(walk: Walk, map: YAMLMap): Pair[] {
  const { yaml, document } = walk
  const isMerge = ({ key }: Pair): boolean => yaml.isScalar(key) && key.source === '<<'
  const merged = map.items.filter(isMerge).flatMap(({ value }) => {
    const target = yaml.isAlias(value) ? value.resolve(document) : value
    const sources = yaml.isSeq(target) ? target.items.toReversed() : [target]
    return sources.flatMap((each) => {
      const resolved = yaml.isAlias(each) ? each.resolve(document) : each
      return yaml.isMap(resolved) ? membersOf(walk, resolved) : []
    })
  })
  return [...merged, ...map.items.filter((pair) => !isMerge(pair))]
}
