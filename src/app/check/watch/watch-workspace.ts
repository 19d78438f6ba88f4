import type { Context } from '../../context.ts'
import { findWorkspace } from '../../workspace/find-workspace.ts'
import type { CheckRequest } from '../check-workspace.ts'
import { Changes } from './changes.ts'
import { FolderWatch } from './folder-watch.ts'
import { type CheckListener, RepeatedCheck } from './repeated-check.ts'

/** Checks a workspace, and again whenever something in it changed, until the signal. */
export async function watchWorkspace(
  request: CheckRequest,
  context: Context,
  listener: CheckListener,
): Promise<void> {
  const directory = findWorkspace(context)
  const changes = new Changes()
  const folders = new FolderWatch(directory, () => changes.note())
  const checks = new RepeatedCheck(request, context, { directory, listener, changes })
  const stop = (): void => changes.note()
  context.signal.addEventListener('abort', stop)
  try {
    for (let isFirst = true; !context.signal.aborted; isFirst = false) {
      if (!isFirst) await changes.next(context.signal)
      if (context.signal.aborted) return
      // Before anything is read: what lies in a new folder is either read below or noticed.
      await folders.look()
      await checks.tell()
    }
  } finally {
    context.signal.removeEventListener('abort', stop)
    folders.close()
    await checks.close()
  }
}
