import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type ApplyResult, applySources, rollBack } from '../../src/app/apply/index.ts'
import { listHistory } from '../../src/app/state/index.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn, reviewer } from './a-context.ts'

const example = join(import.meta.dirname, '../../examples/minimal')

it('applies let go of what is older than the workspace keeps, and say what they have to leave', {
  timeout: 120_000,
}, async () => {
  const workspace = copyWorkspace(example)
  workspace.edit('configs/index.ts', "name: 'minimal',", "name: 'minimal',\n  keepApplies: 10,")
  const context = contextIn(workspace.directory, { isAgreed: true })
  const { reviewer: agreeing } = reviewer()
  let seconds = 20
  const apply = async (): Promise<ApplyResult> => {
    const before = seconds
    seconds = before === 20 ? 21 : 20
    workspace.edit('configs/worker.ts', `seconds(${before})`, `seconds(${seconds})`)
    return await applySources(context, agreeing)
  }
  const seqs = async () => (await listHistory(100, context)).map(({ seq }) => seq)
  for (let count = 1; count <= 30; count++) {
    expect(await apply()).toMatchObject({ outcomes: [{ kind: 'applied', seq: count }], diagnostics: [] })
  }
  expect(await seqs()).toHaveLength(30)

  const folder = join(workspace.directory, '.appia/journal/local')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'open.json'),
    JSON.stringify({ formatVersion: 1, prefix: '', workspace: 'minimal', seq: 1 }),
  )
  expect(await apply()).toMatchObject({
    outcomes: [{ kind: 'applied', seq: 31 }],
    diagnostics: [
      {
        code: 'history-remains',
        severity: 'warning',
        message: '21 applies more than the 10 to keep are in the history',
        help: expect.stringMatching(/appia history --trim 10/),
      },
    ],
  })
  expect(await seqs()).toHaveLength(31)

  writeFileSync(
    join(folder, 'open.json'),
    JSON.stringify({ formatVersion: 1, prefix: '', workspace: 'minimal', seq: 32 }),
  )
  expect(await apply()).toMatchObject({ outcomes: [{ kind: 'applied', seq: 32 }], diagnostics: [] })
  expect(await seqs()).toEqual([32, 31, 30, 29, 28, 27, 26, 25, 24, 23])
  expect(await rollBack({ leave: [], to: 23 }, context, agreeing)).toMatchObject({
    outcomes: [{ kind: 'applied', seq: 33 }],
  })
})
