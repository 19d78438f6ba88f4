import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledOpenEnvironment,
  describeStore,
  type EnvironmentStatus,
  readSchemas,
  readStatus,
  withCompiledEnvironment,
} from '../../app/index.ts'
import { exitCodes, StoreError } from '../../model/index.ts'
import type { Command, Invocation } from '../command.ts'
import { renderStatus } from '../render/status-text.ts'

const watchMilliseconds = 2000

export const status: Command = {
  name: 'status',
  summary: 'each declared component: alive, what it runs, its key; and how the rotation stands',
  usage: '[--watch]',
  details:
    'Compares what components report to run, and the schema they were built with, with what the workspace declares.',
  options: { watch: { type: 'boolean', description: 'print it again every two seconds until Ctrl-C' } },
  positionals: [0, 0],
  async run(invocation) {
    return await withCompiledEnvironment(invocation, async (open) => {
      const { schemas } = await readSchemas(open.directory)
      const subject: Subject = { ...open, schemas }
      while (invocation.options.flag('watch')) {
        await show(subject, invocation)
        await sleep(watchMilliseconds)
      }
      const now = invocation.now().getTime()
      const report = await read(subject, now)
      const json = { environment: open.environment.name, ...report }
      return { exitCode: exitCodes.done, text: textOf(report, open, { invocation, now }), json }
    })
  },
}

type Subject = CompiledOpenEnvironment & Pick<Awaited<ReturnType<typeof readSchemas>>, 'schemas'>

/** An etcd that is away for a while does not end the watching: that is when it is watched. */
async function show(open: Subject, invocation: Invocation): Promise<void> {
  const now = invocation.now().getTime()
  try {
    invocation.terminal.write(textOf(await read(open, now), open, { invocation, now }))
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    invocation.terminal.warn(`${open.store.name}: ${error.message}\n`)
  }
}

function read({ store, environment, desired, schemas }: Subject, now: number): Promise<EnvironmentStatus> {
  return readStatus(store, { prefix: environment.prefix, desired, schemas, now })
}

function textOf(
  report: EnvironmentStatus,
  { environment, store, directory }: CompiledOpenEnvironment,
  { invocation, now }: { invocation: Invocation; now: number },
): string {
  const head = `${environment.name} · ${describeStore(store, directory)}`
  return `${head}\n${renderStatus(report, { paint: invocation.terminal.paint, now })}`
}
