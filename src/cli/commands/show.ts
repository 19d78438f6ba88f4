import { applyCommand } from '../../app/index.ts'
import { readPlanFile } from '../../app/plan/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { renderPlan } from '../render/plan/plan-text.ts'

export const show: Command = {
  name: 'show',
  summary: 'print a saved plan as it was made',
  usage: 'FILE [--all] [--json]',
  details: 'Reads the plan file only: neither the sources nor the store.',
  options: {
    all: {
      type: 'boolean',
      description: 'also values that nothing reads, each value of new keys, and long values whole',
    },
  },
  positionals: [1, 1],
  async run(invocation) {
    const file = invocation.positionals[0] as string
    const plan = await readPlanFile(file, invocation)
    const view = {
      paint: invocation.terminal.paint,
      showAll: invocation.options.flag('all'),
      now: invocation.now(),
      storeName: 'saved plan',
      next: applyCommand(file, invocation),
    }
    return { exitCode: exitCodes.done, text: renderPlan(plan, view), json: { plan } }
  },
}
