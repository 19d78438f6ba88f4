import { type LiveRequest, readLive } from '../../apply/index.ts'
import { loadFormats } from '../../formats/index.ts'
import type { DocumentKind, Live, Store } from '../../model/index.ts'

/** Live state, with everything loaded that reads its documents, and those of `others`, in their formats. */
export async function readDocuments(
  store: Store,
  request: LiveRequest,
  others: Iterable<DocumentKind> = [],
): Promise<Live> {
  const live = await readLive(store, request)
  await loadFormats([...live.index.values(), ...others].map(({ format }) => format))
  return live
}
