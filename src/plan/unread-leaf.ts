import type { LeafChange } from '../model/index.ts'
import { unreadBytes } from './read-document.ts'

/**
 * What stands for contents that cannot be read as JSON, before or after: their hash, size and why. Its effect is that
 * of the leaves beside it; where nothing else is known, a restart. Nothing where all can be read.
 */
export function unreadLeaf(
  from: Uint8Array | undefined,
  to: Uint8Array | undefined,
  others: readonly LeafChange[],
): LeafChange[] {
  const fromBytes = from === undefined ? undefined : unreadBytes(from)
  const toBytes = to === undefined ? undefined : unreadBytes(to)
  if (fromBytes === undefined && toBytes === undefined) return []
  const effects = new Set(others.map(({ effect }) => effect))
  const effect = effects.size === 0 || effects.has('restart') ? 'restart' : 'live'
  return [{ pointer: '', effect, ...(fromBytes && { fromBytes }), ...(toBytes && { toBytes }) }]
}
