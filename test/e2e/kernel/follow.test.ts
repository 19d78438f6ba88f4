import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { followMaps, readEntries, type SyncOutcome } from '../../../src/kernel/index.ts'
import { type EntryMapLayout, type Layout, resolveLayout } from '../../../src/layout/index.ts'
import type { JsonValue, Store } from '../../../src/model/index.ts'
import { openMemoryStore } from '../../../src/store/index.ts'
import { bpfMissing, clangMissing, describeGroup } from '../../support/groups.ts'
import { snifferMaps } from '../../support/sniffer-maps.ts'
import { CaptureHost, compileBpf } from './capture-host.ts'
import { snifferDocuments, writeHeaders } from './headers.ts'

const layout = resolveLayout(snifferMaps).layout as Layout
const ports = layout.maps.find(({ name }) => name === 'excluded_ports') as EntryMapLayout

describeGroup('bpf', bpfMissing() ?? clangMissing(), 'maps that follow a store', () => {
  let capture: CaptureHost
  let headers: string
  let store: Store
  let following: Promise<void>
  const stop = new AbortController()
  const outcomes: { outcome: SyncOutcome; revision: number }[] = []
  const troubles: string[] = []
  let wake: () => void = () => undefined

  beforeAll(async () => {
    headers = writeHeaders(snifferMaps)
    capture = new CaptureHost(['eth1', 'eth3'])
    const object = join(capture.folder, 'capture.bpf.o')
    compileBpf(join(import.meta.dirname, 'capture.bpf.c'), headers, object)
    capture.load(object, [])
    store = await openMemoryStore()
    for (const [key, document] of snifferDocuments()) await put(key, document)
    following = followMaps({
      ...{
        store,
        prefix: '',
        layout,
        pins: capture.pins,
        readHost: async () => capture.host(),
        signal: stop.signal,
      },
      resyncSeconds: 0.3,
      lookSeconds: 0.05,
      onSync: (outcome, revision) => {
        outcomes.push({ outcome, revision })
        wake()
      },
      onTrouble: (error) => {
        troubles.push(error.message)
        wake()
      },
    })
  })
  afterAll(async () => {
    stop.abort()
    await following
    await store?.close()
    capture?.close()
    if (headers) rmSync(headers, { recursive: true, force: true })
  })

  async function put(key: string, document: JsonValue): Promise<number> {
    const value = Buffer.from(JSON.stringify(document))
    return (await store.txn({ compare: [], success: [{ kind: 'put', key, value }], failure: [] })).revision
  }
  const putPorts = (excludedPorts: readonly number[]) =>
    put('/config/sniffer/json', snifferDocuments({ excludedPorts }).get('/config/sniffer/json') as JsonValue)

  /** The first outcome of documents of this revision or a later one. */
  async function outcomeAt(revision: number): Promise<SyncOutcome> {
    for (;;) {
      const found = outcomes.find((each) => each.revision >= revision)
      if (found) return found.outcome
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const portCount = async () => (await readEntries(capture.pins, [ports])).contents[0]?.entries.length

  it('hold what it holds at the start', async () => {
    expect((await outcomeAt(0)).kind).toBe('synced')
    expect(await portCount()).toBe(1)
  })

  it('change with it', async () => {
    expect((await outcomeAt(await putPorts([22, 23, 24]))).kind).toBe('synced')
    expect(await portCount()).toBe(3)
  })

  it('keep the last good entries under a bad configuration, and go on after it', async () => {
    expect((await outcomeAt(await putPorts([70000]))).kind).toBe('refused')
    expect(await portCount()).toBe(3)
    expect((await outcomeAt(await putPorts([22]))).kind).toBe('synced')
    expect(await portCount()).toBe(1)
  })

  it('take no notice of keys of others', async () => {
    const before = await put('/config/other/json', {})
    const after = await putPorts([22, 25])
    await outcomeAt(after)
    // The first filling and three changes of ports; the refused one changed nothing.
    expect(outcomes.filter(({ outcome }) => changesOf(outcome) > 0)).toHaveLength(4)
    expect(after).toBe(before + 1)
  })

  it('are looked at again from time to time, so that what someone else changed comes back', async () => {
    const looks = outcomes.length
    while (outcomes.length === looks) await new Promise((resolve) => setTimeout(resolve, 20))
    const pin = join(capture.pins, 'excluded_ports')
    capture.inside('bpftool', ['map', 'delete', 'pinned', pin, 'key', '22', '0'])
    const isBack = () => changesOf(outcomes.at(-1)?.outcome) > 0
    while (!isBack()) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await portCount()).toBe(2)
    expect(troubles).toEqual([])
  })
})

function changesOf(outcome: SyncOutcome | undefined): number {
  return outcome === undefined || outcome.kind === 'refused'
    ? 0
    : outcome.maps.reduce((sum, { changes }) => sum + changes.length, 0)
}
