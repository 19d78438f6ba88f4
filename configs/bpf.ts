// Every map and record that the sniffer's BPF program and its userspace share.
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
  struct,
  u8,
  u16,
  u32,
  u64,
} from 'appia'

// No entry, or `disabled`: the packet passes uncaptured.
const interfaceMode = enumeration('interface_mode', u8, { disabled: 0, 'host-based': 1, gateway: 2 })
const interfaceRole = enumeration('interface_role', u8, { lan: 0, wan: 1 })
const defaultAction = enumeration('default_action', u8, { drop: 0, capture: 1 })

const interfaceConfig = struct('interface_config', {
  ifindex: u32,
  mode: interfaceMode,
  is_wan: interfaceRole,
  reserved: padding(2),
})

const filterConfig = struct('filter_config', { default_action: defaultAction, reserved: padding(7) })

const simpleEvent = packed('simple_event', {
  src_ip: u32,
  dst_ip: u32,
  src_port: u16,
  dst_port: u16,
  protocol: u8,
  tcp_flags: u8,
  packet_len: u32,
  ip_header_len: u16,
  l4_header_len: u16,
  timestamp: u64,
  payload_len: u16,
  payload: array(u8, 512),
  interface_mode: interfaceMode,
  is_wan_facing: interfaceRole,
  source_ifindex: u32,
  source_interface: char(16),
})

const interfaces = '/config/sniffer/iface_configs/json'
const filter = '/capture/filter'

const portSet = (list: string) =>
  hashMap({
    key: u16,
    value: u8,
    maxEntries: 1024,
    entries: entriesFrom('/config/sniffer/json', `${filter}/${list}`, { key: element, value: constant(1) }),
  })

export const snifferMaps = layout('sniffer', {
  maps: {
    iface_configs: hashMap({
      key: u32,
      value: interfaceConfig,
      maxEntries: 16,
      entries: entriesFrom(interfaces, '/interfaces', {
        key: interfaceIndex,
        value: { ifindex: interfaceIndex, mode: leaf('/mode'), is_wan: leaf('/role') },
      }),
    }),
    excluded_ports: portSet('excluded_ports'),
    included_ports: portSet('included_ports'),
    filter_settings: arrayMap({
      value: filterConfig,
      maxEntries: 1,
      entries: entryFrom('/config/sniffer/json', filter, {
        key: constant(0),
        value: { default_action: leaf('/default_action') },
      }),
    }),
    events: ringbuf({ record: simpleEvent, bytes: 1 << 20 }),
    stats: arrayMap({ value: u64, maxEntries: 1 }),
  },
  attach: interfacesFrom(interfaces, '/interfaces', { pointer: '/mode', value: 'disabled' }),
})
