import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { until } from '../client/site.ts'
import { childProcesses, isRunning } from '../support/child-processes.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

const program = join(import.meta.dirname, '../../dist/main.js')
const minimal = join(import.meta.dirname, '../../examples/minimal')
const limit = { timeout: 300_000 }

function watch(workspace: TestWorkspace, ...words: string[]) {
  const child = spawn(process.execPath, [program, 'check', '--watch', ...words], { cwd: workspace.directory })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { shown: '', warned: '' }
  child.stdout.on('data', (data: Buffer) => {
    output.shown += data.toString()
  })
  child.stderr.on('data', (data: Buffer) => {
    output.warned += data.toString()
  })
  const answers = () =>
    [...output.shown.matchAll(/^(values|types): (.*) \(\d+ ms\)$/gm)].map(
      ([, what, verdict]) => `${what} ${verdict}`,
    )
  return {
    child,
    output,
    answers,
    /** Waits until the last answers are these. */
    last: async (...wanted: string[]) =>
      await until(
        `the answer is ${wanted}`,
        () => answers().slice(-wanted.length).join() === wanted.join(),
        120_000,
      ),
  }
}

const apiText = ({ directory }: TestWorkspace) => readFileSync(join(directory, 'configs/api.ts'), 'utf8')
const fine = ['values no errors', 'types no errors']

it(
  'answers at once and after each save: an error is told with its place, and then no longer',
  limit,
  async () => {
    const workspace = copyWorkspace(minimal)
    const { last, output, answers } = watch(workspace)
    await last(...fine)
    workspace.edit('configs/api.ts', 'port: 8080', 'port: 80800')
    await last('values 1 error', 'types no errors')
    expect(output.warned).toContain('configs/api.ts:')
    expect(output.warned).toContain('/port must be 1..65535, got 80800')
    // As editors save: another file takes the place of the one that is open.
    const path = join(workspace.directory, 'configs/api.ts')
    workspace.write('configs/api.ts~', apiText(workspace).replace('80800', '8081'))
    renameSync(join(workspace.directory, 'configs/api.ts~'), path)
    await last('values 1 error', 'types no errors', ...fine)
    const told = answers().length
    workspace.edit('configs/api.ts', 'port: 8081', "port: 'http'")
    await until('the types are wrong', () => answers().slice(told).join().includes('values 1 error'), 120_000)
  },
)

it('takes a burst of saves for one, and a save that changes nothing for none', limit, async () => {
  const workspace = copyWorkspace(minimal)
  const { child, last, answers } = watch(workspace)
  await last(...fine)
  // However busy the machine is, they come to it in one go.
  child.kill('SIGSTOP')
  for (let port = 8101; port <= 8120; port++) {
    workspace.write('configs/api.ts', apiText(workspace).replace(/port: \d+/, `port: ${port}`))
  }
  child.kill('SIGCONT')
  await until('it has answered', () => answers().length >= 4, 120_000)
  workspace.write('configs/api.ts', apiText(workspace))
  await sleep(2000)
  expect(answers()).toEqual([...fine, ...fine])
})

it('notices files in folders that are new, and goes on after what it could not read', limit, async () => {
  const workspace = copyWorkspace(minimal)
  const { last, output } = watch(workspace)
  await last(...fine)
  mkdirSync(join(workspace.directory, 'configs/shared'))
  writeFileSync(join(workspace.directory, 'configs/shared/port.ts'), 'export const port = 8090\n')
  workspace.edit('configs/api.ts', 'port: 8080', 'port')
  workspace.write('configs/api.ts', `import { port } from './shared/port.ts'\n${apiText(workspace)}`)
  await last(...fine)
  writeFileSync(join(workspace.directory, 'configs/shared/port.ts'), 'export const port = 80900\n')
  await last('values 1 error', 'types no errors')
  writeFileSync(join(workspace.directory, 'configs/shared/port.ts'), 'export const port = \n')
  await until('the syntax error is told', () => output.warned.includes('configs/shared/port.ts:'), 120_000)
})

it('prints plain lines where there is no terminal, and ends at once with Ctrl-C', limit, async () => {
  const { child, last, output } = watch(copyWorkspace(minimal))
  await last(...fine)
  expect(output.shown + output.warned).not.toContain('\x1b')
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const waiting = await evaluatorOf(child)
  child.kill('SIGINT')
  expect(await Promise.race([ended, sleep(20_000, 'it goes on', { ref: false })])).toBe(130)
  await until('no process is left', () => !isRunning(waiting))
})

/** The one that waits for the next save. */
async function evaluatorOf({ pid }: { readonly pid?: number | undefined }): Promise<number> {
  const evaluators = () => childProcesses(pid, 'evaluator.mjs')
  await until('one waits', () => evaluators().length === 1, 120_000)
  return evaluators()[0] ?? 0
}

it('needs no evaluator that waits: one that was killed is replaced', limit, async () => {
  const workspace = copyWorkspace(minimal)
  const { child, last } = watch(workspace)
  await last(...fine)
  process.kill(await evaluatorOf(child), 'SIGKILL')
  workspace.edit('configs/api.ts', 'port: 8080', 'port: 80800')
  await last('values 1 error', 'types no errors')
})

it('leaves no process behind when it is killed itself', limit, async () => {
  const { child, last } = watch(copyWorkspace(minimal))
  await last(...fine)
  const waiting = await evaluatorOf(child)
  child.kill('SIGKILL')
  await until('it has ended too', () => !isRunning(waiting), 60_000)
})

it('tells of a schema that changes and of one that breaks, and heals with it', limit, async () => {
  const workspace = copyWorkspace(minimal)
  const { last, output } = watch(workspace)
  const schema = 'schemas/api.schema.json'
  const text = readFileSync(join(workspace.directory, schema), 'utf8')
  await last(...fine)
  workspace.write(schema, text.replace('"maximum": 65535', '"maximum": 8000'))
  await last('values 1 error', 'types no errors')
  expect(output.warned).toContain('/port must be 1..8000, got 8080')
  workspace.write(schema, text.slice(0, -3))
  await until('it is broken', () => output.warned.includes('is not valid JSON'), 120_000)
  workspace.write(schema, text)
  await last(...fine)
})

it(
  'a save that comes while the types are checked ends that check, and the last one is answered',
  limit,
  async () => {
    const workspace = copyWorkspace(minimal)
    const { answers, last } = watch(workspace)
    await last(...fine)
    const valuesTold = () => answers().filter((answer) => answer.startsWith('values')).length
    workspace.edit('configs/api.ts', 'port: 8080', 'port: 8081')
    await until('the values are told', () => valuesTold() === 2, 120_000)
    workspace.write('configs/api.ts', apiText(workspace).replace('port: 8081', "port: 'http'"))
    await until(
      'the type is wrong',
      () => answers().at(-1) === 'types no errors' && valuesTold() >= 3,
      120_000,
    )
    expect(answers().slice(-2)).toEqual(['values 1 error', 'types no errors'])
  },
)
