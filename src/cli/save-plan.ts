import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { exitCodes, type Plan } from '../model/index.ts'
import { encodePlan } from '../plan/index.ts'
import type { Invocation } from './command.ts'
import { Failure } from './failure.ts'
import { fileProblem } from './file-problem.ts'

/** Saves a plan where `--out` says; by a temporary file and a rename, so that a reader sees a whole plan or none. */
export async function savePlan(made: Plan, invocation: Invocation): Promise<string | undefined> {
  const file = invocation.options.text('out')
  if (file === undefined) return undefined
  const path = resolve(invocation.directory, file)
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, encodePlan(made), { flush: true })
    await rename(temporary, path)
  } catch (error) {
    throw new Failure(exitCodes.error, `cannot write ${file}: ${fileProblem(error)}`, { cause: error })
  }
  return file
}
