import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apply, check, drift, Failure, plan } from '../../src/api/index.ts'
import { copyWorkspace } from '../support/workspace.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const alone = (directory: string) => ({ directory, variables: {}, who: 'a script' })

describe('a program', () => {
  it('checks, plans, applies what was approved, and looks for drift', async () => {
    const workspace = copyWorkspace(example)
    const options = alone(workspace.directory)
    const { name, environments, diagnostics } = await check(options)
    expect([name, [...environments.keys()], diagnostics]).toEqual(['minimal', ['local'], []])
    expect(environments.get('local')?.entries.map(({ key }) => key)).toEqual([
      '/config/api/json',
      '/config/worker/json',
    ])
    const first = await plan({ ...options, file: 'first.plan.json' })
    const digest = first.plan?.digest ?? ''
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(await apply({ ...options, file: 'first.plan.json', digest })).toMatchObject({
      kind: 'outcomes',
      outcomes: [{ kind: 'applied', seq: 1 }],
    })
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    expect(await apply({ ...options, approved: digest })).toMatchObject({ kind: 'not-approved' })
    expect(await apply(options)).toMatchObject({ outcomes: [{ kind: 'applied', seq: 2 }] })
    expect(await apply(options)).toMatchObject({ kind: 'nothing-to-apply' })
    expect((await drift(options)).report.entries).toEqual([])
  })

  it('is told what is wrong as data', async () => {
    const workspace = copyWorkspace(example)
    const options = alone(workspace.directory)
    workspace.edit('configs/api.ts', '8080', '0')
    expect((await check(options)).diagnostics).toMatchObject([
      { code: 'port-out-of-range', at: { file: 'configs/api.ts' } },
    ])
    await expect(plan(options)).rejects.toMatchObject({ diagnostics: [{ code: 'port-out-of-range' }] })
    await expect(check(alone('/'))).rejects.toThrow(Failure)
  })

  it('in CI names the environment before it writes to the embedded store', async () => {
    const { directory } = copyWorkspace(example)
    const options = { ...alone(directory), variables: { CI: 'true' } }
    await expect(apply(options)).rejects.toMatchObject({ exitCode: 3 })
    expect(await apply({ ...options, environment: 'local' })).toMatchObject({ kind: 'outcomes' })
  })
})
