import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Diagnostic, Plan } from '../model/index.ts'
import { decodePlan } from '../plan/index.ts'
import type { Invocation } from './command.ts'
import { usageFailure } from './failure.ts'

/** A plan file, or what is wrong with it. A file that is not there is a usage failure. */
export async function readPlanFile(
  file: string,
  invocation: Invocation,
): Promise<{ readonly plan: Plan } | { readonly diagnostics: readonly Diagnostic[] }> {
  const path = resolve(invocation.directory, file)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw usageFailure(`cannot read ${file}: ${error.code ?? error.message}`, 'make it: appia plan -o FILE')
  })
  return decodePlan(text)
}
