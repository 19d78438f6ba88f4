import { describe, expect, it } from 'vitest'
import { type LoadFailure, loadWorkspace } from '../../src/load/index.ts'
import type { LiveValues, LoadedWorkspace } from '../../src/model/index.ts'
import { expectFailed, expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

type Loaded = LoadedWorkspace | LoadFailure

async function load(before: string, value: string, live?: LiveValues): Promise<Loaded> {
  const text = moduleWith(`import { live } from 'appia'\n${before}`, value)
  const directory = workspaceFolder({ 'configs/index.ts': text })
  return await loadWorkspace({ directory, schemas: [], ...(live && { live }) })
}

const limits = new Map([['/shared/limits', '{"rate":40,"list":[1,2]}']])

function documentIn(loaded: Loaded): unknown {
  return expectLoaded(loaded).documents[0]?.value
}

describe('a value read from the store', () => {
  it('is asked for in the first evaluation, with its place; all that are needed at once', async () => {
    const loaded = await load(
      `const limits = live('/shared/limits') as any
const doubled = limits.rate * 2 + limits.list.map((one: number) => one + 1).length`,
      `{ doubled, ...limits, zone: live('/shared/zone#/name') }`,
    )
    expect(expectFailed(loaded)).toEqual([])
    expect('blank' in loaded && loaded.blank).toMatchObject({
      name: 'test',
      environments: [{ name: 'local', store: 'embedded' }],
      live: [
        { key: '/shared/limits', pointer: '', isRead: false, at: { file: 'configs/index.ts', line: 2 } },
        { key: '/shared/zone', pointer: '/name', isRead: false, at: { line: 5 } },
      ],
    })
  })

  it('stands in the document in the second', async () => {
    const loaded = await load(
      '',
      `{ all: live('/shared/limits'), rate: live('/shared/limits#/rate') }`,
      limits,
    )
    expect(documentIn(loaded)).toEqual({ all: { rate: 40, list: [1, 2] }, rate: 40 })
    expect(expectLoaded(loaded).live?.map(({ isRead }) => isRead)).toEqual([true, true])
  })

  it('has its origin at the call, also within what was read and where something is computed from it', async () => {
    const loaded = await load(
      `const all = live('/shared/limits') as any\n`,
      `{ all, rate: live<number>('/shared/limits#/rate') }`,
      limits,
    )
    const provenance = expectLoaded(loaded).documents[0]?.provenance
    const call = { kind: 'computed', at: { file: 'configs/index.ts', line: 2, column: 13 } }
    expect(provenance?.get('/all')).toMatchObject(call)
    expect(provenance?.get('/all/list/1')).toMatchObject(call)
    expect(provenance?.get('/rate')).toMatchObject({ kind: 'computed', at: { line: 5 } })
  })

  it('may name the next key to read', async () => {
    const value = "live('/zones/' + live('/zone') + '/rate')"
    const zone = new Map([['/zone', '"north"']])
    const second = await load('', `{ rate: ${value} }`, zone)
    expect('blank' in second && second.blank?.live.map(({ key, isRead }) => [key, isRead])).toEqual([
      ['/zone', true],
      ['/zones/north/rate', false],
    ])
    expect(
      documentIn(await load('', `{ rate: ${value} }`, new Map([...zone, ['/zones/north/rate', '7']]))),
    ).toEqual({ rate: 7 })
  })

  it.each([
    ['absent', new Map([['/shared/limits', undefined]]), '/shared/limits is not in the store'],
    ['not JSON', new Map([['/shared/limits', 'rate=40']]), '/shared/limits does not hold JSON'],
    ['without the part meant', new Map([['/shared/limits', '{}']]), '/shared/limits has nothing at /rate'],
  ])('that is %s is an error at the call, unless there is a fallback', async (_title, live, message) => {
    const failed = await load('', `{ rate: live('/shared/limits#/rate') }`, live)
    const at = { file: 'configs/index.ts', line: 4 }
    expect(expectFailed(failed)).toMatchObject([{ code: 'live-missing', severity: 'error', message, at }])
    const fallback = await load('', `{ rate: live('/shared/limits#/rate', { otherwise: 5 }) }`, live)
    expect(documentIn(fallback)).toEqual({ rate: 5 })
  })

  it('that has a fallback has it until the store is read', async () => {
    const loaded = await load('', `{ rate: live('/shared/limits#/rate', { otherwise: 5 }) }`)
    expect(documentIn(loaded)).toEqual({ rate: 5 })
    expect(expectLoaded(loaded).live).toMatchObject([{ isRead: false, hasFallback: true }])
  })

  it.each(['/keys/encryption', '/keys', '/appia/epoch', '/site-a/keys/x', 'shared', '/shared#rate'])(
    '%s is refused at the call',
    async (key) => {
      const text = moduleWith(`import { live } from 'appia'`, `{ rate: live('${key}') }`).replace(
        "store: 'embedded'",
        "prefix: '/site-a', $&",
      )
      const loaded = await loadWorkspace({
        directory: workspaceFolder({ 'configs/index.ts': text }),
        schemas: [],
      })
      const at = { file: 'configs/index.ts', line: 3 }
      expect(expectFailed(loaded)).toMatchObject([{ code: 'live-refused', severity: 'error', at }])
    },
  )

  it('that is needed before there is a workspace is an error that names the way out', async () => {
    const check = `if (typeof live('/shared/rate') !== 'number') throw new Error('no rate')`
    const [failure] = expectFailed(await load(check, '{}'))
    expect(failure).toMatchObject({ code: 'config-threw', help: expect.stringContaining('otherwise') })
    const given = new Map([['/shared/rate', '1']])
    expect(documentIn(await load(check, '{}', given))).toEqual({})
  })
})
