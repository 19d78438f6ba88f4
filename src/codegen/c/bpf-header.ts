import { constantName, type Layout, type MapLayout } from '../../layout/index.ts'
import { banner, typeText } from './types.ts'

const mapTypes = {
  hash: 'BPF_MAP_TYPE_HASH',
  array: 'BPF_MAP_TYPE_ARRAY',
  ringbuf: 'BPF_MAP_TYPE_RINGBUF',
} as const

/**
 * `<name>.bpf.h`: the maps, the layout hash in .rodata and the anchors of ring-buffer records. For the one BPF unit
 * alone: a definition in a header that two units include would be defined twice.
 */
export function bpfHeader(layout: Layout): string {
  const guard = constantName('appia', layout.name, 'bpf_h')
  const lines = [
    ...banner([
      `Maps of layout ${layout.name}, for the one BPF unit that defines them.`,
      'Include vmlinux.h or <linux/bpf.h> before it.',
    ]),
    `#ifndef ${guard}`,
    `#define ${guard}`,
    '',
    '#include <bpf/bpf_helpers.h>',
    `#include "${layout.name}.layout.h"`,
    '',
    ...layout.maps.flatMap((map) => mapDefinition(layout, map)),
    // Not volatile: GCC puts what is volatile into another kind of section than what is only const.
    '/* Compared by `appia kernel check` before the object is loaded. */',
    `const __UINT64_TYPE__ ${layout.name}_layout_hash SEC(".rodata") = ${constantName(layout.name, 'layout_hash')};`,
    '',
    ...anchors(layout),
    `#endif /* ${guard} */`,
  ]
  return `${lines.join('\n')}\n`
}

function mapDefinition(layout: Layout, map: MapLayout): string[] {
  // The kernel refuses a ring buffer that names a key or a value.
  const types =
    map.kind === 'ringbuf'
      ? []
      : [`  __type(key, ${typeText(map.key)});`, `  __type(value, ${typeText(map.value)});`]
  return [
    'struct {',
    `  __uint(type, ${mapTypes[map.kind]});`,
    `  __uint(max_entries, ${constantName(layout.name, map.name)}_MAX_ENTRIES);`,
    ...types,
    `} ${map.name} SEC(".maps");`,
    '',
  ]
}

function anchors(layout: Layout): string[] {
  const records = layout.maps.flatMap((map) => (map.kind === 'ringbuf' ? [map.record.name] : []))
  const names = [...new Set(records)].sort()
  if (names.length === 0) return []
  return [
    '/* A record that no map names is absent from BTF unless a global that is not static points to it. */',
    ...names.map((name) => `struct ${name} *const ${layout.name}_record_${name} SEC(".rodata") = 0;`),
    '',
  ]
}
