import { setTimeout as sleep } from 'node:timers/promises'
import type { Diagnostic } from '../../../model/index.ts'
import type { Context } from '../../context.ts'
import { findWorkspace } from '../../workspace/find-workspace.ts'
import { type CheckedWorkspace, type CheckRequest, startCheck } from '../check-workspace.ts'
import { FolderWatch } from './folder-watch.ts'
import { workspaceState } from './workspace-state.ts'

/** Who is told. Times are milliseconds since the change was noticed. */
interface CheckListener {
  /** Values, schemas and invariants. */
  readonly onChecked: (checked: CheckedWorkspace, milliseconds: number) => void
  /** Types, which take longer: errors that `onChecked` has not told in other words. */
  readonly onTypes: (errors: readonly Diagnostic[], directory: string, milliseconds: number) => void
  /** It could not be checked this time. */
  readonly onTrouble: (error: Error) => void
}

/** Saves that follow each other as fast as this are one. */
const quietMilliseconds = 20

/** Checks a workspace, and again whenever something in it changed, until the signal. */
export async function watchWorkspace(
  request: CheckRequest,
  context: Context,
  listener: CheckListener,
): Promise<void> {
  const directory = findWorkspace(context)
  const changes = new Changes()
  const folders = new FolderWatch(directory, () => changes.note())
  const stop = (): void => changes.note()
  context.signal.addEventListener('abort', stop)
  let last = ''
  try {
    for (let isFirst = true; !context.signal.aborted; isFirst = false) {
      if (!isFirst) await changes.next(context.signal)
      if (context.signal.aborted) return
      // Before anything is read: what lies in a new folder is either read below or noticed.
      await folders.look()
      const since = performance.now()
      try {
        const state = await workspaceState(directory)
        if (state !== last) await tellOf(request, context, { listener, changes, since })
        last = state
      } catch (error) {
        if (!(error instanceof Error)) throw error
        last = ''
        listener.onTrouble(error)
      }
    }
  } finally {
    context.signal.removeEventListener('abort', stop)
    folders.close()
  }
}

interface Telling {
  readonly listener: CheckListener
  readonly changes: Changes
  readonly since: number
}

async function tellOf(
  request: CheckRequest,
  context: Context,
  { listener, changes, since }: Telling,
): Promise<void> {
  const started = startCheck(request, context, { valuesFirst: true })
  started.types.catch(() => {}) // awaited below, unless the values are no longer the newest
  const checked = await started.values
  listener.onChecked(checked, performance.now() - since)
  const errors = await Promise.race([started.types, changes.noticed()])
  if (errors !== undefined) listener.onTypes(errors, checked.directory, performance.now() - since)
}

/** Whether something changed since it was last asked, and word of it. */
class Changes {
  private isNoted = false
  private waiting: (() => void)[] = []

  note(): void {
    this.isNoted = true
    for (const resolve of this.waiting.splice(0)) resolve()
  }

  /** Resolves once something has changed. */
  async noticed(): Promise<undefined> {
    if (!this.isNoted) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** Resolves once something has changed and nothing more does for a moment. */
  async next(signal: AbortSignal): Promise<void> {
    await this.noticed()
    while (this.isNoted && !signal.aborted) {
      this.isNoted = false
      await sleep(quietMilliseconds)
    }
  }
}
