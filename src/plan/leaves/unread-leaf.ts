import { unreadBytes } from '../../formats/index.ts'
import type { DocumentFormat, LeafChange, UnreadBytes } from '../../model/index.ts'

/** What a key holds, and in which format it is to be read. */
export interface Written {
  readonly bytes: Uint8Array
  readonly format: DocumentFormat | undefined
}

/** Contents before and after. */
export interface UnreadSides {
  readonly from: Written | undefined
  readonly to: Written | undefined
  /** A secret may stand in them: no hash of them is told. */
  readonly isWithheld: boolean
}

/**
 * What stands for contents that cannot be read in their format, before or after: their hash, size and why. Its effect is that
 * of the leaves beside it; where nothing else is known, a restart. Nothing where all can be read.
 */
export function unreadLeaf(sides: UnreadSides, others: readonly LeafChange[]): LeafChange[] {
  const unread = unreadSides(sides)
  if (unread === undefined) return []
  const effects = new Set(others.map(({ effect }) => effect))
  const effect = effects.size === 0 || effects.has('restart') ? 'restart' : 'live'
  return [{ pointer: '', effect, ...unread }]
}

/** What is told of each side that cannot be read; undefined where both can. */
export function unreadSides({
  from,
  to,
  isWithheld,
}: UnreadSides): Pick<LeafChange, 'fromBytes' | 'toBytes'> | undefined {
  const fromBytes = from === undefined ? undefined : unreadBytes(from.bytes, from.format)
  const toBytes = to === undefined ? undefined : unreadBytes(to.bytes, to.format)
  if (fromBytes === undefined && toBytes === undefined) return undefined
  const told = (bytes: UnreadBytes) => (isWithheld ? withoutHash(bytes) : bytes)
  return { ...(fromBytes && { fromBytes: told(fromBytes) }), ...(toBytes && { toBytes: told(toBytes) }) }
}

function withoutHash({ sha256: _, ...rest }: UnreadBytes): UnreadBytes {
  return rest
}
