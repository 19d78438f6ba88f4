import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plan } from '../../model/index.ts'
import { decodePlan } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput, usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'

/** A saved plan. A file that cannot be read is a usage `Failure`, one that is not a sound plan `InvalidInput`. */
export async function readPlanFile(file: string, { directory }: Context): Promise<Plan> {
  const path = resolve(directory, file)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw usageFailure(`cannot read ${file}: ${fileProblem(error)}`, 'make it: appia plan -o FILE')
  })
  const decoded = decodePlan(text)
  if ('plan' in decoded) return decoded.plan
  throw new InvalidInput(
    decoded.diagnostics.map((each) => ({ ...each, message: `${file}: ${each.message}` })),
  )
}
