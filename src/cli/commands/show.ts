import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Diagnostic, exitCodes, type Plan } from '../../model/index.ts'
import { decodePlan } from '../../plan/index.ts'
import type { Command, Invocation } from '../command.ts'
import { usageFailure } from '../failure.ts'
import { renderPlan } from '../render/plan-text.ts'

export const show: Command = {
  name: 'show',
  summary: 'print a saved plan as it was made',
  usage: 'FILE [--all] [--json]',
  details: 'Reads the plan file only: neither the sources nor the store.',
  options: {
    all: { type: 'boolean', description: 'also values that nothing reads, and each value of new keys' },
  },
  positionals: [1, 1],
  async run(invocation) {
    const file = invocation.positionals[0] as string
    const read = await readPlanFile(file, invocation)
    if (!('plan' in read)) {
      return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics: read.diagnostics }
    }
    const view = {
      paint: invocation.terminal.paint,
      showAll: invocation.options.flag('all'),
      storeName: 'saved plan',
      file,
    }
    return { exitCode: exitCodes.done, text: renderPlan(read.plan, view), json: { plan: read.plan } }
  },
}

/** A plan file, or what is wrong with it. A file that is not there is a usage failure. */
export async function readPlanFile(
  file: string,
  invocation: Invocation,
): Promise<{ plan: Plan } | { diagnostics: readonly Diagnostic[] }> {
  const text = await readFile(resolve(invocation.directory, file), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      throw usageFailure(`cannot read ${file}: ${error.code ?? error.message}`, 'make it: appia plan -o FILE')
    },
  )
  return decodePlan(text)
}
