import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  arrayMap,
  hashMap,
  layout,
  packed,
  ringbuf,
  struct,
  u16,
  u32,
  u64,
} from '../../../src/define/index.ts'
import { compareLayout, readPinned } from '../../../src/kernel/index.ts'
import { type Layout, resolveLayout } from '../../../src/layout/index.ts'
import type { LayoutDeclaration } from '../../../src/model/index.ts'
import { bpfMissing, clangMissing, describeGroup, findExecutable } from '../../support/groups.ts'
import { compileBpf } from './capture-host.ts'
import { run, writeHeaders } from './headers.ts'

const first = layout('first', {
  maps: {
    events: ringbuf({ record: packed('event', { time: u64, address: u32 }), bytes: 4096 }),
    totals: arrayMap({ value: struct('total', { packets: u64 }), maxEntries: 1 }),
  },
})
const port = struct('port', { from: u16, to: u16, owner: u32 })
const second = layout('second', { maps: { ports: hashMap({ key: u32, value: port, maxEntries: 8 }) } })
const resolved = (declaration: LayoutDeclaration) => resolveLayout(declaration).layout as Layout

/** A program that uses the ring buffer of `first`. */
const firstProgram = `#include <linux/bpf.h>
#include "first.bpf.h"
char _license[] SEC("license") = "GPL";
SEC("xdp") int one(struct xdp_md *context)
{
  void *record = bpf_ringbuf_reserve(&events, 12, 0);
  if (record) bpf_ringbuf_discard(record, 0);
  return XDP_PASS;
}
`
/** A program of other types under the numbers of the first's, and with a struct of the name of its record. */
const secondProgram = `#include <linux/bpf.h>
struct event { __u32 address; };
struct other { unsigned long long a[3]; unsigned short b, c, d, e; } other;
struct event *unused_event;
#include "second.bpf.h"
char _license[] SEC("license") = "GPL";
SEC("xdp") int two(struct xdp_md *context) { return other.a[0] ? XDP_DROP : XDP_PASS; }
`

describeGroup('bpf', bpfMissing() ?? clangMissing(), 'maps of two loads under one folder', () => {
  let folder = ''
  let pins = ''
  beforeEach(() => {
    folder = writeHeaders([first, second], new Map())
    mkdirSync(join(folder, 'bpffs'))
    run('mount', ['-t', 'bpf', 'none', join(folder, 'bpffs')])
    pins = join(folder, 'bpffs/maps')
  })
  afterEach(() => {
    spawnSync(findExecutable('umount') ?? 'umount', [join(folder, 'bpffs')])
    rmSync(folder, { recursive: true, force: true })
  })

  /** Loads a program; without maps of others it pins its own. */
  function load(name: string, source: string, maps = ['pinmaps', pins]): void {
    const [unit, object] = [join(folder, `${name}.bpf.c`), join(folder, `${name}.bpf.o`)]
    writeFileSync(unit, source)
    compileBpf(unit, folder, object)
    run('bpftool', ['prog', 'load', object, join(folder, 'bpffs', name), ...maps])
  }

  const problemsOf = async (declaration: LayoutDeclaration) => {
    const found = await readPinned(pins, resolved(declaration))
    return compareLayout(resolved(declaration), found).map(({ message }) => message)
  }

  it.each([
    ['first', 'second'],
    ['second', 'first'],
  ])('are each read with their own types and hash: %s, then %s', async (...order) => {
    for (const name of order) load(name, name === 'first' ? firstProgram : secondProgram)
    expect(await problemsOf(first)).toEqual([])
    expect(await problemsOf(second)).toEqual([])
  })

  it('keep the differences of their own load', async () => {
    load('first', firstProgram)
    load('second', secondProgram)
    const renamed = struct('port', { from: u16, until: u16, owner: u32 })
    const other = layout('second', { maps: { ports: hashMap({ key: u32, value: renamed, maxEntries: 8 }) } })
    expect(await problemsOf(other)).toContain('port.until of the header is called to in the kernel')
  })

  it('are read when no program uses them any more', async () => {
    load('first', firstProgram)
    rmSync(join(folder, 'bpffs/first'))
    expect(await problemsOf(first)).toEqual([])
  })

  it('that a program of older headers uses too are refused', async () => {
    load('first', firstProgram)
    const header = join(folder, 'first.layout.h')
    writeFileSync(header, readFileSync(header, 'utf8').replace(/^APPIA_ASSERT.*event.*$/gm, ''))
    const older = `#define address address; __UINT32_TYPE__ rest\n${firstProgram.replace('int one', 'int older')}`
    load('older', older, ['map', 'name', 'events', 'pinned', join(pins, 'events')])
    expect(await problemsOf(first)).toEqual([
      'event is 16 bytes in the kernel, 12 in the header (first difference: event has a field rest in the kernel that the header does not have); another struct event of the kernel agrees: not everything was compiled with the same headers',
    ])
  })
})
