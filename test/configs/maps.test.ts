import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { desiredMaps, type Layout, resolveLayout } from '../../src/layout/index.ts'
import type { LayoutDeclaration } from '../../src/model/index.ts'

// A path that tsc does not follow: configs/ has a tsconfig of its own.
const path = join(import.meta.dirname, '../../configs/bpf.ts')
const { snifferMaps } = (await import(path)) as { readonly snifferMaps: LayoutDeclaration }
const { layout, diagnostics } = resolveLayout(snifferMaps)

/** `u32 src_ip@0` of every field, as the sniffer's own documentation writes it. */
function fieldsOf(struct: string): string {
  const found = (layout as Layout).structs.find(({ name }) => name === struct)
  const fields = found?.fields.map(({ name, offset, size }) => `${name}@${offset}:${size}`)
  return `${fields?.join(' ')} size ${found?.size} align ${found?.alignment}`
}

describe('the maps of ML Defender', () => {
  it('have no problems', () => {
    expect(diagnostics).toEqual([])
  })

  it('interface_config is 8 bytes, aligned to 4', () => {
    expect(fieldsOf('interface_config')).toBe('ifindex@0:4 mode@4:1 is_wan@5:1 reserved@6:2 size 8 align 4')
  })

  it('filter_config is 8 bytes, aligned to 1', () => {
    expect(fieldsOf('filter_config')).toBe('default_action@0:1 reserved@1:7 size 8 align 1')
  })

  it('simple_event is 566 packed bytes', () => {
    expect(fieldsOf('simple_event')).toBe(
      'src_ip@0:4 dst_ip@4:4 src_port@8:2 dst_port@10:2 protocol@12:1 tcp_flags@13:1 packet_len@14:4 ' +
        'ip_header_len@18:2 l4_header_len@20:2 timestamp@22:8 payload_len@30:2 payload@32:512 ' +
        'interface_mode@544:1 is_wan_facing@545:1 source_ifindex@546:4 source_interface@550:16 size 566 align 1',
    )
  })

  it('are six, with the types, sizes and capacities of the native program', () => {
    const maps = layout?.maps.map((map) =>
      map.kind === 'ringbuf'
        ? `${map.name} ringbuf ${map.recordSize} ${map.maxEntries}`
        : `${map.name} ${map.kind} ${map.keySize}→${map.valueSize} ${map.maxEntries}`,
    )
    expect(maps).toEqual([
      'events ringbuf 566 1048576',
      'excluded_ports hash 2→1 1024',
      'filter_settings array 4→8 1',
      'iface_configs hash 4→8 16',
      'included_ports hash 2→1 1024',
      'stats array 4→8 1',
    ])
  })

  it('17 interfaces and 1,025 ports are refused where they begin to be too many', () => {
    const interfaces = Object.fromEntries(
      Array.from({ length: 17 }, (_, index) => [`eth${index}`, { mode: 'gateway', role: 'lan' }]),
    )
    const ports = Array.from({ length: 1025 }, (_, index) => index + 1)
    const filter = { excluded_ports: ports, included_ports: [], default_action: 'capture' }
    const documents = new Map([
      ['/config/sniffer/iface_configs/json', { interfaces }],
      ['/config/sniffer/json', { capture: { filter } }],
    ])
    const found = desiredMaps(layout as Layout, documents).diagnostics
    expect(found.map(({ message, pointer }) => `${pointer}: ${message}`)).toEqual([
      '/capture/filter/excluded_ports/1024: excluded_ports has room for 1024 entries, got 1025',
      '/interfaces/eth16: iface_configs has room for 16 entries, got 17',
    ])
  })
})
