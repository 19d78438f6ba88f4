# Generated from schemas/detector.schema.json by appia generate; do not edit.
"Configuration of the ML detector: three levels of models on the events of the sniffer. Required are the keys without which its loader refuses to start"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class BackpressureCircuitBreaker(TypedDict):
    # default true · nothing reads it
    enabled: bool
    # 0..1000000 count · default 50 count · nothing reads it
    failure_threshold: int
    # 0..86400 s (1 d) · default 30 s · nothing reads it
    recovery_timeout_seconds: int


class Backpressure(TypedDict):
    # 0..1 ratio · default 0.7 ratio · nothing reads it
    activation_threshold: float
    # default true · nothing reads it
    adaptive_rate_limiting: bool
    circuit_breaker: BackpressureCircuitBreaker
    # default true · nothing reads it
    enabled: bool
    # 0..1000000000 events/s · default 1000 events/s · nothing reads it
    max_drops_per_second: int


# What the component reports itself to be
class Component(TypedDict):
    # a change restarts the component
    mode: str
    # a change restarts the component
    name: str
    # Version of ONNX Runtime that it was built with
    # a change restarts the component
    onnx_runtime_version: str
    # a change restarts the component
    version: str


class DegradedMode(TypedDict):
    # default true · nothing reads it
    continue_with_partial_models: bool
    # default true · nothing reads it
    fallback_to_heuristics: bool
    # default true · nothing reads it
    log_degraded_operations: bool
    # 0..64 count · default 1 count · nothing reads it
    min_models_required: int


class Etcd(TypedDict):
    # Key of this document
    # default "/config/detector/json" · nothing reads it
    config_sync_path: str
    # 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it
    connection_timeout_ms: int
    # default "/crypto/ml-detector/tokens" · nothing reads it
    crypto_token_path: str
    # default true · nothing reads it
    enabled: bool
    # 1..16 elements · nothing reads it
    endpoints: list[str]
    # of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it
    fallback_mode: str
    # 1..86400 s (1 d) · default 30 s · nothing reads it
    heartbeat_interval_seconds: int
    # 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it
    lease_ttl_seconds: int
    # default false · nothing reads it
    required_for_encryption: bool
    # 0..1000 count · default 3 count · nothing reads it
    retry_attempts: int
    # 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it
    retry_interval_ms: int
    # default "/services/ml-detector" · nothing reads it
    service_registration_path: str


class FeatureExtraction(TypedDict):
    # default true · nothing reads it
    cache_extractions: bool
    # 0..1000000 count · default 500 count · nothing reads it
    cache_size: int
    # default false · nothing reads it
    log_extraction_errors: bool
    # default true · nothing reads it
    pad_missing: bool
    # default true · nothing reads it
    simd_optimization: bool
    # default true · nothing reads it
    validate_features: bool


class InferenceOnnxOptimizationLevel(StrEnum):
    DISABLE = "disable"
    BASIC = "basic"
    EXTENDED = "extended"
    ALL = "all"


InferenceOnnxOptimizationLevelText: TypeAlias = InferenceOnnxOptimizationLevel | Literal["disable", "basic", "extended", "all"]


# Repeats ml.inference
class Inference(TypedDict):
    # 1..100000 events · default 32 events · nothing reads it
    batch_size: int
    # default true · nothing reads it
    enable_cpu_mem_arena: bool
    # default true · nothing reads it
    enable_model_warmup: bool
    # default false · nothing reads it
    enable_profiling: bool
    # 1..1024 threads · default 4 threads · nothing reads it
    inter_op_threads: int
    # 1..1024 threads · default 4 threads · nothing reads it
    intra_op_threads: int
    # default "all" · nothing reads it
    onnx_optimization_level: InferenceOnnxOptimizationLevelText
    # 0..100000 · default 10 · nothing reads it
    warmup_iterations: int


class LoggingLevel(StrEnum):
    "Lower case, as spdlog spells its levels"

    TRACE = "trace"
    DEBUG = "debug"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"
    CRITICAL = "critical"
    OFF = "off"


LoggingLevelText: TypeAlias = LoggingLevel | Literal["trace", "debug", "info", "warn", "error", "critical", "off"]


class Logging(TypedDict):
    # 0..1000 count · default 10 count · nothing reads it
    backup_count: int
    # Where the log is written
    # at least 1 character · a change restarts the component
    file: str
    # default true · nothing reads it
    include_compression_stats: bool
    # default true · nothing reads it
    include_ml_predictions: bool
    # default true · nothing reads it
    include_performance_logs: bool
    # default true · nothing reads it
    include_thread_stats: bool
    # Lower case, as spdlog spells its levels
    # a change restarts the component
    level: LoggingLevelText
    # default false · nothing reads it
    log_feature_extraction: bool
    # default true · nothing reads it
    log_inference_scores: bool
    # 0..1048576 MiB (1024 GiB) · default 200 MiB · nothing reads it
    max_file_size_mb: int


class MlDegradedMode(TypedDict):
    # default true · nothing reads it
    continue_with_partial_models: bool
    # default true · nothing reads it
    fallback_to_heuristics: bool
    # default true · nothing reads it
    log_degraded_operations: bool
    # 0..64 count · default 1 count · nothing reads it
    min_models_required: int


class MlFeatureExtraction(TypedDict):
    # default false · nothing reads it
    cache_extractions: bool
    # 0..1000000 count · default 1000 count · nothing reads it
    cache_size: int
    # default true · nothing reads it
    log_extraction_errors: bool
    # default true · nothing reads it
    pad_missing: bool
    # default true · nothing reads it
    simd_optimization: bool
    # default true · nothing reads it
    validate_features: bool


class MlInferenceOnnxOptimizationLevel(StrEnum):
    DISABLE = "disable"
    BASIC = "basic"
    EXTENDED = "extended"
    ALL = "all"


MlInferenceOnnxOptimizationLevelText: TypeAlias = MlInferenceOnnxOptimizationLevel | Literal["disable", "basic", "extended", "all"]


# How the models are run
class MlInference(TypedDict):
    # 1..100000 events · default 32 events · nothing reads it
    batch_size: int
    # default true · nothing reads it
    enable_cpu_mem_arena: bool
    # Run the models before the first event
    # a change restarts the component
    enable_model_warmup: bool
    # default false · nothing reads it
    enable_profiling: bool
    # 1..1024 threads · default 4 threads · nothing reads it
    inter_op_threads: int
    # Threads inside one operator of ONNX Runtime
    # 1..1024 threads · a change restarts the component
    intra_op_threads: int
    # default "all" · nothing reads it
    onnx_optimization_level: MlInferenceOnnxOptimizationLevelText
    # Runs before the first event
    # 0..100000 · a change restarts the component
    warmup_iterations: int


# General attack detection
class MlLevel1(TypedDict):
    # a change restarts the component
    description: str
    # a change restarts the component
    enabled: bool
    # Features that the model takes
    # 1..4096 features · a change restarts the component
    features_count: int
    # Relative to models_base_dir
    # a change restarts the component
    model_file: str
    # a change restarts the component
    model_type: str
    # at least 1 character · a change restarts the component
    name: str
    # Scale features with scaler_file first
    # a change restarts the component
    requires_scaling: bool
    # Relative to models_base_dir
    # a change restarts the component
    scaler_file: str
    # Longest time for one inference
    # 0..60000 ms (1 min) · a change restarts the component
    timeout_ms: int


class MlLevel2Ddos(TypedDict):
    # default "✨ DDoS Detection - Embedded C++20 RandomForest (100 trees, 612 nodes, <50μs latency)" · nothing reads it
    description: str
    # a change restarts the component
    enabled: bool
    # at most 4096 elements · nothing reads it
    features: list[str]
    # Features that the model takes
    # 1..4096 features · a change restarts the component
    features_count: int
    # default "native_cpp" · nothing reads it
    implementation: str
    # default "" · nothing reads it
    model_file: str
    # default "RandomForest-Embedded" · nothing reads it
    model_type: str
    # at least 1 character · a change restarts the component
    name: str
    # default false · nothing reads it
    requires_scaling: bool
    # Longest time for one inference
    # 0..60000 ms (1 min) · default 1 ms · nothing reads it
    timeout_ms: int


class MlLevel2Ransomware(TypedDict):
    # default "✨ Ransomware Detection - Embedded C++20 RandomForest (100 trees, 3764 nodes, <55μs latency)" · nothing reads it
    description: str
    # a change restarts the component
    enabled: bool
    # at most 4096 elements · nothing reads it
    features: list[str]
    # Features that the model takes
    # 1..4096 features · a change restarts the component
    features_count: int
    # default "native_cpp" · nothing reads it
    implementation: str
    # default "" · nothing reads it
    model_file: str
    # default "RandomForest-Embedded" · nothing reads it
    model_type: str
    # at least 1 character · a change restarts the component
    name: str
    # default false · nothing reads it
    requires_scaling: bool
    # 0..1 · default 0.75 · nothing reads it
    threshold: float
    # Longest time for one inference
    # 0..60000 ms (1 min) · default 1 ms · nothing reads it
    timeout_ms: int


# Attack families
class MlLevel2(TypedDict):
    ddos: MlLevel2Ddos
    ransomware: MlLevel2Ransomware


class MlLevel3Internal(TypedDict):
    # default "✨ Internal Traffic Analysis - Embedded C++20 RandomForest (100 trees, 940 nodes, <48μs latency) - Lateral Movement & Data Exfiltration" · nothing reads it
    description: str
    # a change restarts the component
    enabled: bool
    # at most 4096 elements · nothing reads it
    features: list[str]
    # Features that the model takes
    # 1..4096 features · a change restarts the component
    features_count: int
    # default "native_cpp" · nothing reads it
    implementation: str
    # default "" · nothing reads it
    model_file: str
    # default "RandomForest-Embedded" · nothing reads it
    model_type: str
    # at least 1 character · a change restarts the component
    name: str
    # default false · nothing reads it
    requires_scaling: bool
    # Longest time for one inference
    # 0..60000 ms (1 min) · default 1 ms · nothing reads it
    timeout_ms: int


class MlLevel3Web(TypedDict):
    # default "✨ Traffic Classification (Internet vs Internal) - Embedded C++20 RandomForest (100 trees, 1014 nodes, <50μs latency)" · nothing reads it
    description: str
    # a change restarts the component
    enabled: bool
    # at most 4096 elements · nothing reads it
    features: list[str]
    # Features that the model takes
    # 1..4096 features · a change restarts the component
    features_count: int
    # default "native_cpp" · nothing reads it
    implementation: str
    # default "" · nothing reads it
    model_file: str
    # default "RandomForest-Embedded" · nothing reads it
    model_type: str
    # at least 1 character · a change restarts the component
    name: str
    # default false · nothing reads it
    requires_scaling: bool
    # Longest time for one inference
    # 0..60000 ms (1 min) · default 1 ms · nothing reads it
    timeout_ms: int


# Traffic classes
class MlLevel3(TypedDict):
    internal: MlLevel3Internal
    web: MlLevel3Web


# Confidence from which a verdict counts
class MlThresholds(TypedDict):
    # Attack at all
    # 0..1 · a change restarts the component
    level1_attack: float
    # DDoS
    # 0..1 · a change restarts the component
    level2_ddos: float
    # Ransomware
    # 0..1 · a change restarts the component
    level2_ransomware: float
    # 0..1 · default 0.8 · nothing reads it
    level3_anomaly: float
    # 0..1 · default 0.65 · nothing reads it
    level3_internal: float
    # 0..1 · default 0.6 · nothing reads it
    level3_web: float


# The models and when they raise an alarm
class Ml(TypedDict):
    degraded_mode: MlDegradedMode
    feature_extraction: MlFeatureExtraction
    # How the models are run
    inference: MlInference
    # General attack detection
    level1: MlLevel1
    # Attack families
    level2: MlLevel2
    # Traffic classes
    level3: MlLevel3
    # Folder that model_file and scaler_file are relative to
    # at least 1 character · a change restarts the component
    models_base_dir: str
    # Confidence from which a verdict counts
    thresholds: MlThresholds


class MonitoringAlerts(TypedDict):
    # 0..100 percent · default 80 percent · nothing reads it
    max_cpu_usage_percent: int
    # 0..600000 ms (10 min) · default 10 ms · nothing reads it
    max_inference_latency_ms: int
    # 0..1048576 MiB (1024 GiB) · default 1024 MiB (1 GiB) · nothing reads it
    max_memory_usage_mb: int
    # 0..1000000 count · default 10 count · nothing reads it
    max_model_failures_per_minute: int
    # 0..100 percent · default 85 percent · nothing reads it
    max_queue_usage_percent: int
    # 0..1 ratio · default 0.3 ratio · nothing reads it
    min_compression_ratio: float


class MonitoringMlMetrics(TypedDict):
    # default false · nothing reads it
    feature_importance: bool
    # default true · nothing reads it
    inference_time: bool
    # default false · nothing reads it
    model_accuracy: bool
    # default true · nothing reads it
    model_load_time: bool
    # default true · nothing reads it
    predictions_per_second: bool


class MonitoringSystemMetrics(TypedDict):
    # default true · nothing reads it
    compression_ratio: bool
    # default true · nothing reads it
    memory_usage: bool
    # default true · nothing reads it
    queue_depth: bool
    # default true · nothing reads it
    thread_utilization: bool
    # default true · nothing reads it
    zmq_throughput: bool


class Monitoring(TypedDict):
    alerts: MonitoringAlerts
    ml_metrics: MonitoringMlMetrics
    # default true · nothing reads it
    performance_tracking: bool
    # How often statistics are printed
    # 1..86400 s (1 d) · a change restarts the component
    stats_interval_seconds: int
    system_metrics: MonitoringSystemMetrics


class SocketMode(StrEnum):
    BIND = "bind"
    CONNECT = "connect"


SocketModeText: TypeAlias = SocketMode | Literal["bind", "connect"]


class SocketType(StrEnum):
    PUSH = "PUSH"
    PULL = "PULL"
    PUB = "PUB"
    SUB = "SUB"


SocketTypeText: TypeAlias = SocketType | Literal["PUSH", "PULL", "PUB", "SUB"]


# Where events arrive from the sniffer
class NetworkInputSocket(TypedDict):
    # tcp://address:port
    # a change restarts the component
    endpoint: str
    # Messages queued before the socket drops or blocks; 0 is no limit
    # 0..1000000 messages · a change restarts the component
    high_water_mark: int
    # bind listens, connect dials
    # a change restarts the component
    mode: SocketModeText
    # default "PULL" · nothing reads it
    socket_type: SocketTypeText


# Where verdicts leave for the firewall
class NetworkOutputSocket(TypedDict):
    # tcp://address:port
    # a change restarts the component
    endpoint: str
    # Messages queued before the socket drops or blocks; 0 is no limit
    # 0..1000000 messages · a change restarts the component
    high_water_mark: int
    # bind listens, connect dials
    # a change restarts the component
    mode: SocketModeText
    # default "PUB" · nothing reads it
    socket_type: SocketTypeText


class Network(TypedDict):
    # Where events arrive from the sniffer
    input_socket: NetworkInputSocket
    # Where verdicts leave for the firewall
    output_socket: NetworkOutputSocket


class Performance(TypedDict):
    # 0..1000000 count · default 1000 count · nothing reads it
    buffer_pool_size: int
    # 16..1024 B (1 KiB) · default 64 B · nothing reads it
    cache_line_size: int
    # default true · nothing reads it
    enable_avx2: bool
    # default true · nothing reads it
    enable_memory_pools: bool
    # default true · nothing reads it
    enable_simd: bool
    # default true · nothing reads it
    enable_zero_copy: bool
    # default true · nothing reads it
    preallocate_buffers: bool


class ProcessingBatchProcessing(TypedDict):
    # 1..100000 events · default 1 events · nothing reads it
    batch_size: int
    # 0..600000 ms (10 min) · default 10 ms · nothing reads it
    batch_timeout_ms: int
    # default false · nothing reads it
    enabled: bool


class Processing(TypedDict):
    batch_processing: ProcessingBatchProcessing
    # 0..1000000 messages · default 300 messages · nothing reads it
    input_queue_size: int
    # default true · nothing reads it
    lockfree_queues: bool
    # default false · nothing reads it
    memory_prefaulting: bool
    # default false · nothing reads it
    numa_aware_allocation: bool
    # 0..1000000 messages · default 200 messages · nothing reads it
    output_queue_size: int
    # 0..600000 ms (10 min) · default 100 ms · nothing reads it
    queue_timeout_ms: int


class Profile(StrEnum):
    "The active profile"

    LAB = "lab"
    CLOUD = "cloud"
    BARE_METAL = "bare_metal"


ProfileText: TypeAlias = Profile | Literal["lab", "cloud", "bare_metal"]


class ProfilesBareMetal(TypedDict):
    # 0..22 · default 1 · nothing reads it
    compression_level: int
    # default true · nothing reads it
    cpu_affinity_enabled: bool
    # default true · nothing reads it
    enable_all_models: bool
    # 0..1000000 messages · default 2000 messages · nothing reads it
    input_queue_size: int
    # 0..1000000 messages · default 1000 messages · nothing reads it
    output_queue_size: int
    # 1..1024 threads · default 16 threads · nothing reads it
    worker_threads: int


class ProfilesCloud(TypedDict):
    # 0..22 · default 3 · nothing reads it
    compression_level: int
    # default true · nothing reads it
    enable_all_models: bool
    # 0..1000000 messages · default 1000 messages · nothing reads it
    input_queue_size: int
    # 0..1000000 messages · default 500 messages · nothing reads it
    output_queue_size: int
    # 1..1024 threads · default 8 threads · nothing reads it
    worker_threads: int


class ProfilesLab(TypedDict):
    # 0..22 · default 1 · nothing reads it
    compression_level: int
    # default true · nothing reads it
    enable_all_models: bool
    # 0..1000000 messages · default 300 messages · nothing reads it
    input_queue_size: int
    # 0..1000000 messages · default 200 messages · nothing reads it
    output_queue_size: int
    # 1..1024 threads · default 2 threads · nothing reads it
    worker_threads: int


# Sets of values of which `profile` selects one
class Profiles(TypedDict):
    bare_metal: ProfilesBareMetal
    cloud: ProfilesCloud
    lab: ProfilesLab


class Protobuf(TypedDict):
    # 0..600000 ms (10 min) · default 50 ms · nothing reads it
    deserialization_timeout_ms: int
    # 0..1073741824 B (1 GiB) · default 100000 B · nothing reads it
    max_event_size_bytes: int
    # 0..1000000 count · default 1000 count · nothing reads it
    pool_size: int
    # default true · nothing reads it
    reuse_objects: bool
    # default "v3.1.0" · nothing reads it
    schema_version: str
    # 0..600000 ms (10 min) · default 50 ms · nothing reads it
    serialization_timeout_ms: int
    # default true · nothing reads it
    validate_after_enrichment: bool
    # default true · nothing reads it
    validate_before_processing: bool


class SecurityInputValidation(TypedDict):
    # default true · nothing reads it
    enabled: bool
    # 0..1000000000000000 · default 1000000000 · nothing reads it
    max_feature_value: float
    # 0..4096 features · default 10 features · nothing reads it
    min_features_required: int
    # default true · nothing reads it
    reject_malformed_events: bool
    # default true · nothing reads it
    sanitize_features: bool
    # default true · nothing reads it
    validate_protobuf_schema: bool


class Security(TypedDict):
    input_validation: SecurityInputValidation


class ThreadingCpuAffinity(TypedDict):
    # at most 1024 elements · nothing reads it
    deserializers: list[int]
    # default false · nothing reads it
    enabled: bool
    # at most 1024 elements · nothing reads it
    feature_extractors: list[int]
    # at most 1024 elements · nothing reads it
    ml_inference: list[int]
    # at most 1024 elements · nothing reads it
    zmq_senders: list[int]


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


PriorityText: TypeAlias = Priority | Literal["low", "normal", "high"]


class ThreadingThreadPriorities(TypedDict):
    # default "high" · nothing reads it
    deserializers: PriorityText
    # default "normal" · nothing reads it
    feature_extractors: PriorityText
    # default "high" · nothing reads it
    ml_inference: PriorityText
    # default "normal" · nothing reads it
    zmq_senders: PriorityText


# Threads by task; total_worker_threads is the sum of the others
class Threading(TypedDict):
    cpu_affinity: ThreadingCpuAffinity
    # Extract features
    # 1..1024 threads · a change restarts the component
    feature_extractor_threads: int
    # Run the models
    # 1..1024 threads · a change restarts the component
    ml_inference_threads: int
    # Decode events
    # 1..1024 threads · a change restarts the component
    protobuf_deserializer_threads: int
    thread_priorities: ThreadingThreadPriorities
    # Sum of the others
    # 1..4096 threads · a change restarts the component
    total_worker_threads: int
    # General workers
    # 1..1024 threads · a change restarts the component
    worker_threads: int
    # Send to the firewall
    # 1..1024 threads · a change restarts the component
    zmq_sender_threads: int


class TransportCompressionAlgorithm(StrEnum):
    NONE = "none"
    LZ4 = "lz4"
    ZSTD = "zstd"
    SNAPPY = "snappy"
    GZIP = "gzip"
    BROTLI = "brotli"


TransportCompressionAlgorithmText: TypeAlias = TransportCompressionAlgorithm | Literal["none", "lz4", "zstd", "snappy", "gzip", "brotli"]


class TransportCompression(TypedDict):
    # default false · nothing reads it
    adaptive_compression: bool
    # default "lz4" · nothing reads it
    algorithm: TransportCompressionAlgorithmText
    # 0..1 ratio · default 0.8 ratio · nothing reads it
    compression_ratio_threshold: float
    # default false · nothing reads it
    enabled: bool
    # 0..22 · default 1 · nothing reads it
    level: int
    # 0..1073741824 B (1 GiB) · default 0 B · nothing reads it
    min_compress_size: int


class TransportEncryptionAlgorithm(StrEnum):
    CHACHA20_POLY1305 = "chacha20-poly1305"
    AES_256_CBC = "AES-256-CBC"


TransportEncryptionAlgorithmText: TypeAlias = TransportEncryptionAlgorithm | Literal["chacha20-poly1305", "AES-256-CBC"]


class TransportEncryption(TypedDict):
    # default "chacha20-poly1305" · nothing reads it
    algorithm: TransportEncryptionAlgorithmText
    # default false · nothing reads it
    enabled: bool
    # default false · nothing reads it
    etcd_token_required: bool
    # of the form ^[a-z_]+$ · default "compression_only" · nothing reads it
    fallback_mode: str
    # The interval of the rotation policy
    # 1..8760 h (365 d) · default 168 h (7 d) · nothing reads it
    key_rotation_hours: int
    # default 256 · nothing reads it
    key_size: int


class Transport(TypedDict):
    compression: TransportCompression
    encryption: TransportEncryption


class ZmqConnectionSettings(TypedDict):
    # 0..1 · default 0 · nothing reads it
    immediate: int
    # How long unsent messages are kept on close; -1 is for ever
    # -1..600000 ms (10 min) · a change restarts the component
    linger_ms: int
    # -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it
    rcvbuf: int
    # 0..1000000 messages · default 1000 messages · nothing reads it
    rcvhwm: int
    # -1 waits for ever
    # -1..600000 ms (10 min) · default 500 ms · nothing reads it
    recv_timeout_ms: int
    # -1 waits for ever
    # -1..600000 ms (10 min) · default 250 ms · nothing reads it
    send_timeout_ms: int
    # -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it
    sndbuf: int
    # 0..1000000 messages · default 1000 messages · nothing reads it
    sndhwm: int


class ZmqQueueManagementOverflowPolicy(StrEnum):
    DROP_OLDEST = "drop_oldest"
    DROP_NEWEST = "drop_newest"
    BLOCK = "block"


ZmqQueueManagementOverflowPolicyText: TypeAlias = ZmqQueueManagementOverflowPolicy | Literal["drop_oldest", "drop_newest", "block"]


class ZmqQueueManagement(TypedDict):
    # 0..1000000 messages · default 300 messages · nothing reads it
    input_queue_size: int
    # 0..1000000 messages · default 200 messages · nothing reads it
    output_queue_size: int
    # default "drop_oldest" · nothing reads it
    overflow_policy: ZmqQueueManagementOverflowPolicyText
    # 0..600000 ms (10 min) · default 100 ms · nothing reads it
    queue_timeout_ms: int


class Zmq(TypedDict):
    connection_settings: ZmqConnectionSettings
    # 1..1024 threads · default 1 threads · nothing reads it
    io_thread_pools: int
    queue_management: ZmqQueueManagement
    # 1..1024 threads · default 2 threads · nothing reads it
    worker_threads: int


# Configuration of the ML detector: three levels of models on the events of the sniffer. Required are the keys without which its loader refuses to start
class Detector(TypedDict):
    backpressure: Backpressure
    # Name of the installation that all components belong to
    # at least 1 character · a change restarts the component
    cluster_name: str
    # What the component reports itself to be
    component: Component
    degraded_mode: DegradedMode
    etcd: Etcd
    feature_extraction: FeatureExtraction
    # Repeats ml.inference
    inference: Inference
    logging: Logging
    # The models and when they raise an alarm
    ml: Ml
    monitoring: Monitoring
    network: Network
    # Name of this instance in events and logs
    # at least 1 character · a change restarts the component
    node_id: str
    performance: Performance
    processing: Processing
    # The active profile
    # a change restarts the component
    profile: ProfileText
    # Sets of values of which `profile` selects one
    profiles: Profiles
    protobuf: Protobuf
    security: Security
    # Threads by task; total_worker_threads is the sum of the others
    threading: Threading
    transport: Transport
    zmq: Zmq
