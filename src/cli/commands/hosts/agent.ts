import { setFlagsFromString } from 'node:v8'
import {
  AgentError,
  type AgentEvent,
  type AgentSettings,
  openSupervisor,
  readSettings,
  runReloading,
} from '../../../agent/index.ts'
import { Failure, usageFailure } from '../../../app/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation } from '../../command.ts'

export const agent: Command = {
  name: 'agent',
  summary: 'keep the files of a native component as etcd has them, as a daemon',
  usage: 'COMPONENT[@NODE] --settings FILE',
  details: `Writes each document to its file, whole and checked, and makes the component take it up; what the component refuses
is taken back. An etcd that is away changes nothing. Logs JSON, a line an event. Settings, and every command that runs, come
from the file alone (docs/agents.md). Reads them again at SIGHUP, ends at SIGINT or SIGTERM.`,
  options: {
    settings: { type: 'string', value: 'FILE', description: 'what the agent does on this host' },
    'take-back': {
      type: 'boolean',
      description: 'also take back applies that nobody confirms; needs the rights of an apply',
    },
  },
  positionals: [1, 1],
  writes: true,
  isDaemon: true,
  async run(invocation) {
    const { options, positionals, endpoints, permissions, terminal, now, signal } = invocation
    const [, component = '', node = 'default'] = /^([^@/]+)(?:@([^@/]+))?$/.exec(positionals[0] ?? '') ?? []
    if (component === '')
      throw usageFailure(`"${positionals[0]}" is no member`, 'a component, or one on a node: detector@gw-01')
    const path = options.text('settings')
    if (path === undefined)
      throw usageFailure('say what the agent does here', 'appia agent COMPONENT --settings FILE')
    const onEvent = (event: AgentEvent) =>
      terminal.write(`${JSON.stringify({ at: now().toISOString(), level: levelOf(event), ...event })}\n`)
    const connection = {
      allowPlaintextPassword: permissions.isPlaintextPasswordAllowed,
      ...(endpoints !== undefined && { endpoints: endpoints.split(',') }),
    }
    const supervisor = openSupervisor(process.env)
    const onReload = (reload: () => void) => {
      process.on('SIGHUP', reload)
      return () => process.off('SIGHUP', reload)
    }
    keepHeapSmall()
    try {
      const takingBack = options.flag('take-back')
        ? takeBack(invocation, await readSettings(path))
        : undefined
      const given = { component, node, settingsFile: path, connection, onEvent, onReload, signal, supervisor }
      await runReloading(given)
      await takingBack
    } catch (error) {
      if (error instanceof AgentError) throw new Failure(exitCodes.invalid, error.message)
      throw error
    } finally {
      supervisor.stopping()
      await supervisor.close()
    }
    return { exitCode: exitCodes.done, text: '', json: {} }
  },
}

/** Its journal lies in the agent's own folder. */
async function takeBack(invocation: Invocation, settings: AgentSettings): Promise<void> {
  const { keepTakingBack } = await import('../../../app/rollout/index.ts')
  const { terminal, now, endpoints = settings.endpoints?.join(',') } = invocation
  const { prefix, stateFolder: directory } = settings
  const context = {
    ...invocation,
    directory,
    ...(endpoints !== undefined && { endpoints }),
    ...(prefix !== undefined && { prefix }),
  }
  await keepTakingBack(context, (text) =>
    terminal.write(
      `${JSON.stringify({ at: now().toISOString(), level: 'warn', kind: 'unconfirmed', text })}\n`,
    ),
  )
}

/** V8 lets its youngest objects have ever more room under load and keeps it: an agent runs for months beside a component. */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

function levelOf(event: AgentEvent): 'info' | 'warn' | 'error' {
  if (event.kind === 'refused' || event.kind === 'failed' || event.kind === 'invalid') return 'error'
  if (event.kind === 'settings-refused') return 'error'
  return event.kind === 'edited' || (event.kind === 'client' && event.event === 'lost') ? 'warn' : 'info'
}
