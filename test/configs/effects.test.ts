import { describe, expect, it } from 'vitest'
import { describeLeaf } from '../../src/schema/index.ts'
import { type ComponentName, completed, components, leavesOf, schemaOf } from './real-workspace.ts'

/** Fields that a component reads: `{a,b}` is each, `*` every name. */
const read: { readonly [component in ComponentName]: readonly string[] } = {
  sniffer: [
    'profile',
    'profiles.*.{capture_interface,worker_threads,cpu_affinity_enabled}',
    'component.*',
    'node_id',
    'cluster_name',
    'capture.mode',
    'capture.filter.{mode,excluded_ports,included_ports,default_action}',
    'kernel_space.ebpf_program',
    'deployment.mode',
    'deployment.{host_interface,gateway_interface}.{name,role,description}',
    'deployment.network_settings.enable_nat',
    'threading.{ring_consumer_threads,feature_processor_threads,zmq_sender_threads}',
    'threading.{statistics_collector_threads,total_worker_threads}',
    'threading.cpu_affinity.*',
    'buffers.batch_processing_size',
    'network.output_socket.{address,port,mode}',
    'zmq.io_thread_pools',
    'zmq.socket_pools.push_sockets',
    'zmq.queue_management.queue_timeout_ms',
    'zmq.connection_settings.{sndhwm,linger_ms,sndbuf,tcp_keepalive}',
    'transport.compression.{enabled,min_compress_size}',
    'monitoring.stats_interval_seconds',
  ],
  detector: [
    'network.{input_socket,output_socket}.{endpoint,mode,high_water_mark}',
    'zmq.connection_settings.linger_ms',
    'ml.models_base_dir',
    'ml.level1.*',
    'ml.{level2,level3}.*.{enabled,name,features_count}',
    'ml.inference.{enable_model_warmup,warmup_iterations,intra_op_threads}',
    'ml.thresholds.{level1_attack,level2_ddos,level2_ransomware}',
    'threading.*',
    'logging.{level,file}',
    'monitoring.stats_interval_seconds',
    'component.*',
    'node_id',
    'cluster_name',
    'profile',
  ],
  firewall: [
    'operation.dry_run',
    'zmq.{endpoint,topic,recv_timeout_ms,linger_ms,enable_reconnect}',
    'zmq.{reconnect_interval_ms,max_reconnect_interval_ms}',
    '{ipset,ipsets.*}.{set_name,hash_size,max_elements,timeout,comment}',
    'iptables.chain_name',
    'batch_processor.{batch_size_threshold,batch_time_threshold_ms,max_pending_ips,min_confidence}',
  ],
  rag: ['rag.{host,port,model_name}', 'etcd.{host,port}', 'log_level', 'whitelist_path', 'llama_config.*'],
}

const live = [
  'capture.filter.{excluded_ports,included_ports,default_action}',
  'deployment.{host_interface,gateway_interface}.{name,role}',
]

/** Leaves that are read, of all leaves. */
const counts = { sniffer: [55, 262], detector: [51, 242], firewall: [28, 108], rag: [12, 22] }

describe.each(components)('the effects that the schema of the %s states', (component) => {
  const leaves = leavesOf(completed(component)).map(([path]) => path)
  const effectOf = (path: string) => describeLeaf(schemaOf(component), `/${path.replaceAll('.', '/')}`).effect
  const matching = (patterns: readonly string[]) => leaves.filter((path) => matchesAny(patterns, path))

  it('are those of the fields that it reads, and no more', () => {
    expect(leaves.filter((path) => effectOf(path) !== 'none')).toEqual(matching(read[component]))
  })

  it('are live only where the BPF maps follow', () => {
    const expected = component === 'sniffer' ? matching(live) : []
    expect(leaves.filter((path) => effectOf(path) === 'live')).toEqual(expected)
  })

  it('leave the rest inert', () => {
    expect([matching(read[component]).length, leaves.length]).toEqual(counts[component])
  })
})

describe('the effects of the other documents', () => {
  it.each(['/interfaces/eth1/mode', '/interfaces/eth1/role'])('%s is live', (pointer) => {
    expect(describeLeaf(schemaOf('interfaces'), pointer).effect).toBe('live')
  })

  it('the rotation policy is live', () => {
    expect(describeLeaf(schemaOf('rotation'), '/interval').effect).toBe('live')
  })
})

function matchesAny(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => {
    const source = pattern
      .replaceAll('.', '\\.')
      .replaceAll('*', '[^.]+')
      .replaceAll('{', '(')
      .replaceAll('}', ')')
      .replaceAll(',', '|')
    return new RegExp(`^${source}$`).test(path)
  })
}
