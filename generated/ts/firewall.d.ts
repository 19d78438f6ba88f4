// Generated from schemas/firewall.schema.json by appia generate; do not edit.
import type { Quantity } from 'appia'

/** Configuration of the firewall agent: verdicts of the detector become members of an ipset */
export interface Firewall {
  readonly operation: {
    /**
     * Decide and log, but change no rule
     * a change restarts the component
     */
    readonly dry_run: boolean
    /** default "/vagrant/firewall-acl-agent/build/logs" · nothing reads it */
    readonly log_directory: string
    /** default true · nothing reads it */
    readonly enable_debug_logging: boolean
    /** default true · nothing reads it */
    readonly simulate_block: boolean
    /** default "high" · nothing reads it */
    readonly validation_strictness: 'low' | 'medium' | 'high'
    /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
    readonly max_processing_delay_ms: number
  }
  /** Where verdicts arrive from the detector */
  readonly zmq: {
    /**
     * tcp://address:port of the detector
     * a change restarts the component
     */
    readonly endpoint: string
    /**
     * Prefix of the messages that are received; empty is all
     * a change restarts the component
     */
    readonly topic: string
    /**
     * -1 waits for ever
     * -1..600000 ms (10 min) · a change restarts the component
     */
    readonly recv_timeout_ms: number
    /**
     * -1 waits for ever
     * -1..600000 ms (10 min) · a change restarts the component
     */
    readonly linger_ms: number
    /**
     * First wait before dialling again
     * 0..600000 ms (10 min) · a change restarts the component
     */
    readonly reconnect_interval_ms: number
    /**
     * Longest wait before dialling again
     * 0..3600000 ms (1 h) · a change restarts the component
     */
    readonly max_reconnect_interval_ms: number
    /**
     * Dial again when the detector is gone
     * a change restarts the component
     */
    readonly enable_reconnect: boolean
    /** 0..1000000 messages · default 1000 messages · nothing reads it */
    readonly high_water_mark: number
    /** 0..86400 s (1 d) · default 30 s · nothing reads it */
    readonly monitor_interval_sec: number
  }
  /** The set that blocked addresses go to; the same as ipsets.blacklist */
  readonly ipset: Ipset
  readonly iptables: {
    /**
     * Chain that the rules go to; at most 28 bytes
     * 1..28 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
     */
    readonly chain_name: string
    /** default "ACCEPT" · nothing reads it */
    readonly default_policy: 'ACCEPT' | 'DROP'
    /** default true · nothing reads it */
    readonly log_blocked: boolean
    /**
     * At most 29 bytes, as the kernel has it
     * at most 29 characters · default "ML_DEFENDER_TEST_DROP: " · nothing reads it
     */
    readonly log_prefix: string
    /** default false · nothing reads it */
    readonly enable_rate_limiting: boolean
    /** 0..1000000 connections · default 100 connections · nothing reads it */
    readonly rate_limit_connections: number
    /** default true · nothing reads it */
    readonly create_chain: boolean
    /** 1..65535 · default 1 · nothing reads it */
    readonly insert_rule_position: number
  }
  /** How blocked addresses are gathered into one insert */
  readonly batch_processor: {
    /**
     * Insert once so many addresses wait
     * 1..1000000 entries · a change restarts the component
     */
    readonly batch_size_threshold: number
    /**
     * Insert once the oldest has waited so long
     * 0..600000 ms (10 min) · a change restarts the component
     */
    readonly batch_time_threshold_ms: number
    /**
     * Addresses that may wait
     * 1..1000000 entries · a change restarts the component
     */
    readonly max_pending_ips: number
    /**
     * Verdicts below it are not acted on
     * 0..1 · a change restarts the component
     */
    readonly min_confidence: number
    /** default true · nothing reads it */
    readonly enable_batching: boolean
    /** default true · nothing reads it */
    readonly flush_on_shutdown: boolean
  }
  readonly validation: {
    /** default true · nothing reads it */
    readonly validate_ip_addresses: boolean
    /** default true · nothing reads it */
    readonly validate_confidence_scores: boolean
    /** 0..1 · default 0.5 · nothing reads it */
    readonly min_confidence_score: number
    /** 0..1 · default 1 · nothing reads it */
    readonly max_confidence_score: number
    /**
     * at most 256 elements · nothing reads it
     * each of the form ^[0-9a-fA-F.:]+/[0-9]{1,3}$
     */
    readonly allowed_ip_ranges: readonly string[]
    /** default false · nothing reads it */
    readonly block_localhost: boolean
    /** default false · nothing reads it */
    readonly block_gateway: boolean
  }
  readonly logging: {
    /** default "debug" · nothing reads it */
    readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'critical' | 'off'
    /** default true · nothing reads it */
    readonly console: boolean
    /** default false · nothing reads it */
    readonly syslog: boolean
    /** default "/vagrant/firewall-acl-agent/build/logs/firewall-agent.log" · nothing reads it */
    readonly file: string
    /** 0..1048576 MiB (1024 GiB) · default 10 MiB · nothing reads it */
    readonly max_file_size_mb: number
    /** 0..1000 count · default 5 count · nothing reads it */
    readonly backup_count: number
    /** default true · nothing reads it */
    readonly log_protobuf_messages: boolean
    /** default true · nothing reads it */
    readonly log_zmq_events: boolean
    /** default true · nothing reads it */
    readonly log_block_decisions: boolean
    /** default true · nothing reads it */
    readonly log_performance_metrics: boolean
  }
  readonly metrics: {
    /** default true · nothing reads it */
    readonly enable_export: boolean
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly export_interval_sec: number
    /** default "json" · nothing reads it */
    readonly export_format: 'json' | 'prometheus'
    /** default "/vagrant/firewall-acl-agent/build/logs/firewall-metrics.json" · nothing reads it */
    readonly export_file: string
    /** default true · nothing reads it */
    readonly track_zmq_messages: boolean
    /** default true · nothing reads it */
    readonly track_processing_times: boolean
    /** default true · nothing reads it */
    readonly track_memory_usage: boolean
  }
  readonly health_check: {
    /** default true · nothing reads it */
    readonly enable: boolean
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly check_interval_sec: number
    /** default true · nothing reads it */
    readonly ipset_health_check: boolean
    /** default true · nothing reads it */
    readonly iptables_health_check: boolean
    /** default true · nothing reads it */
    readonly zmq_connection_check: boolean
    /** 0..1000 · default 5 · nothing reads it */
    readonly max_failures_before_restart: number
    /** 0..86400 s (1 d) · default 10 s · nothing reads it */
    readonly restart_delay_sec: number
  }
  readonly performance: {
    /** 1..1024 threads · default 2 threads · nothing reads it */
    readonly max_processing_threads: number
    /** 0..1000000 messages · default 100 messages · nothing reads it */
    readonly queue_size: number
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly processing_timeout_ms: number
    /** default true · nothing reads it */
    readonly enable_memory_pools: boolean
    /** 0..1000000 count · default 100 count · nothing reads it */
    readonly memory_pool_size: number
  }
  readonly security: {
    /** default false · nothing reads it */
    readonly require_zmq_topic: boolean
    /** default false · nothing reads it */
    readonly validate_message_signature: boolean
    /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly max_message_size_bytes: number
    /** at most 256 elements · nothing reads it */
    readonly allowed_senders: readonly string[]
    /** default true · nothing reads it */
    readonly enable_rate_limiting: boolean
    /** 0..1000000000 messages/s · default 1000 messages/s · nothing reads it */
    readonly max_messages_per_second: number
  }
  readonly debug: {
    /** default true · nothing reads it */
    readonly log_raw_protobuf: boolean
    /** default true · nothing reads it */
    readonly log_deserialization_errors: boolean
    /** default true · nothing reads it */
    readonly log_zmq_connection_events: boolean
    /** default true · nothing reads it */
    readonly log_batch_processing: boolean
    /** default false · nothing reads it */
    readonly log_memory_allocations: boolean
    /** default false · nothing reads it */
    readonly enable_core_dumps: boolean
  }
  readonly testing: {
    /** default false · nothing reads it */
    readonly simulate_messages: boolean
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly test_message_interval_ms: number
    /**
     * at most 256 elements · nothing reads it
     * each of the form ^[0-9a-fA-F.:]+$
     */
    readonly test_ip_addresses: readonly string[]
    /** default false · nothing reads it */
    readonly auto_start_test_mode: boolean
  }
  /** The sets that the agent creates */
  readonly ipsets: {
    readonly blacklist: Ipset
    readonly whitelist: Ipset
  }
}

/** Configuration of the firewall agent: verdicts of the detector become members of an ipset */
export interface FirewallInput {
  readonly operation: {
    /**
     * Decide and log, but change no rule
     * a change restarts the component
     */
    readonly dry_run: boolean
    /** default "/vagrant/firewall-acl-agent/build/logs" · nothing reads it */
    readonly log_directory?: string
    /** default true · nothing reads it */
    readonly enable_debug_logging?: boolean
    /** default true · nothing reads it */
    readonly simulate_block?: boolean
    /** default "high" · nothing reads it */
    readonly validation_strictness?: 'low' | 'medium' | 'high'
    /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
    readonly max_processing_delay_ms?: number | Quantity
  }
  /** Where verdicts arrive from the detector */
  readonly zmq: {
    /**
     * tcp://address:port of the detector
     * a change restarts the component
     */
    readonly endpoint: string
    /**
     * Prefix of the messages that are received; empty is all
     * a change restarts the component
     */
    readonly topic: string
    /**
     * -1 waits for ever
     * -1..600000 ms (10 min) · a change restarts the component
     */
    readonly recv_timeout_ms: number | Quantity
    /**
     * -1 waits for ever
     * -1..600000 ms (10 min) · a change restarts the component
     */
    readonly linger_ms: number | Quantity
    /**
     * First wait before dialling again
     * 0..600000 ms (10 min) · a change restarts the component
     */
    readonly reconnect_interval_ms: number | Quantity
    /**
     * Longest wait before dialling again
     * 0..3600000 ms (1 h) · a change restarts the component
     */
    readonly max_reconnect_interval_ms: number | Quantity
    /**
     * Dial again when the detector is gone
     * a change restarts the component
     */
    readonly enable_reconnect: boolean
    /** 0..1000000 messages · default 1000 messages · nothing reads it */
    readonly high_water_mark?: number
    /** 0..86400 s (1 d) · default 30 s · nothing reads it */
    readonly monitor_interval_sec?: number | Quantity
  }
  /** The set that blocked addresses go to; the same as ipsets.blacklist */
  readonly ipset: IpsetInput
  readonly iptables: {
    /**
     * Chain that the rules go to; at most 28 bytes
     * 1..28 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
     */
    readonly chain_name: string
    /** default "ACCEPT" · nothing reads it */
    readonly default_policy?: 'ACCEPT' | 'DROP'
    /** default true · nothing reads it */
    readonly log_blocked?: boolean
    /**
     * At most 29 bytes, as the kernel has it
     * at most 29 characters · default "ML_DEFENDER_TEST_DROP: " · nothing reads it
     */
    readonly log_prefix?: string
    /** default false · nothing reads it */
    readonly enable_rate_limiting?: boolean
    /** 0..1000000 connections · default 100 connections · nothing reads it */
    readonly rate_limit_connections?: number
    /** default true · nothing reads it */
    readonly create_chain?: boolean
    /** 1..65535 · default 1 · nothing reads it */
    readonly insert_rule_position?: number
  }
  /** How blocked addresses are gathered into one insert */
  readonly batch_processor: {
    /**
     * Insert once so many addresses wait
     * 1..1000000 entries · a change restarts the component
     */
    readonly batch_size_threshold: number
    /**
     * Insert once the oldest has waited so long
     * 0..600000 ms (10 min) · a change restarts the component
     */
    readonly batch_time_threshold_ms: number | Quantity
    /**
     * Addresses that may wait
     * 1..1000000 entries · a change restarts the component
     */
    readonly max_pending_ips: number
    /**
     * Verdicts below it are not acted on
     * 0..1 · a change restarts the component
     */
    readonly min_confidence: number
    /** default true · nothing reads it */
    readonly enable_batching?: boolean
    /** default true · nothing reads it */
    readonly flush_on_shutdown?: boolean
  }
  readonly validation?: {
    /** default true · nothing reads it */
    readonly validate_ip_addresses?: boolean
    /** default true · nothing reads it */
    readonly validate_confidence_scores?: boolean
    /** 0..1 · default 0.5 · nothing reads it */
    readonly min_confidence_score?: number
    /** 0..1 · default 1 · nothing reads it */
    readonly max_confidence_score?: number
    /**
     * at most 256 elements · nothing reads it
     * each of the form ^[0-9a-fA-F.:]+/[0-9]{1,3}$
     */
    readonly allowed_ip_ranges?: readonly string[]
    /** default false · nothing reads it */
    readonly block_localhost?: boolean
    /** default false · nothing reads it */
    readonly block_gateway?: boolean
  }
  readonly logging?: {
    /** default "debug" · nothing reads it */
    readonly level?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'critical' | 'off'
    /** default true · nothing reads it */
    readonly console?: boolean
    /** default false · nothing reads it */
    readonly syslog?: boolean
    /** default "/vagrant/firewall-acl-agent/build/logs/firewall-agent.log" · nothing reads it */
    readonly file?: string
    /** 0..1048576 MiB (1024 GiB) · default 10 MiB · nothing reads it */
    readonly max_file_size_mb?: number | Quantity
    /** 0..1000 count · default 5 count · nothing reads it */
    readonly backup_count?: number
    /** default true · nothing reads it */
    readonly log_protobuf_messages?: boolean
    /** default true · nothing reads it */
    readonly log_zmq_events?: boolean
    /** default true · nothing reads it */
    readonly log_block_decisions?: boolean
    /** default true · nothing reads it */
    readonly log_performance_metrics?: boolean
  }
  readonly metrics?: {
    /** default true · nothing reads it */
    readonly enable_export?: boolean
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly export_interval_sec?: number | Quantity
    /** default "json" · nothing reads it */
    readonly export_format?: 'json' | 'prometheus'
    /** default "/vagrant/firewall-acl-agent/build/logs/firewall-metrics.json" · nothing reads it */
    readonly export_file?: string
    /** default true · nothing reads it */
    readonly track_zmq_messages?: boolean
    /** default true · nothing reads it */
    readonly track_processing_times?: boolean
    /** default true · nothing reads it */
    readonly track_memory_usage?: boolean
  }
  readonly health_check?: {
    /** default true · nothing reads it */
    readonly enable?: boolean
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly check_interval_sec?: number | Quantity
    /** default true · nothing reads it */
    readonly ipset_health_check?: boolean
    /** default true · nothing reads it */
    readonly iptables_health_check?: boolean
    /** default true · nothing reads it */
    readonly zmq_connection_check?: boolean
    /** 0..1000 · default 5 · nothing reads it */
    readonly max_failures_before_restart?: number
    /** 0..86400 s (1 d) · default 10 s · nothing reads it */
    readonly restart_delay_sec?: number | Quantity
  }
  readonly performance?: {
    /** 1..1024 threads · default 2 threads · nothing reads it */
    readonly max_processing_threads?: number
    /** 0..1000000 messages · default 100 messages · nothing reads it */
    readonly queue_size?: number
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly processing_timeout_ms?: number | Quantity
    /** default true · nothing reads it */
    readonly enable_memory_pools?: boolean
    /** 0..1000000 count · default 100 count · nothing reads it */
    readonly memory_pool_size?: number
  }
  readonly security?: {
    /** default false · nothing reads it */
    readonly require_zmq_topic?: boolean
    /** default false · nothing reads it */
    readonly validate_message_signature?: boolean
    /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly max_message_size_bytes?: number | Quantity
    /** at most 256 elements · nothing reads it */
    readonly allowed_senders?: readonly string[]
    /** default true · nothing reads it */
    readonly enable_rate_limiting?: boolean
    /** 0..1000000000 messages/s · default 1000 messages/s · nothing reads it */
    readonly max_messages_per_second?: number
  }
  readonly debug?: {
    /** default true · nothing reads it */
    readonly log_raw_protobuf?: boolean
    /** default true · nothing reads it */
    readonly log_deserialization_errors?: boolean
    /** default true · nothing reads it */
    readonly log_zmq_connection_events?: boolean
    /** default true · nothing reads it */
    readonly log_batch_processing?: boolean
    /** default false · nothing reads it */
    readonly log_memory_allocations?: boolean
    /** default false · nothing reads it */
    readonly enable_core_dumps?: boolean
  }
  readonly testing?: {
    /** default false · nothing reads it */
    readonly simulate_messages?: boolean
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly test_message_interval_ms?: number | Quantity
    /**
     * at most 256 elements · nothing reads it
     * each of the form ^[0-9a-fA-F.:]+$
     */
    readonly test_ip_addresses?: readonly string[]
    /** default false · nothing reads it */
    readonly auto_start_test_mode?: boolean
  }
  /** The sets that the agent creates */
  readonly ipsets: {
    readonly blacklist: IpsetInput
    readonly whitelist: IpsetInput
  }
}

export interface Ipset {
  /**
   * At most 31 bytes, as the kernel has it
   * at most 31 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
   */
  readonly set_name: string
  /** default "hash:ip" */
  readonly set_type: 'hash:ip' | 'hash:net'
  /**
   * Buckets at first; a power of two
   * a change restarts the component
   */
  readonly hash_size:
    | 64
    | 128
    | 256
    | 512
    | 1024
    | 2048
    | 4096
    | 8192
    | 16384
    | 32768
    | 65536
    | 131072
    | 262144
    | 524288
    | 1048576
    | 2097152
    | 4194304
    | 8388608
    | 16777216
  /**
   * Inserts beyond it fail
   * 1..16777216 entries · a change restarts the component
   */
  readonly max_elements: number
  /**
   * How long an address stays; 0 is for ever
   * 0..2147483 s · a change restarts the component
   */
  readonly timeout: number
  /** at most 255 characters · a change restarts the component */
  readonly comment: string
  /** default "inet" */
  readonly family: 'inet' | 'inet6'
  /** default true */
  readonly create_if_missing: boolean
  /** default false */
  readonly flush_on_startup: boolean
}

export interface IpsetInput {
  /**
   * At most 31 bytes, as the kernel has it
   * at most 31 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
   */
  readonly set_name: string
  /** default "hash:ip" */
  readonly set_type?: 'hash:ip' | 'hash:net'
  /**
   * Buckets at first; a power of two
   * a change restarts the component
   */
  readonly hash_size:
    | 64
    | 128
    | 256
    | 512
    | 1024
    | 2048
    | 4096
    | 8192
    | 16384
    | 32768
    | 65536
    | 131072
    | 262144
    | 524288
    | 1048576
    | 2097152
    | 4194304
    | 8388608
    | 16777216
  /**
   * Inserts beyond it fail
   * 1..16777216 entries · a change restarts the component
   */
  readonly max_elements: number
  /**
   * How long an address stays; 0 is for ever
   * 0..2147483 s · a change restarts the component
   */
  readonly timeout: number | Quantity
  /** at most 255 characters · a change restarts the component */
  readonly comment: string
  /** default "inet" */
  readonly family?: 'inet' | 'inet6'
  /** default true */
  readonly create_if_missing?: boolean
  /** default false */
  readonly flush_on_startup?: boolean
}
