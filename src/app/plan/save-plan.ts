import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isWithin, requireConfined } from '../../files/index.ts'
import { exitCodes, type Plan } from '../../model/index.ts'
import { encodePlan } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import { nearestWorkspace } from '../workspace/find-workspace.ts'

/** Saves a plan; by a temporary file and a rename, so that a reader sees a whole plan or none. */
export async function savePlan(made: Plan, file: string, context: Context): Promise<void> {
  const path = resolve(context.directory, file)
  const temporary = `${path}.${randomUUID()}.tmp`
  refuseLinks(path, context)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, encodePlan(made), { flag: 'wx', flush: true, mode: 0o600 })
    await rename(temporary, path)
  } catch (error) {
    throw new Failure(exitCodes.error, `cannot write ${file}: ${fileProblem(error)}`, { cause: error })
  }
}

/** A folder of the workspace may be a link that somebody else made; elsewhere it is the caller's own. */
function refuseLinks(path: string, context: Context): void {
  const workspace = nearestWorkspace(context)
  if (workspace !== undefined && isWithin(workspace, path)) requireConfined(workspace, path)
}
