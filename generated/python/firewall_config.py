# Generated from schemas/firewall.schema.json by appia generate; do not edit.
"Configuration of the firewall agent: verdicts of the detector become members of an ipset"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


# How blocked addresses are gathered into one insert
class BatchProcessor(TypedDict):
    # Insert once so many addresses wait
    # 1..1000000 entries · a change restarts the component
    batch_size_threshold: int
    # Insert once the oldest has waited so long
    # 0..600000 ms (10 min) · a change restarts the component
    batch_time_threshold_ms: int
    # default true · nothing reads it
    enable_batching: bool
    # default true · nothing reads it
    flush_on_shutdown: bool
    # Addresses that may wait
    # 1..1000000 entries · a change restarts the component
    max_pending_ips: int
    # Verdicts below it are not acted on
    # 0..1 · a change restarts the component
    min_confidence: float


class Debug(TypedDict):
    # default false · nothing reads it
    enable_core_dumps: bool
    # default true · nothing reads it
    log_batch_processing: bool
    # default true · nothing reads it
    log_deserialization_errors: bool
    # default false · nothing reads it
    log_memory_allocations: bool
    # default true · nothing reads it
    log_raw_protobuf: bool
    # default true · nothing reads it
    log_zmq_connection_events: bool


class HealthCheck(TypedDict):
    # 1..86400 s (1 d) · default 30 s · nothing reads it
    check_interval_sec: int
    # default true · nothing reads it
    enable: bool
    # default true · nothing reads it
    ipset_health_check: bool
    # default true · nothing reads it
    iptables_health_check: bool
    # 0..1000 · default 5 · nothing reads it
    max_failures_before_restart: int
    # 0..86400 s (1 d) · default 10 s · nothing reads it
    restart_delay_sec: int
    # default true · nothing reads it
    zmq_connection_check: bool


class IpsetFamily(StrEnum):
    INET = "inet"
    INET6 = "inet6"


IpsetFamilyText: TypeAlias = IpsetFamily | Literal["inet", "inet6"]


class IpsetSetType(StrEnum):
    HASH_IP = "hash:ip"
    HASH_NET = "hash:net"


IpsetSetTypeText: TypeAlias = IpsetSetType | Literal["hash:ip", "hash:net"]


class Ipset(TypedDict):
    # at most 255 characters · a change restarts the component
    comment: str
    # default true · nothing reads it
    create_if_missing: bool
    # default "inet" · nothing reads it
    family: IpsetFamilyText
    # default false · nothing reads it
    flush_on_startup: bool
    # Buckets at first; a power of two
    # a change restarts the component
    hash_size: int
    # Inserts beyond it fail
    # 1..16777216 entries · a change restarts the component
    max_elements: int
    # At most 31 bytes, as the kernel has it
    # at most 31 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
    set_name: str
    # default "hash:ip" · nothing reads it
    set_type: IpsetSetTypeText
    # How long an address stays; 0 is for ever
    # 0..2147483 s · a change restarts the component
    timeout: int


# The sets that the agent creates
class Ipsets(TypedDict):
    blacklist: Ipset
    whitelist: Ipset


class IptablesDefaultPolicy(StrEnum):
    ACCEPT = "ACCEPT"
    DROP = "DROP"


IptablesDefaultPolicyText: TypeAlias = IptablesDefaultPolicy | Literal["ACCEPT", "DROP"]


class Iptables(TypedDict):
    # Chain that the rules go to; at most 28 bytes
    # 1..28 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
    chain_name: str
    # default true · nothing reads it
    create_chain: bool
    # default "ACCEPT" · nothing reads it
    default_policy: IptablesDefaultPolicyText
    # default false · nothing reads it
    enable_rate_limiting: bool
    # 1..65535 · default 1 · nothing reads it
    insert_rule_position: int
    # default true · nothing reads it
    log_blocked: bool
    # At most 29 bytes, as the kernel has it
    # at most 29 characters · default "ML_DEFENDER_TEST_DROP: " · nothing reads it
    log_prefix: str
    # 0..1000000 connections · default 100 connections · nothing reads it
    rate_limit_connections: int


class LoggingLevel(StrEnum):
    TRACE = "trace"
    DEBUG = "debug"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"
    CRITICAL = "critical"
    OFF = "off"


LoggingLevelText: TypeAlias = LoggingLevel | Literal["trace", "debug", "info", "warn", "error", "critical", "off"]


class Logging(TypedDict):
    # 0..1000 count · default 5 count · nothing reads it
    backup_count: int
    # default true · nothing reads it
    console: bool
    # default "/vagrant/firewall-acl-agent/build/logs/firewall-agent.log" · nothing reads it
    file: str
    # default "debug" · nothing reads it
    level: LoggingLevelText
    # default true · nothing reads it
    log_block_decisions: bool
    # default true · nothing reads it
    log_performance_metrics: bool
    # default true · nothing reads it
    log_protobuf_messages: bool
    # default true · nothing reads it
    log_zmq_events: bool
    # 0..1048576 MiB (1024 GiB) · default 10 MiB · nothing reads it
    max_file_size_mb: int
    # default false · nothing reads it
    syslog: bool


class MetricsExportFormat(StrEnum):
    JSON = "json"
    PROMETHEUS = "prometheus"


MetricsExportFormatText: TypeAlias = MetricsExportFormat | Literal["json", "prometheus"]


class Metrics(TypedDict):
    # default true · nothing reads it
    enable_export: bool
    # default "/vagrant/firewall-acl-agent/build/logs/firewall-metrics.json" · nothing reads it
    export_file: str
    # default "json" · nothing reads it
    export_format: MetricsExportFormatText
    # 1..86400 s (1 d) · default 30 s · nothing reads it
    export_interval_sec: int
    # default true · nothing reads it
    track_memory_usage: bool
    # default true · nothing reads it
    track_processing_times: bool
    # default true · nothing reads it
    track_zmq_messages: bool


class OperationValidationStrictness(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


OperationValidationStrictnessText: TypeAlias = OperationValidationStrictness | Literal["low", "medium", "high"]


class Operation(TypedDict):
    # Decide and log, but change no rule
    # a change restarts the component
    dry_run: bool
    # default true · nothing reads it
    enable_debug_logging: bool
    # default "/vagrant/firewall-acl-agent/build/logs" · nothing reads it
    log_directory: str
    # 0..600000 ms (10 min) · default 10 ms · nothing reads it
    max_processing_delay_ms: int
    # default true · nothing reads it
    simulate_block: bool
    # default "high" · nothing reads it
    validation_strictness: OperationValidationStrictnessText


class Performance(TypedDict):
    # default true · nothing reads it
    enable_memory_pools: bool
    # 1..1024 threads · default 2 threads · nothing reads it
    max_processing_threads: int
    # 0..1000000 count · default 100 count · nothing reads it
    memory_pool_size: int
    # 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it
    processing_timeout_ms: int
    # 0..1000000 messages · default 100 messages · nothing reads it
    queue_size: int


class Security(TypedDict):
    # at most 256 elements · nothing reads it
    allowed_senders: list[str]
    # default true · nothing reads it
    enable_rate_limiting: bool
    # 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it
    max_message_size_bytes: int
    # 0..1000000000 messages/s · default 1000 messages/s · nothing reads it
    max_messages_per_second: int
    # default false · nothing reads it
    require_zmq_topic: bool
    # default false · nothing reads it
    validate_message_signature: bool


class Testing(TypedDict):
    # default false · nothing reads it
    auto_start_test_mode: bool
    # default false · nothing reads it
    simulate_messages: bool
    # at most 256 elements · nothing reads it
    test_ip_addresses: list[str]
    # 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it
    test_message_interval_ms: int


class Validation(TypedDict):
    # at most 256 elements · nothing reads it
    allowed_ip_ranges: list[str]
    # default false · nothing reads it
    block_gateway: bool
    # default false · nothing reads it
    block_localhost: bool
    # 0..1 · default 1 · nothing reads it
    max_confidence_score: float
    # 0..1 · default 0.5 · nothing reads it
    min_confidence_score: float
    # default true · nothing reads it
    validate_confidence_scores: bool
    # default true · nothing reads it
    validate_ip_addresses: bool


# Where verdicts arrive from the detector
class Zmq(TypedDict):
    # Dial again when the detector is gone
    # a change restarts the component
    enable_reconnect: bool
    # tcp://address:port of the detector
    # a change restarts the component
    endpoint: str
    # 0..1000000 messages · default 1000 messages · nothing reads it
    high_water_mark: int
    # -1 waits for ever
    # -1..600000 ms (10 min) · a change restarts the component
    linger_ms: int
    # Longest wait before dialling again
    # 0..3600000 ms (1 h) · a change restarts the component
    max_reconnect_interval_ms: int
    # 0..86400 s (1 d) · default 30 s · nothing reads it
    monitor_interval_sec: int
    # First wait before dialling again
    # 0..600000 ms (10 min) · a change restarts the component
    reconnect_interval_ms: int
    # -1 waits for ever
    # -1..600000 ms (10 min) · a change restarts the component
    recv_timeout_ms: int
    # Prefix of the messages that are received; empty is all
    # a change restarts the component
    topic: str


# Configuration of the firewall agent: verdicts of the detector become members of an ipset
class Firewall(TypedDict):
    # How blocked addresses are gathered into one insert
    batch_processor: BatchProcessor
    debug: Debug
    health_check: HealthCheck
    # The set that blocked addresses go to; the same as ipsets.blacklist
    ipset: Ipset
    # The sets that the agent creates
    ipsets: Ipsets
    iptables: Iptables
    logging: Logging
    metrics: Metrics
    operation: Operation
    performance: Performance
    security: Security
    testing: Testing
    validation: Validation
    # Where verdicts arrive from the detector
    zmq: Zmq
