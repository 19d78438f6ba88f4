import { join } from 'node:path'
import { openEmbeddedStore } from '../../src/store/index.ts'
import type { Arena } from './main-job.ts'
import type { OutsideWrite } from './undo-and-drift.ts'

/** Writes to the embedded store of an environment. */
export function writeEmbedded(
  { workspace }: Pick<Arena, 'workspace'> & Partial<Arena>,
  environment = 'local',
): OutsideWrite {
  return async (key, change) => {
    const store = await openEmbeddedStore({ file: join(workspace.directory, `.appia/${environment}.store`) })
    const [live] = (await store.range({ key })).kvs
    const text = change(Buffer.from(live?.value ?? []).toString('utf8'))
    const operation =
      text === undefined
        ? { kind: 'delete' as const, key }
        : { kind: 'put' as const, key, value: Buffer.from(text) }
    await store.txn({ compare: [], success: [operation], failure: [] })
    await store.close()
  }
}
