// Generated from schemas/detector.schema.json by appia generate; do not edit.
import type { Quantity } from 'appia'

/** Configuration of the ML detector: three levels of models on the events of the sniffer. Required are the keys without which its loader refuses to start */
export interface Detector {
  /** What the component reports itself to be */
  readonly component: {
    /** a change restarts the component */
    readonly name: string
    /** a change restarts the component */
    readonly version: string
    /** a change restarts the component */
    readonly mode: string
    /**
     * Version of ONNX Runtime that it was built with
     * a change restarts the component
     */
    readonly onnx_runtime_version: string
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
      /** 1..1024 threads · default 2 threads · nothing reads it */
      readonly worker_threads: number
      /** 0..1000000 messages · default 300 messages · nothing reads it */
      readonly input_queue_size: number
      /** 0..1000000 messages · default 200 messages · nothing reads it */
      readonly output_queue_size: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level: number
      /** default true · nothing reads it */
      readonly enable_all_models: boolean
    }
    readonly cloud: {
      /** 1..1024 threads · default 8 threads · nothing reads it */
      readonly worker_threads: number
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly input_queue_size: number
      /** 0..1000000 messages · default 500 messages · nothing reads it */
      readonly output_queue_size: number
      /** 0..22 · default 3 · nothing reads it */
      readonly compression_level: number
      /** default true · nothing reads it */
      readonly enable_all_models: boolean
    }
    readonly bare_metal: {
      /** 1..1024 threads · default 16 threads · nothing reads it */
      readonly worker_threads: number
      /** 0..1000000 messages · default 2000 messages · nothing reads it */
      readonly input_queue_size: number
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly output_queue_size: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level: number
      /** default true · nothing reads it */
      readonly enable_all_models: boolean
      /** default true · nothing reads it */
      readonly cpu_affinity_enabled: boolean
    }
  }
  /**
   * The active profile
   * a change restarts the component
   */
  readonly profile: 'lab' | 'cloud' | 'bare_metal'
  readonly network: {
    /** Where events arrive from the sniffer */
    readonly input_socket: {
      /**
       * tcp://address:port
       * a change restarts the component
       */
      readonly endpoint: string
      /**
       * bind listens, connect dials
       * a change restarts the component
       */
      readonly mode: SocketMode
      /** default "PULL" · nothing reads it */
      readonly socket_type: SocketType
      /**
       * Messages queued before the socket drops or blocks; 0 is no limit
       * 0..1000000 messages · a change restarts the component
       */
      readonly high_water_mark: number
    }
    /** Where verdicts leave for the firewall */
    readonly output_socket: {
      /**
       * tcp://address:port
       * a change restarts the component
       */
      readonly endpoint: string
      /**
       * bind listens, connect dials
       * a change restarts the component
       */
      readonly mode: SocketMode
      /** default "PUB" · nothing reads it */
      readonly socket_type: SocketType
      /**
       * Messages queued before the socket drops or blocks; 0 is no limit
       * 0..1000000 messages · a change restarts the component
       */
      readonly high_water_mark: number
    }
  }
  readonly zmq: {
    /** 1..1024 threads · default 2 threads · nothing reads it */
    readonly worker_threads: number
    /** 1..1024 threads · default 1 threads · nothing reads it */
    readonly io_thread_pools: number
    readonly connection_settings: {
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly sndhwm: number
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly rcvhwm: number
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
      /**
       * -1 waits for ever
       * -1..600000 ms (10 min) · default 500 ms · nothing reads it
       */
      readonly recv_timeout_ms: number
      /** -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
      readonly sndbuf: number
      /** -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
      readonly rcvbuf: number
      /** 0..1 · default 0 · nothing reads it */
      readonly immediate: number
    }
    readonly queue_management: {
      /** 0..1000000 messages · default 300 messages · nothing reads it */
      readonly input_queue_size: number
      /** 0..1000000 messages · default 200 messages · nothing reads it */
      readonly output_queue_size: number
      /** 0..600000 ms (10 min) · default 100 ms · nothing reads it */
      readonly queue_timeout_ms: number
      /** default "drop_oldest" · nothing reads it */
      readonly overflow_policy: 'drop_oldest' | 'drop_newest' | 'block'
    }
  }
  readonly transport: {
    readonly compression: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** default "lz4" · nothing reads it */
      readonly algorithm: 'none' | 'lz4' | 'zstd' | 'snappy' | 'gzip' | 'brotli'
      /** 0..22 · default 1 · nothing reads it */
      readonly level: number
      /** 0..1073741824 B (1 GiB) · default 0 B · nothing reads it */
      readonly min_compress_size: number
      /** 0..1 ratio · default 0.8 ratio · nothing reads it */
      readonly compression_ratio_threshold: number
      /** default false · nothing reads it */
      readonly adaptive_compression: boolean
    }
    readonly encryption: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** default false · nothing reads it */
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
    }
  }
  readonly etcd: {
    /** default true · nothing reads it */
    readonly enabled: boolean
    /** 1..16 elements · nothing reads it */
    readonly endpoints: readonly string[]
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly connection_timeout_ms: number
    /** 0..1000 count · default 3 count · nothing reads it */
    readonly retry_attempts: number
    /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
    readonly retry_interval_ms: number
    /** default "/crypto/ml-detector/tokens" · nothing reads it */
    readonly crypto_token_path: string
    /**
     * Key of this document
     * default "/config/detector/json" · nothing reads it
     */
    readonly config_sync_path: string
    /** default "/services/ml-detector" · nothing reads it */
    readonly service_registration_path: string
    /** default false · nothing reads it */
    readonly required_for_encryption: boolean
    /** of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it */
    readonly fallback_mode: string
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly heartbeat_interval_seconds: number
    /** 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
    readonly lease_ttl_seconds: number
  }
  /** Threads by task; total_worker_threads is the sum of the others */
  readonly threading: {
    /**
     * General workers
     * 1..1024 threads · a change restarts the component
     */
    readonly worker_threads: number
    /**
     * Decode events
     * 1..1024 threads · a change restarts the component
     */
    readonly protobuf_deserializer_threads: number
    /**
     * Extract features
     * 1..1024 threads · a change restarts the component
     */
    readonly feature_extractor_threads: number
    /**
     * Run the models
     * 1..1024 threads · a change restarts the component
     */
    readonly ml_inference_threads: number
    /**
     * Send to the firewall
     * 1..1024 threads · a change restarts the component
     */
    readonly zmq_sender_threads: number
    /**
     * Sum of the others
     * 1..4096 threads · a change restarts the component
     */
    readonly total_worker_threads: number
    readonly cpu_affinity: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** at most 1024 elements · nothing reads it */
      readonly deserializers: Processors
      /** at most 1024 elements · nothing reads it */
      readonly feature_extractors: Processors
      /** at most 1024 elements · nothing reads it */
      readonly ml_inference: Processors
      /** at most 1024 elements · nothing reads it */
      readonly zmq_senders: Processors
    }
    readonly thread_priorities: {
      /** default "high" · nothing reads it */
      readonly deserializers: Priority
      /** default "normal" · nothing reads it */
      readonly feature_extractors: Priority
      /** default "high" · nothing reads it */
      readonly ml_inference: Priority
      /** default "normal" · nothing reads it */
      readonly zmq_senders: Priority
    }
  }
  /** The models and when they raise an alarm */
  readonly ml: {
    /**
     * Folder that model_file and scaler_file are relative to
     * at least 1 character · a change restarts the component
     */
    readonly models_base_dir: string
    /** Confidence from which a verdict counts */
    readonly thresholds: {
      /**
       * Attack at all
       * 0..1 · a change restarts the component
       */
      readonly level1_attack: number
      /**
       * DDoS
       * 0..1 · a change restarts the component
       */
      readonly level2_ddos: number
      /**
       * Ransomware
       * 0..1 · a change restarts the component
       */
      readonly level2_ransomware: number
      /** 0..1 · default 0.8 · nothing reads it */
      readonly level3_anomaly: number
      /** 0..1 · default 0.6 · nothing reads it */
      readonly level3_web: number
      /** 0..1 · default 0.65 · nothing reads it */
      readonly level3_internal: number
    }
    /** General attack detection */
    readonly level1: {
      /** a change restarts the component */
      readonly enabled: boolean
      /** at least 1 character · a change restarts the component */
      readonly name: string
      /**
       * Relative to models_base_dir
       * a change restarts the component
       */
      readonly model_file: string
      /**
       * Relative to models_base_dir
       * a change restarts the component
       */
      readonly scaler_file: string
      /**
       * Features that the model takes
       * 1..4096 features · a change restarts the component
       */
      readonly features_count: number
      /** a change restarts the component */
      readonly model_type: string
      /** a change restarts the component */
      readonly description: string
      /**
       * Scale features with scaler_file first
       * a change restarts the component
       */
      readonly requires_scaling: boolean
      /**
       * Longest time for one inference
       * 0..60000 ms (1 min) · a change restarts the component
       */
      readonly timeout_ms: number
    }
    /** Attack families */
    readonly level2: {
      readonly ddos: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type: string
        /** default "✨ DDoS Detection - Embedded C++20 RandomForest (100 trees, 612 nodes, <50μs latency)" · nothing reads it */
        readonly description: string
        /** default false · nothing reads it */
        readonly requires_scaling: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms: number
        /** default "native_cpp" · nothing reads it */
        readonly implementation: string
        /** at most 4096 elements · nothing reads it */
        readonly features: FeatureNames
      }
      readonly ransomware: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type: string
        /** default "✨ Ransomware Detection - Embedded C++20 RandomForest (100 trees, 3764 nodes, <55μs latency)" · nothing reads it */
        readonly description: string
        /** default false · nothing reads it */
        readonly requires_scaling: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms: number
        /** 0..1 · default 0.75 · nothing reads it */
        readonly threshold: number
        /** default "native_cpp" · nothing reads it */
        readonly implementation: string
        /** at most 4096 elements · nothing reads it */
        readonly features: FeatureNames
      }
    }
    /** Traffic classes */
    readonly level3: {
      readonly web: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type: string
        /** default "✨ Traffic Classification (Internet vs Internal) - Embedded C++20 RandomForest (100 trees, 1014 nodes, <50μs latency)" · nothing reads it */
        readonly description: string
        /** default false · nothing reads it */
        readonly requires_scaling: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms: number
        /** default "native_cpp" · nothing reads it */
        readonly implementation: string
        /** at most 4096 elements · nothing reads it */
        readonly features: FeatureNames
      }
      readonly internal: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type: string
        /** default "✨ Internal Traffic Analysis - Embedded C++20 RandomForest (100 trees, 940 nodes, <48μs latency) - Lateral Movement & Data Exfiltration" · nothing reads it */
        readonly description: string
        /** default false · nothing reads it */
        readonly requires_scaling: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms: number
        /** default "native_cpp" · nothing reads it */
        readonly implementation: string
        /** at most 4096 elements · nothing reads it */
        readonly features: FeatureNames
      }
    }
    /** How the models are run */
    readonly inference: {
      /** 1..100000 events · default 32 events · nothing reads it */
      readonly batch_size: number
      /**
       * Run the models before the first event
       * a change restarts the component
       */
      readonly enable_model_warmup: boolean
      /**
       * Runs before the first event
       * 0..100000 · a change restarts the component
       */
      readonly warmup_iterations: number
      /** default "all" · nothing reads it */
      readonly onnx_optimization_level: 'disable' | 'basic' | 'extended' | 'all'
      /** 1..1024 threads · default 4 threads · nothing reads it */
      readonly inter_op_threads: number
      /**
       * Threads inside one operator of ONNX Runtime
       * 1..1024 threads · a change restarts the component
       */
      readonly intra_op_threads: number
      /** default true · nothing reads it */
      readonly enable_cpu_mem_arena: boolean
      /** default false · nothing reads it */
      readonly enable_profiling: boolean
    }
    readonly feature_extraction: {
      /** default true · nothing reads it */
      readonly validate_features: boolean
      /** default true · nothing reads it */
      readonly pad_missing: boolean
      /** default true · nothing reads it */
      readonly log_extraction_errors: boolean
      /** default false · nothing reads it */
      readonly cache_extractions: boolean
      /** 0..1000000 count · default 1000 count · nothing reads it */
      readonly cache_size: number
      /** default true · nothing reads it */
      readonly simd_optimization: boolean
    }
    readonly degraded_mode: {
      /** 0..64 count · default 1 count · nothing reads it */
      readonly min_models_required: number
      /** default true · nothing reads it */
      readonly continue_with_partial_models: boolean
      /** default true · nothing reads it */
      readonly fallback_to_heuristics: boolean
      /** default true · nothing reads it */
      readonly log_degraded_operations: boolean
    }
  }
  /** Repeats ml.inference */
  readonly inference: {
    /** 1..100000 events · default 32 events · nothing reads it */
    readonly batch_size: number
    /** default true · nothing reads it */
    readonly enable_model_warmup: boolean
    /** 0..100000 · default 10 · nothing reads it */
    readonly warmup_iterations: number
    /** default "all" · nothing reads it */
    readonly onnx_optimization_level: 'disable' | 'basic' | 'extended' | 'all'
    /** 1..1024 threads · default 4 threads · nothing reads it */
    readonly inter_op_threads: number
    /** 1..1024 threads · default 4 threads · nothing reads it */
    readonly intra_op_threads: number
    /** default true · nothing reads it */
    readonly enable_cpu_mem_arena: boolean
    /** default false · nothing reads it */
    readonly enable_profiling: boolean
  }
  readonly feature_extraction: {
    /** default true · nothing reads it */
    readonly validate_features: boolean
    /** default true · nothing reads it */
    readonly pad_missing: boolean
    /** default false · nothing reads it */
    readonly log_extraction_errors: boolean
    /** default true · nothing reads it */
    readonly cache_extractions: boolean
    /** 0..1000000 count · default 500 count · nothing reads it */
    readonly cache_size: number
    /** default true · nothing reads it */
    readonly simd_optimization: boolean
  }
  readonly degraded_mode: {
    /** 0..64 count · default 1 count · nothing reads it */
    readonly min_models_required: number
    /** default true · nothing reads it */
    readonly continue_with_partial_models: boolean
    /** default true · nothing reads it */
    readonly fallback_to_heuristics: boolean
    /** default true · nothing reads it */
    readonly log_degraded_operations: boolean
  }
  readonly processing: {
    /** 0..1000000 messages · default 300 messages · nothing reads it */
    readonly input_queue_size: number
    /** 0..1000000 messages · default 200 messages · nothing reads it */
    readonly output_queue_size: number
    /** 0..600000 ms (10 min) · default 100 ms · nothing reads it */
    readonly queue_timeout_ms: number
    readonly batch_processing: {
      /** default false · nothing reads it */
      readonly enabled: boolean
      /** 1..100000 events · default 1 events · nothing reads it */
      readonly batch_size: number
      /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
      readonly batch_timeout_ms: number
    }
    /** default true · nothing reads it */
    readonly lockfree_queues: boolean
    /** default false · nothing reads it */
    readonly numa_aware_allocation: boolean
    /** default false · nothing reads it */
    readonly memory_prefaulting: boolean
  }
  readonly backpressure: {
    /** default true · nothing reads it */
    readonly enabled: boolean
    /** 0..1 ratio · default 0.7 ratio · nothing reads it */
    readonly activation_threshold: number
    /** 0..1000000000 events/s · default 1000 events/s · nothing reads it */
    readonly max_drops_per_second: number
    /** default true · nothing reads it */
    readonly adaptive_rate_limiting: boolean
    readonly circuit_breaker: {
      /** default true · nothing reads it */
      readonly enabled: boolean
      /** 0..1000000 count · default 50 count · nothing reads it */
      readonly failure_threshold: number
      /** 0..86400 s (1 d) · default 30 s · nothing reads it */
      readonly recovery_timeout_seconds: number
    }
  }
  readonly monitoring: {
    /**
     * How often statistics are printed
     * 1..86400 s (1 d) · a change restarts the component
     */
    readonly stats_interval_seconds: number
    /** default true · nothing reads it */
    readonly performance_tracking: boolean
    readonly ml_metrics: {
      /** default true · nothing reads it */
      readonly inference_time: boolean
      /** default false · nothing reads it */
      readonly model_accuracy: boolean
      /** default false · nothing reads it */
      readonly feature_importance: boolean
      /** default true · nothing reads it */
      readonly predictions_per_second: boolean
      /** default true · nothing reads it */
      readonly model_load_time: boolean
    }
    readonly system_metrics: {
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
      /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
      readonly max_inference_latency_ms: number
      /** 0..100 percent · default 85 percent · nothing reads it */
      readonly max_queue_usage_percent: number
      /** 0..1048576 MiB (1024 GiB) · default 1024 MiB (1 GiB) · nothing reads it */
      readonly max_memory_usage_mb: number
      /** 0..100 percent · default 80 percent · nothing reads it */
      readonly max_cpu_usage_percent: number
      /** 0..1 ratio · default 0.3 ratio · nothing reads it */
      readonly min_compression_ratio: number
      /** 0..1000000 count · default 10 count · nothing reads it */
      readonly max_model_failures_per_minute: number
    }
  }
  readonly logging: {
    /**
     * Lower case, as spdlog spells its levels
     * a change restarts the component
     */
    readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'critical' | 'off'
    /**
     * Where the log is written
     * at least 1 character · a change restarts the component
     */
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
    /** default true · nothing reads it */
    readonly include_ml_predictions: boolean
    /** default true · nothing reads it */
    readonly log_inference_scores: boolean
    /** default false · nothing reads it */
    readonly log_feature_extraction: boolean
  }
  readonly protobuf: {
    /** default "v3.1.0" · nothing reads it */
    readonly schema_version: string
    /** default true · nothing reads it */
    readonly validate_before_processing: boolean
    /** default true · nothing reads it */
    readonly validate_after_enrichment: boolean
    /** 0..1073741824 B (1 GiB) · default 100000 B · nothing reads it */
    readonly max_event_size_bytes: number
    /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
    readonly deserialization_timeout_ms: number
    /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
    readonly serialization_timeout_ms: number
    /** 0..1000000 count · default 1000 count · nothing reads it */
    readonly pool_size: number
    /** default true · nothing reads it */
    readonly reuse_objects: boolean
  }
  readonly security: {
    readonly input_validation: {
      /** default true · nothing reads it */
      readonly enabled: boolean
      /** default true · nothing reads it */
      readonly validate_protobuf_schema: boolean
      /** default true · nothing reads it */
      readonly sanitize_features: boolean
      /** default true · nothing reads it */
      readonly reject_malformed_events: boolean
      /** 0..1000000000000000 · default 1000000000 · nothing reads it */
      readonly max_feature_value: number
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly min_features_required: number
    }
  }
  readonly performance: {
    /** default true · nothing reads it */
    readonly enable_zero_copy: boolean
    /** default true · nothing reads it */
    readonly enable_memory_pools: boolean
    /** default true · nothing reads it */
    readonly preallocate_buffers: boolean
    /** 0..1000000 count · default 1000 count · nothing reads it */
    readonly buffer_pool_size: number
    /** default true · nothing reads it */
    readonly enable_simd: boolean
    /** default true · nothing reads it */
    readonly enable_avx2: boolean
    /** 16..1024 B (1 KiB) · default 64 B · nothing reads it */
    readonly cache_line_size: number
  }
}

/** Configuration of the ML detector: three levels of models on the events of the sniffer. Required are the keys without which its loader refuses to start */
export interface DetectorInput {
  /** What the component reports itself to be */
  readonly component: {
    /** a change restarts the component */
    readonly name: string
    /** a change restarts the component */
    readonly version: string
    /** a change restarts the component */
    readonly mode: string
    /**
     * Version of ONNX Runtime that it was built with
     * a change restarts the component
     */
    readonly onnx_runtime_version: string
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
  readonly profiles?: {
    readonly lab?: {
      /** 1..1024 threads · default 2 threads · nothing reads it */
      readonly worker_threads?: number
      /** 0..1000000 messages · default 300 messages · nothing reads it */
      readonly input_queue_size?: number
      /** 0..1000000 messages · default 200 messages · nothing reads it */
      readonly output_queue_size?: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level?: number
      /** default true · nothing reads it */
      readonly enable_all_models?: boolean
    }
    readonly cloud?: {
      /** 1..1024 threads · default 8 threads · nothing reads it */
      readonly worker_threads?: number
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly input_queue_size?: number
      /** 0..1000000 messages · default 500 messages · nothing reads it */
      readonly output_queue_size?: number
      /** 0..22 · default 3 · nothing reads it */
      readonly compression_level?: number
      /** default true · nothing reads it */
      readonly enable_all_models?: boolean
    }
    readonly bare_metal?: {
      /** 1..1024 threads · default 16 threads · nothing reads it */
      readonly worker_threads?: number
      /** 0..1000000 messages · default 2000 messages · nothing reads it */
      readonly input_queue_size?: number
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly output_queue_size?: number
      /** 0..22 · default 1 · nothing reads it */
      readonly compression_level?: number
      /** default true · nothing reads it */
      readonly enable_all_models?: boolean
      /** default true · nothing reads it */
      readonly cpu_affinity_enabled?: boolean
    }
  }
  /**
   * The active profile
   * a change restarts the component
   */
  readonly profile: 'lab' | 'cloud' | 'bare_metal'
  readonly network: {
    /** Where events arrive from the sniffer */
    readonly input_socket: {
      /**
       * tcp://address:port
       * a change restarts the component
       */
      readonly endpoint: string
      /**
       * bind listens, connect dials
       * a change restarts the component
       */
      readonly mode: SocketMode
      /** default "PULL" · nothing reads it */
      readonly socket_type?: SocketType
      /**
       * Messages queued before the socket drops or blocks; 0 is no limit
       * 0..1000000 messages · a change restarts the component
       */
      readonly high_water_mark: number
    }
    /** Where verdicts leave for the firewall */
    readonly output_socket: {
      /**
       * tcp://address:port
       * a change restarts the component
       */
      readonly endpoint: string
      /**
       * bind listens, connect dials
       * a change restarts the component
       */
      readonly mode: SocketMode
      /** default "PUB" · nothing reads it */
      readonly socket_type?: SocketType
      /**
       * Messages queued before the socket drops or blocks; 0 is no limit
       * 0..1000000 messages · a change restarts the component
       */
      readonly high_water_mark: number
    }
  }
  readonly zmq: {
    /** 1..1024 threads · default 2 threads · nothing reads it */
    readonly worker_threads?: number
    /** 1..1024 threads · default 1 threads · nothing reads it */
    readonly io_thread_pools?: number
    readonly connection_settings: {
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly sndhwm?: number
      /** 0..1000000 messages · default 1000 messages · nothing reads it */
      readonly rcvhwm?: number
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
      /**
       * -1 waits for ever
       * -1..600000 ms (10 min) · default 500 ms · nothing reads it
       */
      readonly recv_timeout_ms?: number | Quantity
      /** -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
      readonly sndbuf?: number | Quantity
      /** -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
      readonly rcvbuf?: number | Quantity
      /** 0..1 · default 0 · nothing reads it */
      readonly immediate?: number
    }
    readonly queue_management?: {
      /** 0..1000000 messages · default 300 messages · nothing reads it */
      readonly input_queue_size?: number
      /** 0..1000000 messages · default 200 messages · nothing reads it */
      readonly output_queue_size?: number
      /** 0..600000 ms (10 min) · default 100 ms · nothing reads it */
      readonly queue_timeout_ms?: number | Quantity
      /** default "drop_oldest" · nothing reads it */
      readonly overflow_policy?: 'drop_oldest' | 'drop_newest' | 'block'
    }
  }
  readonly transport?: {
    readonly compression?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** default "lz4" · nothing reads it */
      readonly algorithm?: 'none' | 'lz4' | 'zstd' | 'snappy' | 'gzip' | 'brotli'
      /** 0..22 · default 1 · nothing reads it */
      readonly level?: number
      /** 0..1073741824 B (1 GiB) · default 0 B · nothing reads it */
      readonly min_compress_size?: number | Quantity
      /** 0..1 ratio · default 0.8 ratio · nothing reads it */
      readonly compression_ratio_threshold?: number
      /** default false · nothing reads it */
      readonly adaptive_compression?: boolean
    }
    readonly encryption?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** default false · nothing reads it */
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
    }
  }
  readonly etcd?: {
    /** default true · nothing reads it */
    readonly enabled?: boolean
    /** 1..16 elements · nothing reads it */
    readonly endpoints?: readonly string[]
    /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
    readonly connection_timeout_ms?: number | Quantity
    /** 0..1000 count · default 3 count · nothing reads it */
    readonly retry_attempts?: number
    /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
    readonly retry_interval_ms?: number | Quantity
    /** default "/crypto/ml-detector/tokens" · nothing reads it */
    readonly crypto_token_path?: string
    /**
     * Key of this document
     * default "/config/detector/json" · nothing reads it
     */
    readonly config_sync_path?: string
    /** default "/services/ml-detector" · nothing reads it */
    readonly service_registration_path?: string
    /** default false · nothing reads it */
    readonly required_for_encryption?: boolean
    /** of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it */
    readonly fallback_mode?: string
    /** 1..86400 s (1 d) · default 30 s · nothing reads it */
    readonly heartbeat_interval_seconds?: number | Quantity
    /** 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
    readonly lease_ttl_seconds?: number | Quantity
  }
  /** Threads by task; total_worker_threads is the sum of the others */
  readonly threading: {
    /**
     * General workers
     * 1..1024 threads · a change restarts the component
     */
    readonly worker_threads: number
    /**
     * Decode events
     * 1..1024 threads · a change restarts the component
     */
    readonly protobuf_deserializer_threads: number
    /**
     * Extract features
     * 1..1024 threads · a change restarts the component
     */
    readonly feature_extractor_threads: number
    /**
     * Run the models
     * 1..1024 threads · a change restarts the component
     */
    readonly ml_inference_threads: number
    /**
     * Send to the firewall
     * 1..1024 threads · a change restarts the component
     */
    readonly zmq_sender_threads: number
    /**
     * Sum of the others
     * 1..4096 threads · a change restarts the component
     */
    readonly total_worker_threads: number
    readonly cpu_affinity?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** at most 1024 elements · nothing reads it */
      readonly deserializers?: Processors
      /** at most 1024 elements · nothing reads it */
      readonly feature_extractors?: Processors
      /** at most 1024 elements · nothing reads it */
      readonly ml_inference?: Processors
      /** at most 1024 elements · nothing reads it */
      readonly zmq_senders?: Processors
    }
    readonly thread_priorities?: {
      /** default "high" · nothing reads it */
      readonly deserializers?: Priority
      /** default "normal" · nothing reads it */
      readonly feature_extractors?: Priority
      /** default "high" · nothing reads it */
      readonly ml_inference?: Priority
      /** default "normal" · nothing reads it */
      readonly zmq_senders?: Priority
    }
  }
  /** The models and when they raise an alarm */
  readonly ml: {
    /**
     * Folder that model_file and scaler_file are relative to
     * at least 1 character · a change restarts the component
     */
    readonly models_base_dir: string
    /** Confidence from which a verdict counts */
    readonly thresholds: {
      /**
       * Attack at all
       * 0..1 · a change restarts the component
       */
      readonly level1_attack: number
      /**
       * DDoS
       * 0..1 · a change restarts the component
       */
      readonly level2_ddos: number
      /**
       * Ransomware
       * 0..1 · a change restarts the component
       */
      readonly level2_ransomware: number
      /** 0..1 · default 0.8 · nothing reads it */
      readonly level3_anomaly?: number
      /** 0..1 · default 0.6 · nothing reads it */
      readonly level3_web?: number
      /** 0..1 · default 0.65 · nothing reads it */
      readonly level3_internal?: number
    }
    /** General attack detection */
    readonly level1: {
      /** a change restarts the component */
      readonly enabled: boolean
      /** at least 1 character · a change restarts the component */
      readonly name: string
      /**
       * Relative to models_base_dir
       * a change restarts the component
       */
      readonly model_file: string
      /**
       * Relative to models_base_dir
       * a change restarts the component
       */
      readonly scaler_file: string
      /**
       * Features that the model takes
       * 1..4096 features · a change restarts the component
       */
      readonly features_count: number
      /** a change restarts the component */
      readonly model_type: string
      /** a change restarts the component */
      readonly description: string
      /**
       * Scale features with scaler_file first
       * a change restarts the component
       */
      readonly requires_scaling: boolean
      /**
       * Longest time for one inference
       * 0..60000 ms (1 min) · a change restarts the component
       */
      readonly timeout_ms: number | Quantity
    }
    /** Attack families */
    readonly level2: {
      readonly ddos: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file?: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type?: string
        /** default "✨ DDoS Detection - Embedded C++20 RandomForest (100 trees, 612 nodes, <50μs latency)" · nothing reads it */
        readonly description?: string
        /** default false · nothing reads it */
        readonly requires_scaling?: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms?: number | Quantity
        /** default "native_cpp" · nothing reads it */
        readonly implementation?: string
        /** at most 4096 elements · nothing reads it */
        readonly features?: FeatureNames
      }
      readonly ransomware: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file?: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type?: string
        /** default "✨ Ransomware Detection - Embedded C++20 RandomForest (100 trees, 3764 nodes, <55μs latency)" · nothing reads it */
        readonly description?: string
        /** default false · nothing reads it */
        readonly requires_scaling?: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms?: number | Quantity
        /** 0..1 · default 0.75 · nothing reads it */
        readonly threshold?: number
        /** default "native_cpp" · nothing reads it */
        readonly implementation?: string
        /** at most 4096 elements · nothing reads it */
        readonly features?: FeatureNames
      }
    }
    /** Traffic classes */
    readonly level3: {
      readonly web: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file?: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type?: string
        /** default "✨ Traffic Classification (Internet vs Internal) - Embedded C++20 RandomForest (100 trees, 1014 nodes, <50μs latency)" · nothing reads it */
        readonly description?: string
        /** default false · nothing reads it */
        readonly requires_scaling?: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms?: number | Quantity
        /** default "native_cpp" · nothing reads it */
        readonly implementation?: string
        /** at most 4096 elements · nothing reads it */
        readonly features?: FeatureNames
      }
      readonly internal: {
        /** a change restarts the component */
        readonly enabled: boolean
        /** at least 1 character · a change restarts the component */
        readonly name: string
        /** default "" · nothing reads it */
        readonly model_file?: string
        /**
         * Features that the model takes
         * 1..4096 features · a change restarts the component
         */
        readonly features_count: number
        /** default "RandomForest-Embedded" · nothing reads it */
        readonly model_type?: string
        /** default "✨ Internal Traffic Analysis - Embedded C++20 RandomForest (100 trees, 940 nodes, <48μs latency) - Lateral Movement & Data Exfiltration" · nothing reads it */
        readonly description?: string
        /** default false · nothing reads it */
        readonly requires_scaling?: boolean
        /**
         * Longest time for one inference
         * 0..60000 ms (1 min) · default 1 ms · nothing reads it
         */
        readonly timeout_ms?: number | Quantity
        /** default "native_cpp" · nothing reads it */
        readonly implementation?: string
        /** at most 4096 elements · nothing reads it */
        readonly features?: FeatureNames
      }
    }
    /** How the models are run */
    readonly inference: {
      /** 1..100000 events · default 32 events · nothing reads it */
      readonly batch_size?: number
      /**
       * Run the models before the first event
       * a change restarts the component
       */
      readonly enable_model_warmup: boolean
      /**
       * Runs before the first event
       * 0..100000 · a change restarts the component
       */
      readonly warmup_iterations: number
      /** default "all" · nothing reads it */
      readonly onnx_optimization_level?: 'disable' | 'basic' | 'extended' | 'all'
      /** 1..1024 threads · default 4 threads · nothing reads it */
      readonly inter_op_threads?: number
      /**
       * Threads inside one operator of ONNX Runtime
       * 1..1024 threads · a change restarts the component
       */
      readonly intra_op_threads: number
      /** default true · nothing reads it */
      readonly enable_cpu_mem_arena?: boolean
      /** default false · nothing reads it */
      readonly enable_profiling?: boolean
    }
    readonly feature_extraction?: {
      /** default true · nothing reads it */
      readonly validate_features?: boolean
      /** default true · nothing reads it */
      readonly pad_missing?: boolean
      /** default true · nothing reads it */
      readonly log_extraction_errors?: boolean
      /** default false · nothing reads it */
      readonly cache_extractions?: boolean
      /** 0..1000000 count · default 1000 count · nothing reads it */
      readonly cache_size?: number
      /** default true · nothing reads it */
      readonly simd_optimization?: boolean
    }
    readonly degraded_mode?: {
      /** 0..64 count · default 1 count · nothing reads it */
      readonly min_models_required?: number
      /** default true · nothing reads it */
      readonly continue_with_partial_models?: boolean
      /** default true · nothing reads it */
      readonly fallback_to_heuristics?: boolean
      /** default true · nothing reads it */
      readonly log_degraded_operations?: boolean
    }
  }
  /** Repeats ml.inference */
  readonly inference?: {
    /** 1..100000 events · default 32 events · nothing reads it */
    readonly batch_size?: number
    /** default true · nothing reads it */
    readonly enable_model_warmup?: boolean
    /** 0..100000 · default 10 · nothing reads it */
    readonly warmup_iterations?: number
    /** default "all" · nothing reads it */
    readonly onnx_optimization_level?: 'disable' | 'basic' | 'extended' | 'all'
    /** 1..1024 threads · default 4 threads · nothing reads it */
    readonly inter_op_threads?: number
    /** 1..1024 threads · default 4 threads · nothing reads it */
    readonly intra_op_threads?: number
    /** default true · nothing reads it */
    readonly enable_cpu_mem_arena?: boolean
    /** default false · nothing reads it */
    readonly enable_profiling?: boolean
  }
  readonly feature_extraction?: {
    /** default true · nothing reads it */
    readonly validate_features?: boolean
    /** default true · nothing reads it */
    readonly pad_missing?: boolean
    /** default false · nothing reads it */
    readonly log_extraction_errors?: boolean
    /** default true · nothing reads it */
    readonly cache_extractions?: boolean
    /** 0..1000000 count · default 500 count · nothing reads it */
    readonly cache_size?: number
    /** default true · nothing reads it */
    readonly simd_optimization?: boolean
  }
  readonly degraded_mode?: {
    /** 0..64 count · default 1 count · nothing reads it */
    readonly min_models_required?: number
    /** default true · nothing reads it */
    readonly continue_with_partial_models?: boolean
    /** default true · nothing reads it */
    readonly fallback_to_heuristics?: boolean
    /** default true · nothing reads it */
    readonly log_degraded_operations?: boolean
  }
  readonly processing?: {
    /** 0..1000000 messages · default 300 messages · nothing reads it */
    readonly input_queue_size?: number
    /** 0..1000000 messages · default 200 messages · nothing reads it */
    readonly output_queue_size?: number
    /** 0..600000 ms (10 min) · default 100 ms · nothing reads it */
    readonly queue_timeout_ms?: number | Quantity
    readonly batch_processing?: {
      /** default false · nothing reads it */
      readonly enabled?: boolean
      /** 1..100000 events · default 1 events · nothing reads it */
      readonly batch_size?: number
      /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
      readonly batch_timeout_ms?: number | Quantity
    }
    /** default true · nothing reads it */
    readonly lockfree_queues?: boolean
    /** default false · nothing reads it */
    readonly numa_aware_allocation?: boolean
    /** default false · nothing reads it */
    readonly memory_prefaulting?: boolean
  }
  readonly backpressure?: {
    /** default true · nothing reads it */
    readonly enabled?: boolean
    /** 0..1 ratio · default 0.7 ratio · nothing reads it */
    readonly activation_threshold?: number
    /** 0..1000000000 events/s · default 1000 events/s · nothing reads it */
    readonly max_drops_per_second?: number
    /** default true · nothing reads it */
    readonly adaptive_rate_limiting?: boolean
    readonly circuit_breaker?: {
      /** default true · nothing reads it */
      readonly enabled?: boolean
      /** 0..1000000 count · default 50 count · nothing reads it */
      readonly failure_threshold?: number
      /** 0..86400 s (1 d) · default 30 s · nothing reads it */
      readonly recovery_timeout_seconds?: number | Quantity
    }
  }
  readonly monitoring: {
    /**
     * How often statistics are printed
     * 1..86400 s (1 d) · a change restarts the component
     */
    readonly stats_interval_seconds: number | Quantity
    /** default true · nothing reads it */
    readonly performance_tracking?: boolean
    readonly ml_metrics?: {
      /** default true · nothing reads it */
      readonly inference_time?: boolean
      /** default false · nothing reads it */
      readonly model_accuracy?: boolean
      /** default false · nothing reads it */
      readonly feature_importance?: boolean
      /** default true · nothing reads it */
      readonly predictions_per_second?: boolean
      /** default true · nothing reads it */
      readonly model_load_time?: boolean
    }
    readonly system_metrics?: {
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
      /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
      readonly max_inference_latency_ms?: number | Quantity
      /** 0..100 percent · default 85 percent · nothing reads it */
      readonly max_queue_usage_percent?: number
      /** 0..1048576 MiB (1024 GiB) · default 1024 MiB (1 GiB) · nothing reads it */
      readonly max_memory_usage_mb?: number | Quantity
      /** 0..100 percent · default 80 percent · nothing reads it */
      readonly max_cpu_usage_percent?: number
      /** 0..1 ratio · default 0.3 ratio · nothing reads it */
      readonly min_compression_ratio?: number
      /** 0..1000000 count · default 10 count · nothing reads it */
      readonly max_model_failures_per_minute?: number
    }
  }
  readonly logging: {
    /**
     * Lower case, as spdlog spells its levels
     * a change restarts the component
     */
    readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'critical' | 'off'
    /**
     * Where the log is written
     * at least 1 character · a change restarts the component
     */
    readonly file: string
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
    /** default true · nothing reads it */
    readonly include_ml_predictions?: boolean
    /** default true · nothing reads it */
    readonly log_inference_scores?: boolean
    /** default false · nothing reads it */
    readonly log_feature_extraction?: boolean
  }
  readonly protobuf?: {
    /** default "v3.1.0" · nothing reads it */
    readonly schema_version?: string
    /** default true · nothing reads it */
    readonly validate_before_processing?: boolean
    /** default true · nothing reads it */
    readonly validate_after_enrichment?: boolean
    /** 0..1073741824 B (1 GiB) · default 100000 B · nothing reads it */
    readonly max_event_size_bytes?: number | Quantity
    /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
    readonly deserialization_timeout_ms?: number | Quantity
    /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
    readonly serialization_timeout_ms?: number | Quantity
    /** 0..1000000 count · default 1000 count · nothing reads it */
    readonly pool_size?: number
    /** default true · nothing reads it */
    readonly reuse_objects?: boolean
  }
  readonly security?: {
    readonly input_validation?: {
      /** default true · nothing reads it */
      readonly enabled?: boolean
      /** default true · nothing reads it */
      readonly validate_protobuf_schema?: boolean
      /** default true · nothing reads it */
      readonly sanitize_features?: boolean
      /** default true · nothing reads it */
      readonly reject_malformed_events?: boolean
      /** 0..1000000000000000 · default 1000000000 · nothing reads it */
      readonly max_feature_value?: number
      /** 0..4096 features · default 10 features · nothing reads it */
      readonly min_features_required?: number
    }
  }
  readonly performance?: {
    /** default true · nothing reads it */
    readonly enable_zero_copy?: boolean
    /** default true · nothing reads it */
    readonly enable_memory_pools?: boolean
    /** default true · nothing reads it */
    readonly preallocate_buffers?: boolean
    /** 0..1000000 count · default 1000 count · nothing reads it */
    readonly buffer_pool_size?: number
    /** default true · nothing reads it */
    readonly enable_simd?: boolean
    /** default true · nothing reads it */
    readonly enable_avx2?: boolean
    /** 16..1024 B (1 KiB) · default 64 B · nothing reads it */
    readonly cache_line_size?: number | Quantity
  }
}

/** at most 4096 elements */
export type FeatureNames = readonly string[]

export type Priority = 'low' | 'normal' | 'high'

/**
 * at most 1024 elements
 * each 0..1023
 */
export type Processors = readonly number[]

export type SocketMode = 'bind' | 'connect'

export type SocketType = 'PUSH' | 'PULL' | 'PUB' | 'SUB'
