import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { arrayMap, layout as declare, hashMap, struct, u8, u32 } from '../../../src/define/index.ts'
import {
  compareLayout,
  type FoundLayout,
  readEntries,
  readObject,
  readPinned,
  syncMaps,
} from '../../../src/kernel/index.ts'
import { type EntryMapLayout, type Layout, resolveLayout } from '../../../src/layout/index.ts'
import type { LayoutDeclaration, MapDeclaration, StructType } from '../../../src/model/index.ts'
import { bpfMissing, clangMissing, describeGroup } from '../../support/groups.ts'
import { snifferMaps } from '../../support/sniffer-maps.ts'
import { CaptureHost, compileBpf } from './capture-host.ts'
import { run, snifferDocuments, writeHeaders } from './headers.ts'

const layout = resolveLayout(snifferMaps).layout as Layout

/** The sniffer's layout with some maps as they once were. */
function onceWith(maps: { readonly [name: string]: MapDeclaration }): LayoutDeclaration {
  return { ...snifferMaps, maps: { ...snifferMaps.maps, ...maps } }
}

/** The layout of the days when `simple_event` ended before these fields. */
function eventEndingBefore(field: string): LayoutDeclaration {
  const events = snifferMaps.maps.events
  if (events?.kind !== 'ringbuf') throw new Error('events is no ring buffer')
  const { fields, order } = events.record
  const kept = order.slice(0, order.indexOf(field))
  const record: StructType = {
    ...events.record,
    order: kept,
    fields: Object.fromEntries(kept.map((name) => [name, fields[name] as StructType['fields'][string]])),
  }
  return onceWith({ events: { ...events, record } })
}

describeGroup('bpf', bpfMissing() ?? clangMissing(), 'an object that is not of this definition', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  /** Builds an object from a definition, its .bpf.h edited, and says how it differs from today's. */
  async function errorsOf(definition: LayoutDeclaration, edit = (text: string) => text): Promise<string[]> {
    const folder = writeHeaders(definition)
    folders.push(folder)
    const header = join(folder, 'sniffer.bpf.h')
    writeFileSync(header, edit(readFileSync(header, 'utf8')))
    const unit = join(folder, 'unit.bpf.c')
    writeFileSync(
      unit,
      '#include <linux/bpf.h>\n#include "sniffer.bpf.h"\nchar _license[] SEC("license") = "GPL";\n',
    )
    compileBpf(unit, folder, join(folder, 'unit.bpf.o'))
    const { found } = await readObject(join(folder, 'unit.bpf.o'), layout)
    return compareLayout(layout, found as FoundLayout).flatMap(({ severity, message }) =>
      severity === 'error' ? [message] : [],
    )
  }

  it('is accepted when it is one', async () => {
    expect(await errorsOf(snifferMaps)).toEqual([])
  })

  it('incident 1: a filter_settings value of 4 bytes against 8 is refused', async () => {
    const filter = struct('filter_config', { default_action: u32 })
    expect(await errorsOf(onceWith({ filter_settings: arrayMap({ value: filter, maxEntries: 1 }) }))).toEqual(
      ['filter_settings value is 4 bytes in the program, 8 in the header'],
    )
  })

  it('incident 2: a simple_event of 30 bytes against 566 is refused', async () => {
    expect(await errorsOf(eventEndingBefore('payload_len'))).toEqual([
      'simple_event is 30 bytes in the program, 566 in the header (first difference: simple_event.payload_len is missing in the program)',
    ])
  })

  it('incident 2: a simple_event of 544 bytes against 566 is refused', async () => {
    expect(await errorsOf(eventEndingBefore('interface_mode'))).toEqual([
      'simple_event is 544 bytes in the program, 566 in the header (first difference: simple_event.interface_mode is missing in the program)',
    ])
  })

  it('incident 2: a simple_event that is not in BTF is refused, for it cannot be compared', async () => {
    const edit = (text: string) => text.replace(/^struct simple_event .*$/m, '')
    expect((await errorsOf(snifferMaps, edit))[0]).toMatch(
      /^simple_event, the record of events, is not in the BTF/,
    )
  })

  it('incident 3: a map name that the kernel cuts off is refused', async () => {
    const edit = (text: string) => text.replace('} iface_configs SEC', '} interface_configs SEC')
    expect(await errorsOf(snifferMaps, edit)).toEqual([
      'there is no map iface_configs in the program; it has interface_configs (which the kernel cuts off to interface_confi)',
    ])
  })

  it('incident 3: such a name cannot be declared', () => {
    const maps = { interface_configs: hashMap({ key: u32, value: u8, maxEntries: 16 }) }
    expect(resolveLayout(declare('sniffer', { maps })).diagnostics[0]?.message).toBe(
      'map name interface_configs is 17 bytes long: the kernel cuts it off to interface_confi',
    )
  })

  it('with fields in another order is refused, though every size agrees', async () => {
    const swapped = struct('interface_config', {
      ifindex: u32,
      is_wan: u8,
      mode: u8,
      reserved: { kind: 'padding', length: 2 },
    })
    const iface_configs = hashMap({ key: u32, value: swapped, maxEntries: 16 })
    expect(await errorsOf(onceWith({ iface_configs }))).toEqual([
      'interface_config.mode of the header is called is_wan in the program',
    ])
  })

  it('with other numbers in an enumeration is refused by its hash, though BTF agrees', async () => {
    const old = JSON.parse(
      JSON.stringify(snifferMaps).replaceAll('"lan":0,"wan":1', '"lan":1,"wan":0'),
    ) as LayoutDeclaration
    expect((await errorsOf(old))[0]).toMatch(/^the layout hash is [0-9a-f]{16} in the program/)
  })
})

describeGroup('bpf', bpfMissing() ?? clangMissing(), 'maps that are pinned', () => {
  let capture: CaptureHost
  let headers: string
  const mapOf = (name: string) => layout.maps.find((map) => map.name === name) as EntryMapLayout

  beforeAll(() => {
    headers = writeHeaders(snifferMaps)
    capture = new CaptureHost(['eth1', 'eth3'])
    const object = join(capture.folder, 'capture.bpf.o')
    compileBpf(join(import.meta.dirname, 'capture.bpf.c'), headers, object)
    capture.load(object, [])
  })
  afterAll(() => {
    capture?.close()
    if (headers) rmSync(headers, { recursive: true, force: true })
  })

  const sync = (documents = snifferDocuments()) =>
    syncMaps({ layout, documents, pins: capture.pins, host: capture.host() })
  const present = async (map = 'iface_configs') =>
    (await readEntries(capture.pins, [mapOf(map)])).contents[0]?.entries ?? []

  it('agree with the definition they were built from, their hash included', async () => {
    const found = await readPinned(capture.pins, layout)
    expect(found.hashes).toEqual([layout.hash.slice(0, 16)])
    expect(compareLayout(layout, found)).toEqual([])
  })

  it('incident 1: are not written with a value of another size', async () => {
    const filter = struct('filter_config', { default_action: u32 })
    const stale = resolveLayout(onceWith({ filter_settings: arrayMap({ value: filter, maxEntries: 1 }) }))
      .layout as Layout
    const outcome = await syncMaps({
      layout: stale,
      documents: snifferDocuments(),
      pins: capture.pins,
      host: capture.host(),
    })
    expect(outcome).toMatchObject({
      kind: 'refused',
      diagnostics: [{ message: 'filter_settings value is 8 bytes in the kernel, 4 in the header' }],
    })
  })

  it('incident 8: port 70000 is refused and does not become 4464', async () => {
    const outcome = await sync(snifferDocuments({ excludedPorts: [70000] }))
    expect(outcome).toMatchObject({
      kind: 'refused',
      diagnostics: [{ code: 'map-entry', pointer: '/capture/filter/excluded_ports/0' }],
    })
    expect(await present('excluded_ports')).toEqual([])
    expect(await present()).toEqual([])
  })

  describe('incident 9: a missing interface', () => {
    const withMissing = { eth1: { mode: 'host-based', role: 'wan' }, eth7: { mode: 'gateway', role: 'lan' } }

    it('is an error that names it, and the map keeps what it held', async () => {
      expect((await sync()).kind).toBe('synced')
      const before = await present()
      expect(before).toHaveLength(2)
      const outcome = await sync(snifferDocuments({ interfaces: withMissing }))
      expect(outcome).toMatchObject({
        kind: 'refused',
        diagnostics: [{ code: 'interface-missing', pointer: '/interfaces/eth7' }],
      })
      expect(await present()).toEqual(before)
    })

    it('is an error in the generated userspace table too', () => {
      const folder = writeHeaders(snifferMaps, snifferDocuments({ interfaces: withMissing }))
      const source = join(folder, 'load.cpp')
      writeFileSync(source, tableProgram)
      run('g++', [
        '-std=c++17',
        '-Wall',
        '-Wextra',
        '-Werror',
        `-I${folder}`,
        source,
        '-o',
        join(folder, 'load'),
      ])
      const lines = capture.inside(join(folder, 'load'), []).trim().split('\n')
      rmSync(folder, { recursive: true, force: true })
      expect(lines).toEqual([`eth1 ${capture.host().interfaces.get('eth1')} 1 1`, 'eth7 is not on this host'])
    })
  })

  it('that the kernel does not let anyone write fail with its reason', async () => {
    const pin = join(capture.pins, 'excluded_ports')
    expect((await sync(snifferDocuments({ excludedPorts: [22] }))).kind).toBe('synced')
    run('bpftool', ['map', 'freeze', 'pinned', pin])
    const outcome = await sync(snifferDocuments({ excludedPorts: [22, 23] }))
    expect(outcome.kind).toBe('failed')
    expect(outcome.diagnostics[0]?.message).toMatch(
      /map update pinned .*: Error: update failed|Operation not permitted/,
    )
    expect(await present('excluded_ports')).toHaveLength(1)
  })

  it('at capacity give up just as many entries as needed first, and say so', async () => {
    const fill = Array.from({ length: 14 }, (_, index) => fillCommand(capture.pins, index + 100))
    writeFileSync(join(capture.folder, 'fill'), fill.join('\n'))
    run('bpftool', ['batch', 'file', join(capture.folder, 'fill')])
    expect(await present()).toHaveLength(16)
    const renamed = { eth1: { mode: 'gateway', role: 'lan' }, lo: { mode: 'gateway', role: 'lan' } }
    const outcome = await sync(snifferDocuments({ interfaces: renamed }))
    expect(outcome.kind).toBe('synced')
    const plan =
      outcome.kind === 'synced' ? outcome.maps.find(({ map }) => map === 'iface_configs') : undefined
    expect(plan?.removedFirst).toBe(1)
    expect(plan?.changes.map(({ action }) => action).join(' ')).toBe(
      `remove update add ${'remove '.repeat(14).trim()}`,
    )
    expect(await present()).toHaveLength(2)
  })
})

function fillCommand(pins: string, index: number): string {
  return `map update pinned ${pins}/iface_configs key hex ${index.toString(16)} 00 00 00 value hex 00 00 00 00 00 00 00 00`
}

const tableProgram = `
#include "sniffer.entries.h"
#include <cstdio>
int main() {
  for (unsigned index = 0; index < SNIFFER_IFACE_CONFIGS_ENTRY_COUNT; index++) {
    __UINT32_TYPE__ key;
    interface_config value;
    if (sniffer_iface_configs_entry(index, &key, &value) == 0)
      std::printf("%s %u %u %u\\n", sniffer_iface_configs_interfaces[index], key, value.mode, value.is_wan);
    else
      std::printf("%s is not on this host\\n", sniffer_iface_configs_interfaces[index]);
  }
}
`
