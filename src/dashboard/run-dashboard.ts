import { once } from 'node:events'
import { type Context, toolVersion } from '../app/index.ts'
import { observeEnvironment } from '../app/observing/index.ts'
import { readAssets } from './http/assets.ts'
import type { ListenAddress } from './http/listen-address.ts'
import { serveBoard } from './http/serve-board.ts'
import { keepBoard } from './state/keep-board.ts'
import type { Wording } from './wording.ts'

export interface DashboardOptions {
  readonly address: ListenAddress
  /** Names that it is called by beside addresses and `localhost`; lower case. */
  readonly names: readonly string[]
  readonly token?: string
  readonly wording: Wording
  /** Where the build has put the page. */
  readonly pageFolder: URL
  readonly onListening: (address: ListenAddress) => void
  readonly onBug: (error: unknown) => void
}

/** Serves the page of an environment until the signal. Throws a `Failure` where it cannot listen, or nothing can be looked at. */
export async function runDashboard(options: DashboardOptions, context: Context): Promise<void> {
  const { address, names, token, wording, pageFolder, onListening, onBug } = options
  const now = () => context.now().getTime()
  const keeper = keepBoard({ now, wording, version: toolVersion() })
  const served = await serveBoard({
    ...{ address, keeper, wording, onBug, assets: readAssets(pageFolder) },
    guard: {
      names: ['localhost', ...names],
      ...(token !== undefined && { token }),
    },
  })
  try {
    onListening(served.address)
    await Promise.race([observeEnvironment(context, keeper.observer), aborted(context.signal)])
  } finally {
    await served.close()
  }
}

/** An etcd that does not answer is not waited for at the end. */
async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
