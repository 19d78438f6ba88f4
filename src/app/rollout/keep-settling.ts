import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreError, toolKeys } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { withReadableStore } from '../environment/with-readable.ts'
import { Failure } from '../failure.ts'
import type { UndoableEnvironment } from '../plan/plan-undo.ts'
import { settledText, settleExpired } from './settle-expired.ts'

/** Told what is done, or why nothing can be: one sentence, once until it is another. */
export type SettlingListener = (text: string) => void

/** How long until what failed is tried again. */
const pauseMilliseconds = 30_000

/**
 * Takes back, until the signal, whatever apply nobody confirms in time. Learns of it by a watch on the key that stands as long
 * as there is time. Never throws `StoreError`; a user who may not do it is told so once.
 */
export async function keepSettling(
  open: UndoableEnvironment,
  context: Context,
  tell: SettlingListener,
): Promise<void> {
  const { Follow } = await import('../../client/index.ts')
  const { signal } = context
  const wakes = new EventTarget()
  const follow = new Follow({
    store: open.store,
    range: { key: toolKeys(open.environment).deadline },
    onUpdate: () => void wakes.dispatchEvent(new Event('wake')),
    onEvent: () => undefined,
  })
  const telling = onChange(tell)
  try {
    while (!signal.aborted) {
      const woken = once(wakes, 'wake', { signal }).catch(() => undefined)
      const isDone = await settleOnce(open, context, telling)
      await (isDone ? woken : Promise.race([woken, pause(signal)]))
    }
  } finally {
    await follow.close()
  }
}

/** The same for whoever has no sources, and an etcd that may be away when it begins. */
export async function keepTakingBack(context: Context, tell: SettlingListener): Promise<void> {
  const telling = onChange(tell)
  while (!context.signal.aborted) {
    try {
      await withReadableStore(context, (open) => keepSettling(open, context, telling))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      telling(error.message)
      await pause(context.signal)
    }
  }
}

/** False where it has to be tried again. */
async function settleOnce(
  open: UndoableEnvironment,
  context: Context,
  tell: SettlingListener,
): Promise<boolean> {
  try {
    const settled = await settleExpired(open, context)
    if (settled !== undefined) tell(settledText(settled))
    return settled?.kind !== 'failed'
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    tell(`what nobody confirms cannot be taken back from here: ${error.message}`)
    return false
  }
}

function onChange(tell: SettlingListener): SettlingListener {
  let last = ''
  return (text) => {
    if (text !== last) tell(text)
    last = text
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(pauseMilliseconds, undefined, { signal }).catch(() => undefined)
}
