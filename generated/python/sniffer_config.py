# Generated from schemas/sniffer.schema.json by appia generate; do not edit.
"Configuration of the packet sniffer: XDP program in the kernel, userspace in C++"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class AutoTuner(TypedDict):
    # 0..1073741824 entries · default 100000 entries · nothing reads it
    benchmark_iterations: int
    # default true · nothing reads it
    calibration_on_startup: bool
    # default false · nothing reads it
    enabled: bool
    # default "cost_benefit_optimization" · nothing reads it
    feature_placement_strategy: str
    # 0..8760 h (365 d) · default 24 h (1 d) · nothing reads it
    recalibration_interval_hours: int
    # 0..100 · default 1.2 · nothing reads it
    safety_margin_factor: float


class BackpressureCircuitBreaker(TypedDict):
    # default false · nothing reads it
    enabled: bool
    # 0..1000000 count · default 50 count · nothing reads it
    failure_threshold: int
    # 0..86400 s (1 d) · default 30 s · nothing reads it
    recovery_timeout: int


class Overflow(StrEnum):
    DROP_OLDEST = "drop_oldest"
    DROP_NEWEST = "drop_newest"
    BLOCK = "block"


OverflowText: TypeAlias = Overflow | Literal["drop_oldest", "drop_newest", "block"]


class BackpressureKernelBackpressure(TypedDict):
    # default "drop_oldest" · nothing reads it
    ring_buffer_full_action: OverflowText


class BackpressureUserBackpressure(TypedDict):
    # default true · nothing reads it
    adaptive_rate_limiting: bool
    # 0..1000000000 events/s · default 1000 events/s · nothing reads it
    max_drops_per_second: int


class Backpressure(TypedDict):
    circuit_breaker: BackpressureCircuitBreaker
    # default false · nothing reads it
    enabled: bool
    kernel_backpressure: BackpressureKernelBackpressure
    user_backpressure: BackpressureUserBackpressure


class Buffers(TypedDict):
    # Events that are processed together
    # 1..100000 events · a change restarts the component
    batch_processing_size: int
    # 0..1073741824 entries · default 500000 entries · nothing reads it
    flow_state_buffer_entries: int
    # 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it
    protobuf_serialize_buffer_size: int
    # 0..1073741824 entries · default 65536 entries · nothing reads it
    ring_buffer_entries: int
    # 0..1073741824 entries · default 10000 entries · nothing reads it
    statistics_buffer_entries: int
    # 0..1000000 count · default 300 count · nothing reads it
    user_processing_queue_depth: int
    # 0..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it
    zmq_send_buffer_size: int


class CaptureAfXdp(TypedDict):
    # 0..1073741824 entries · default 2048 entries · nothing reads it
    comp_ring_size: int
    # default false · nothing reads it
    enabled: bool
    # 0..1073741824 entries · default 2048 entries · nothing reads it
    fill_ring_size: int
    # default 2048 B (2 KiB) · nothing reads it
    frame_size: int
    # 0..65535 · default 0 · nothing reads it
    queue_id: int
    # 0..1073741824 entries · default 2048 entries · nothing reads it
    rx_ring_size: int
    # 0..1073741824 entries · default 2048 entries · nothing reads it
    tx_ring_size: int
    # 0..1073741824 B (1 GiB) · default 16777216 B (16 MiB) · nothing reads it
    umem_size: int


class CaptureFilterDefaultAction(StrEnum):
    "What happens to a port in neither list"

    CAPTURE = "capture"
    DROP = "drop"


CaptureFilterDefaultActionText: TypeAlias = CaptureFilterDefaultAction | Literal["capture", "drop"]


class CaptureFilterMode(StrEnum):
    "Which of the port lists count; whitelist needs an included port"

    BLACKLIST = "blacklist"
    WHITELIST = "whitelist"
    HYBRID = "hybrid"


CaptureFilterModeText: TypeAlias = CaptureFilterMode | Literal["blacklist", "whitelist", "hybrid"]


# Port filter in the kernel: included, then excluded, then the default action; both ports of a packet must pass
class CaptureFilter(TypedDict):
    # What happens to a port in neither list
    # a change takes effect at once
    default_action: CaptureFilterDefaultActionText
    # Never captured
    # at most 1024 elements · a change takes effect at once
    excluded_ports: list[int]
    # Always captured
    # at most 1024 elements · a change takes effect at once
    included_ports: list[int]
    # Which of the port lists count; whitelist needs an included port
    # a change restarts the component
    mode: CaptureFilterModeText
    # default "1.0" · nothing reads it
    version: str


class CaptureIncludedProtocolsItem(StrEnum):
    TCP = "tcp"
    UDP = "udp"
    ICMP = "icmp"


CaptureIncludedProtocolsItemText: TypeAlias = CaptureIncludedProtocolsItem | Literal["tcp", "udp", "icmp"]


class CaptureMode(StrEnum):
    "How the XDP program is attached"

    EBPF_SKB = "ebpf_skb"
    EBPF_NATIVE = "ebpf_native"
    EBPF_OFFLOAD = "ebpf_offload"
    AF_XDP = "af_xdp"
    LIBPCAP = "libpcap"


CaptureModeText: TypeAlias = CaptureMode | Literal["ebpf_skb", "ebpf_native", "ebpf_offload", "af_xdp", "libpcap"]


# What is captured and how
class Capture(TypedDict):
    af_xdp: CaptureAfXdp
    # 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it
    buffer_size: int
    # Port filter in the kernel: included, then excluded, then the default action; both ports of a packet must pass
    filter: CaptureFilter
    # at most 3 elements · nothing reads it
    included_protocols: list[CaptureIncludedProtocolsItemText]
    # 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it
    max_packet_size: int
    # 0..65536 B (64 KiB) · default 20 B · nothing reads it
    min_packet_size: int
    # How the XDP program is attached
    # a change restarts the component
    mode: CaptureModeText
    # default true · nothing reads it
    promiscuous_mode: bool
    # at most 8 elements · nothing reads it
    xdp_flags: list[str]


# What the component reports itself to be
class Component(TypedDict):
    # Oldest kernel that the XDP program runs on
    # a change restarts the component
    kernel_version_required: str
    # a change restarts the component
    mode: str
    # a change restarts the component
    name: str
    # a change restarts the component
    version: str


class DeploymentDetection(TypedDict):
    # default true · nothing reads it
    differentiate_by_interface: bool
    # default false · nothing reads it
    interface_specific_thresholds: bool
    # default true · nothing reads it
    tag_events_with_source: bool


class DeploymentGatewayInterfaceCaptureDirection(StrEnum):
    INGRESS_ONLY = "ingress_only"
    EGRESS_ONLY = "egress_only"
    BIDIRECTIONAL = "bidirectional"


DeploymentGatewayInterfaceCaptureDirectionText: TypeAlias = DeploymentGatewayInterfaceCaptureDirection | Literal["ingress_only", "egress_only", "bidirectional"]


class DeploymentGatewayInterfaceMode(StrEnum):
    DISABLED = "disabled"
    HOST_BASED = "host-based"
    GATEWAY = "gateway"


DeploymentGatewayInterfaceModeText: TypeAlias = DeploymentGatewayInterfaceMode | Literal["disabled", "host-based", "gateway"]


class DeploymentGatewayInterfaceRole(StrEnum):
    "Which side of the host it faces"

    WAN = "wan"
    LAN = "lan"


DeploymentGatewayInterfaceRoleText: TypeAlias = DeploymentGatewayInterfaceRole | Literal["wan", "lan"]


class XdpMode(StrEnum):
    NATIVE = "native"
    SKB = "skb"
    OFFLOAD = "offload"


XdpModeText: TypeAlias = XdpMode | Literal["native", "skb", "offload"]


# Captures all transit traffic
class DeploymentGatewayInterface(TypedDict):
    # default "bidirectional" · nothing reads it
    capture_direction: DeploymentGatewayInterfaceCaptureDirectionText
    # a change restarts the component
    description: str
    # default "gateway" · nothing reads it
    mode: DeploymentGatewayInterfaceModeText
    # Interface name; resolved to an index on the node that captures
    # 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
    name: str
    # default true · nothing reads it
    promiscuous: bool
    # Which side of the host it faces
    # a change takes effect at once
    role: DeploymentGatewayInterfaceRoleText
    # default "skb" · nothing reads it
    xdp_mode: XdpModeText


class DeploymentHardwareRequirements(TypedDict):
    pass


class DeploymentHostInterfaceCaptureDirection(StrEnum):
    INGRESS_ONLY = "ingress_only"
    EGRESS_ONLY = "egress_only"
    BIDIRECTIONAL = "bidirectional"


DeploymentHostInterfaceCaptureDirectionText: TypeAlias = DeploymentHostInterfaceCaptureDirection | Literal["ingress_only", "egress_only", "bidirectional"]


class DeploymentHostInterfaceMode(StrEnum):
    DISABLED = "disabled"
    HOST_BASED = "host-based"
    GATEWAY = "gateway"


DeploymentHostInterfaceModeText: TypeAlias = DeploymentHostInterfaceMode | Literal["disabled", "host-based", "gateway"]


class DeploymentHostInterfaceRole(StrEnum):
    "Which side of the host it faces"

    WAN = "wan"
    LAN = "lan"


DeploymentHostInterfaceRoleText: TypeAlias = DeploymentHostInterfaceRole | Literal["wan", "lan"]


# Captures packets destined to this host
class DeploymentHostInterface(TypedDict):
    # default "ingress_only" · nothing reads it
    capture_direction: DeploymentHostInterfaceCaptureDirectionText
    # a change restarts the component
    description: str
    # default "host-based" · nothing reads it
    mode: DeploymentHostInterfaceModeText
    # Interface name; resolved to an index on the node that captures
    # 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
    name: str
    # default true · nothing reads it
    promiscuous: bool
    # Which side of the host it faces
    # a change takes effect at once
    role: DeploymentHostInterfaceRoleText
    # default "skb" · nothing reads it
    xdp_mode: XdpModeText


class DeploymentMode(StrEnum):
    "host-only: this host; gateway-only: transit traffic; dual: both; validation: replay of captures"

    HOST_ONLY = "host-only"
    GATEWAY_ONLY = "gateway-only"
    DUAL = "dual"
    VALIDATION = "validation"


DeploymentModeText: TypeAlias = DeploymentMode | Literal["host-only", "gateway-only", "dual", "validation"]


class DeploymentNetworkSettings(TypedDict):
    # default false · nothing reads it
    enable_bridge_mode: bool
    # default true · nothing reads it
    enable_ip_forwarding: bool
    # Masquerade transit traffic
    # a change restarts the component
    enable_nat: bool
    # 68..65535 B · default 1500 B · nothing reads it
    mtu: int
    # 0..1000000 packets · default 10000 packets · nothing reads it
    txqueuelen: int


class DeploymentPerformanceBufferTuning(TypedDict):
    # 0..1073741824 entries · default 4096 entries · nothing reads it
    rx_ring_size: int
    # 0..1073741824 entries · default 4096 entries · nothing reads it
    tx_ring_size: int


class DeploymentPerformance(TypedDict):
    buffer_tuning: DeploymentPerformanceBufferTuning
    # In Gbit/s
    # 0..1000 · default 1 · nothing reads it
    expected_throughput_gbps: float
    # 0..1000000000 packets/s · default 1000000 packets/s · nothing reads it
    max_pps_per_interface: int
    # 0..1000000 us (1 s) · default 100 us · nothing reads it
    target_latency_us: int


class DeploymentValidationMode(TypedDict):
    # default true · nothing reads it
    accept_any_dst_ip: bool
    # default false · nothing reads it
    enabled: bool
    # default true · nothing reads it
    libpcap_replay: bool
    # 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · default "eth2" · nothing reads it
    pcap_source_interface: str


# Which interfaces are captured, and as what
class Deployment(TypedDict):
    detection: DeploymentDetection
    # Captures all transit traffic
    gateway_interface: NotRequired[DeploymentGatewayInterface]
    hardware_requirements: DeploymentHardwareRequirements
    # Captures packets destined to this host
    host_interface: NotRequired[DeploymentHostInterface]
    # host-only: this host; gateway-only: transit traffic; dual: both; validation: replay of captures
    # a change restarts the component
    mode: DeploymentModeText
    network_settings: DeploymentNetworkSettings
    performance: DeploymentPerformance
    validation_mode: DeploymentValidationMode


class Etcd(TypedDict):
    # Key of this document
    # default "/config/sniffer/json" · nothing reads it
    config_sync_path: str
    # 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it
    connection_timeout_ms: int
    # default "/crypto/sniffer/tokens" · nothing reads it
    crypto_token_path: str
    # default false · nothing reads it
    enabled: bool
    # 1..16 elements · nothing reads it
    endpoints: list[str]
    # of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it
    fallback_mode: str
    # 1..86400 s (1 d) · default 30 s · nothing reads it
    heartbeat_interval_seconds: int
    # 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it
    lease_ttl_seconds: int
    # default true · nothing reads it
    required_for_encryption: bool
    # 0..1000 count · default 3 count · nothing reads it
    retry_attempts: int
    # 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it
    retry_interval_ms: int


class FeatureGroupsDdosFeatureGroup(TypedDict):
    # 0..4096 features · default 10 features · nothing reads it
    count: int
    # default "DDOS detection features including packet rates, flag patterns, timing analysis" · nothing reads it
    description: str
    # default "config/features/ddos_83_features.json" · nothing reads it
    reference: str


class FeatureGroupsInternalTrafficFeatureGroup(TypedDict):
    # 0..4096 features · default 10 features · nothing reads it
    count: int
    # default "Internal traffic classification features" · nothing reads it
    description: str
    # default "config/features/internal_4_features.json" · nothing reads it
    reference: str


class FeatureGroupsRansomwareFeatureGroup(TypedDict):
    # 0..4096 features · default 10 features · nothing reads it
    count: int
    # default "Ransomware detection features (20 critical features optimized for RPi)" · nothing reads it
    description: str
    # default "config/features/ransomware_20_features.json" · nothing reads it
    reference: str


class FeatureGroupsRfFeatureGroup(TypedDict):
    # 0..4096 features · default 23 features · nothing reads it
    count: int
    # default "Random Forest general attack detection (Level 1)" · nothing reads it
    description: str
    # default "config/features/rf_23_features.json" · nothing reads it
    reference: str


# Features by model; the counts are those of the detector's models
class FeatureGroups(TypedDict):
    ddos_feature_group: FeatureGroupsDdosFeatureGroup
    internal_traffic_feature_group: FeatureGroupsInternalTrafficFeatureGroup
    ransomware_feature_group: FeatureGroupsRansomwareFeatureGroup
    rf_feature_group: FeatureGroupsRfFeatureGroup


class KernelSpacePerformance(TypedDict):
    # 0..1000000 us (1 s) · default 50 us · nothing reads it
    cpu_budget_us_per_packet: int
    # 0..1000000 count · default 100 count · nothing reads it
    map_update_batch_size: int
    # 0..1000000 count · default 1000000 count · nothing reads it
    max_instructions_per_program: int


class KernelSpace(TypedDict):
    # Object file of the XDP program
    # at least 1 character · a change restarts the component
    ebpf_program: str
    # 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it
    flow_timeout_seconds: int
    # at most 256 elements · nothing reads it
    kernel_features: list[str]
    # 0..1073741824 flows · default 500000 flows · nothing reads it
    max_flows_in_kernel: int
    performance: KernelSpacePerformance
    # Size of the BPF map events: a power of two and a multiple of the page
    # default 1048576 B (1 MiB) · nothing reads it
    ring_buffer_size: int
    # default "skb" · nothing reads it
    xdp_mode: XdpModeText


class LoggingLevel(StrEnum):
    TRACE = "TRACE"
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARN = "WARN"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"
    OFF = "OFF"


LoggingLevelText: TypeAlias = LoggingLevel | Literal["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL", "OFF"]


class Logging(TypedDict):
    # 0..1000 count · default 10 count · nothing reads it
    backup_count: int
    # default "/vagrant/logs/lab/sniffer.log" · nothing reads it
    file: str
    # default true · nothing reads it
    include_compression_stats: bool
    # default true · nothing reads it
    include_performance_logs: bool
    # default true · nothing reads it
    include_thread_stats: bool
    # default "INFO" · nothing reads it
    level: LoggingLevelText
    # 0..1048576 MiB (1024 GiB) · default 200 MiB · nothing reads it
    max_file_size_mb: int


class MlDefenderThresholds(TypedDict):
    # 0..1 · default 0.7 · nothing reads it
    ddos: float
    # 0..1 · default 0.85 · nothing reads it
    internal: float
    # 0..1 · default 0.75 · nothing reads it
    ransomware: float
    # 0..1 · default 0.8 · nothing reads it
    traffic: float


# Bounds of the thresholds
class MlDefenderValidation(TypedDict):
    # 0..1 · default 0.75 · nothing reads it
    fallback_threshold: float
    # 0..1 · default 0.99 · nothing reads it
    max_threshold: float
    # 0..1 · default 0.5 · nothing reads it
    min_threshold: float


# Thresholds as the sniffer states them; the detector's are the ones that decide
class MlDefender(TypedDict):
    thresholds: MlDefenderThresholds
    # Bounds of the thresholds
    validation: MlDefenderValidation


class MonitoringAlerts(TypedDict):
    # 0..100 percent · default 80 percent · nothing reads it
    max_cpu_usage_percent: int
    # 0..100 percent · default 1 percent · nothing reads it
    max_drop_rate_percent: int
    # 0..1048576 MiB (1024 GiB) · default 4096 MiB (4 GiB) · nothing reads it
    max_memory_usage_mb: int
    # 0..60000000 us (1 min) · default 100 us · nothing reads it
    max_processing_latency_us: int
    # 0..100 percent · default 85 percent · nothing reads it
    max_queue_usage_percent: int
    # 0..1 ratio · default 0.3 ratio · nothing reads it
    min_compression_ratio: float


class MonitoringKernelMetrics(TypedDict):
    # default true · nothing reads it
    ebpf_program_stats: bool
    # default true · nothing reads it
    instruction_count: bool
    # default true · nothing reads it
    map_utilization: bool
    # default true · nothing reads it
    processing_time_per_packet: bool


class MonitoringUserMetrics(TypedDict):
    # default true · nothing reads it
    compression_ratio: bool
    # default true · nothing reads it
    feature_extraction_rate: bool
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
    kernel_metrics: MonitoringKernelMetrics
    # default true · nothing reads it
    performance_tracking: bool
    # How often statistics are printed
    # 1..86400 s (1 d) · a change restarts the component
    stats_interval_seconds: int
    user_metrics: MonitoringUserMetrics


class NetworkOutputSocketMode(StrEnum):
    "bind listens, connect dials"

    BIND = "bind"
    CONNECT = "connect"


NetworkOutputSocketModeText: TypeAlias = NetworkOutputSocketMode | Literal["bind", "connect"]


class NetworkOutputSocketSocketType(StrEnum):
    PUSH = "PUSH"
    PULL = "PULL"
    PUB = "PUB"
    SUB = "SUB"


NetworkOutputSocketSocketTypeText: TypeAlias = NetworkOutputSocketSocketType | Literal["PUSH", "PULL", "PUB", "SUB"]


# Where events leave for the detector
class NetworkOutputSocket(TypedDict):
    # Address to listen on, or to dial
    # at least 1 character · a change restarts the component
    address: str
    # 0..1000000 messages · default 10000 messages · nothing reads it
    high_water_mark: int
    # bind listens, connect dials
    # a change restarts the component
    mode: NetworkOutputSocketModeText
    # TCP port; 16 bits
    # 1..65535 · a change restarts the component
    port: int
    # default "PUSH" · nothing reads it
    socket_type: NetworkOutputSocketSocketTypeText


class Network(TypedDict):
    # Where events leave for the detector
    output_socket: NetworkOutputSocket


class ProcessingFeatureExtraction(TypedDict):
    # default true · nothing reads it
    cache_flow_states: bool
    # default false · nothing reads it
    enabled: bool
    # default true · nothing reads it
    extract_all_features: bool
    # 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it
    flow_timeout_seconds: int
    # 0..1073741824 flows · default 1000000 flows · nothing reads it
    max_concurrent_flows: int
    # default true · nothing reads it
    simd_optimization: bool
    # default "high_performance_cpp" · nothing reads it
    statistics_engine: str


class ProcessingKernelProcessing(TypedDict):
    # 0..1073741824 entries · default 100000 entries · nothing reads it
    counter_map_size: int
    # 0..1073741824 entries · default 1000000 entries · nothing reads it
    flow_hash_table_size: int
    # 0..1073741824 entries · default 1000000 entries · nothing reads it
    max_map_entries: int
    # 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it
    stats_collection_interval_ms: int


class ProcessingUserProcessing(TypedDict):
    # 1..100000 events · default 100 events · nothing reads it
    batch_size: int
    # 0..1000000 count · default 10000 count · nothing reads it
    internal_queue_size: int
    # default true · nothing reads it
    lockfree_queues: bool
    # default true · nothing reads it
    memory_prefaulting: bool
    # default true · nothing reads it
    numa_aware_allocation: bool
    # 0..86400 s (1 d) · default 1 s · nothing reads it
    queue_timeout_seconds: int


class Processing(TypedDict):
    feature_extraction: ProcessingFeatureExtraction
    kernel_processing: ProcessingKernelProcessing
    user_processing: ProcessingUserProcessing


class Profile(StrEnum):
    "The active profile; its values win over the rest of this document"

    LAB = "lab"
    CLOUD = "cloud"
    BARE_METAL = "bare_metal"
    DUAL_NIC = "dual_nic"


ProfileText: TypeAlias = Profile | Literal["lab", "cloud", "bare_metal", "dual_nic"]


class ProfilesBareMetal(TypedDict):
    # default true · nothing reads it
    af_xdp_enabled: bool
    # Interface that is captured when this profile is active
    # 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
    capture_interface: str
    # 0..22 · default 1 · nothing reads it
    compression_level: int
    # Pin threads to processors when this profile is active
    # a change restarts the component
    cpu_affinity_enabled: NotRequired[bool]
    # default true · nothing reads it
    promiscuous_mode: bool
    # Workers when this profile is active; wins over threading
    # 1..1024 threads · a change restarts the component
    worker_threads: int


class ProfilesCloud(TypedDict):
    # default true · nothing reads it
    af_xdp_enabled: bool
    # Interface that is captured when this profile is active
    # 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
    capture_interface: str
    # 0..22 · default 3 · nothing reads it
    compression_level: int
    # Pin threads to processors when this profile is active
    # a change restarts the component
    cpu_affinity_enabled: NotRequired[bool]
    # default false · nothing reads it
    promiscuous_mode: bool
    # Workers when this profile is active; wins over threading
    # 1..1024 threads · a change restarts the component
    worker_threads: int


class ProfilesDualNic(TypedDict):
    # default false · nothing reads it
    af_xdp_enabled: bool
    # Interface that is captured when this profile is active
    # 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
    capture_interface: str
    # 0..22 · default 1 · nothing reads it
    compression_level: int
    # Pin threads to processors when this profile is active
    # a change restarts the component
    cpu_affinity_enabled: NotRequired[bool]
    # default true · nothing reads it
    promiscuous_mode: bool
    # Workers when this profile is active; wins over threading
    # 1..1024 threads · a change restarts the component
    worker_threads: int


class ProfilesLab(TypedDict):
    # default true · nothing reads it
    af_xdp_enabled: bool
    # Interface that is captured when this profile is active
    # 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
    capture_interface: str
    # 0..22 · default 1 · nothing reads it
    compression_level: int
    # Pin threads to processors when this profile is active
    # a change restarts the component
    cpu_affinity_enabled: NotRequired[bool]
    # default true · nothing reads it
    promiscuous_mode: bool
    # Workers when this profile is active; wins over threading
    # 1..1024 threads · a change restarts the component
    worker_threads: int


# Sets of values of which `profile` selects one
class Profiles(TypedDict):
    bare_metal: ProfilesBareMetal
    cloud: ProfilesCloud
    dual_nic: ProfilesDualNic
    lab: ProfilesLab


class Protobuf(TypedDict):
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
    validate_before_send: bool


class SecurityInputValidation(TypedDict):
    # default false · nothing reads it
    enabled: bool
    # 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it
    max_packet_size_bytes: int
    # default true · nothing reads it
    sanitize_inputs: bool
    # default true · nothing reads it
    validate_ip_addresses: bool
    # default true · nothing reads it
    validate_ports: bool


class Security(TypedDict):
    input_validation: SecurityInputValidation


class SnifferTimeWindows(TypedDict):
    # 0..86400 s (1 d) · default 30 s · nothing reads it
    cleanup_interval_seconds: int
    # 0..86400 s (1 d) · default 30 s · nothing reads it
    feature_aggregation_window_seconds: int
    # 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it
    flow_tracking_window_seconds: int
    # 0..1073741824 flows · default 100000 flows · nothing reads it
    max_flows_per_window: int
    # 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it
    statistics_collection_window_seconds: int
    # 0..86400 s (1 d) · default 10 s · nothing reads it
    window_overlap_seconds: int


# Processors that each kind of thread is pinned to
class ThreadingCpuAffinity(TypedDict):
    # a change restarts the component
    enabled: bool
    # at most 1024 elements · a change restarts the component
    processors: list[int]
    # at most 1024 elements · a change restarts the component
    ring_consumers: list[int]
    # at most 1024 elements · a change restarts the component
    statistics: list[int]
    # at most 1024 elements · a change restarts the component
    zmq_senders: list[int]


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


PriorityText: TypeAlias = Priority | Literal["low", "normal", "high"]


class ThreadingThreadPriorities(TypedDict):
    # default "normal" · nothing reads it
    processors: PriorityText
    # default "high" · nothing reads it
    ring_consumers: PriorityText
    # default "normal" · nothing reads it
    zmq_senders: PriorityText


# Threads by task; total_worker_threads is their sum
class Threading(TypedDict):
    # Processors that each kind of thread is pinned to
    cpu_affinity: ThreadingCpuAffinity
    # Compute features
    # 1..1024 threads · a change restarts the component
    feature_processor_threads: int
    # Read events from the ring buffer
    # 1..1024 threads · a change restarts the component
    ring_consumer_threads: int
    # Collect statistics
    # 1..1024 threads · a change restarts the component
    statistics_collector_threads: int
    thread_priorities: ThreadingThreadPriorities
    # Sum of the others
    # 1..4096 threads · a change restarts the component
    total_worker_threads: int
    # Send to the detector
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
    # Compress messages to the detector
    # a change restarts the component
    enabled: bool
    # 0..22 · default 1 · nothing reads it
    level: int
    # Smaller messages are sent as they are
    # 0..1073741824 B (1 GiB) · a change restarts the component
    min_compress_size: int


class TransportEncryptionAlgorithm(StrEnum):
    CHACHA20_POLY1305 = "chacha20-poly1305"
    AES_256_CBC = "AES-256-CBC"


TransportEncryptionAlgorithmText: TypeAlias = TransportEncryptionAlgorithm | Literal["chacha20-poly1305", "AES-256-CBC"]


class TransportEncryption(TypedDict):
    # default "chacha20-poly1305" · nothing reads it
    algorithm: TransportEncryptionAlgorithmText
    # Secret key of this end, Z85
    # exactly 40 characters · default null · nothing reads it
    curve_secret_key: str | None
    # Public key of the server, Z85
    # exactly 40 characters · default null · nothing reads it
    curve_server_key: str | None
    # default false · nothing reads it
    enabled: bool
    # default true · nothing reads it
    etcd_token_required: bool
    # of the form ^[a-z_]+$ · default "compression_only" · nothing reads it
    fallback_mode: str
    # The interval of the rotation policy
    # 1..8760 h (365 d) · default 168 h (7 d) · nothing reads it
    key_rotation_hours: int
    # default 256 · nothing reads it
    key_size: int
    # default true · nothing reads it
    zmq_curve_enabled: bool


class Transport(TypedDict):
    compression: TransportCompression
    encryption: TransportEncryption


class UserSpaceMemoryManagementFlowEvictionPolicy(StrEnum):
    LRU = "lru"
    LFU = "lfu"
    FIFO = "fifo"


UserSpaceMemoryManagementFlowEvictionPolicyText: TypeAlias = UserSpaceMemoryManagementFlowEvictionPolicy | Literal["lru", "lfu", "fifo"]


class UserSpaceMemoryManagement(TypedDict):
    # default "lru" · nothing reads it
    flow_eviction_policy: UserSpaceMemoryManagementFlowEvictionPolicyText
    # 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it
    gc_interval_seconds: int
    # 0..1048576 MiB (1024 GiB) · default 2048 MiB (2 GiB) · nothing reads it
    max_memory_usage_mb: int


class UserSpace(TypedDict):
    # 0..1073741824 flows · default 1000000 flows · nothing reads it
    flow_table_size: int
    memory_management: UserSpaceMemoryManagement
    # 0..1073741824 entries · default 10000 entries · nothing reads it
    time_window_buffer_size: int
    # at most 256 elements · nothing reads it
    user_features: list[str]


class ZmqBatchProcessing(TypedDict):
    # 1..100000 events · default 50 events · nothing reads it
    batch_size: int
    # 0..600000 ms (10 min) · default 10 ms · nothing reads it
    batch_timeout_ms: int
    # default false · nothing reads it
    enabled: bool
    # 0..1000000 count · default 100 count · nothing reads it
    max_batches_queued: int


class ZmqConnectionSettings(TypedDict):
    # How long unsent messages are kept on close; -1 is for ever
    # -1..600000 ms (10 min) · a change restarts the component
    linger_ms: int
    # 0..1000000 count · default 10 count · nothing reads it
    max_reconnect_attempts: int
    # -1..1073741824 B (1 GiB) · default 2621440 B (2560 KiB) · nothing reads it
    rcvbuf: int
    # 0..1000000 messages · default 10000 messages · nothing reads it
    rcvhwm: int
    # 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it
    reconnect_interval_ms: int
    # -1 waits for ever
    # -1..600000 ms (10 min) · default 500 ms · nothing reads it
    recv_timeout_ms: int
    # -1 waits for ever
    # -1..600000 ms (10 min) · default 250 ms · nothing reads it
    send_timeout_ms: int
    # Send buffer of the kernel; -1 is its default
    # -1..1073741824 B (1 GiB) · a change restarts the component
    sndbuf: int
    # Messages queued for sending before the socket drops or blocks; 0 is no limit
    # 0..1000000 messages · a change restarts the component
    sndhwm: int
    # -1: as the system; 0: off; 1: on
    # -1..1 · a change restarts the component
    tcp_keepalive: int


class ZmqQueueManagement(TypedDict):
    # 1..1024 · default 2 · nothing reads it
    internal_queues: int
    # default "drop_oldest" · nothing reads it
    overflow_policy: OverflowText
    # 0..1000000 messages · default 300 messages · nothing reads it
    queue_size: int
    # 0..600000 ms (10 min) · a change restarts the component
    queue_timeout_ms: int


class ZmqSocketPoolsLoadBalancing(StrEnum):
    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"
    RANDOM = "random"


ZmqSocketPoolsLoadBalancingText: TypeAlias = ZmqSocketPoolsLoadBalancing | Literal["round_robin", "least_loaded", "random"]


class ZmqSocketPools(TypedDict):
    # default true · nothing reads it
    failover_enabled: bool
    # default "round_robin" · nothing reads it
    load_balancing: ZmqSocketPoolsLoadBalancingText
    # Sockets that send side by side
    # 1..1024 · a change restarts the component
    push_sockets: int


class Zmq(TypedDict):
    batch_processing: ZmqBatchProcessing
    connection_settings: ZmqConnectionSettings
    # I/O threads of the ZeroMQ context
    # 1..1024 threads · a change restarts the component
    io_thread_pools: int
    queue_management: ZmqQueueManagement
    socket_pools: ZmqSocketPools
    # 1..1024 threads · default 1 threads · nothing reads it
    worker_threads: int


# Configuration of the packet sniffer: XDP program in the kernel, userspace in C++
class Sniffer(TypedDict):
    auto_tuner: AutoTuner
    backpressure: Backpressure
    buffers: Buffers
    # What is captured and how
    capture: Capture
    # Name of the installation that all components belong to
    # at least 1 character · a change restarts the component
    cluster_name: str
    # What the component reports itself to be
    component: Component
    # Which interfaces are captured, and as what
    deployment: Deployment
    etcd: Etcd
    # Features by model; the counts are those of the detector's models
    feature_groups: FeatureGroups
    kernel_space: KernelSpace
    logging: Logging
    # Thresholds as the sniffer states them; the detector's are the ones that decide
    ml_defender: MlDefender
    monitoring: Monitoring
    network: Network
    # Name of this instance in events and logs
    # at least 1 character · a change restarts the component
    node_id: str
    processing: Processing
    # The active profile; its values win over the rest of this document
    # a change restarts the component
    profile: ProfileText
    # Sets of values of which `profile` selects one
    profiles: Profiles
    protobuf: Protobuf
    security: Security
    sniffer_time_windows: SnifferTimeWindows
    # Threads by task; total_worker_threads is their sum
    threading: Threading
    transport: Transport
    user_space: UserSpace
    zmq: Zmq
