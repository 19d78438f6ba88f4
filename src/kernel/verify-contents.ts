import type { Diagnostic } from '../model/index.ts'
import type { EncodedEntry, MapContents } from './plan-maps.ts'

/** Whether a map, read back, holds what was asked for, and a hash map nothing else. */
export function verifyContents({ map, entries }: MapContents, found: readonly EncodedEntry[]): Diagnostic[] {
  const present = new Map(found.map(({ key, value }) => [key, value]))
  const wrong = entries.filter(({ key, value }) => present.get(key) !== value).length
  const definedKeys = new Set(entries.map(({ key }) => key))
  const surplus = map.kind === 'hash' ? found.filter(({ key }) => !definedKeys.has(key)).length : 0
  if (wrong === 0 && surplus === 0) return []
  return [
    {
      code: 'kernel-mismatch',
      severity: 'error',
      message: `${map.name} was read back with ${wrong} wrong and ${surplus} surplus entries: something else writes to it`,
      help: 'find the other writer; `appia kernel plan` shows where the map stands',
    },
  ]
}
