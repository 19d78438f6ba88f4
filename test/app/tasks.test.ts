import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyFile, applySources, rollBack } from '../../src/app/apply/index.ts'
import { checkWorkspace } from '../../src/app/check/index.ts'
import { generateFiles } from '../../src/app/generate/index.ts'
import { InvalidInput } from '../../src/app/index.ts'
import { diffStates, isSound, planSources } from '../../src/app/plan/index.ts'
import {
  environmentStatus,
  explainValue,
  inspectEnvironment,
  listHistory,
  readDrift,
} from '../../src/app/state/index.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn, reviewer } from './a-context.ts'

const example = join(import.meta.dirname, '../../examples/minimal')

describe('without a command line', () => {
  it('a workspace is checked, planned, applied, looked at and rolled back', async () => {
    const workspace = copyWorkspace(example)
    const context = contextIn(workspace.directory)
    const checked = await checkWorkspace({ isVerified: false }, context)
    expect(checked.diagnostics).toEqual([])
    const planned = await planSources({ file: 'first.plan.json' }, context)
    expect(isSound(planned)).toBe(true)
    const { reviewer: agreeing, heard } = reviewer()
    expect(await applyFile({ file: 'first.plan.json' }, context, agreeing)).toMatchObject({
      kind: 'outcomes',
      outcomes: [{ kind: 'applied', seq: 1 }],
      environment: 'local',
    })
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    expect(await applySources(context, agreeing)).toMatchObject({ outcomes: [{ kind: 'applied', seq: 2 }] })
    expect(heard).toEqual(['2 changes', 'apply on local?', '1 changes', 'apply on local?'])
    expect(await applySources(context, agreeing)).toMatchObject({ kind: 'nothing-to-apply', restored: [] })
    const { differences } = await diffStates({ from: '@1', to: 'live' }, context)
    expect(differences.map(({ key }) => key)).toEqual(['/config/worker/json'])
    const { explanation } = await explainValue('/config/worker/json#/jobTimeout', context)
    expect(explanation).toMatchObject({ value: 25, live: { kind: 'read', isSame: true } })
    expect((await readDrift({}, context)).report.entries).toEqual([])
    expect((await inspectEnvironment(context)).stored).toMatchObject({ newest: 2, managedKeys: 2 })
    expect((await environmentStatus(context)).members.map(({ component }) => component)).toEqual([
      'api',
      'worker',
    ])
    expect(await rollBack({ leave: [] }, context, agreeing)).toMatchObject({
      outcomes: [{ kind: 'applied', seq: 3 }],
    })
    expect((await listHistory(20, context)).map(({ seq, kind, who }) => [seq, kind, who])).toEqual([
      [3, 'rollback', 'anna@laptop'],
      [2, 'apply', 'anna@laptop'],
      [1, 'apply', 'anna@laptop'],
    ])
  })

  it('an apply that nobody agrees to changes nothing, and one agreed to beforehand asks nobody', async () => {
    const { directory } = copyWorkspace(example)
    const { reviewer: refusing, heard } = reviewer(() => Promise.reject(new Error('no')))
    await expect(applySources(contextIn(directory), refusing)).rejects.toThrow('no')
    expect(await listHistory(20, contextIn(directory))).toEqual([])
    await applySources(contextIn(directory, { isAgreed: true }), refusing)
    expect(heard).toEqual(['2 changes', 'apply on local?', '2 changes'])
  })

  it('sources with errors end a plan with their diagnostics', async () => {
    const workspace = copyWorkspace(example)
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(40)')
    const error = await planSources({}, contextIn(workspace.directory)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidInput)
    expect((error as InvalidInput).diagnostics).toMatchObject([{ code: 'invariant-failed' }])
  })

  it('generated files are written once and then up to date', async () => {
    const { directory } = copyWorkspace(example)
    const context = contextIn(directory)
    const written = await generateFiles({ isCheck: false }, context)
    expect(written.stale).toEqual(written.files)
    expect(readFileSync(join(directory, written.files[0] ?? ''), 'utf8')).toContain('Generated from')
    expect(await generateFiles({ isCheck: true }, context)).toMatchObject({ stale: [], orphans: [] })
  })
})
