import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/model/index.ts'
import { validateValue } from '../../src/schema/index.ts'
import { type ComponentName, findingsOf, rotationPolicy, schemaOf } from './real-workspace.ts'

type Limit = readonly [
  component: ComponentName,
  what: string,
  set: { readonly [pointer: string]: JsonValue | undefined },
  finding: string,
]

const limits: readonly Limit[] = [
  [
    'sniffer',
    'port 70000',
    { '/network/output_socket/port': 70000 },
    'port-out-of-range /network/output_socket/port',
  ],
  ['rag', 'port 0', { '/rag/port': 0 }, 'port-out-of-range /rag/port'],
  [
    'detector',
    'port 70000 in an endpoint',
    { '/network/output_socket/endpoint': 'tcp://0.0.0.0:70000' },
    'wrong-format /network/output_socket/endpoint',
  ],
  [
    'firewall',
    'port 65536 in an endpoint',
    { '/zmq/endpoint': 'tcp://localhost:65536' },
    'wrong-format /zmq/endpoint',
  ],
  [
    'sniffer',
    'an endpoint of etcd without a port',
    { '/etcd/endpoints': ['localhost'] },
    'wrong-format /etcd/endpoints/0',
  ],
  [
    'sniffer',
    'port 70000 in a list',
    { '/capture/filter/excluded_ports': [22, 70000] },
    'port-out-of-range /capture/filter/excluded_ports/1',
  ],
  [
    'sniffer',
    '1,025 ports',
    { '/capture/filter/excluded_ports': Array.from({ length: 1025 }, (_, index) => index + 1) },
    'wrong-count /capture/filter/excluded_ports',
  ],
  [
    'sniffer',
    'a port in both lists',
    { '/capture/filter/included_ports': [22] },
    'schema-rule /capture/filter/included_ports/0',
  ],
  [
    'sniffer',
    'a whitelist without ports',
    { '/capture/filter/mode': 'whitelist' },
    'wrong-count /capture/filter/included_ports',
  ],
  [
    'sniffer',
    'dual without a gateway interface',
    { '/deployment/gateway_interface': undefined },
    'missing-key /deployment',
  ],
  [
    'sniffer',
    'gateway-only without a gateway interface',
    { '/deployment/mode': 'gateway-only', '/deployment/gateway_interface': undefined },
    'missing-key /deployment',
  ],
  [
    'sniffer',
    'an interface name of 16 bytes',
    { '/deployment/host_interface/name': 'enp0s31f6.4000xy' },
    'wrong-format /deployment/host_interface/name',
  ],
  [
    'sniffer',
    'a ring buffer that is no power of two',
    { '/kernel_space/ring_buffer_size': 1000000 },
    'not-allowed /kernel_space/ring_buffer_size',
  ],
  [
    'sniffer',
    'a ring buffer smaller than a page',
    { '/kernel_space/ring_buffer_size': 2048 },
    'not-allowed /kernel_space/ring_buffer_size',
  ],
  [
    'sniffer',
    'a literal secret',
    { '/transport/encryption/curve_secret_key': 'x'.repeat(40) },
    'literal-secret /transport/encryption/curve_secret_key',
  ],
  [
    'detector',
    'a threshold above 1',
    { '/ml/thresholds/level2_ddos': 1.1 },
    'out-of-range /ml/thresholds/level2_ddos',
  ],
  ['detector', 'a log level in capitals', { '/logging/level': 'INFO' }, 'not-allowed /logging/level'],
  [
    'firewall',
    'an ipset name of 32 bytes',
    { '/ipset/set_name': 'x'.repeat(32) },
    'wrong-format /ipset/set_name',
  ],
  [
    'firewall',
    'a hash size that is no power of two',
    { '/ipsets/whitelist/hash_size': 1000 },
    'not-allowed /ipsets/whitelist/hash_size',
  ],
  [
    'firewall',
    'a chain name of 29 bytes',
    { '/iptables/chain_name': 'x'.repeat(29) },
    'wrong-format /iptables/chain_name',
  ],
  [
    'firewall',
    'a LOG prefix of 30 bytes',
    { '/iptables/log_prefix': 'x'.repeat(30) },
    'wrong-format /iptables/log_prefix',
  ],
  [
    'rag',
    'embeddings of 63 dimensions',
    { '/rag/embedding_dimension': 63 },
    'out-of-range /rag/embedding_dimension',
  ],
]

describe('the limits of the components', () => {
  it.each(limits)('the %s refuses %s', async (component, _, set, finding) => {
    expect(await findingsOf(component, set)).toEqual([finding])
  })

  it.each([
    ['host-only', 'gateway_interface'],
    ['gateway-only', 'host_interface'],
  ])('%s does without %s', async (mode, name) => {
    const set = { '/deployment/mode': mode, [`/deployment/${name}`]: undefined }
    expect(await findingsOf('sniffer', set)).toEqual([])
  })

  it.each([
    ['a name of 16 bytes', { enp0s31f6_4000xy: { mode: 'gateway', role: 'lan' } }],
    [
      '17 interfaces',
      Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`e${i}`, { mode: 'gateway', role: 'lan' }])),
    ],
    ['an unknown mode', { eth0: { mode: 'bridge', role: 'lan' } }],
    ['an unknown role', { eth0: { mode: 'gateway', role: 'dmz' } }],
  ])('the interface map refuses %s', async (_, interfaces) => {
    expect(await validateValue(schemaOf('interfaces'), { interfaces })).toHaveLength(1)
  })

  it.each([
    ['a member without a node', { members: { sniffer: `age1${'q'.repeat(58)}` } }],
    ['a recipient that is none', { members: { 'sniffer@gw-01': 'age1' } }],
    ['nine previous keys', { keepPrevious: 9 }],
    ['another algorithm', { algorithm: 'AES-256-CBC' }],
  ])('the rotation policy refuses %s', async (_, members) => {
    const policy = { ...rotationPolicy(), ...members }
    expect(await validateValue(schemaOf('rotation'), policy)).toHaveLength(1)
  })
})
