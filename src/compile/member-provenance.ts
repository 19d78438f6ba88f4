import type { AuthoredCollection, Origin, Provenance } from '../model/index.ts'
import { scanJson } from '../schema/index.ts'

/** Where each value of one document of a collection stands in its line. */
export function memberProvenance(
  { file }: AuthoredCollection,
  line: { readonly text: string; readonly number: number },
): Provenance {
  const scan = scanJson(line.text)
  const provenance = new Map<string, Origin>()
  if (scan.kind === 'broken') return provenance
  for (const [pointer, { start, end }] of scan.spans) {
    if (pointer !== '/value' && !pointer.startsWith('/value/')) continue
    const at = { file, line: line.number, column: start + 1, length: end - start }
    provenance.set(pointer.slice('/value'.length), { kind: 'exact', at })
  }
  return provenance
}
