import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  constant,
  element,
  entriesFrom,
  hashMap,
  interfacesFrom,
  layout,
  u8,
  u16,
} from '../../src/define/index.ts'
import { readDocuments } from '../../src/kernel/index.ts'
import { type Layout, resolveLayout } from '../../src/layout/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'

const entries = entriesFrom('/config/demo/json', '/ports', { key: element, value: constant(1) })
const ports = resolveLayout(
  layout('demo', {
    maps: { ports: hashMap({ key: u16, value: u8, maxEntries: 4, entries }) },
    attach: interfacesFrom('/config/other/list/json', ''),
  }),
).layout as Layout

let store: Store
beforeEach(async () => {
  store = await openMemoryStore()
})
afterEach(() => store.close())

async function put(key: string, text: string): Promise<number> {
  const value = Buffer.from(text)
  return (await store.txn({ compare: [], success: [{ kind: 'put', key, value }], failure: [] })).revision
}

it('the documents of a layout come with the revision they were read at', async () => {
  await put('/config/demo/json', '{"ports":[1]}')
  const revision = await put('/config/other/list/json', '{}')
  const read = await readDocuments({ store, prefix: '' }, ports)
  expect(read).toEqual({
    documents: new Map<string, unknown>([
      ['/config/demo/json', { ports: [1] }],
      ['/config/other/list/json', {}],
    ]),
    revision,
    diagnostics: [],
  })
})

it('a document of the node wins there, and only there', async () => {
  await put('/site/config/demo/json', '{"ports":[1]}')
  await put('/site/config/demo/nodes/gw-02/json', '{"ports":[2]}')
  const portsOn = async (node: string) =>
    (await readDocuments({ store, prefix: '/site', node }, ports)).documents.get('/config/demo/json')
  expect(await portsOn('gw-02')).toEqual({ ports: [2] })
  expect(await portsOn('gw-01')).toEqual({ ports: [1] })
})

it('a document that is not there is left out, one that is not JSON has a diagnostic', async () => {
  await put('/config/demo/json', '{ // no')
  const { documents, diagnostics } = await readDocuments({ store, prefix: '' }, ports)
  expect(documents.size).toBe(0)
  expect(diagnostics).toMatchObject([{ code: 'map-entry', key: '/config/demo/json' }])
})
