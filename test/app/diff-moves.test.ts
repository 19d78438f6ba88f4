import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applySources } from '../../src/app/apply/index.ts'
import { diffStates } from '../../src/app/plan/index.ts'
import { renderDifferences } from '../../src/cli/render/plan/state-differences.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn, reviewer } from './a-context.ts'

const example = join(import.meta.dirname, '../../examples/minimal')

it('a diff shows a key that was renamed as moved, in both directions and over several renames', async () => {
  const workspace = copyWorkspace(example)
  const context = contextIn(workspace.directory, { isAgreed: true })
  const apply = async (): Promise<void> => void (await applySources(context, reviewer().reviewer))
  const diff = async (from: string, to: string): Promise<string> => {
    const { differences } = await diffStates({ from, to }, context)
    return renderDifferences(differences, { from, to, paint: (_, text) => text })
  }
  await apply()
  workspace.edit('configs/worker.ts', /\}\)\n$/, "}, { key: '/config/hands/json' })\n")
  workspace.edit(
    'configs/index.ts',
    'channels:',
    "moved: [{ from: '/config/worker/json', to: '/config/hands/json' }],\n  channels:",
  )
  await apply()
  workspace.edit('configs/worker.ts', 'hands', 'arms')
  workspace.edit('configs/worker.ts', 'parallelJobs: 4', 'parallelJobs: 5')
  workspace.edit(
    'configs/index.ts',
    'moved: [',
    "moved: [{ from: '/config/hands/json', to: '/config/arms/json' }, ",
  )
  await apply()
  expect(await diff('@1', '@2')).toBe(
    '@1 → @2: 1 key differ\n\n/config/worker/json → /config/hands/json (moved)\n  · the same values\n',
  )
  expect(await diff('@1', 'live')).toMatch(
    /\n\/config\/worker\/json → \/config\/arms\/json \(moved\)\n.*parallelJobs +4 → 5/,
  )
  expect(await diff('@3', '@1')).toMatch(
    /\n\/config\/arms\/json → \/config\/worker\/json \(moved\)\n.*parallelJobs +5 → 4/,
  )
})

it('a key that nobody renamed is removed, and another one added', async () => {
  const workspace = copyWorkspace(example)
  const context = contextIn(workspace.directory, { isAgreed: true })
  await applySources(context, reviewer().reviewer)
  workspace.edit('configs/worker.ts', /\}\)\n$/, "}, { key: '/config/hands/json' })\n")
  await applySources(context, reviewer().reviewer)
  const { differences } = await diffStates({ from: '@1', to: 'live' }, context)
  expect(differences.map(({ key, kind }) => [key, kind])).toEqual([
    ['/config/hands/json', 'added'],
    ['/config/worker/json', 'removed'],
  ])
})
