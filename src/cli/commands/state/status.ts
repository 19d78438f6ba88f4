import {
  connectedClients,
  type EnvironmentStatus,
  environmentStatus,
  watchStatus,
} from '../../../app/state/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { renderStatus } from '../../render/status-text.ts'
import { escapeText } from '../../render/text/plain-text.ts'

export const status: Command = {
  name: 'status',
  summary: 'each declared component: alive, what it runs, its key; how the rotation and etcd stand',
  usage: '[--watch]',
  details:
    'Compares what components report to run, and the schema they were built with, with what the workspace declares.',
  options: {
    watch: {
      type: 'boolean',
      description: 'show it again every two seconds until Ctrl-C, in place on a terminal',
    },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options, terminal } = invocation
    if (options.flag('watch')) {
      let last = ''
      await watchStatus(invocation, {
        onStatus: (status) => {
          last = options.flag('json')
            ? `${JSON.stringify(jsonOf(status))}\n`
            : renderStatus(status, terminal.paint)
          if (options.flag('json')) terminal.write(last)
          else terminal.repaint(last)
        },
        onTrouble: (storeName, error) => {
          const trouble = `${escapeText(`${storeName}: ${error.message}`)}\n`
          if (terminal.isScreen && !options.flag('json')) terminal.repaint(`${trouble}\n${last}`)
          else terminal.warn(trouble)
        },
      })
      return { exitCode: exitCodes.interrupted, text: '', json: {} }
    }
    const status = await environmentStatus(invocation)
    const text = renderStatus(status, terminal.paint)
    return { exitCode: exitCodes.done, text, json: jsonOf(status) }
  },
}

function jsonOf(status: EnvironmentStatus): object {
  const { environment, members, rotation, endpoints, pending } = status
  const clients = connectedClients(status)
  return { environment, members, rotation, endpoints, clients, pending: pending ?? null }
}
