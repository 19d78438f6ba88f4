import { environmentStatus, watchStatus } from '../../app/state/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { renderStatus } from '../render/status-text.ts'
import { escapeText } from '../render/text/plain-text.ts'

export const status: Command = {
  name: 'status',
  summary: 'each declared component: alive, what it runs, its key; and how the rotation stands',
  usage: '[--watch]',
  details:
    'Compares what components report to run, and the schema they were built with, with what the workspace declares.',
  options: { watch: { type: 'boolean', description: 'print it again every two seconds until Ctrl-C' } },
  positionals: [0, 0],
  async run(invocation) {
    const { options, terminal } = invocation
    if (options.flag('watch')) {
      await watchStatus(invocation, {
        onStatus: (status) => terminal.write(renderStatus(status, terminal.paint)),
        onTrouble: (storeName, error) => terminal.warn(`${escapeText(`${storeName}: ${error.message}`)}\n`),
      })
      return { exitCode: exitCodes.interrupted, text: '', json: {} }
    }
    const status = await environmentStatus(invocation)
    const { environment, members, rotation } = status
    const text = renderStatus(status, terminal.paint)
    return { exitCode: exitCodes.done, text, json: { environment, members, rotation } }
  },
}
