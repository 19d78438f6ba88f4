import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { followMaps, readEntries, type SyncOutcome } from '../../../src/kernel/index.ts'
import { type EntryMapLayout, type Layout, resolveLayout } from '../../../src/layout/index.ts'
import { openMemoryStore } from '../../../src/store/index.ts'
import { until } from '../../client/site.ts'
import { bpfMissing, clangMissing, describeGroup } from '../../support/groups.ts'
import { snifferMaps } from '../../support/sniffer-maps.ts'
import { CaptureHost, compileBpf } from './capture-host.ts'
import { run, snifferDocuments, writeHeaders } from './headers.ts'

const layout = resolveLayout(snifferMaps).layout as Layout
const interfaces = layout.maps.find(({ name }) => name === 'iface_configs') as EntryMapLayout
const link = (capture: CaptureHost, ...words: string[]) =>
  run('ip', ['-n', capture.namespace, 'link', ...words])

describeGroup('bpf', bpfMissing() ?? clangMissing(), 'an interface that comes and goes', () => {
  it('is followed at once: while it is away the map keeps its entry, then it has the new index', async () => {
    const { capture, outcomes, indexes } = await followed()
    await until('the maps are filled', () => outcomes.at(-1)?.kind === 'synced')
    const before = await indexes()
    link(capture, 'delete', 'eth3')
    await until('its absence is an error', () => outcomes.at(-1)?.kind === 'refused')
    expect(await indexes()).toEqual(before)
    link(capture, 'add', 'eth3', 'type', 'veth', 'peer', 'name', 'other3')
    await until('the maps are synced again', () => outcomes.at(-1)?.kind === 'synced')
    const index = capture.host().interfaces.get('eth3') ?? 0
    expect(before).not.toContain(index)
    expect(await indexes()).toContain(index)
    expect(await indexes()).toHaveLength(before.length)
  })
})

/** Maps that follow a store, and are synced again for nothing but documents and interfaces. */
async function followed() {
  const headers = writeHeaders(snifferMaps)
  onTestFinished(() => rmSync(headers, { recursive: true, force: true }))
  const capture = new CaptureHost(['eth1', 'eth3'])
  onTestFinished(() => capture.close())
  const object = join(capture.folder, 'capture.bpf.o')
  compileBpf(join(import.meta.dirname, 'capture.bpf.c'), headers, object)
  capture.load(object, [])
  const store = await openMemoryStore()
  for (const [key, document] of snifferDocuments()) {
    const put = { kind: 'put', key, value: Buffer.from(JSON.stringify(document)) } as const
    await store.txn({ compare: [], success: [put], failure: [] })
  }
  const outcomes: SyncOutcome[] = []
  const stop = new AbortController()
  const following = followMaps({
    ...{ store, prefix: '', layout, pins: capture.pins, signal: stop.signal },
    readHost: async () => capture.host(),
    lookSeconds: 0.05,
    resyncSeconds: 3600,
    onSync: (outcome) => outcomes.push(outcome),
    onTrouble: (error) => {
      throw error
    },
  })
  onTestFinished(async () => {
    stop.abort()
    await following
    await store.close()
  })
  const indexes = async (): Promise<number[]> => {
    const [contents] = (await readEntries(capture.pins, [interfaces])).contents
    return (contents?.entries ?? []).map(({ key }) => Buffer.from(key, 'hex').readUInt32LE())
  }
  return { capture, outcomes, indexes }
}
