import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { arrayMap, hashMap, layout, packed, ringbuf, struct, u32, u64 } from '../../../src/define/index.ts'
import { compareLayout, type FoundLayout, readObject } from '../../../src/kernel/index.ts'
import { type Layout, resolveLayout } from '../../../src/layout/index.ts'
import type { LayoutDeclaration } from '../../../src/model/index.ts'
import { bpfMissing, clangMissing, describeGroup, findExecutable } from '../../support/groups.ts'
import { run, writeHeaders } from './headers.ts'

const event = packed('event', { time: u64, address: u32 })
const first = layout('first', {
  maps: {
    events: ringbuf({ record: event, bytes: 4096 }),
    totals: arrayMap({ value: struct('total', { packets: u64 }), maxEntries: 1 }),
  },
})
const second = layout('second', { maps: { ports: hashMap({ key: u32, value: u32, maxEntries: 8 }) } })
const resolved = (declaration: LayoutDeclaration) => resolveLayout(declaration).layout as Layout

const head = '#include <linux/bpf.h>\n#include "first.bpf.h"\n'
const unit = `${head}char _license[] SEC("license") = "GPL";\n`
const stale = `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
struct event { __u32 address; };
struct event *const stale_event SEC(".rodata") = 0;
`
const legacy = `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
struct bpf_map_def { unsigned int type, key_size, value_size, max_entries, map_flags; };
struct bpf_map_def events SEC("maps") = {.type = 1, .key_size = 4, .value_size = 4, .max_entries = 8};
`

describeGroup('bpf', bpfMissing() ?? clangMissing(), 'an object', () => {
  let folder = ''
  beforeAll(() => {
    folder = writeHeaders([first, second], new Map())
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Compiles a unit and returns the path of its object. */
  function compile(
    name: string,
    source: string,
    flags: readonly string[] = ['--target=bpfel', '-g'],
  ): string {
    const [file, object] = [join(folder, `${name}.bpf.c`), join(folder, `${name}.o`)]
    writeFileSync(file, source)
    const system = ['-isystem', '/usr/include/x86_64-linux-gnu', `-I${folder}`]
    run('clang', ['-O2', '-Wall', '-Werror', ...flags, ...system, '-c', file, '-o', object])
    return object
  }

  function link(name: string, ...objects: readonly string[]): string {
    const linked = join(folder, `${name}.o`)
    run('bpftool', ['gen', 'object', linked, ...objects])
    return linked
  }

  async function problemsOf(object: string, declaration = first, others: readonly string[] = []) {
    const { found } = await readObject(object, resolved(declaration))
    return compareLayout(resolved(declaration), found as FoundLayout, others).map(({ message }) => message)
  }

  async function refusalOf(path: string) {
    const { found, diagnostics } = await readObject(path, resolved(first))
    expect(found).toBeUndefined()
    expect(diagnostics).toMatchObject([{ code: 'bpf-object', severity: 'error' }])
    const [{ message = '', help = '' } = {}] = diagnostics
    return `${message.replace(`${folder}/`, '')}; ${help}`
  }

  it('that agrees has no problem', async () => {
    expect(await problemsOf(compile('good', unit))).toEqual([])
  })

  it.each([
    ['generated', ['good', 'stale']],
    ['stale', ['stale', 'good']],
  ])('linked of two units that differ in a record is refused, the %s one first', async (_, names) => {
    const objects = { good: compile('good', unit), stale: compile('stale', stale) }
    const linked = link('linked', ...names.map((name) => objects[name as keyof typeof objects]))
    expect(await problemsOf(linked)).toEqual([
      'event is 4 bytes in the program, 12 in the header (first difference: event.time of the header is called address in the program); another struct event of the program agrees: not everything was compiled with the same headers',
    ])
  })

  it('linked of two units that differ in the value of a map is refused', async () => {
    const other = 'struct total { unsigned long long packets, bytes; };\nstruct total *unused_total;\n'
    const linked = link('linked', compile('other', other), compile('good', unit))
    expect((await problemsOf(linked))[0]).toMatch(
      /^total is 16 bytes in the program, 8 in the header .*agrees/,
    )
  })

  it('linked with a unit whose record is an unnamed struct under the same name is refused', async () => {
    const other = 'typedef struct { int address; } event;\nevent *unused_event;\n'
    const linked = link('linked', compile('other', other), compile('good', unit))
    expect((await problemsOf(linked))[0]).toMatch(/^event is 4 bytes in the program, 12 in the header/)
  })

  it('that defines two layouts is compared with each by its own hash', async () => {
    const both = compile('both', `${unit}#include "second.bpf.h"\n`)
    const others = ['events', 'totals', 'ports']
    expect(await problemsOf(both, first, others)).toEqual([])
    expect(await problemsOf(both, second, others)).toEqual([])
    const header = readFileSync(join(folder, 'second.layout.h'), 'utf8')
    writeFileSync(join(folder, 'second.layout.h'), header.replace(/(LAYOUT_HASH) 0x\w+/, '$1 0x1234ULL'))
    const old = compile('old', `${unit}#include "second.bpf.h"\n`)
    writeFileSync(join(folder, 'second.layout.h'), header)
    expect(await problemsOf(old, first, others)).toEqual([])
    expect((await problemsOf(old, second, others))[0]).toMatch(
      /^the layout hash is 0000000000001234 in the program/,
    )
  })

  it('says types of maps in words, and lengths of arrays as C writes them', async () => {
    const maps = unit.replace('#include "first.bpf.h"', '#include <bpf/bpf_helpers.h>')
    const map = (type: string, value: string) =>
      `struct { __uint(type, ${type}); __uint(max_entries, 1); __type(key, __u32); __type(value, ${value}); } totals SEC(".maps");\n`
    const lru = compile('lru', maps + map('BPF_MAP_TYPE_LRU_HASH', '__u64'))
    expect(await problemsOf(lru)).toContain('totals is of type lru_hash in the program, array in the header')
    const nested = compile('nested', maps + map('BPF_MAP_TYPE_ARRAY', 'unsigned char[2][4]'))
    expect(await problemsOf(nested)).toContain(
      'totals value is unsigned char[2][4] in the program, struct total in the header',
    )
    const mode = `enum mode { on };\n${maps}struct value { enum mode mode; __u32 rest; };\n`
    const enumeration = compile('enum', mode + map('BPF_MAP_TYPE_ARRAY', 'struct value'))
    expect(await problemsOf(enumeration)).toContain(
      'total.packets of the header is called mode in the program',
    )
  })

  it.skipIf(findExecutable('bpf-gcc') === undefined)('of GCC is compared as one of Clang', async () => {
    writeFileSync(join(folder, 'gcc.bpf.c'), unit)
    const system = ['/usr/include', '/usr/include/x86_64-linux-gnu'].flatMap((path) => ['-idirafter', path])
    const object = join(folder, 'gcc.o')
    run('bpf-gcc', ['-gbtf', '-O2', ...system, `-I${folder}`, '-c', join(folder, 'gcc.bpf.c'), '-o', object])
    expect(await problemsOf(object)).toEqual([])
    expect(await problemsOf(object, layout('first', { maps: second.maps }))).not.toEqual([])
  })

  it.each<[string, () => string]>([
    ['none.o is not there; build it first, or correct its path', () => join(folder, 'none.o')],
    ['sub is a folder; name the compiled object in it', () => mkdtempSync(join(folder, 'sub'))],
    [
      'g0.o has no BTF, so that no type can be compared; build it with clang --target=bpf -g -O2 -c (GCC: -gbtf), and do not strip it',
      () => compile('g0', unit, ['--target=bpfel']),
    ],
    [
      'g1.o has BTF without the types of its maps: it was built with -g1 or -gline-tables-only; build it with clang --target=bpf -g -O2 -c',
      () => compile('g1', `${unit}int f(void) { return 0; }\n`, ['--target=bpfel', '-g1']),
    ],
    [
      'g2.o has BTF without the types of its maps: it was built with -g1 or -gline-tables-only; build it with clang --target=bpf -g -O2 -c',
      () => compile('g2', `${unit}int f(void) { return 0; }\n`, ['--target=bpfel', '-gline-tables-only']),
    ],
    [
      'legacy.o defines maps in the legacy section "maps" (struct bpf_map_def), which libbpf 1.0 and later refuses; define them through the .bpf.h that `appia generate` writes: SEC(".maps")',
      () => compile('legacy', legacy),
    ],
    [
      'big.o is big-endian, this machine is little-endian; build it with --target=bpf on this machine, or --target=bpfel',
      () => compile('big', unit, ['--target=bpfeb', '-g']),
    ],
    [
      'bitcode.o is LLVM bitcode, which no kernel loads; build it with clang --target=bpf -g -O2 -c, without -emit-llvm and -flto',
      () => compile('bitcode', unit, ['--target=bpfel', '-g', '-emit-llvm']),
    ],
    [
      'host.o is an object for x86-64, not for BPF; build it with clang --target=bpf -g -O2 -c',
      () => compile('host', 'int x;', ['--target=x86_64-linux-gnu', '-g']),
    ],
    [
      'narrow.o is an ELF object of 32 bits, not of BPF; build it with clang --target=bpf -g -O2 -c',
      () => compile('narrow', 'int x;', ['--target=i386-linux-gnu', '-g']),
    ],
    [
      'cut.o is cut off: its ELF headers lie beyond its end; build it with clang --target=bpf -g -O2 -c again, or copy it again',
      () => written('cut.o', readFileSync(compile('good', unit)).subarray(0, 500)),
    ],
    [
      'source.c is not an ELF object; name the compiled object, not a source or a header: clang --target=bpf -g -O2 -c',
      () => written('source.c', Buffer.from(unit)),
    ],
    [
      'empty.o is empty; build it with clang --target=bpf -g -O2 -c',
      () => written('empty.o', Buffer.from('')),
    ],
  ])('that cannot be compared says why and what to do: %s', async (message, make) => {
    expect((await refusalOf(make())).replace(/^sub\w+/, 'sub')).toBe(message)
  })

  function written(name: string, bytes: Uint8Array): string {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
})
