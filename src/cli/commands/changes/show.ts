import { checkPlanFile } from '../../../app/plan/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { formatOf, formatOption } from '../../options/format.ts'
import { markdownOptions, refuseMarkdownOptions } from '../../options/markdown.ts'
import { checkedMarkdown, renderCheckedPlan } from '../../render/plan/checked-plan.ts'

const formats = ['text', 'markdown', 'html'] as const

export const show: Command = {
  name: 'show',
  summary: 'print a saved plan as it was made',
  usage: 'FILE [--env NAME] [--all] [--format text|markdown|html] [--json]',
  details: `Reads the plan file only, and says which keys it has to be believed on. With --env or --endpoints, derives what the
plan shows again from what is live there, and refuses a file that says something else.`,
  options: {
    all: {
      type: 'boolean',
      description: 'also values that nothing reads, each value of new keys, and long values whole',
    },
    format: formatOption(formats),
    ...markdownOptions,
  },
  completes: 'file',
  positionals: [1, 1],
  async run(invocation) {
    const file = invocation.positionals[0] as string
    const format = formatOf(invocation, formats)
    refuseMarkdownOptions(invocation, format)
    const checked = await checkPlanFile(file, invocation)
    const { sealed, underived, signedBy } = checked
    return {
      exitCode: exitCodes.done,
      text: await (await rendererOf(format))(checked, file, invocation),
      json: { plan: sealed.plan, underived, signedBy },
    }
  },
}

async function rendererOf(format: (typeof formats)[number]) {
  if (format === 'html') return (await import('../../render/html/page-of-plan.ts')).checkedPage
  return format === 'markdown' ? checkedMarkdown : renderCheckedPlan
}
