import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Diagnostic, Plan } from '../../model/index.ts'
import { decodePlan } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'

/** A plan file, or what is wrong with it. A file that is not there is a usage failure. */
export async function readPlanFile(
  file: string,
  { directory }: Context,
): Promise<{ readonly plan: Plan } | { readonly diagnostics: readonly Diagnostic[] }> {
  const path = resolve(directory, file)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw usageFailure(`cannot read ${file}: ${fileProblem(error)}`, 'make it: appia plan -o FILE')
  })
  const decoded = decodePlan(text)
  if ('plan' in decoded) return decoded
  return {
    diagnostics: decoded.diagnostics.map((each) => ({ ...each, message: `${file}: ${each.message}` })),
  }
}
