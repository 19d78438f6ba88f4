import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyFile, applySources } from '../../../src/app/apply/index.ts'
import type { Context } from '../../../src/app/index.ts'
import { planSources } from '../../../src/app/plan/index.ts'
import { environmentStatus, listHistory } from '../../../src/app/state/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { copyWorkspace, type TestWorkspace } from '../../support/workspace.ts'
import { contextIn, reviewer } from '../a-context.ts'
import { report, running } from './a-member.ts'

const example = join(import.meta.dirname, '../../../examples/minimal')
const key = '/config/worker/json'

let workspace: TestWorkspace
let context: Context
beforeEach(async () => {
  workspace = copyWorkspace(example)
  mkdirSync(join(workspace.directory, '.appia'), { recursive: true })
  context = contextIn(workspace.directory)
  await applySources(context, agreeing)
  workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
})

const agreeing = reviewer().reviewer

/** The worker on node gw-01 says to run a revision, as long as its store is open. */
async function workerRuns(revision: number): Promise<void> {
  const store = await openEmbeddedStore({ file: join(workspace.directory, '.appia/local.store') })
  await report(store, running('worker@gw-01', key, revision))
  await store.close()
}

const history = async () => (await listHistory(9, context)).map(({ kind }) => kind)

describe('an apply that waits', () => {
  it('is done when everybody runs what was applied', async () => {
    await workerRuns(99)
    const result = await applySources(context, agreeing, { waitMilliseconds: 60_000 })
    expect(result).toMatchObject({ outcomes: [{ kind: 'applied', seq: 2 }], rollout: { ended: 'all-run' } })
  })

  it('stands, and names who does not run it', async () => {
    await workerRuns(1)
    const result = await applySources(context, agreeing, { waitMilliseconds: 1 })
    expect(result).toMatchObject({
      outcomes: [{ kind: 'applied', seq: 2 }],
      rollout: { ended: 'expired', members: [{ member: 'worker@gw-01' }] },
    })
    expect(await history()).toEqual(['apply', 'apply'])
  })

  it('is taken back where that was asked for, in one transaction', async () => {
    const result = await applySources(context, agreeing, { waitMilliseconds: 1, orRollback: true })
    expect(result).toMatchObject({
      outcomes: [{ kind: 'applied', seq: 2 }],
      rollout: { ended: 'expired', takenBack: { kind: 'outcome', outcome: { kind: 'applied', seq: 3 } } },
    })
    expect(await history()).toEqual(['rollback', 'apply', 'apply'])
    const { members } = await environmentStatus(context)
    expect(members.find(({ component }) => component === 'worker')?.applied).not.toBe(
      members.find(({ component }) => component === 'worker')?.desired,
    )
  })

  it('of everything that there is is taken back too', async () => {
    workspace = copyWorkspace(example)
    context = contextIn(workspace.directory)
    const result = await applySources(context, agreeing, { waitMilliseconds: 1, orRollback: true })
    expect(result).toMatchObject({ rollout: { takenBack: { outcome: { kind: 'applied', keys: 2 } } } })
  })

  it('stands when it is interrupted, whatever was asked for', async () => {
    const controller = new AbortController()
    const waiting: Context = {
      ...context,
      signal: controller.signal,
      withProgress: async (label, task) => {
        if (label === 'waiting') controller.abort()
        return await task(() => undefined)
      },
    }
    const result = await applySources(waiting, agreeing, { waitMilliseconds: 60_000, orRollback: true })
    expect(result).toMatchObject({ rollout: { ended: 'interrupted' } })
    expect(await history()).toEqual(['apply', 'apply'])
  })

  it('with nothing left to apply waits for everything that is managed', async () => {
    await applySources(context, agreeing)
    const { rollout } = (await applySources(context, agreeing, { waitMilliseconds: 1 })) as {
      rollout?: { members: readonly { member: string }[] }
    }
    expect(rollout?.members.map(({ member }) => member)).toEqual(['api@default', 'worker@default'])
  })

  it('of a plan that was applied before waits for what it has changed, and takes nothing back', async () => {
    await planSources({ file: 'a.plan.json' }, context)
    await applyFile({ file: 'a.plan.json' }, context, agreeing)
    const rollout = { waitMilliseconds: 1, orRollback: true }
    expect(await applyFile({ file: 'a.plan.json', rollout }, context, agreeing)).toMatchObject({
      outcomes: [{ kind: 'already-applied' }],
      rollout: { ended: 'expired', members: [{ member: 'worker@default' }] },
    })
    expect(await history()).toEqual(['apply', 'apply'])
  })
})
