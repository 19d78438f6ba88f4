import { type OwnedKeys, readOwnedKeys } from '../../apply/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { withEnvironment } from '../environment/with-environment.ts'

/** Who owns which keys below the prefix of an environment. */
export interface EnvironmentOwners {
  readonly environment: string
  readonly storeName: string
  readonly prefix: string
  /** The workspace at hand. */
  readonly workspace: string
  readonly owners: readonly OwnedKeys[]
}

/** Reads who owns what beside this workspace, in the etcd of an environment. */
export async function readOwners(context: Context): Promise<EnvironmentOwners> {
  return await withEnvironment(context, async ({ store, environment, directory }) => {
    const { name, prefix, workspace } = environment
    const storeName = describeStore(store, directory)
    return { environment: name, storeName, prefix, workspace, owners: await readOwnedKeys(store, prefix) }
  })
}
