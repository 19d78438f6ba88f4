import { spawnSync } from 'node:child_process'
import { keepRotating, type RotatorEvent, type StepTaken } from '../../../app/rotation/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation } from '../../command.ts'
import { escapeText } from '../../render/text/plain-text.ts'

export const rotator: Command = {
  name: 'rotator',
  summary: 'rotate the encryption seeds by the applied policy, as a daemon',
  usage: '[--env NAME]',
  details: `Any number may run: one leads by lease, and guarded transactions keep even two leaders safe. What it waits for
stands under /status/components/rotator. Where its user may apply, it also takes back what nobody confirms in time. Ends at SIGINT or SIGTERM. Writes no core files.`,
  options: {},
  positionals: [0, 0],
  writes: true,
  isDaemon: true,
  async run(invocation) {
    const { terminal, now } = invocation
    await keepRotating(invocation, {
      onStart: ({ environment, storeName }) => {
        forbidCoreFiles(invocation)
        terminal.write(`rotator of ${environment} (${storeName})\n`)
      },
      onEvent: (event) => terminal.write(`${eventLine(event, now())}\n`),
      onSettling: (text) => terminal.write(`${now().toISOString()} apply: ${escapeText(text)}\n`),
    })
    return { exitCode: exitCodes.done, text: '', json: {} }
  },
}

/** A core file would hold seeds; Node cannot set the limit itself. */
function forbidCoreFiles({ terminal }: Invocation): void {
  const result = spawnSync('prlimit', ['--core=0:0', '--pid', String(process.pid)])
  if (result.status !== 0) terminal.warn('core files could not be forbidden: run this with `ulimit -c 0`\n')
}

function eventLine(event: RotatorEvent, now: Date): string {
  const at = now.toISOString()
  switch (event.kind) {
    case 'step':
      return `${at} ${stepLine(event.step)}`
    case 'standing':
      return `${at} ${event.text}`
    case 'store-error':
      return `${at} store: ${event.text}`
    default:
      return `${at} ${event.kind}`
  }
}

function stepLine({ kind, generation, revision, problem }: StepTaken): string {
  const line = `${kind} · generation ${generation} · revision ${revision}`
  return problem === undefined ? line : `${line} · ${problem}`
}
