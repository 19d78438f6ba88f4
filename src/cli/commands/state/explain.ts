import { explainValue } from '../../../app/state/index.ts'
import { type DiagnosticCode, diagnosticCodes, exitCodes } from '../../../model/index.ts'
import type { Command, Report } from '../../command.ts'
import { renderExplanation } from '../../render/explanation.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'where a value comes from, what it means, who applied it and what is live',
  usage: 'KEY[#/json/pointer] | CODE',
  details: `For example: appia explain /config/sniffer/json#/capture/filter/excluded_ports
Answers from the sources also when the store cannot be reached, and says so. Of the CODE of an error, its meaning:
appia explain port-out-of-range`,
  options: {},
  completes: 'part',
  positionals: [1, 1],
  async run(invocation) {
    const target = invocation.positionals[0] as string // of the positionals, the one that must be there
    if (Object.hasOwn(diagnosticCodes, target)) return explainCode(target as DiagnosticCode)
    const { explanation, directory } = await explainValue(target, invocation)
    const text = renderExplanation(explanation, { directory, paint: invocation.terminal.paint })
    return { exitCode: exitCodes.done, text, json: explanation }
  },
}

function explainCode(code: DiagnosticCode): Report {
  const meaning = diagnosticCodes[code]
  return { exitCode: exitCodes.done, text: `${code}: ${meaning}\n`, json: { code, meaning } }
}
