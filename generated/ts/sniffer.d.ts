// Generated from schemas/sniffer.schema.json by appia generate; do not edit.
import type { Quantity, SecretReference } from 'appia'

/** Configuration of the packet sniffer: XDP program in the kernel, userspace in C++ */
export interface Sniffer {
  /** What the component reports itself to be */
  readonly component: {
    /** a change restarts the component */
    readonly name: string
    /** a change restarts the component */
    readonly version: string
    /** a change restarts the component */
    readonly mode: string
    /**
     * Oldest kernel that the XDP program runs on
     * a change restarts the component
     */
    readonly kernel_version_required: string
  }
  /** Which interfaces are captured, and as what */
  readonly deployment: {
    /**
     * host-only: this host; gateway-only: transit traffic; dual: both; validation: replay of captures
     * a change restarts the component
     */
    readonly mode: 'host-only' | 'gateway-only' | 'dual' | 'validation'
    /** Captures packets destined to this host */
    readonly host_interface?: {
      /**
       * Interface name; resolved to an index on the node that captures
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
       */
      readonly name: string
      /**
       * Which side of the host it faces
       * a change takes effect at once
       */
      readonly role: 'wan' | 'lan'
      /** default "host-based" · nothing reads it */
      readonly mode: 'disabled' | 'host-based' | 'gateway'
      /** a change restarts the component */
      readonly description: string
      /** default "skb" · nothing reads it */
      readonly xdp_mode: XdpMode
      /** default true · nothing reads it */
      readonly promiscuous: boolean
      /** default "ingress_only" · nothing reads it */
      readonly capture_direction: 'ingress_only' | 'egress_only' | 'bidirectional'
    }
    /** Captures all transit traffic */
    readonly gateway_interface?: {
      /**
       * Interface name; resolved to an index on the node that captures
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
       */
      readonly name: string
      /**
       * Which side of the host it faces
       * a change takes effect at once
       */
      readonly role: 'wan' | 'lan'
      /** default "gateway" · nothing reads it */
      readonly mode: 'disabled' | 'host-based' | 'gateway'
      /** a change restarts the component */
      readonly description: string
      /** default "skb" · nothing reads it */
      readonly xdp_mode: XdpMode
      /** default true · nothing reads it */
      readonly promiscuous: boolean
      /** default "bidirectional" · nothing reads it */
      readonly capture_direction: 'ingress_only' | 'egress_only' | 'bidirectional'
    }
    readonly network_settings: {
      /** default true · nothing reads it */
      readonly enable_ip_forwarding: boolean
      /**
       * Masquerade transit traffic
       * a change restarts the component
       */
      readonly enable_nat: boolean
      /** default false · nothing reads it */
      readonly enable_bridge_mode: boolean
      /** 68..65535 B · default 1500 B · nothing reads it */
      readonly mtu: number
      /** 0..1000000 packets · default 10000 packets · nothing reads it */
      readonly txqueuelen: number
    }
    readonly performance: {
      /**
       * In Gbit/s
       * 0..1000 · default 1 · nothing reads it
       */
      readonly expected_throughput_gbps: number
      /** 0..1000000000 packets/s · default 1000000 packets/s · nothing reads it */
      readonly max_pps_per_interface: number
      /** 0..1000000 us (1 s) · default 100 us · nothing reads it */
      readonly target_latency_us: number
      readonly buffer_tuning: {
        /** 0..1073741824 entries · default 4096 entries · nothing reads it */
        readonly rx_ring_size: number
        /** 0..1073741824 entries · default 4096 entries · nothing reads it */
        readonly tx_ring_size: number
      }
    }
    readonly detection: {
      /** default true · nothing reads it */
      readonly differentiate_by_interface: boolean
      /** default true · nothing reads it */
      readonly tag_events_with_source: boolean
      /** default false · nothing reads it */
      readonly interface_specific_thresholds: boolean
    }
    readonly hardware_requirements: {
      readonly [name: string]: never
    }
    readonly validation_mode: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** default true · nothing reads it */
      readonly libpcap_replay: boolean
      /** 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · default "eth2" · nothing reads it */
      readonly pcap_source_interface: string
      /** default true · nothing reads it */
      readonly accept_any_dst_ip: boolean
    }
  }
  /**
   * Name of this instance in events and logs
   * at least 1 character · a change restarts the component
   */
  readonly node_id: string
  /**
   * Name of the installation that all components belong to
   * at least 1 character · a change restarts the component
   */
  readonly cluster_name: string
  /** Sets of values of which `profile` selects one */
  readonly profiles: {
    readonly lab: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default true · nothing reads it */
      readonly promiscuous_mode: boolean
      /** default true · nothing reads it */
      readonly af_xdp_enabled: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
    readonly cloud: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default false · nothing reads it */
      readonly promiscuous_mode: boolean
      /** default true · nothing reads it */
      readonly af_xdp_enabled: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 3 · nothing reads it */
      readonly compression_level: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
    readonly bare_metal: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default true · nothing reads it */
      readonly promiscuous_mode: boolean
      /** default true · nothing reads it */
      readonly af_xdp_enabled: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
    readonly dual_nic: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default true · nothing reads it */
      readonly promiscuous_mode: boolean
      /** default false · nothing reads it */
      readonly af_xdp_enabled: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
  }
  /**
   * The active profile; its values win over the rest of this document
   * a change restarts the component
   */
  readonly profile: 'lab' | 'cloud' | 'bare_metal' | 'dual_nic'
  /** What is captured and how */
  readonly capture: {
    /**
     * How the XDP program is attached
     * a change restarts the component
     */
    readonly mode: 'ebpf_skb' | 'ebpf_native' | 'ebpf_offload' | 'af_xdp' | 'libpcap'
    /** at most 8 elements · nothing reads it */
    readonly xdp_flags: readonly string[]
    /** default true · nothing reads it */
    readonly promiscuous_mode: boolean
    /** Port filter in the kernel: included, then excluded, then the default action; both ports of a packet must pass */
    readonly filter: {
      /** default "1.0" · nothing reads it */
      readonly version: string
      /**
       * Which of the port lists count; whitelist needs an included port
       * a change restarts the component
       */
      readonly mode: 'blacklist' | 'whitelist' | 'hybrid'
      /**
       * Never captured
       * at most 1024 elements · a change takes effect at once
       */
      readonly excluded_ports: Ports
      /**
       * Always captured
       * at most 1024 elements · a change takes effect at once
       */
      readonly included_ports: Ports
      /**
       * What happens to a port in neither list
       * a change takes effect at once
       */
      readonly default_action: 'capture' | 'drop'
    }
    /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly buffer_size: number
    /** 0..65536 B (64 KiB) · default 20 B · nothing reads it */
    readonly min_packet_size: number
    /** 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly max_packet_size: number
    /** at most 3 elements · nothing reads it */
    readonly included_protocols: readonly ('tcp' | 'udp' | 'icmp')[]
    readonly af_xdp: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** 0..65535 · default 0 · nothing reads it */
      readonly queue_id: number
      /** default 2048 B (2 KiB) · nothing reads it */
      readonly frame_size: 2048 | 4096
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly fill_ring_size: number
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly comp_ring_size: number
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly tx_ring_size: number
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly rx_ring_size: number
      /** 0..1073741824 B (1 GiB) · default 16777216 B (16 MiB) · nothing reads it */
      readonly umem_size: number
    }
  }
  readonly buffers: {
    /** 0..1073741824 entries · default 65536 entries · nothing reads it */
    readonly ring_buffer_entries: number
    /** 0..1000000 count · default 300 count · nothing reads it */
    readonly user_processing_queue_depth: number
    /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly protobuf_serialize_buffer_size: number
    /** 0..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
    readonly zmq_send_buffer_size: number
    /** 0..1073741824 entries · default 500000 entries · nothing reads it */
    readonly flow_state_buffer_entries: number
    /** 0..1073741824 entries · default 10000 entries · nothing reads it */
    readonly statistics_buffer_entries: number
    /**
     * Events that are processed together
     * 1..100000 events · a change restarts the component
     */
    readonly batch_processing_size: number
  }
  /** Threads by task; total_worker_threads is their sum */
  readonly threading: {
    /**
     * Read events from the ring buffer
     * 1..1024 threads · a change restarts the component
     */
    readonly ring_consumer_threads: number
    /**
     * Compute features
     * 1..1024 threads · a change restarts the component
     */
    readonly feature_processor_threads: number
    /**
     * Send to the detector
     * 1..1024 threads · a change restarts the component
     */
    readonly zmq_sender_threads: number
    /**
     * Collect statistics
     * 1..1024 threads · a change restarts the component
     */
    readonly statistics_collector_threads: number
    /**
     * Sum of the others
     * 1..4096 threads · a change restarts the component
     */
    readonly total_worker_threads: number
    /** Processors that each kind of thread is pinned to */
    readonly cpu_affinity: {
      /** a change restarts the component */
      readonly enabled: boolean
      /** at most 1024 elements · a change restarts the component */
      readonly ring_consumers: Processors
      /** at most 1024 elements · a change restarts the component */
      readonly processors: Processors
      /** at most 1024 elements · a change restarts the component */
      readonly zmq_senders: Processors
      /** at most 1024 elements · a change restarts the component */
      readonly statistics: Processors
    }
    readonly thread_priorities: {
      /** default "high" · nothing reads it */
      readonly ring_consumers: Priority
      /** default "normal" · nothing reads it */
      readonly processors: Priority
      /** default "normal" · nothing reads it */
      readonly zmq_senders: Priority
    }
  }
  readonly kernel_space: {
    /**
     * Object file of the XDP program
     * at least 1 character · a change restarts the component
     */
    readonly ebpf_program: string
    /** default "skb" · nothing reads it */
    readonly xdp_mode: XdpMode
    /**
     * Size of the BPF map events: a power of two and a multiple of the page
     * default 1048576 B (1 MiB) · nothing reads it
     */
    readonly ring_buffer_size:
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
      | 33554432
      | 67108864
      | 134217728
      | 268435456
      | 536870912
      | 1073741824
    /** 0..1073741824 flows · default 500000 flows · nothing reads it */
    readonly max_flows_in_kernel: number
    /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
    readonly flow_timeout_seconds: number
    /** at most 256 elements · nothing reads it */
    readonly kernel_features: Names
    readonly performance: {
      /** 0..1000000 us (1 s) · default 50 us · nothing reads it */
      readonly cpu_budget_us_per_packet: number
      /** 0..1000000 count · default 1000000 count · nothing reads it */
      readonly max_instructions_per_program: number
      /** 0..1000000 count · default 100 count · nothing reads it */
      readonly map_update_batch_size: number
    }
  }
  readonly user_space: {
    /** 0..1073741824 flows · default 1000000 flows · nothing reads it */
    readonly flow_table_size: number
    /** 0..1073741824 entries · default 10000 entries · nothing reads it */
    readonly time_window_buffer_size: number
    /** at most 256 elements · nothing reads it */
    readonly user_features: Names
    readonly memory_management: {
      /** default "lru" · nothing reads it */
      readonly flow_eviction_policy: 'lru' | 'lfu' | 'fifo'
      /** 0..1048576 MiB (1024 GiB) · default 2048 MiB (2 GiB) · nothing reads it */
      readonly max_memory_usage_mb: number
      /** 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
      readonly gc_interval_seconds: number
    }
  }
  /** Features by model; the counts are those of the detector's models */
  readonly feature_groups: {
    readonly ddos_feature_group: {
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly count: number
      /** default "config/features/ddos_83_features.json" · nothing reads it */
      readonly reference: string
      /** default "DDOS detection features including packet rates, flag patterns, timing analysis" · nothing reads it */
      readonly description: string
    }
    readonly ransomware_feature_group: {
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly count: number
      /** default "config/features/ransomware_20_features.json" · nothing reads it */
      readonly reference: string
      /** default "Ransomware detection features (20 critical features optimized for RPi)" · nothing reads it */
      readonly description: string
    }
    readonly rf_feature_group: {
      /** 0..4096 features · default 23 features · nothing reads it */
      readonly count: number
      /** default "config/features/rf_23_features.json" · nothing reads it */
      readonly reference: string
      /** default "Random Forest general attack detection (Level 1)" · nothing reads it */
      readonly description: string
    }
    readonly internal_traffic_feature_group: {
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly count: number
      /** default "config/features/internal_4_features.json" · nothing reads it */
      readonly reference: string
      /** default "Internal traffic classification features" · nothing reads it */
      readonly description: string
    }
  }
  readonly sniffer_time_windows: {
    /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
    readonly flow_tracking_window_seconds: number
    /** 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
    readonly statistics_collection_window_seconds: number
    /** 0..86400 s (1 d) · default 30 s · nothing reads it */
    readonly feature_aggregation_window_seconds: number
    /** 0..86400 s (1 d) · default 30 s · nothing reads it */
    readonly cleanup_interval_seconds: number
    /** 0..1073741824 flows · default 100000 flows · nothing reads it */
    readonly max_flows_per_window: number
    /** 0..86400 s (1 d) · default 10 s · nothing reads it */
    readonly window_overlap_seconds: number
  }
  readonly network: {
    /** Where events leave for the detector */
    readonly output_socket: {
      /**
       * Address to listen on, or to dial
       * at least 1 character · a change restarts the component
       */
      readonly address: string
      /**
       * TCP port; 16 bits
       * 1..65535 · a change restarts the component
       */
      readonly port: number
      /**
       * bind listens, connect dials
       * a change restarts the component
       */
      readonly mode: 'bind' | 'connect'
      /** default "PUSH" · nothing reads it */
      readonly socket_type: 'PUSH' | 'PULL' | 'PUB' | 'SUB'
      /** 0..1000000 messages · default 10000 messages · nothing reads it */
      readonly high_water_mark: number
    }
  }
  readonly zmq: {
    /** 1..1024 threads · default 1 threads · nothing reads it */
    readonly worker_threads: number
    /**
     * I/O threads of the ZeroMQ context
     * 1..1024 threads · a change restarts the component
     */
    readonly io_thread_pools: number
    readonly socket_pools: {
      /**
       * Sockets that send side by side
       * 1..1024 · a change restarts the component
       */
      readonly push_sockets: number
      /** default "round_robin" · nothing reads it */
      readonly load_balancing: 'round_robin' | 'least_loaded' | 'random'
      /** default true · nothing reads it */
      readonly failover_enabled: boolean
    }
    readonly queue_management: {
      /** 1..1024 · default 2 · nothing reads it */
      readonly internal_queues: number
      /** 0..1000000 messages · default 300 messages · nothing reads it */
      readonly queue_size: number
      /** 0..600000 ms (10 min) · a change restarts the component */
      readonly queue_timeout_ms: number
      /** default "drop_oldest" · nothing reads it */
      readonly overflow_policy: Overflow
    }
    readonly connection_settings: {
      /**
       * Messages queued for sending before the socket drops or blocks; 0 is no limit
       * 0..1000000 messages · a change restarts the component
       */
      readonly sndhwm: number
      /**
       * How long unsent messages are kept on close; -1 is for ever
       * -1..600000 ms (10 min) · a change restarts the component
       */
      readonly linger_ms: number
      /**
       * -1 waits for ever
       * -1..600000 ms (10 min) · default 250 ms · nothing reads it
       */
      readonly send_timeout_ms: number
      /** 0..1000000 messages · default 10000 messages · nothing reads it */
      readonly rcvhwm: number
      /**
       * -1 waits for ever
       * -1..600000 ms (10 min) · default 500 ms · nothing reads it
       */
      readonly recv_timeout_ms: number
      /**
       * -1: as the system; 0: off; 1: on
       * -1..1 · a change restarts the component
       */
      readonly tcp_keepalive: number
      /**
       * Send buffer of the kernel; -1 is its default
       * -1..1073741824 B (1 GiB) · a change restarts the component
       */
      readonly sndbuf: number
      /** -1..1073741824 B (1 GiB) · default 2621440 B (2560 KiB) · nothing reads it */
      readonly rcvbuf: number
      /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
      readonly reconnect_interval_ms: number
      /** 0..1000000 count · default 10 count · nothing reads it */
      readonly max_reconnect_attempts: number
    }
    readonly batch_processing: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** 1..100000 events · default 50 events · nothing reads it */
      readonly batch_size: number
      /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
      readonly batch_timeout_ms: number
      /** 0..1000000 count · default 100 count · nothing reads it */
      readonly max_batches_queued: number
    }
  }
  readonly transport: {
    readonly compression: {
      /**
       * Compress messages to the detector
       * a change restarts the component
       */
      readonly enabled: boolean
      /** default "lz4" · nothing reads it */
      readonly algorithm: 'none' | 'lz4' | 'zstd' | 'snappy' | 'gzip' | 'brotli'
      /** 0..22 · default 1 · nothing reads it */
      readonly level: number
      /**
       * Smaller messages are sent as they are
       * 0..1073741824 B (1 GiB) · a change restarts the component
       */
      readonly min_compress_size: number
      /** 0..1 ratio · default 0.8 ratio · nothing reads it */
      readonly compression_ratio_threshold: number
      /** default false · nothing reads it */
      readonly adaptive_compression: boolean
    }
    readonly encryption: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** default true · nothing reads it */
      readonly etcd_token_required: boolean
      /** default "chacha20-poly1305" · nothing reads it */
      readonly algorithm: 'chacha20-poly1305' | 'AES-256-CBC'
      /** default 256 · nothing reads it */
      readonly key_size: 128 | 192 | 256
      /**
       * The interval of the rotation policy
       * 1..8760 h (365 d) · default 168 h (7 d) · nothing reads it
       */
      readonly key_rotation_hours: number
      /** of the form ^[a-z_]+$ · default "compression_only" · nothing reads it */
      readonly fallback_mode: string
      /** default true · nothing reads it */
      readonly zmq_curve_enabled: boolean
      /**
       * Public key of the server, Z85
       * exactly 40 characters · default null · nothing reads it
       */
      readonly curve_server_key: string | null
      /**
       * Secret key of this end, Z85
       * exactly 40 characters · default null · nothing reads it
       */
      readonly curve_secret_key: SecretReference | null
    }
  }
  readonly etcd: {
    /** default false · nothing reads it */
    readonly enabled: boolean
    /** 1..16 elements · nothing reads it */
    readonly endpoints: readonly string[]
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly connection_timeout_ms: number
    /** 0..1000 count · default 3 count · nothing reads it */
    readonly retry_attempts: number
    /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
    readonly retry_interval_ms: number
    /** default "/crypto/sniffer/tokens" · nothing reads it */
    readonly crypto_token_path: string
    /**
     * Key of this document
     * default "/config/sniffer/json" · nothing reads it
     */
    readonly config_sync_path: string
    /** default true · nothing reads it */
    readonly required_for_encryption: boolean
    /** of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it */
    readonly fallback_mode: string
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly heartbeat_interval_seconds: number
    /** 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
    readonly lease_ttl_seconds: number
  }
  readonly processing: {
    readonly kernel_processing: {
      /** 0..1073741824 entries · default 1000000 entries · nothing reads it */
      readonly max_map_entries: number
      /** 0..1073741824 entries · default 1000000 entries · nothing reads it */
      readonly flow_hash_table_size: number
      /** 0..1073741824 entries · default 100000 entries · nothing reads it */
      readonly counter_map_size: number
      /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
      readonly stats_collection_interval_ms: number
    }
    readonly user_processing: {
      /** 0..1000000 count · default 10000 count · nothing reads it */
      readonly internal_queue_size: number
      /** 0..86400 s (1 d) · default 1 s · nothing reads it */
      readonly queue_timeout_seconds: number
      /** 1..100000 events · default 100 events · nothing reads it */
      readonly batch_size: number
      /** default true · nothing reads it */
      readonly lockfree_queues: boolean
      /** default true · nothing reads it */
      readonly numa_aware_allocation: boolean
      /** default true · nothing reads it */
      readonly memory_prefaulting: boolean
    }
    readonly feature_extraction: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** default true · nothing reads it */
      readonly extract_all_features: boolean
      /** default true · nothing reads it */
      readonly cache_flow_states: boolean
      /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
      readonly flow_timeout_seconds: number
      /** 0..1073741824 flows · default 1000000 flows · nothing reads it */
      readonly max_concurrent_flows: number
      /** default "high_performance_cpp" · nothing reads it */
      readonly statistics_engine: string
      /** default true · nothing reads it */
      readonly simd_optimization: boolean
    }
  }
  readonly auto_tuner: {
    /** default false · nothing reads it */
    readonly enabled: boolean
    /** default true · nothing reads it */
    readonly calibration_on_startup: boolean
    /** 0..1073741824 entries · default 100000 entries · nothing reads it */
    readonly benchmark_iterations: number
    /** 0..8760 h (365 d) · default 24 h (1 d) · nothing reads it */
    readonly recalibration_interval_hours: number
    /** 0..100 · default 1.2 · nothing reads it */
    readonly safety_margin_factor: number
    /** default "cost_benefit_optimization" · nothing reads it */
    readonly feature_placement_strategy: string
  }
  readonly monitoring: {
    /**
     * How often statistics are printed
     * 1..86400 s (1 d) · a change restarts the component
     */
    readonly stats_interval_seconds: number
    /** default true · nothing reads it */
    readonly performance_tracking: boolean
    readonly kernel_metrics: {
      /** default true · nothing reads it */
      readonly ebpf_program_stats: boolean
      /** default true · nothing reads it */
      readonly map_utilization: boolean
      /** default true · nothing reads it */
      readonly instruction_count: boolean
      /** default true · nothing reads it */
      readonly processing_time_per_packet: boolean
    }
    readonly user_metrics: {
      /** default true · nothing reads it */
      readonly feature_extraction_rate: boolean
      /** default true · nothing reads it */
      readonly queue_depth: boolean
      /** default true · nothing reads it */
      readonly memory_usage: boolean
      /** default true · nothing reads it */
      readonly thread_utilization: boolean
      /** default true · nothing reads it */
      readonly compression_ratio: boolean
      /** default true · nothing reads it */
      readonly zmq_throughput: boolean
    }
    readonly alerts: {
      /** 0..100 percent · default 1 percent · nothing reads it */
      readonly max_drop_rate_percent: number
      /** 0..100 percent · default 85 percent · nothing reads it */
      readonly max_queue_usage_percent: number
      /** 0..1048576 MiB (1024 GiB) · default 4096 MiB (4 GiB) · nothing reads it */
      readonly max_memory_usage_mb: number
      /** 0..100 percent · default 80 percent · nothing reads it */
      readonly max_cpu_usage_percent: number
      /** 0..60000000 us (1 min) · default 100 us · nothing reads it */
      readonly max_processing_latency_us: number
      /** 0..1 ratio · default 0.3 ratio · nothing reads it */
      readonly min_compression_ratio: number
    }
  }
  readonly logging: {
    /** default "INFO" · nothing reads it */
    readonly level: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL' | 'OFF'
    /** default "/vagrant/logs/lab/sniffer.log" · nothing reads it */
    readonly file: string
    /** 0..1048576 MiB (1024 GiB) · default 200 MiB · nothing reads it */
    readonly max_file_size_mb: number
    /** 0..1000 count · default 10 count · nothing reads it */
    readonly backup_count: number
    /** default true · nothing reads it */
    readonly include_performance_logs: boolean
    /** default true · nothing reads it */
    readonly include_compression_stats: boolean
    /** default true · nothing reads it */
    readonly include_thread_stats: boolean
  }
  readonly protobuf: {
    /** default "v3.1.0" · nothing reads it */
    readonly schema_version: string
    /** default true · nothing reads it */
    readonly validate_before_send: boolean
    /** 0..1073741824 B (1 GiB) · default 100000 B · nothing reads it */
    readonly max_event_size_bytes: number
    /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
    readonly serialization_timeout_ms: number
    /** 0..1000000 count · default 1000 count · nothing reads it */
    readonly pool_size: number
    /** default true · nothing reads it */
    readonly reuse_objects: boolean
  }
  readonly security: {
    readonly input_validation: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it */
      readonly max_packet_size_bytes: number
      /** default true · nothing reads it */
      readonly validate_ip_addresses: boolean
      /** default true · nothing reads it */
      readonly validate_ports: boolean
      /** default true · nothing reads it */
      readonly sanitize_inputs: boolean
    }
  }
  readonly backpressure: {
    /** default false · nothing reads it */
    readonly enabled: boolean
    readonly kernel_backpressure: {
      /** default "drop_oldest" · nothing reads it */
      readonly ring_buffer_full_action: Overflow
    }
    readonly user_backpressure: {
      /** 0..1000000000 events/s · default 1000 events/s · nothing reads it */
      readonly max_drops_per_second: number
      /** default true · nothing reads it */
      readonly adaptive_rate_limiting: boolean
    }
    readonly circuit_breaker: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** 0..1000000 count · default 50 count · nothing reads it */
      readonly failure_threshold: number
      /** 0..86400 s (1 d) · default 30 s · nothing reads it */
      readonly recovery_timeout: number
    }
  }
  /** Thresholds as the sniffer states them; the detector's are the ones that decide */
  readonly ml_defender: {
    readonly thresholds: {
      /** 0..1 · default 0.7 · nothing reads it */
      readonly ddos: number
      /** 0..1 · default 0.75 · nothing reads it */
      readonly ransomware: number
      /** 0..1 · default 0.8 · nothing reads it */
      readonly traffic: number
      /** 0..1 · default 0.85 · nothing reads it */
      readonly internal: number
    }
    /** Bounds of the thresholds */
    readonly validation: {
      /** 0..1 · default 0.5 · nothing reads it */
      readonly min_threshold: number
      /** 0..1 · default 0.99 · nothing reads it */
      readonly max_threshold: number
      /** 0..1 · default 0.75 · nothing reads it */
      readonly fallback_threshold: number
    }
  }
}

/** Configuration of the packet sniffer: XDP program in the kernel, userspace in C++ */
export interface SnifferInput {
  /** What the component reports itself to be */
  readonly component: {
    /** a change restarts the component */
    readonly name: string
    /** a change restarts the component */
    readonly version: string
    /** a change restarts the component */
    readonly mode: string
    /**
     * Oldest kernel that the XDP program runs on
     * a change restarts the component
     */
    readonly kernel_version_required: string
  }
  /** Which interfaces are captured, and as what */
  readonly deployment: {
    /**
     * host-only: this host; gateway-only: transit traffic; dual: both; validation: replay of captures
     * a change restarts the component
     */
    readonly mode: 'host-only' | 'gateway-only' | 'dual' | 'validation'
    /** Captures packets destined to this host */
    readonly host_interface?: {
      /**
       * Interface name; resolved to an index on the node that captures
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
       */
      readonly name: string
      /**
       * Which side of the host it faces
       * a change takes effect at once
       */
      readonly role: 'wan' | 'lan'
      /** default "host-based" · nothing reads it */
      readonly mode?: 'disabled' | 'host-based' | 'gateway'
      /** a change restarts the component */
      readonly description: string
      /** default "skb" · nothing reads it */
      readonly xdp_mode?: XdpMode
      /** default true · nothing reads it */
      readonly promiscuous?: boolean
      /** default "ingress_only" · nothing reads it */
      readonly capture_direction?: 'ingress_only' | 'egress_only' | 'bidirectional'
    }
    /** Captures all transit traffic */
    readonly gateway_interface?: {
      /**
       * Interface name; resolved to an index on the node that captures
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
       */
      readonly name: string
      /**
       * Which side of the host it faces
       * a change takes effect at once
       */
      readonly role: 'wan' | 'lan'
      /** default "gateway" · nothing reads it */
      readonly mode?: 'disabled' | 'host-based' | 'gateway'
      /** a change restarts the component */
      readonly description: string
      /** default "skb" · nothing reads it */
      readonly xdp_mode?: XdpMode
      /** default true · nothing reads it */
      readonly promiscuous?: boolean
      /** default "bidirectional" · nothing reads it */
      readonly capture_direction?: 'ingress_only' | 'egress_only' | 'bidirectional'
    }
    readonly network_settings: {
      /** default true · nothing reads it */
      readonly enable_ip_forwarding?: boolean
      /**
       * Masquerade transit traffic
       * a change restarts the component
       */
      readonly enable_nat: boolean
      /** default false · nothing reads it */
      readonly enable_bridge_mode?: boolean
      /** 68..65535 B · default 1500 B · nothing reads it */
      readonly mtu?: number | Quantity
      /** 0..1000000 packets · default 10000 packets · nothing reads it */
      readonly txqueuelen?: number
    }
    readonly performance?: {
      /**
       * In Gbit/s
       * 0..1000 · default 1 · nothing reads it
       */
      readonly expected_throughput_gbps?: number
      /** 0..1000000000 packets/s · default 1000000 packets/s · nothing reads it */
      readonly max_pps_per_interface?: number
      /** 0..1000000 us (1 s) · default 100 us · nothing reads it */
      readonly target_latency_us?: number | Quantity
      readonly buffer_tuning?: {
        /** 0..1073741824 entries · default 4096 entries · nothing reads it */
        readonly rx_ring_size?: number
        /** 0..1073741824 entries · default 4096 entries · nothing reads it */
        readonly tx_ring_size?: number
      }
    }
    readonly detection?: {
      /** default true · nothing reads it */
      readonly differentiate_by_interface?: boolean
      /** default true · nothing reads it */
      readonly tag_events_with_source?: boolean
      /** default false · nothing reads it */
      readonly interface_specific_thresholds?: boolean
    }
    readonly hardware_requirements?: {
      readonly [name: string]: never
    }
    readonly validation_mode?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** default true · nothing reads it */
      readonly libpcap_replay?: boolean
      /** 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · default "eth2" · nothing reads it */
      readonly pcap_source_interface?: string
      /** default true · nothing reads it */
      readonly accept_any_dst_ip?: boolean
    }
  }
  /**
   * Name of this instance in events and logs
   * at least 1 character · a change restarts the component
   */
  readonly node_id: string
  /**
   * Name of the installation that all components belong to
   * at least 1 character · a change restarts the component
   */
  readonly cluster_name: string
  /** Sets of values of which `profile` selects one */
  readonly profiles: {
    readonly lab: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default true · nothing reads it */
      readonly promiscuous_mode?: boolean
      /** default true · nothing reads it */
      readonly af_xdp_enabled?: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level?: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
    readonly cloud: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default false · nothing reads it */
      readonly promiscuous_mode?: boolean
      /** default true · nothing reads it */
      readonly af_xdp_enabled?: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 3 · nothing reads it */
      readonly compression_level?: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
    readonly bare_metal: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default true · nothing reads it */
      readonly promiscuous_mode?: boolean
      /** default true · nothing reads it */
      readonly af_xdp_enabled?: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level?: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
    readonly dual_nic: {
      /**
       * Interface that is captured when this profile is active
       * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
       */
      readonly capture_interface: string
      /** default true · nothing reads it */
      readonly promiscuous_mode?: boolean
      /** default false · nothing reads it */
      readonly af_xdp_enabled?: boolean
      /**
       * Workers when this profile is active; wins over threading
       * 1..1024 threads · a change restarts the component
       */
      readonly worker_threads: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level?: number
      /**
       * Pin threads to processors when this profile is active
       * a change restarts the component
       */
      readonly cpu_affinity_enabled?: boolean
    }
  }
  /**
   * The active profile; its values win over the rest of this document
   * a change restarts the component
   */
  readonly profile: 'lab' | 'cloud' | 'bare_metal' | 'dual_nic'
  /** What is captured and how */
  readonly capture: {
    /**
     * How the XDP program is attached
     * a change restarts the component
     */
    readonly mode: 'ebpf_skb' | 'ebpf_native' | 'ebpf_offload' | 'af_xdp' | 'libpcap'
    /** at most 8 elements · nothing reads it */
    readonly xdp_flags?: readonly string[]
    /** default true · nothing reads it */
    readonly promiscuous_mode?: boolean
    /** Port filter in the kernel: included, then excluded, then the default action; both ports of a packet must pass */
    readonly filter: {
      /** default "1.0" · nothing reads it */
      readonly version?: string
      /**
       * Which of the port lists count; whitelist needs an included port
       * a change restarts the component
       */
      readonly mode: 'blacklist' | 'whitelist' | 'hybrid'
      /**
       * Never captured
       * at most 1024 elements · a change takes effect at once
       */
      readonly excluded_ports: Ports
      /**
       * Always captured
       * at most 1024 elements · a change takes effect at once
       */
      readonly included_ports: Ports
      /**
       * What happens to a port in neither list
       * a change takes effect at once
       */
      readonly default_action: 'capture' | 'drop'
    }
    /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly buffer_size?: number | Quantity
    /** 0..65536 B (64 KiB) · default 20 B · nothing reads it */
    readonly min_packet_size?: number | Quantity
    /** 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly max_packet_size?: number | Quantity
    /** at most 3 elements · nothing reads it */
    readonly included_protocols?: readonly ('tcp' | 'udp' | 'icmp')[]
    readonly af_xdp?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** 0..65535 · default 0 · nothing reads it */
      readonly queue_id?: number
      /** default 2048 B (2 KiB) · nothing reads it */
      readonly frame_size?: 2048 | 4096
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly fill_ring_size?: number
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly comp_ring_size?: number
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly tx_ring_size?: number
      /** 0..1073741824 entries · default 2048 entries · nothing reads it */
      readonly rx_ring_size?: number
      /** 0..1073741824 B (1 GiB) · default 16777216 B (16 MiB) · nothing reads it */
      readonly umem_size?: number | Quantity
    }
  }
  readonly buffers: {
    /** 0..1073741824 entries · default 65536 entries · nothing reads it */
    readonly ring_buffer_entries?: number
    /** 0..1000000 count · default 300 count · nothing reads it */
    readonly user_processing_queue_depth?: number
    /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
    readonly protobuf_serialize_buffer_size?: number | Quantity
    /** 0..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
    readonly zmq_send_buffer_size?: number | Quantity
    /** 0..1073741824 entries · default 500000 entries · nothing reads it */
    readonly flow_state_buffer_entries?: number
    /** 0..1073741824 entries · default 10000 entries · nothing reads it */
    readonly statistics_buffer_entries?: number
    /**
     * Events that are processed together
     * 1..100000 events · a change restarts the component
     */
    readonly batch_processing_size: number
  }
  /** Threads by task; total_worker_threads is their sum */
  readonly threading: {
    /**
     * Read events from the ring buffer
     * 1..1024 threads · a change restarts the component
     */
    readonly ring_consumer_threads: number
    /**
     * Compute features
     * 1..1024 threads · a change restarts the component
     */
    readonly feature_processor_threads: number
    /**
     * Send to the detector
     * 1..1024 threads · a change restarts the component
     */
    readonly zmq_sender_threads: number
    /**
     * Collect statistics
     * 1..1024 threads · a change restarts the component
     */
    readonly statistics_collector_threads: number
    /**
     * Sum of the others
     * 1..4096 threads · a change restarts the component
     */
    readonly total_worker_threads: number
    /** Processors that each kind of thread is pinned to */
    readonly cpu_affinity: {
      /** a change restarts the component */
      readonly enabled: boolean
      /** at most 1024 elements · a change restarts the component */
      readonly ring_consumers: Processors
      /** at most 1024 elements · a change restarts the component */
      readonly processors: Processors
      /** at most 1024 elements · a change restarts the component */
      readonly zmq_senders: Processors
      /** at most 1024 elements · a change restarts the component */
      readonly statistics: Processors
    }
    readonly thread_priorities?: {
      /** default "high" · nothing reads it */
      readonly ring_consumers?: Priority
      /** default "normal" · nothing reads it */
      readonly processors?: Priority
      /** default "normal" · nothing reads it */
      readonly zmq_senders?: Priority
    }
  }
  readonly kernel_space: {
    /**
     * Object file of the XDP program
     * at least 1 character · a change restarts the component
     */
    readonly ebpf_program: string
    /** default "skb" · nothing reads it */
    readonly xdp_mode?: XdpMode
    /**
     * Size of the BPF map events: a power of two and a multiple of the page
     * default 1048576 B (1 MiB) · nothing reads it
     */
    readonly ring_buffer_size?:
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
      | 33554432
      | 67108864
      | 134217728
      | 268435456
      | 536870912
      | 1073741824
    /** 0..1073741824 flows · default 500000 flows · nothing reads it */
    readonly max_flows_in_kernel?: number
    /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
    readonly flow_timeout_seconds?: number | Quantity
    /** at most 256 elements · nothing reads it */
    readonly kernel_features?: Names
    readonly performance?: {
      /** 0..1000000 us (1 s) · default 50 us · nothing reads it */
      readonly cpu_budget_us_per_packet?: number | Quantity
      /** 0..1000000 count · default 1000000 count · nothing reads it */
      readonly max_instructions_per_program?: number
      /** 0..1000000 count · default 100 count · nothing reads it */
      readonly map_update_batch_size?: number
    }
  }
  readonly user_space?: {
    /** 0..1073741824 flows · default 1000000 flows · nothing reads it */
    readonly flow_table_size?: number
    /** 0..1073741824 entries · default 10000 entries · nothing reads it */
    readonly time_window_buffer_size?: number
    /** at most 256 elements · nothing reads it */
    readonly user_features?: Names
    readonly memory_management?: {
      /** default "lru" · nothing reads it */
      readonly flow_eviction_policy?: 'lru' | 'lfu' | 'fifo'
      /** 0..1048576 MiB (1024 GiB) · default 2048 MiB (2 GiB) · nothing reads it */
      readonly max_memory_usage_mb?: number | Quantity
      /** 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
      readonly gc_interval_seconds?: number | Quantity
    }
  }
  /** Features by model; the counts are those of the detector's models */
  readonly feature_groups?: {
    readonly ddos_feature_group?: {
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly count?: number
      /** default "config/features/ddos_83_features.json" · nothing reads it */
      readonly reference?: string
      /** default "DDOS detection features including packet rates, flag patterns, timing analysis" · nothing reads it */
      readonly description?: string
    }
    readonly ransomware_feature_group?: {
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly count?: number
      /** default "config/features/ransomware_20_features.json" · nothing reads it */
      readonly reference?: string
      /** default "Ransomware detection features (20 critical features optimized for RPi)" · nothing reads it */
      readonly description?: string
    }
    readonly rf_feature_group?: {
      /** 0..4096 features · default 23 features · nothing reads it */
      readonly count?: number
      /** default "config/features/rf_23_features.json" · nothing reads it */
      readonly reference?: string
      /** default "Random Forest general attack detection (Level 1)" · nothing reads it */
      readonly description?: string
    }
    readonly internal_traffic_feature_group?: {
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly count?: number
      /** default "config/features/internal_4_features.json" · nothing reads it */
      readonly reference?: string
      /** default "Internal traffic classification features" · nothing reads it */
      readonly description?: string
    }
  }
  readonly sniffer_time_windows?: {
    /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
    readonly flow_tracking_window_seconds?: number | Quantity
    /** 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
    readonly statistics_collection_window_seconds?: number | Quantity
    /** 0..86400 s (1 d) · default 30 s · nothing reads it */
    readonly feature_aggregation_window_seconds?: number | Quantity
    /** 0..86400 s (1 d) · default 30 s · nothing reads it */
    readonly cleanup_interval_seconds?: number | Quantity
    /** 0..1073741824 flows · default 100000 flows · nothing reads it */
    readonly max_flows_per_window?: number
    /** 0..86400 s (1 d) · default 10 s · nothing reads it */
    readonly window_overlap_seconds?: number | Quantity
  }
  readonly network: {
    /** Where events leave for the detector */
    readonly output_socket: {
      /**
       * Address to listen on, or to dial
       * at least 1 character · a change restarts the component
       */
      readonly address: string
      /**
       * TCP port; 16 bits
       * 1..65535 · a change restarts the component
       */
      readonly port: number
      /**
       * bind listens, connect dials
       * a change restarts the component
       */
      readonly mode: 'bind' | 'connect'
      /** default "PUSH" · nothing reads it */
      readonly socket_type?: 'PUSH' | 'PULL' | 'PUB' | 'SUB'
      /** 0..1000000 messages · default 10000 messages · nothing reads it */
      readonly high_water_mark?: number
    }
  }
  readonly zmq: {
    /** 1..1024 threads · default 1 threads · nothing reads it */
    readonly worker_threads?: number
    /**
     * I/O threads of the ZeroMQ context
     * 1..1024 threads · a change restarts the component
     */
    readonly io_thread_pools: number
    readonly socket_pools: {
      /**
       * Sockets that send side by side
       * 1..1024 · a change restarts the component
       */
      readonly push_sockets: number
      /** default "round_robin" · nothing reads it */
      readonly load_balancing?: 'round_robin' | 'least_loaded' | 'random'
      /** default true · nothing reads it */
      readonly failover_enabled?: boolean
    }
    readonly queue_management: {
      /** 1..1024 · default 2 · nothing reads it */
      readonly internal_queues?: number
      /** 0..1000000 messages · default 300 messages · nothing reads it */
      readonly queue_size?: number
      /** 0..600000 ms (10 min) · a change restarts the component */
      readonly queue_timeout_ms: number | Quantity
      /** default "drop_oldest" · nothing reads it */
      readonly overflow_policy?: Overflow
    }
    readonly connection_settings: {
      /**
       * Messages queued for sending before the socket drops or blocks; 0 is no limit
       * 0..1000000 messages · a change restarts the component
       */
      readonly sndhwm: number
      /**
       * How long unsent messages are kept on close; -1 is for ever
       * -1..600000 ms (10 min) · a change restarts the component
       */
      readonly linger_ms: number | Quantity
      /**
       * -1 waits for ever
       * -1..600000 ms (10 min) · default 250 ms · nothing reads it
       */
      readonly send_timeout_ms?: number | Quantity
      /** 0..1000000 messages · default 10000 messages · nothing reads it */
      readonly rcvhwm?: number
      /**
       * -1 waits for ever
       * -1..600000 ms (10 min) · default 500 ms · nothing reads it
       */
      readonly recv_timeout_ms?: number | Quantity
      /**
       * -1: as the system; 0: off; 1: on
       * -1..1 · a change restarts the component
       */
      readonly tcp_keepalive: number
      /**
       * Send buffer of the kernel; -1 is its default
       * -1..1073741824 B (1 GiB) · a change restarts the component
       */
      readonly sndbuf: number | Quantity
      /** -1..1073741824 B (1 GiB) · default 2621440 B (2560 KiB) · nothing reads it */
      readonly rcvbuf?: number | Quantity
      /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
      readonly reconnect_interval_ms?: number | Quantity
      /** 0..1000000 count · default 10 count · nothing reads it */
      readonly max_reconnect_attempts?: number
    }
    readonly batch_processing?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** 1..100000 events · default 50 events · nothing reads it */
      readonly batch_size?: number
      /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
      readonly batch_timeout_ms?: number | Quantity
      /** 0..1000000 count · default 100 count · nothing reads it */
      readonly max_batches_queued?: number
    }
  }
  readonly transport: {
    readonly compression: {
      /**
       * Compress messages to the detector
       * a change restarts the component
       */
      readonly enabled: boolean
      /** default "lz4" · nothing reads it */
      readonly algorithm?: 'none' | 'lz4' | 'zstd' | 'snappy' | 'gzip' | 'brotli'
      /** 0..22 · default 1 · nothing reads it */
      readonly level?: number
      /**
       * Smaller messages are sent as they are
       * 0..1073741824 B (1 GiB) · a change restarts the component
       */
      readonly min_compress_size: number | Quantity
      /** 0..1 ratio · default 0.8 ratio · nothing reads it */
      readonly compression_ratio_threshold?: number
      /** default false · nothing reads it */
      readonly adaptive_compression?: boolean
    }
    readonly encryption?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** default true · nothing reads it */
      readonly etcd_token_required?: boolean
      /** default "chacha20-poly1305" · nothing reads it */
      readonly algorithm?: 'chacha20-poly1305' | 'AES-256-CBC'
      /** default 256 · nothing reads it */
      readonly key_size?: 128 | 192 | 256
      /**
       * The interval of the rotation policy
       * 1..8760 h (365 d) · default 168 h (7 d) · nothing reads it
       */
      readonly key_rotation_hours?: number | Quantity
      /** of the form ^[a-z_]+$ · default "compression_only" · nothing reads it */
      readonly fallback_mode?: string
      /** default true · nothing reads it */
      readonly zmq_curve_enabled?: boolean
      /**
       * Public key of the server, Z85
       * exactly 40 characters · default null · nothing reads it
       */
      readonly curve_server_key?: string | null
      /**
       * Secret key of this end, Z85
       * exactly 40 characters · default null · nothing reads it
       */
      readonly curve_secret_key?: SecretReference | null
    }
  }
  readonly etcd?: {
    /** default false · nothing reads it */
    readonly enabled?: boolean
    /** 1..16 elements · nothing reads it */
    readonly endpoints?: readonly string[]
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly connection_timeout_ms?: number | Quantity
    /** 0..1000 count · default 3 count · nothing reads it */
    readonly retry_attempts?: number
    /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
    readonly retry_interval_ms?: number | Quantity
    /** default "/crypto/sniffer/tokens" · nothing reads it */
    readonly crypto_token_path?: string
    /**
     * Key of this document
     * default "/config/sniffer/json" · nothing reads it
     */
    readonly config_sync_path?: string
    /** default true · nothing reads it */
    readonly required_for_encryption?: boolean
    /** of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it */
    readonly fallback_mode?: string
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly heartbeat_interval_seconds?: number | Quantity
    /** 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
    readonly lease_ttl_seconds?: number | Quantity
  }
  readonly processing?: {
    readonly kernel_processing?: {
      /** 0..1073741824 entries · default 1000000 entries · nothing reads it */
      readonly max_map_entries?: number
      /** 0..1073741824 entries · default 1000000 entries · nothing reads it */
      readonly flow_hash_table_size?: number
      /** 0..1073741824 entries · default 100000 entries · nothing reads it */
      readonly counter_map_size?: number
      /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
      readonly stats_collection_interval_ms?: number | Quantity
    }
    readonly user_processing?: {
      /** 0..1000000 count · default 10000 count · nothing reads it */
      readonly internal_queue_size?: number
      /** 0..86400 s (1 d) · default 1 s · nothing reads it */
      readonly queue_timeout_seconds?: number | Quantity
      /** 1..100000 events · default 100 events · nothing reads it */
      readonly batch_size?: number
      /** default true · nothing reads it */
      readonly lockfree_queues?: boolean
      /** default true · nothing reads it */
      readonly numa_aware_allocation?: boolean
      /** default true · nothing reads it */
      readonly memory_prefaulting?: boolean
    }
    readonly feature_extraction?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** default true · nothing reads it */
      readonly extract_all_features?: boolean
      /** default true · nothing reads it */
      readonly cache_flow_states?: boolean
      /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
      readonly flow_timeout_seconds?: number | Quantity
      /** 0..1073741824 flows · default 1000000 flows · nothing reads it */
      readonly max_concurrent_flows?: number
      /** default "high_performance_cpp" · nothing reads it */
      readonly statistics_engine?: string
      /** default true · nothing reads it */
      readonly simd_optimization?: boolean
    }
  }
  readonly auto_tuner?: {
    /** default false · nothing reads it */
    readonly enabled?: boolean
    /** default true · nothing reads it */
    readonly calibration_on_startup?: boolean
    /** 0..1073741824 entries · default 100000 entries · nothing reads it */
    readonly benchmark_iterations?: number
    /** 0..8760 h (365 d) · default 24 h (1 d) · nothing reads it */
    readonly recalibration_interval_hours?: number | Quantity
    /** 0..100 · default 1.2 · nothing reads it */
    readonly safety_margin_factor?: number
    /** default "cost_benefit_optimization" · nothing reads it */
    readonly feature_placement_strategy?: string
  }
  readonly monitoring: {
    /**
     * How often statistics are printed
     * 1..86400 s (1 d) · a change restarts the component
     */
    readonly stats_interval_seconds: number | Quantity
    /** default true · nothing reads it */
    readonly performance_tracking?: boolean
    readonly kernel_metrics?: {
      /** default true · nothing reads it */
      readonly ebpf_program_stats?: boolean
      /** default true · nothing reads it */
      readonly map_utilization?: boolean
      /** default true · nothing reads it */
      readonly instruction_count?: boolean
      /** default true · nothing reads it */
      readonly processing_time_per_packet?: boolean
    }
    readonly user_metrics?: {
      /** default true · nothing reads it */
      readonly feature_extraction_rate?: boolean
      /** default true · nothing reads it */
      readonly queue_depth?: boolean
      /** default true · nothing reads it */
      readonly memory_usage?: boolean
      /** default true · nothing reads it */
      readonly thread_utilization?: boolean
      /** default true · nothing reads it */
      readonly compression_ratio?: boolean
      /** default true · nothing reads it */
      readonly zmq_throughput?: boolean
    }
    readonly alerts?: {
      /** 0..100 percent · default 1 percent · nothing reads it */
      readonly max_drop_rate_percent?: number
      /** 0..100 percent · default 85 percent · nothing reads it */
      readonly max_queue_usage_percent?: number
      /** 0..1048576 MiB (1024 GiB) · default 4096 MiB (4 GiB) · nothing reads it */
      readonly max_memory_usage_mb?: number | Quantity
      /** 0..100 percent · default 80 percent · nothing reads it */
      readonly max_cpu_usage_percent?: number
      /** 0..60000000 us (1 min) · default 100 us · nothing reads it */
      readonly max_processing_latency_us?: number | Quantity
      /** 0..1 ratio · default 0.3 ratio · nothing reads it */
      readonly min_compression_ratio?: number
    }
  }
  readonly logging?: {
    /** default "INFO" · nothing reads it */
    readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL' | 'OFF'
    /** default "/vagrant/logs/lab/sniffer.log" · nothing reads it */
    readonly file?: string
    /** 0..1048576 MiB (1024 GiB) · default 200 MiB · nothing reads it */
    readonly max_file_size_mb?: number | Quantity
    /** 0..1000 count · default 10 count · nothing reads it */
    readonly backup_count?: number
    /** default true · nothing reads it */
    readonly include_performance_logs?: boolean
    /** default true · nothing reads it */
    readonly include_compression_stats?: boolean
    /** default true · nothing reads it */
    readonly include_thread_stats?: boolean
  }
  readonly protobuf?: {
    /** default "v3.1.0" · nothing reads it */
    readonly schema_version?: string
    /** default true · nothing reads it */
    readonly validate_before_send?: boolean
    /** 0..1073741824 B (1 GiB) · default 100000 B · nothing reads it */
    readonly max_event_size_bytes?: number | Quantity
    /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
    readonly serialization_timeout_ms?: number | Quantity
    /** 0..1000000 count · default 1000 count · nothing reads it */
    readonly pool_size?: number
    /** default true · nothing reads it */
    readonly reuse_objects?: boolean
  }
  readonly security?: {
    readonly input_validation?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it */
      readonly max_packet_size_bytes?: number | Quantity
      /** default true · nothing reads it */
      readonly validate_ip_addresses?: boolean
      /** default true · nothing reads it */
      readonly validate_ports?: boolean
      /** default true · nothing reads it */
      readonly sanitize_inputs?: boolean
    }
  }
  readonly backpressure?: {
    /** default false · nothing reads it */
    readonly enabled?: boolean
    readonly kernel_backpressure?: {
      /** default "drop_oldest" · nothing reads it */
      readonly ring_buffer_full_action?: Overflow
    }
    readonly user_backpressure?: {
      /** 0..1000000000 events/s · default 1000 events/s · nothing reads it */
      readonly max_drops_per_second?: number
      /** default true · nothing reads it */
      readonly adaptive_rate_limiting?: boolean
    }
    readonly circuit_breaker?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** 0..1000000 count · default 50 count · nothing reads it */
      readonly failure_threshold?: number
      /** 0..86400 s (1 d) · default 30 s · nothing reads it */
      readonly recovery_timeout?: number | Quantity
    }
  }
  /** Thresholds as the sniffer states them; the detector's are the ones that decide */
  readonly ml_defender?: {
    readonly thresholds?: {
      /** 0..1 · default 0.7 · nothing reads it */
      readonly ddos?: number
      /** 0..1 · default 0.75 · nothing reads it */
      readonly ransomware?: number
      /** 0..1 · default 0.8 · nothing reads it */
      readonly traffic?: number
      /** 0..1 · default 0.85 · nothing reads it */
      readonly internal?: number
    }
    /** Bounds of the thresholds */
    readonly validation?: {
      /** 0..1 · default 0.5 · nothing reads it */
      readonly min_threshold?: number
      /** 0..1 · default 0.99 · nothing reads it */
      readonly max_threshold?: number
      /** 0..1 · default 0.75 · nothing reads it */
      readonly fallback_threshold?: number
    }
  }
}

/** at most 256 elements */
export type Names = readonly string[]

export type Overflow = 'drop_oldest' | 'drop_newest' | 'block'

/**
 * at most 1024 elements
 * each 1..65535
 */
export type Ports = readonly number[]

export type Priority = 'low' | 'normal' | 'high'

/**
 * at most 1024 elements
 * each 0..1023
 */
export type Processors = readonly number[]

export type XdpMode = 'native' | 'skb' | 'offload'
