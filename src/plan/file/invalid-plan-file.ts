import type { Diagnostic } from '../../model/index.ts'

/** A plan file that must not be used, and why: `problem` goes on a sentence that begins with the file. */
export function invalidPlanFile(problem: string, key?: string): Diagnostic {
  return {
    code: 'plan-file-invalid',
    severity: 'error',
    message: `the plan file cannot be used: ${problem}`,
    ...(key !== undefined && { key }),
    help: 'make it again from the sources: appia plan -o FILE',
  }
}
