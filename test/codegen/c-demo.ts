import {
  array,
  arrayMap,
  char,
  constant,
  element,
  entriesFrom,
  entryFrom,
  enumeration,
  hashMap,
  interfaceIndex,
  interfacesFrom,
  layout,
  leaf,
  packed,
  padding,
  ringbuf,
  s8,
  s16,
  s32,
  s64,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '../../src/define/index.ts'
import type { JsonValue, LayoutDeclaration } from '../../src/model/index.ts'

const speed = enumeration('speed', s32, { unknown: -1, slow: 0, 'very fast': 1000 })
const point = struct('point', { x: s16, y: s16 })

/** A layout with every kind of type, map and source. */
export const demo: LayoutDeclaration = layout('demo', {
  maps: {
    links: hashMap({
      key: u32,
      value: struct('link', {
        total: u64,
        drift: s64,
        corners: array(point, 4),
        grid: array(array(u8, 3), 2),
        tiny: s8,
        pad: padding(1),
        label: char(16),
        speed,
        ifindex: u32,
      }),
      maxEntries: 8,
      version: 3,
    }),
    ports: hashMap({
      key: struct('port_key', { ifindex: u32, port: u16, pad: padding(2) }),
      value: speed,
      maxEntries: 16,
      entries: entriesFrom('/config/demo/json', '/links', {
        key: { ifindex: interfaceIndex, port: leaf('/port') },
        value: leaf('/speed'),
      }),
    }),
    names: hashMap({
      key: char(8),
      value: u8,
      maxEntries: 4,
      entries: entriesFrom('/config/demo/json', '/names', { key: element, value: constant(1) }),
    }),
    nobody: hashMap({
      key: u16,
      value: u8,
      maxEntries: 4,
      entries: entriesFrom('/config/demo/json', '/nobody', { key: element, value: constant(1) }),
    }),
    settings: arrayMap({
      value: struct('settings', { speed, level: s32 }),
      maxEntries: 1,
      entries: entryFrom('/config/demo/json', '/settings', {
        key: constant(0),
        value: { speed: leaf('/speed'), level: leaf('/level') },
      }),
    }),
    reports: ringbuf({ record: packed('report', { kind: u8, at: u64, where: point }), bytes: 4096 }),
  },
  attach: interfacesFrom('/config/demo/json', '/links'),
})

/** Documents that fill its maps. */
export const demoDocuments: ReadonlyMap<string, JsonValue> = new Map([
  [
    '/config/demo/json',
    {
      links: { eth0: { port: 80, speed: 'slow' }, eth1: { port: 443, speed: 'very fast' } },
      names: ['alpha', 'beta'],
      nobody: [],
      settings: { speed: 'unknown', level: -5 },
    },
  ],
])
