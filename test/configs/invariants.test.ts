import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/model/index.ts'
import { completedDocuments, setAt, workspace } from './real-workspace.ts'

/** `detector#/network/input_socket/mode` and the value that it gets; undefined removes it. */
type Mutation = readonly [place: string, value: JsonValue | undefined]

const rules = 'entries#/~1config~1firewall~1rules~1json'

/** By invariant: changes, each of which breaks it, and what the sentence then names. */
const violations: {
  readonly [id: string]: readonly { readonly by: readonly Mutation[]; readonly names: RegExp }[]
} = {
  'channel-port': [{ by: [['sniffer#/network/output_socket/port', 5555]], names: /5555.*5571/ }],
  'channel-pattern': [
    { by: [['sniffer#/network/output_socket/socket_type', 'PUB']], names: /PUB.*PULL/ },
    { by: [['detector#/network/output_socket/socket_type', 'PUSH']], names: /PUSH.*SUB/ },
  ],
  'channel-bind': [
    { by: [['sniffer#/network/output_socket/mode', 'connect']], names: /sniffer and detector connect/ },
    { by: [['detector#/network/input_socket/mode', 'bind']], names: /sniffer and detector bind/ },
    { by: [['detector#/network/output_socket/mode', 'connect']], names: /detector and firewall connect/ },
  ],
  'channel-firewall': [{ by: [['firewall#/zmq/endpoint', 'tcp://localhost:5555']], names: /5572.*5555/ }],
  'topic-required': [{ by: [['firewall#/security/require_zmq_topic', true]], names: /topic is empty/ }],
  'lease-ttl': [
    { by: [['sniffer#/etcd/lease_ttl_seconds', 30]], names: /sniffer.*30 s.*30 s/ },
    { by: [['detector#/etcd/heartbeat_interval_seconds', 90]], names: /detector.*90 s.*60 s/ },
  ],
  'threads-sum': [
    { by: [['sniffer#/threading/feature_processor_threads', 4]], names: /make 7.*is 6/ },
    { by: [['detector#/threading/ml_inference_threads', 4]], names: /make 9.*is 7/ },
  ],
  'profile-threads': [{ by: [['sniffer#/profiles/dual_nic/worker_threads', 8]], names: /8.*6/ }],
  'thresholds-in-range': [
    { by: [['sniffer#/ml_defender/thresholds/traffic', 0.4]], names: /traffic is 0.4/ },
    { by: [['sniffer#/ml_defender/validation/max_threshold', 0.8]], names: /internal is 0.85/ },
  ],
  'thresholds-agree': [
    { by: [['sniffer#/ml_defender/thresholds/ddos', 0.85]], names: /0.85.*0.7/ },
    { by: [['detector#/ml/thresholds/level2_ransomware', 0.9]], names: /0.75.*0.9/ },
  ],
  'feature-counts': [
    { by: [['sniffer#/feature_groups/ddos_feature_group/count', 83]], names: /83.*10/ },
    { by: [['sniffer#/feature_groups/ransomware_feature_group/count', 20]], names: /20.*10/ },
    { by: [['sniffer#/feature_groups/internal_traffic_feature_group/count', 4]], names: /4.*10/ },
    { by: [['detector#/ml/level1/features_count', 24]], names: /23.*24/ },
  ],
  'compression-agrees': [{ by: [['detector#/transport/compression/enabled', true]], names: /false.*true/ }],
  'cipher-agrees': [{ by: [['rag#/encryption', 'AES-256-CBC']], names: /AES-256-CBC/ }],
  'fail-closed': [
    {
      by: [['sniffer#/transport/encryption/enabled', true]],
      names: /sniffer.*compression_only and standalone_compression_only/,
    },
    {
      by: [
        ['detector#/transport/encryption/enabled', true],
        ['detector#/etcd/required_for_encryption', true],
      ],
      names: /detector.*compression_only/,
    },
  ],
  'rotation-agrees': [
    { by: [['sniffer#/transport/encryption/key_rotation_hours', 24]], names: /24.*168/ },
    { by: [['entries#/~1config~1rotation~1json/interval', 72]], names: /168.*72/ },
  ],
  'cluster-name': [{ by: [['detector#/cluster_name', 'elsewhere']], names: /elsewhere/ }],
  'capture-interface': [
    { by: [['sniffer#/profile', 'cloud']], names: /cloud is "eth0".*"eth1"/ },
    { by: [['sniffer#/deployment/host_interface', undefined]], names: /"eth1".*"eth3"/ },
  ],
  'xdp-mode': [
    { by: [['sniffer#/kernel_space/xdp_mode', 'native']], names: /native/ },
    { by: [['sniffer#/capture/mode', 'ebpf_native']], names: /native.*skb/ },
    {
      by: [['sniffer#/deployment/gateway_interface/xdp_mode', 'native']],
      names: /gateway_interface.*native/,
    },
  ],
  'af-xdp': [{ by: [['sniffer#/capture/af_xdp/enabled', true]], names: /false.*true/ }],
  'inference-duplicate': [
    { by: [['detector#/inference/batch_size', 1]], names: /batch_size is 1.*32/ },
    { by: [['detector#/ml/inference/enable_profiling', true]], names: /enable_profiling is false.*true/ },
  ],
  'high-water-mark': [
    { by: [['sniffer#/network/output_socket/high_water_mark', 1000]], names: /1000.*10000/ },
    { by: [['detector#/zmq/connection_settings/sndhwm', 500]], names: /1000.*500/ },
  ],
  'ipset-duplicate': [
    { by: [['firewall#/ipset/set_name', 'ml_defender_blacklist']], names: /ml_defender_blacklist"/ },
    { by: [['firewall#/ipsets/blacklist/max_elements', 65536]], names: /1000.*65536/ },
  ],
  'ring-buffer': [
    { by: [['sniffer#/kernel_space/ring_buffer_size', 524288]], names: /524288.*1048576/ },
    { by: [['sniffer#/kernel_space/ring_buffer_size', 1000000]], names: /power of two/ },
  ],
  'gateway-forward': [
    { by: [[`${rules}/forward`, undefined]], names: /dual.*forward.*ml_defender_blacklist_test/ },
    { by: [[`${rules}/forward/rules/1/action`, 'accept']], names: /no rule of forward drops/ },
    { by: [['firewall#/ipset/set_name', 'elsewhere']], names: /elsewhere/ },
  ],
  'etcd-endpoint': [
    { by: [['rag#/etcd/port', 2380]], names: /2379.*2380/ },
    { by: [['detector#/etcd/endpoints', ['127.0.0.1:2379']]], names: /127\.0\.0\.1/ },
  ],
  'config-path': [
    { by: [['sniffer#/etcd/config_sync_path', '/config/sniffer']], names: /"\/config\/sniffer"/ },
    { by: [['detector#/etcd/config_sync_path', '/config/ml-detector']], names: /ml-detector/ },
  ],
  'no-plaintext-fallback': [
    {
      by: [['sniffer#/etcd/fallback_mode', 'standalone_unencrypted']],
      names: /sniffer.*standalone_unencrypted/,
    },
  ],
  'ransomware-threshold': [{ by: [['detector#/ml/level2/ransomware/threshold', 0.8]], names: /0.8.*0.75/ }],
  'exposed-bind': [
    {
      by: [['detector#/network/output_socket/endpoint', 'tcp://0.0.0.0:5572']],
      names: /detector listens on 0.0.0.0/,
    },
    { by: [['sniffer#/network/output_socket/address', '0.0.0.0']], names: /sniffer listens on 0.0.0.0/ },
    { by: [['rag#/rag/host', '::']], names: /rag listens on ::/ },
  ],
  'port-filter': [
    {
      by: [
        ['sniffer#/capture/filter/default_action', 'drop'],
        ['sniffer#/capture/filter/included_ports', [80, 443]],
      ],
      names: /drop.*80, 443/,
    },
  ],
}

const invariants = new Map((workspace.invariants ?? []).map((invariant) => [invariant.id, invariant]))

describe('the invariants of the real workspace', () => {
  it('are thirty, each with a way to break it', () => {
    expect([...invariants.keys()].sort()).toEqual(Object.keys(violations).sort())
    expect(invariants.size).toBe(30)
  })

  it.each([...invariants.keys()])('%s holds', (id) => {
    expect(verdictOf(id, [])).toBe(true)
  })

  const cases = Object.entries(violations).flatMap(([id, ways]) => ways.map((way) => ({ id, ...way })))
  it.each(cases)('$id fails and names the values: $names', ({ id, by, names }) => {
    expect(verdictOf(id, by)).toMatch(names)
  })
})

function verdictOf(id: string, mutations: readonly Mutation[]): true | string | undefined {
  const documents = completedDocuments()
  for (const [place, value] of mutations) {
    const [document = '', pointer = ''] = place.split('#')
    setAt(documents[document] ?? {}, pointer, value)
  }
  return invariants.get(id)?.check(documents)
}
