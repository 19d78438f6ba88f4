import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { planMapSync, syncMaps } from '../../../src/kernel/index.ts'
import { attachSet, type Layout, resolveLayout } from '../../../src/layout/index.ts'
import { bpfMissing, clangMissing, describeGroup } from '../../support/groups.ts'
import { snifferMaps } from '../../support/sniffer-maps.ts'
import { CaptureHost, compileBpf } from './capture-host.ts'
import { run, snifferDocuments, writeHeaders } from './headers.ts'

const layout = resolveLayout(snifferMaps).layout as Layout

describeGroup(
  'bpf',
  bpfMissing() ?? clangMissing(),
  'a program built with the generated headers, in the kernel',
  () => {
    let capture: CaptureHost
    let headers: string

    const sync = (documents = snifferDocuments()) =>
      syncMaps({ layout, documents, pins: capture.pins, host: capture.host() })

    beforeAll(async () => {
      headers = writeHeaders(snifferMaps)
      capture = new CaptureHost(['eth1', 'eth3', 'eth9'])
      const object = join(capture.folder, 'capture.bpf.o')
      compileBpf(join(import.meta.dirname, 'capture.bpf.c'), headers, object)
      const { interfaces } = attachSet(layout, snifferDocuments())
      // eth9 is attached although it is not listed: what is not in the map is not captured, wherever the program runs.
      capture.load(object, [...interfaces, 'eth9'])
      const reader = join(capture.folder, 'reader')
      const source = join(import.meta.dirname, 'reader.cpp')
      run('g++', ['-std=c++20', '-Wall', '-Wextra', '-Werror', `-I${headers}`, source, '-o', reader, '-lbpf'])
      await capture.startReader(reader)
    })
    afterAll(() => {
      capture?.close()
      if (headers) rmSync(headers, { recursive: true, force: true })
    })

    it('captures nothing before its maps are filled', () => {
      capture.send('eth1', 4000)
      expect(capture.remaining()).toEqual([])
    })

    it('has its maps filled in one sync', async () => {
      const outcome = await sync()
      expect(outcome).toMatchObject({ kind: 'synced', diagnostics: [] })
      const { interfaces } = capture.host()
      expect(
        outcome.kind === 'synced' &&
          outcome.maps.flatMap(({ map, changes }) =>
            changes.map(({ action, text, to }) => `${map} ${action} ${text}: ${to}`),
          ),
      ).toEqual([
        'excluded_ports add 22: 1',
        'filter_settings update 0: default_action=capture',
        `iface_configs add eth1 (${interfaces.get('eth1')}): ifindex=${interfaces.get('eth1')} mode=host-based is_wan=wan`,
        `iface_configs add eth3 (${interfaces.get('eth3')}): ifindex=${interfaces.get('eth3')} mode=gateway is_wan=lan`,
      ])
    })

    it('needs no change after it', async () => {
      const outcome = await planMapSync({
        layout,
        documents: snifferDocuments(),
        pins: capture.pins,
        host: capture.host(),
      })
      expect(outcome.kind === 'planned' && outcome.maps.flatMap(({ changes }) => changes)).toEqual([])
    })

    it('tags a packet on the host-based interface with mode 1, wan and its index', async () => {
      capture.send('eth1', 5001)
      expect(await capture.nextPacket(5001)).toMatchObject({
        size: 566,
        mode: 1,
        isWan: 1,
        ifindex: capture.host().interfaces.get('eth1'),
      })
    })

    it('tags a packet on the gateway interface with mode 2, lan and its index', async () => {
      capture.send('eth3', 5003)
      expect(await capture.nextPacket(5003)).toMatchObject({
        size: 566,
        mode: 2,
        isWan: 0,
        ifindex: capture.host().interfaces.get('eth3'),
      })
    })

    it('does not capture a packet on an interface that is not listed, nor one to port 22', async () => {
      capture.send('eth9', 5009)
      capture.send('eth1', 22)
      capture.connect('eth1', 22)
      capture.send('eth1', 5010)
      await capture.nextPacket(5010)
      expect(capture.remaining().filter(({ port }) => [4000, 5009, 22].includes(port))).toEqual([])
    })

    it('tags the next packet as the changed configuration says', async () => {
      await sync(snifferDocuments({ interfaces: { eth1: { mode: 'gateway', role: 'lan' } } }))
      capture.send('eth1', 5011)
      expect(await capture.nextPacket(5011)).toMatchObject({ mode: 2, isWan: 0 })
      capture.send('eth3', 5012)
      capture.send('eth1', 5013)
      await capture.nextPacket(5013)
      expect(capture.remaining().filter(({ port }) => port === 5012)).toEqual([])
    })

    it('drops what the port filter drops by default', async () => {
      await sync(snifferDocuments({ defaultAction: 'drop' }))
      capture.send('eth1', 5014)
      await sync()
      capture.send('eth1', 5015)
      await capture.nextPacket(5015)
      expect(capture.remaining().filter(({ port }) => port === 5014)).toEqual([])
    })
  },
)
