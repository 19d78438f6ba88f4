import { component, milliseconds, seconds } from 'appia'
import type { FirewallInput } from '../generated/ts/firewall.d.ts'
import { verdicts } from './channels.ts'

/** The set of those whom the agent blocks. */
export const blacklist = {
  set_name: 'ml_defender_blacklist_test',
  hash_size: 1024,
  max_elements: 1000,
  timeout: seconds(3600),
  comment: 'ML Defender TEST blocked IPs',
} as const

/** The set of those whom nobody blocks. */
export const whitelist = {
  set_name: 'ml_defender_whitelist',
  hash_size: 512,
  max_elements: 500,
  timeout: seconds(0),
  comment: 'ML Defender whitelisted IPs',
} as const

/** The chain that limits how often one source connects. */
export const rateLimitChain = 'ML_DEFENDER_TEST'

/** Blocks the addresses that the detector condemns. */
export const firewall = component<FirewallInput>('firewall', {
  operation: { dry_run: false },
  zmq: {
    endpoint: verdicts.consumer.endpoint,
    topic: '',
    recv_timeout_ms: milliseconds(1000),
    linger_ms: milliseconds(1000),
    reconnect_interval_ms: milliseconds(1000),
    max_reconnect_interval_ms: milliseconds(30_000),
    enable_reconnect: true,
  },
  ipset: blacklist,
  ipsets: { blacklist, whitelist },
  iptables: { chain_name: rateLimitChain },
  batch_processor: {
    batch_size_threshold: 10,
    batch_time_threshold_ms: milliseconds(1000),
    max_pending_ips: 100,
    min_confidence: 0.5,
  },
})
