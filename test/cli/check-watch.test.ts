import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { until } from '../client/site.ts'
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
  const { last, answers } = watch(workspace)
  await last(...fine)
  for (let port = 8101; port <= 8120; port++) {
    workspace.write('configs/api.ts', apiText(workspace).replace(/port: \d+/, `port: ${port}`))
  }
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
  child.kill('SIGINT')
  expect(await Promise.race([ended, sleep(20_000, 'it goes on', { ref: false })])).toBe(130)
})
