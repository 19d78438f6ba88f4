import { bytes, component, milliseconds, seconds } from 'appia'
import type { SnifferInput } from '../generated/ts/sniffer.d.ts'
import { addressSocket, flows } from './channels.ts'
import { feature_groups } from './features.ts'
import { deployment } from './interfaces.ts'
import { profile, profiles } from './profiles.ts'
import { cluster_name, endpoints, transport } from './site.ts'
import { snifferProcessors, snifferThreads } from './threads.ts'
import { thresholds } from './thresholds.ts'

const identity = { name: 'cpp_evolutionary_sniffer', version: '3.3.1', mode: 'kernel_user_hybrid' }
const sendQueue = 10_000

/** Captures packets and sends their features to the detector. */
export const sniffer = component<SnifferInput>('sniffer', {
  component: { ...identity, kernel_version_required: '6.1.0' },
  node_id: 'cpp_sniffer_v33_day8',
  cluster_name,
  profile,
  profiles,
  deployment: { ...deployment, network_settings: { enable_nat: false } },
  capture: {
    mode: 'ebpf_skb',
    filter: { mode: 'hybrid', excluded_ports: [22], included_ports: [], default_action: 'capture' },
  },
  kernel_space: { ebpf_program: 'sniffer.bpf.o' },
  threading: { ...snifferThreads, cpu_affinity: { enabled: false, ...snifferProcessors } },
  buffers: { batch_processing_size: 4 },
  network: { output_socket: { ...addressSocket(flows.producer), high_water_mark: sendQueue } },
  zmq: {
    io_thread_pools: 1,
    socket_pools: { push_sockets: 1 },
    queue_management: { queue_timeout_ms: milliseconds(100) },
    connection_settings: {
      sndhwm: sendQueue,
      linger_ms: milliseconds(100),
      sndbuf: bytes(2_621_440),
      tcp_keepalive: 1,
    },
  },
  transport: { ...transport, compression: { ...transport.compression, min_compress_size: bytes(0) } },
  etcd: { endpoints },
  feature_groups,
  monitoring: { stats_interval_seconds: seconds(30) },
  ml_defender: { thresholds: { ddos: thresholds.ddos, ransomware: thresholds.ransomware } },
})
