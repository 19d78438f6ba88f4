import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlanFile } from '../../src/app/plan/read-plan-file.ts'
import { savePlan } from '../../src/app/plan/save-plan.ts'
import { inputLimits, type Plan } from '../../src/model/index.ts'
import { encodePlan, makePlan, sealPlan } from '../../src/plan/index.ts'
import { planInput } from '../plan/build-plan-input.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn } from './a-context.ts'

const sealed = sealPlan(makePlan(planInput({ desired: { '/config/a': 1 } })).plan as Plan)
const text = encodePlan(sealed)

describe('the size of a plan file', () => {
  it('is bounded where it is read', async () => {
    const { directory } = copyWorkspace()
    const read = (bytes: number) => {
      writeFileSync(join(directory, 'p.json'), text.trimEnd().padEnd(bytes, '\n'))
      return readPlanFile('p.json', contextIn(directory))
    }
    expect(await read(inputLimits.planFileBytes)).toEqual(sealed)
    await expect(read(inputLimits.planFileBytes + 1)).rejects.toMatchObject({
      diagnostics: [{ message: expect.stringContaining('it is larger than 24 MiB') }],
    })
  })

  it('is bounded where it is written', async () => {
    const { directory } = copyWorkspace()
    const save = (bytes: number) => {
      const workspace = `demo${'x'.repeat(bytes - Buffer.byteLength(text))}`
      return savePlan({ ...sealed, plan: { ...sealed.plan, workspace } }, 'p.json', contextIn(directory))
    }
    await save(inputLimits.planFileBytes)
    await expect(save(inputLimits.planFileBytes + 1)).rejects.toMatchObject({
      exitCode: 4,
      message: 'p.json would be larger than 24 MiB',
    })
  })
})
