import { type RotatorEvent, runRotator } from '../../rotation/index.ts'
import type { Context } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import { withEnvironment } from '../environment/with-environment.ts'
import { keepSettling } from '../rollout/keep-settling.ts'

export interface RotatorListener {
  /** Told before a seed is held in memory. */
  readonly onStart: (subject: { readonly environment: string; readonly storeName: string }) => void
  readonly onEvent: (event: RotatorEvent) => void
  /** Told of applies that nobody confirmed in time. */
  readonly onSettling: (text: string) => void
}

/** Rotates an environment's seeds by the applied policy, and takes back what nobody confirms, until the signal. */
export async function keepRotating(
  context: Context,
  { onStart, onEvent, onSettling }: RotatorListener,
): Promise<void> {
  await withEnvironment(context, async (open) => {
    const { store, environment, directory } = open
    refuseSilentEmbeddedWrite(environment, context)
    onStart({ environment: environment.name, storeName: describeStore(store, directory) })
    const settling = keepSettling(open, context, onSettling)
    await runRotator({
      store,
      prefix: environment.prefix,
      who: context.who(),
      wallClock: () => context.now().getTime(),
      onEvent,
      signal: context.signal,
    })
    await settling
  })
}
