import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { exitCodes, type Plan } from '../../model/index.ts'
import { encodePlan } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'

/** Saves a plan; by a temporary file and a rename, so that a reader sees a whole plan or none. */
export async function savePlan(made: Plan, file: string, { directory }: Context): Promise<void> {
  const path = resolve(directory, file)
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, encodePlan(made), { flush: true })
    await rename(temporary, path)
  } catch (error) {
    throw new Failure(exitCodes.error, `cannot write ${file}: ${fileProblem(error)}`, { cause: error })
  }
}
