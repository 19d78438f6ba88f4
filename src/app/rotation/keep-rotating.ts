import { type RotatorEvent, runRotator } from '../../rotation/index.ts'
import type { Context } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import { withEnvironment } from '../environment/with-environment.ts'

export interface RotatorListener {
  /** Told before a seed is held in memory. */
  readonly onStart: (subject: { readonly environment: string; readonly storeName: string }) => void
  readonly onEvent: (event: RotatorEvent) => void
}

/** Rotates an environment's seeds by the applied policy, until the signal. */
export async function keepRotating(context: Context, { onStart, onEvent }: RotatorListener): Promise<void> {
  await withEnvironment(context, async ({ store, environment, directory }) => {
    refuseSilentEmbeddedWrite(environment, context)
    onStart({ environment: environment.name, storeName: describeStore(store, directory) })
    await runRotator({
      store,
      prefix: environment.prefix,
      who: context.who(),
      wallClock: () => context.now().getTime(),
      onEvent,
      signal: context.signal,
    })
  })
}
