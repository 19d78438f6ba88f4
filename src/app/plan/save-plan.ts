import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isWithin, requireConfined } from '../../files/index.ts'
import { exitCodes, inputLimits } from '../../model/index.ts'
import { encodePlan, type SealedPlan } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import { nearestWorkspace } from '../workspace/find-workspace.ts'

/** Saves a plan for its owner alone; by a temporary file and a rename, so that a reader sees a whole plan or none. */
export async function savePlan(made: SealedPlan, file: string, context: Context): Promise<void> {
  const path = resolve(context.directory, file)
  const temporary = `${path}.${randomUUID()}.tmp`
  refuseLinks(path, context)
  const text = encodePlan(made)
  refuseTooLarge(text, file)
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o755 })
    await writeFile(temporary, text, { flag: 'wx', flush: true, mode: 0o600 })
    await rename(temporary, path)
  } catch (error) {
    // Where a part of the path is a file, nothing can be removed either.
    await rm(temporary, { force: true }).catch(() => {})
    throw new Failure(exitCodes.error, `cannot write ${file}: ${fileProblem(error)}`, { cause: error })
  }
}

/** What could not be read again is not written. */
function refuseTooLarge(text: string, file: string): void {
  const { planFileBytes } = inputLimits
  if (Buffer.byteLength(text) <= planFileBytes) return
  throw new Failure(exitCodes.invalid, `${file} would be larger than ${planFileBytes / 1024 / 1024} MiB`, {
    help: 'bring the change in over several applies',
  })
}

/** A folder of the workspace may be a link that somebody else made; elsewhere it is the caller's own. */
function refuseLinks(path: string, context: Context): void {
  const workspace = nearestWorkspace(context)
  if (workspace !== undefined && isWithin(workspace, path)) requireConfined(workspace, path)
}
