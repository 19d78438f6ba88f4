// Generated from schemas/firewall.schema.json by appia generate; do not edit.
// Configuration of the firewall agent: verdicts of the detector become members of an ipset.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "appia/config.hpp"

namespace appia::firewall {

inline const appia::detail::schema& tables_();

/** How blocked addresses are gathered into one insert */
struct BatchProcessor {
  /**
   * Insert once so many addresses wait
   * 1..1000000 entries · a change restarts the component
   */
  std::uint32_t batch_size_threshold{};
  /**
   * Insert once the oldest has waited so long
   * 0..600000 ms (10 min) · a change restarts the component
   */
  std::uint32_t batch_time_threshold_ms{};
  /** default true · nothing reads it */
  bool enable_batching = true;
  /** default true · nothing reads it */
  bool flush_on_shutdown = true;
  /**
   * Addresses that may wait
   * 1..1000000 entries · a change restarts the component
   */
  std::uint32_t max_pending_ips{};
  /**
   * Verdicts below it are not acted on
   * 0..1 · a change restarts the component
   */
  double min_confidence{};

  static constexpr appia::detail::node schema_node_ = 5;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_size_threshold", self.batch_size_threshold);
    visit("batch_time_threshold_ms", self.batch_time_threshold_ms);
    visit("enable_batching", self.enable_batching);
    visit("flush_on_shutdown", self.flush_on_shutdown);
    visit("max_pending_ips", self.max_pending_ips);
    visit("min_confidence", self.min_confidence);
  }
};

struct Debug {
  /** default false · nothing reads it */
  bool enable_core_dumps = false;
  /** default true · nothing reads it */
  bool log_batch_processing = true;
  /** default true · nothing reads it */
  bool log_deserialization_errors = true;
  /** default false · nothing reads it */
  bool log_memory_allocations = false;
  /** default true · nothing reads it */
  bool log_raw_protobuf = true;
  /** default true · nothing reads it */
  bool log_zmq_connection_events = true;

  static constexpr appia::detail::node schema_node_ = 8;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enable_core_dumps", self.enable_core_dumps);
    visit("log_batch_processing", self.log_batch_processing);
    visit("log_deserialization_errors", self.log_deserialization_errors);
    visit("log_memory_allocations", self.log_memory_allocations);
    visit("log_raw_protobuf", self.log_raw_protobuf);
    visit("log_zmq_connection_events", self.log_zmq_connection_events);
  }
};

struct HealthCheck {
  /** 1..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t check_interval_sec = 30;
  /** default true · nothing reads it */
  bool enable = true;
  /** default true · nothing reads it */
  bool ipset_health_check = true;
  /** default true · nothing reads it */
  bool iptables_health_check = true;
  /** 0..1000 · default 5 · nothing reads it */
  std::uint16_t max_failures_before_restart = 5;
  /** 0..86400 s (1 d) · default 10 s · nothing reads it */
  std::uint32_t restart_delay_sec = 10;
  /** default true · nothing reads it */
  bool zmq_connection_check = true;

  static constexpr appia::detail::node schema_node_ = 11;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("check_interval_sec", self.check_interval_sec);
    visit("enable", self.enable);
    visit("ipset_health_check", self.ipset_health_check);
    visit("iptables_health_check", self.iptables_health_check);
    visit("max_failures_before_restart", self.max_failures_before_restart);
    visit("restart_delay_sec", self.restart_delay_sec);
    visit("zmq_connection_check", self.zmq_connection_check);
  }
};

enum class IpsetFamily : std::uint16_t {
  inet,
  inet6,
};

constexpr std::string_view to_text(IpsetFamily value) {
  switch (value) {
    case IpsetFamily::inet: return "inet";
    case IpsetFamily::inet6: return "inet6";
  }
  return {};
}

inline bool from_text(std::string_view text, IpsetFamily& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

enum class IpsetSetType : std::uint16_t {
  hash_ip,
  hash_net,
};

constexpr std::string_view to_text(IpsetSetType value) {
  switch (value) {
    case IpsetSetType::hash_ip: return "hash:ip";
    case IpsetSetType::hash_net: return "hash:net";
  }
  return {};
}

inline bool from_text(std::string_view text, IpsetSetType& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Ipset {
  /** at most 255 characters · a change restarts the component */
  std::string comment{};
  /** default true · nothing reads it */
  bool create_if_missing = true;
  /** default "inet" · nothing reads it */
  IpsetFamily family = IpsetFamily::inet;
  /** default false · nothing reads it */
  bool flush_on_startup = false;
  /**
   * Buckets at first; a power of two
   * a change restarts the component
   */
  std::uint32_t hash_size{};
  /**
   * Inserts beyond it fail
   * 1..16777216 entries · a change restarts the component
   */
  std::uint32_t max_elements{};
  /**
   * At most 31 bytes, as the kernel has it
   * at most 31 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
   */
  std::string set_name{};
  /** default "hash:ip" · nothing reads it */
  IpsetSetType set_type = IpsetSetType::hash_ip;
  /**
   * How long an address stays; 0 is for ever
   * 0..2147483 s · a change restarts the component
   */
  std::uint32_t timeout{};

  static constexpr appia::detail::node schema_node_ = 14;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("comment", self.comment);
    visit("create_if_missing", self.create_if_missing);
    visit("family", self.family);
    visit("flush_on_startup", self.flush_on_startup);
    visit("hash_size", self.hash_size);
    visit("max_elements", self.max_elements);
    visit("set_name", self.set_name);
    visit("set_type", self.set_type);
    visit("timeout", self.timeout);
  }
};

/** The sets that the agent creates */
struct Ipsets {
  Ipset blacklist;
  Ipset whitelist;

  static constexpr appia::detail::node schema_node_ = 17;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("blacklist", self.blacklist);
    visit("whitelist", self.whitelist);
  }
};

enum class IptablesDefaultPolicy : std::uint16_t {
  ACCEPT,
  DROP,
};

constexpr std::string_view to_text(IptablesDefaultPolicy value) {
  switch (value) {
    case IptablesDefaultPolicy::ACCEPT: return "ACCEPT";
    case IptablesDefaultPolicy::DROP: return "DROP";
  }
  return {};
}

inline bool from_text(std::string_view text, IptablesDefaultPolicy& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Iptables {
  /**
   * Chain that the rules go to; at most 28 bytes
   * 1..28 characters, of the form ^[A-Za-z0-9_-]+$ · a change restarts the component
   */
  std::string chain_name{};
  /** default true · nothing reads it */
  bool create_chain = true;
  /** default "ACCEPT" · nothing reads it */
  IptablesDefaultPolicy default_policy = IptablesDefaultPolicy::ACCEPT;
  /** default false · nothing reads it */
  bool enable_rate_limiting = false;
  /** 1..65535 · default 1 · nothing reads it */
  std::uint16_t insert_rule_position = 1;
  /** default true · nothing reads it */
  bool log_blocked = true;
  /**
   * At most 29 bytes, as the kernel has it
   * at most 29 characters · default "ML_DEFENDER_TEST_DROP: " · nothing reads it
   */
  std::string log_prefix = "ML_DEFENDER_TEST_DROP: ";
  /** 0..1000000 connections · default 100 connections · nothing reads it */
  std::uint32_t rate_limit_connections = 100;

  static constexpr appia::detail::node schema_node_ = 20;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("chain_name", self.chain_name);
    visit("create_chain", self.create_chain);
    visit("default_policy", self.default_policy);
    visit("enable_rate_limiting", self.enable_rate_limiting);
    visit("insert_rule_position", self.insert_rule_position);
    visit("log_blocked", self.log_blocked);
    visit("log_prefix", self.log_prefix);
    visit("rate_limit_connections", self.rate_limit_connections);
  }
};

enum class LoggingLevel : std::uint16_t {
  trace,
  debug,
  info,
  warn,
  error,
  critical,
  off,
};

constexpr std::string_view to_text(LoggingLevel value) {
  switch (value) {
    case LoggingLevel::trace: return "trace";
    case LoggingLevel::debug: return "debug";
    case LoggingLevel::info: return "info";
    case LoggingLevel::warn: return "warn";
    case LoggingLevel::error: return "error";
    case LoggingLevel::critical: return "critical";
    case LoggingLevel::off: return "off";
  }
  return {};
}

inline bool from_text(std::string_view text, LoggingLevel& out) {
  return appia::detail::enumerator_of(text, 7, out);
}

struct Logging {
  /** 0..1000 count · default 5 count · nothing reads it */
  std::uint16_t backup_count = 5;
  /** default true · nothing reads it */
  bool console = true;
  /** default "/vagrant/firewall-acl-agent/build/logs/firewall-agent.log" · nothing reads it */
  std::string file = "/vagrant/firewall-acl-agent/build/logs/firewall-agent.log";
  /** default "debug" · nothing reads it */
  LoggingLevel level = LoggingLevel::debug;
  /** default true · nothing reads it */
  bool log_block_decisions = true;
  /** default true · nothing reads it */
  bool log_performance_metrics = true;
  /** default true · nothing reads it */
  bool log_protobuf_messages = true;
  /** default true · nothing reads it */
  bool log_zmq_events = true;
  /** 0..1048576 MiB (1024 GiB) · default 10 MiB · nothing reads it */
  std::uint32_t max_file_size_mb = 10;
  /** default false · nothing reads it */
  bool syslog = false;

  static constexpr appia::detail::node schema_node_ = 23;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("backup_count", self.backup_count);
    visit("console", self.console);
    visit("file", self.file);
    visit("level", self.level);
    visit("log_block_decisions", self.log_block_decisions);
    visit("log_performance_metrics", self.log_performance_metrics);
    visit("log_protobuf_messages", self.log_protobuf_messages);
    visit("log_zmq_events", self.log_zmq_events);
    visit("max_file_size_mb", self.max_file_size_mb);
    visit("syslog", self.syslog);
  }
};

enum class MetricsExportFormat : std::uint16_t {
  json,
  prometheus,
};

constexpr std::string_view to_text(MetricsExportFormat value) {
  switch (value) {
    case MetricsExportFormat::json: return "json";
    case MetricsExportFormat::prometheus: return "prometheus";
  }
  return {};
}

inline bool from_text(std::string_view text, MetricsExportFormat& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Metrics {
  /** default true · nothing reads it */
  bool enable_export = true;
  /** default "/vagrant/firewall-acl-agent/build/logs/firewall-metrics.json" · nothing reads it */
  std::string export_file = "/vagrant/firewall-acl-agent/build/logs/firewall-metrics.json";
  /** default "json" · nothing reads it */
  MetricsExportFormat export_format = MetricsExportFormat::json;
  /** 1..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t export_interval_sec = 30;
  /** default true · nothing reads it */
  bool track_memory_usage = true;
  /** default true · nothing reads it */
  bool track_processing_times = true;
  /** default true · nothing reads it */
  bool track_zmq_messages = true;

  static constexpr appia::detail::node schema_node_ = 26;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enable_export", self.enable_export);
    visit("export_file", self.export_file);
    visit("export_format", self.export_format);
    visit("export_interval_sec", self.export_interval_sec);
    visit("track_memory_usage", self.track_memory_usage);
    visit("track_processing_times", self.track_processing_times);
    visit("track_zmq_messages", self.track_zmq_messages);
  }
};

enum class OperationValidationStrictness : std::uint16_t {
  low,
  medium,
  high,
};

constexpr std::string_view to_text(OperationValidationStrictness value) {
  switch (value) {
    case OperationValidationStrictness::low: return "low";
    case OperationValidationStrictness::medium: return "medium";
    case OperationValidationStrictness::high: return "high";
  }
  return {};
}

inline bool from_text(std::string_view text, OperationValidationStrictness& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct Operation {
  /**
   * Decide and log, but change no rule
   * a change restarts the component
   */
  bool dry_run{};
  /** default true · nothing reads it */
  bool enable_debug_logging = true;
  /** default "/vagrant/firewall-acl-agent/build/logs" · nothing reads it */
  std::string log_directory = "/vagrant/firewall-acl-agent/build/logs";
  /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
  std::uint32_t max_processing_delay_ms = 10;
  /** default true · nothing reads it */
  bool simulate_block = true;
  /** default "high" · nothing reads it */
  OperationValidationStrictness validation_strictness = OperationValidationStrictness::high;

  static constexpr appia::detail::node schema_node_ = 29;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("dry_run", self.dry_run);
    visit("enable_debug_logging", self.enable_debug_logging);
    visit("log_directory", self.log_directory);
    visit("max_processing_delay_ms", self.max_processing_delay_ms);
    visit("simulate_block", self.simulate_block);
    visit("validation_strictness", self.validation_strictness);
  }
};

struct Performance {
  /** default true · nothing reads it */
  bool enable_memory_pools = true;
  /** 1..1024 threads · default 2 threads · nothing reads it */
  std::uint16_t max_processing_threads = 2;
  /** 0..1000000 count · default 100 count · nothing reads it */
  std::uint32_t memory_pool_size = 100;
  /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
  std::uint32_t processing_timeout_ms = 5000;
  /** 0..1000000 messages · default 100 messages · nothing reads it */
  std::uint32_t queue_size = 100;

  static constexpr appia::detail::node schema_node_ = 32;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enable_memory_pools", self.enable_memory_pools);
    visit("max_processing_threads", self.max_processing_threads);
    visit("memory_pool_size", self.memory_pool_size);
    visit("processing_timeout_ms", self.processing_timeout_ms);
    visit("queue_size", self.queue_size);
  }
};

struct Security {
  /** at most 256 elements · nothing reads it */
  std::vector<std::string> allowed_senders;
  /** default true · nothing reads it */
  bool enable_rate_limiting = true;
  /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
  std::uint32_t max_message_size_bytes = 65536;
  /** 0..1000000000 messages/s · default 1000 messages/s · nothing reads it */
  std::uint32_t max_messages_per_second = 1000;
  /** default false · nothing reads it */
  bool require_zmq_topic = false;
  /** default false · nothing reads it */
  bool validate_message_signature = false;

  static constexpr appia::detail::node schema_node_ = 35;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("allowed_senders", self.allowed_senders);
    visit("enable_rate_limiting", self.enable_rate_limiting);
    visit("max_message_size_bytes", self.max_message_size_bytes);
    visit("max_messages_per_second", self.max_messages_per_second);
    visit("require_zmq_topic", self.require_zmq_topic);
    visit("validate_message_signature", self.validate_message_signature);
  }
};

struct Testing {
  /** default false · nothing reads it */
  bool auto_start_test_mode = false;
  /** default false · nothing reads it */
  bool simulate_messages = false;
  /** at most 256 elements · nothing reads it */
  std::vector<std::string> test_ip_addresses = {"192.168.1.100", "10.0.0.50", "172.16.1.200"};
  /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
  std::uint32_t test_message_interval_ms = 5000;

  static constexpr appia::detail::node schema_node_ = 38;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("auto_start_test_mode", self.auto_start_test_mode);
    visit("simulate_messages", self.simulate_messages);
    visit("test_ip_addresses", self.test_ip_addresses);
    visit("test_message_interval_ms", self.test_message_interval_ms);
  }
};

struct Validation {
  /** at most 256 elements · nothing reads it */
  std::vector<std::string> allowed_ip_ranges = {"192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12"};
  /** default false · nothing reads it */
  bool block_gateway = false;
  /** default false · nothing reads it */
  bool block_localhost = false;
  /** 0..1 · default 1 · nothing reads it */
  double max_confidence_score = 1.0;
  /** 0..1 · default 0.5 · nothing reads it */
  double min_confidence_score = 0.5;
  /** default true · nothing reads it */
  bool validate_confidence_scores = true;
  /** default true · nothing reads it */
  bool validate_ip_addresses = true;

  static constexpr appia::detail::node schema_node_ = 41;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("allowed_ip_ranges", self.allowed_ip_ranges);
    visit("block_gateway", self.block_gateway);
    visit("block_localhost", self.block_localhost);
    visit("max_confidence_score", self.max_confidence_score);
    visit("min_confidence_score", self.min_confidence_score);
    visit("validate_confidence_scores", self.validate_confidence_scores);
    visit("validate_ip_addresses", self.validate_ip_addresses);
  }
};

/** Where verdicts arrive from the detector */
struct Zmq {
  /**
   * Dial again when the detector is gone
   * a change restarts the component
   */
  bool enable_reconnect{};
  /**
   * tcp://address:port of the detector
   * a change restarts the component
   */
  std::string endpoint{};
  /** 0..1000000 messages · default 1000 messages · nothing reads it */
  std::uint32_t high_water_mark = 1000;
  /**
   * -1 waits for ever
   * -1..600000 ms (10 min) · a change restarts the component
   */
  std::int32_t linger_ms{};
  /**
   * Longest wait before dialling again
   * 0..3600000 ms (1 h) · a change restarts the component
   */
  std::uint32_t max_reconnect_interval_ms{};
  /** 0..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t monitor_interval_sec = 30;
  /**
   * First wait before dialling again
   * 0..600000 ms (10 min) · a change restarts the component
   */
  std::uint32_t reconnect_interval_ms{};
  /**
   * -1 waits for ever
   * -1..600000 ms (10 min) · a change restarts the component
   */
  std::int32_t recv_timeout_ms{};
  /**
   * Prefix of the messages that are received; empty is all
   * a change restarts the component
   */
  std::string topic{};

  static constexpr appia::detail::node schema_node_ = 44;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enable_reconnect", self.enable_reconnect);
    visit("endpoint", self.endpoint);
    visit("high_water_mark", self.high_water_mark);
    visit("linger_ms", self.linger_ms);
    visit("max_reconnect_interval_ms", self.max_reconnect_interval_ms);
    visit("monitor_interval_sec", self.monitor_interval_sec);
    visit("reconnect_interval_ms", self.reconnect_interval_ms);
    visit("recv_timeout_ms", self.recv_timeout_ms);
    visit("topic", self.topic);
  }
};

/** Configuration of the firewall agent: verdicts of the detector become members of an ipset */
struct Firewall {
  /** How blocked addresses are gathered into one insert */
  BatchProcessor batch_processor;
  Debug debug;
  HealthCheck health_check;
  /** The set that blocked addresses go to; the same as ipsets.blacklist */
  Ipset ipset;
  /** The sets that the agent creates */
  Ipsets ipsets;
  Iptables iptables;
  Logging logging;
  Metrics metrics;
  Operation operation;
  Performance performance;
  Security security;
  Testing testing;
  Validation validation;
  /** Where verdicts arrive from the detector */
  Zmq zmq;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "efaefa5d6f7b8c97e699d4e55e0039b2b78c271bc663a8b02206bba5bb6be769";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_processor", self.batch_processor);
    visit("debug", self.debug);
    visit("health_check", self.health_check);
    visit("ipset", self.ipset);
    visit("ipsets", self.ipsets);
    visit("iptables", self.iptables);
    visit("logging", self.logging);
    visit("metrics", self.metrics);
    visit("operation", self.operation);
    visit("performance", self.performance);
    visit("security", self.security);
    visit("testing", self.testing);
    visit("validation", self.validation);
    visit("zmq", self.zmq);
  }
};

namespace rules_ {

using namespace appia::detail;

// /^tcp://[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/
inline constexpr step steps_0[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 1}, {action::one_of, 1, 1}, {action::one_of, 2, 1},
    {action::one_of, 3, 1}, {action::one_of, 4, 1}, {action::one_of, 5, 1}, {action::one_of, 6, 4},
    {action::fork, 9, 11}, {action::one_of, 10, 4}, {action::go, 8, 0}, {action::one_of, 14, 1},
    {action::fork, 13, 21}, {action::one_of, 15, 1}, {action::fork, 15, 20}, {action::one_of, 16, 1},
    {action::fork, 17, 20}, {action::one_of, 17, 1}, {action::fork, 19, 20}, {action::one_of, 18, 1},
    {action::go, 54, 0}, {action::fork, 22, 28}, {action::one_of, 19, 1}, {action::one_of, 20, 1},
    {action::one_of, 21, 1}, {action::one_of, 22, 1}, {action::one_of, 23, 1}, {action::go, 54, 0},
    {action::fork, 29, 35}, {action::one_of, 24, 1}, {action::one_of, 25, 1}, {action::one_of, 26, 1},
    {action::one_of, 27, 1}, {action::one_of, 28, 1}, {action::go, 54, 0}, {action::fork, 36, 42},
    {action::one_of, 29, 1}, {action::one_of, 30, 1}, {action::one_of, 31, 1}, {action::one_of, 32, 1},
    {action::one_of, 33, 1}, {action::go, 54, 0}, {action::fork, 43, 49}, {action::one_of, 34, 1},
    {action::one_of, 35, 1}, {action::one_of, 36, 1}, {action::one_of, 37, 1}, {action::one_of, 38, 1},
    {action::go, 54, 0}, {action::one_of, 39, 1}, {action::one_of, 40, 1}, {action::one_of, 41, 1},
    {action::one_of, 42, 1}, {action::one_of, 43, 1}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_0[] = {
    {0x74, 0x74}, {0x63, 0x63}, {0x70, 0x70}, {0x3a, 0x3a}, {0x2f, 0x2f}, {0x2f, 0x2f}, {0x0, 0x1f},
    {0x21, 0x2e}, {0x30, 0x39}, {0x3b, 0x10ffff}, {0x0, 0x1f}, {0x21, 0x2e}, {0x30, 0x39}, {0x3b, 0x10ffff},
    {0x3a, 0x3a}, {0x31, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x31, 0x35}, {0x30, 0x39},
    {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36}, {0x30, 0x34}, {0x30, 0x39}, {0x30, 0x39},
    {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35}, {0x30, 0x34}, {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36},
    {0x35, 0x35}, {0x35, 0x35}, {0x30, 0x32}, {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35}, {0x35, 0x35},
    {0x33, 0x33}, {0x30, 0x35},
};

// /^[A-Za-z0-9_-]+$/
inline constexpr step steps_1[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 5}, {action::fork, 3, 5}, {action::one_of, 5, 5},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_1[] = {
    {0x2d, 0x2d}, {0x30, 0x39}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a}, {0x2d, 0x2d}, {0x30, 0x39},
    {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

// /^[0-9a-fA-F.:]+/[0-9]{1,3}$/
inline constexpr step steps_2[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 4}, {action::fork, 3, 5}, {action::one_of, 4, 4},
    {action::go, 2, 0}, {action::one_of, 8, 1}, {action::one_of, 9, 1}, {action::fork, 8, 11},
    {action::one_of, 10, 1}, {action::fork, 10, 11}, {action::one_of, 11, 1}, {action::at_end, 0, 0},
    {action::accept, 0, 0},
};
inline constexpr span spans_2[] = {
    {0x2e, 0x2e}, {0x30, 0x3a}, {0x41, 0x46}, {0x61, 0x66}, {0x2e, 0x2e}, {0x30, 0x3a}, {0x41, 0x46},
    {0x61, 0x66}, {0x2f, 0x2f}, {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39},
};

// /^[0-9a-fA-F.:]+$/
inline constexpr step steps_3[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 4}, {action::fork, 3, 5}, {action::one_of, 4, 4},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_3[] = {
    {0x2e, 0x2e}, {0x30, 0x3a}, {0x41, 0x46}, {0x61, 0x66}, {0x2e, 0x2e}, {0x30, 0x3a}, {0x41, 0x46},
    {0x61, 0x66},
};

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/batch_processor:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /properties/debug:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /properties/health_check:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /$defs/ipset:
    {check::types, 64}, {check::members, 4}, {check::done},
    // /properties/ipsets:
    {check::types, 64}, {check::members, 5}, {check::done},
    // /properties/iptables:
    {check::types, 64}, {check::members, 6}, {check::done},
    // /properties/logging:
    {check::types, 64}, {check::members, 7}, {check::done},
    // /properties/metrics:
    {check::types, 64}, {check::members, 8}, {check::done},
    // /properties/operation:
    {check::types, 64}, {check::members, 9}, {check::done},
    // /properties/performance:
    {check::types, 64}, {check::members, 10}, {check::done},
    // /properties/security:
    {check::types, 64}, {check::members, 11}, {check::done},
    // /properties/testing:
    {check::types, 64}, {check::members, 12}, {check::done},
    // /properties/validation:
    {check::types, 64}, {check::members, 13}, {check::done},
    // /properties/zmq:
    {check::types, 64}, {check::members, 14}, {check::done},
    // /properties/batch_processor/properties/batch_size_threshold:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /$defs/milliseconds:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 600000.0}, {check::done},
    // /properties/batch_processor/properties/enable_batching:
    {check::types, 2}, {check::done},
    // /properties/batch_processor/properties/flush_on_shutdown:
    {check::types, 2}, {check::done},
    // /properties/batch_processor/properties/max_pending_ips:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /$defs/fraction:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1.0}, {check::done},
    // /properties/debug/properties/enable_core_dumps:
    {check::types, 2}, {check::done},
    // /properties/debug/properties/log_batch_processing:
    {check::types, 2}, {check::done},
    // /properties/debug/properties/log_deserialization_errors:
    {check::types, 2}, {check::done},
    // /properties/debug/properties/log_memory_allocations:
    {check::types, 2}, {check::done},
    // /properties/debug/properties/log_raw_protobuf:
    {check::types, 2}, {check::done},
    // /properties/debug/properties/log_zmq_connection_events:
    {check::types, 2}, {check::done},
    // /$defs/period:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
    // /properties/health_check/properties/enable:
    {check::types, 2}, {check::done},
    // /properties/health_check/properties/ipset_health_check:
    {check::types, 2}, {check::done},
    // /properties/health_check/properties/iptables_health_check:
    {check::types, 2}, {check::done},
    // /properties/health_check/properties/max_failures_before_restart:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000.0}, {check::done},
    // /$defs/seconds:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
    // /properties/health_check/properties/zmq_connection_check:
    {check::types, 2}, {check::done},
    // /$defs/ipset/properties/comment:
    {check::types, 16}, {check::longest, 255}, {check::done},
    // /$defs/ipset/properties/create_if_missing:
    {check::types, 2}, {check::done},
    // /$defs/ipset/properties/family:
    {check::types, 16}, {check::choices, 0, 2}, {check::done},
    // /$defs/ipset/properties/flush_on_startup:
    {check::types, 2}, {check::done},
    // /$defs/ipset/properties/hash_size:
    {check::types, 4}, {check::choices, 2, 19}, {check::minimum, 0, 0, 64.0},
    {check::maximum, 0, 0, 16777216.0}, {check::done},
    // /$defs/ipset/properties/max_elements:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 16777216.0}, {check::done},
    // /$defs/ipset/properties/set_name:
    {check::types, 16}, {check::longest, 31}, {check::matches, 1, 0}, {check::done},
    // /$defs/ipset/properties/set_type:
    {check::types, 16}, {check::choices, 21, 2}, {check::done},
    // /$defs/ipset/properties/timeout:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 2147483.0}, {check::done},
    // /properties/iptables/properties/chain_name:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 28}, {check::matches, 1, 1}, {check::done},
    // /properties/iptables/properties/create_chain:
    {check::types, 2}, {check::done},
    // /properties/iptables/properties/default_policy:
    {check::types, 16}, {check::choices, 23, 2}, {check::done},
    // /properties/iptables/properties/enable_rate_limiting:
    {check::types, 2}, {check::done},
    // /properties/iptables/properties/insert_rule_position:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/iptables/properties/log_blocked:
    {check::types, 2}, {check::done},
    // /properties/iptables/properties/log_prefix:
    {check::types, 16}, {check::longest, 29}, {check::done},
    // /properties/iptables/properties/rate_limit_connections:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/logging/properties/backup_count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000.0}, {check::done},
    // /properties/logging/properties/console:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/file:
    {check::types, 16}, {check::done},
    // /properties/logging/properties/level:
    {check::types, 16}, {check::choices, 25, 7}, {check::done},
    // /properties/logging/properties/log_block_decisions:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/log_performance_metrics:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/log_protobuf_messages:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/log_zmq_events:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/max_file_size_mb:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1048576.0}, {check::done},
    // /properties/logging/properties/syslog:
    {check::types, 2}, {check::done},
    // /properties/metrics/properties/enable_export:
    {check::types, 2}, {check::done},
    // /properties/metrics/properties/export_file:
    {check::types, 16}, {check::done},
    // /properties/metrics/properties/export_format:
    {check::types, 16}, {check::choices, 32, 2}, {check::done},
    // /properties/metrics/properties/track_memory_usage:
    {check::types, 2}, {check::done},
    // /properties/metrics/properties/track_processing_times:
    {check::types, 2}, {check::done},
    // /properties/metrics/properties/track_zmq_messages:
    {check::types, 2}, {check::done},
    // /properties/operation/properties/dry_run:
    {check::types, 2}, {check::done},
    // /properties/operation/properties/enable_debug_logging:
    {check::types, 2}, {check::done},
    // /properties/operation/properties/log_directory:
    {check::types, 16}, {check::done},
    // /properties/operation/properties/simulate_block:
    {check::types, 2}, {check::done},
    // /properties/operation/properties/validation_strictness:
    {check::types, 16}, {check::choices, 34, 3}, {check::done},
    // /properties/performance/properties/enable_memory_pools:
    {check::types, 2}, {check::done},
    // /properties/performance/properties/max_processing_threads:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1024.0}, {check::done},
    // /properties/performance/properties/memory_pool_size:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /$defs/messages:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/security/properties/allowed_senders:
    {check::types, 32}, {check::most_elements, 256}, {check::distinct_elements}, {check::elements, 273, 0},
    {check::done},
    // /properties/security/properties/enable_rate_limiting:
    {check::types, 2}, {check::done},
    // /properties/security/properties/max_message_size_bytes:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/security/properties/max_messages_per_second:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000000.0}, {check::done},
    // /properties/security/properties/require_zmq_topic:
    {check::types, 2}, {check::done},
    // /properties/security/properties/validate_message_signature:
    {check::types, 2}, {check::done},
    // /properties/testing/properties/auto_start_test_mode:
    {check::types, 2}, {check::done},
    // /properties/testing/properties/simulate_messages:
    {check::types, 2}, {check::done},
    // /properties/testing/properties/test_ip_addresses:
    {check::types, 32}, {check::most_elements, 256}, {check::distinct_elements}, {check::elements, 275, 0},
    {check::done},
    // /properties/validation/properties/allowed_ip_ranges:
    {check::types, 32}, {check::most_elements, 256}, {check::distinct_elements}, {check::elements, 278, 0},
    {check::done},
    // /properties/validation/properties/block_gateway:
    {check::types, 2}, {check::done},
    // /properties/validation/properties/block_localhost:
    {check::types, 2}, {check::done},
    // /properties/validation/properties/validate_confidence_scores:
    {check::types, 2}, {check::done},
    // /properties/validation/properties/validate_ip_addresses:
    {check::types, 2}, {check::done},
    // /properties/zmq/properties/enable_reconnect:
    {check::types, 2}, {check::done},
    // /properties/zmq/properties/endpoint:
    {check::types, 16}, {check::matches, 0, 2}, {check::done},
    // /$defs/wait:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 600000.0}, {check::done},
    // /properties/zmq/properties/max_reconnect_interval_ms:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 3600000.0}, {check::done},
    // /properties/zmq/properties/topic:
    {check::types, 16}, {check::done},
    // /properties/security/properties/allowed_senders/items:
    {check::types, 16}, {check::done},
    // /properties/testing/properties/test_ip_addresses/items:
    {check::types, 16}, {check::matches, 3, 3}, {check::done},
    // /properties/validation/properties/allowed_ip_ranges/items:
    {check::types, 16}, {check::matches, 2, 4}, {check::done},
};

inline constexpr std::string_view texts[] = {
    "^[A-Za-z0-9_-]+$", "^[A-Za-z0-9_-]+$",
    "^tcp://[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",
    "^[0-9a-fA-F.:]+$", "^[0-9a-fA-F.:]+/[0-9]{1,3}$",
};

inline constexpr choice choices[] = {
    {kind::text, "inet"}, {kind::text, "inet6"}, {kind::number, {}, 64.0}, {kind::number, {}, 128.0},
    {kind::number, {}, 256.0}, {kind::number, {}, 512.0}, {kind::number, {}, 1024.0},
    {kind::number, {}, 2048.0}, {kind::number, {}, 4096.0}, {kind::number, {}, 8192.0},
    {kind::number, {}, 16384.0}, {kind::number, {}, 32768.0}, {kind::number, {}, 65536.0},
    {kind::number, {}, 131072.0}, {kind::number, {}, 262144.0}, {kind::number, {}, 524288.0},
    {kind::number, {}, 1048576.0}, {kind::number, {}, 2097152.0}, {kind::number, {}, 4194304.0},
    {kind::number, {}, 8388608.0}, {kind::number, {}, 16777216.0}, {kind::text, "hash:ip"},
    {kind::text, "hash:net"}, {kind::text, "ACCEPT"}, {kind::text, "DROP"}, {kind::text, "trace"},
    {kind::text, "debug"}, {kind::text, "info"}, {kind::text, "warn"}, {kind::text, "error"},
    {kind::text, "critical"}, {kind::text, "off"}, {kind::text, "json"}, {kind::text, "prometheus"},
    {kind::text, "low"}, {kind::text, "medium"}, {kind::text, "high"},
};

inline constexpr object_rules objects[] = {
    {0, 14, 6, 0, 0, 0}, {14, 6, 4, 0, 0, 0}, {20, 6, 0, 0, 0, 0}, {26, 7, 0, 0, 0, 0}, {33, 9, 5, 0, 0, 0},
    {42, 2, 2, 0, 0, 0}, {44, 8, 1, 0, 0, 0}, {52, 10, 0, 0, 0, 0}, {62, 7, 0, 0, 0, 0},
    {69, 6, 1, 0, 0, 0}, {75, 5, 0, 0, 0, 0}, {80, 6, 0, 0, 0, 0}, {86, 4, 0, 0, 0, 0}, {90, 7, 0, 0, 0, 0},
    {97, 9, 7, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"batch_processor", 5, true}, {"debug", 8, false}, {"health_check", 11, false}, {"ipset", 14, true},
    {"ipsets", 17, true}, {"iptables", 20, true}, {"logging", 23, false}, {"metrics", 26, false},
    {"operation", 29, true}, {"performance", 32, false}, {"security", 35, false}, {"testing", 38, false},
    {"validation", 41, false}, {"zmq", 44, true}, {"batch_size_threshold", 47, true},
    {"batch_time_threshold_ms", 51, true}, {"enable_batching", 55, false}, {"flush_on_shutdown", 57, false},
    {"max_pending_ips", 59, true}, {"min_confidence", 63, true}, {"enable_core_dumps", 67, false},
    {"log_batch_processing", 69, false}, {"log_deserialization_errors", 71, false},
    {"log_memory_allocations", 73, false}, {"log_raw_protobuf", 75, false},
    {"log_zmq_connection_events", 77, false}, {"check_interval_sec", 79, false}, {"enable", 83, false},
    {"ipset_health_check", 85, false}, {"iptables_health_check", 87, false},
    {"max_failures_before_restart", 89, false}, {"restart_delay_sec", 93, false},
    {"zmq_connection_check", 97, false}, {"comment", 99, true}, {"create_if_missing", 102, false},
    {"family", 104, false}, {"flush_on_startup", 107, false}, {"hash_size", 109, true},
    {"max_elements", 114, true}, {"set_name", 118, true}, {"set_type", 122, false}, {"timeout", 125, true},
    {"blacklist", 14, true}, {"whitelist", 14, true}, {"chain_name", 129, true},
    {"create_chain", 134, false}, {"default_policy", 136, false}, {"enable_rate_limiting", 139, false},
    {"insert_rule_position", 141, false}, {"log_blocked", 145, false}, {"log_prefix", 147, false},
    {"rate_limit_connections", 150, false}, {"backup_count", 154, false}, {"console", 158, false},
    {"file", 160, false}, {"level", 162, false}, {"log_block_decisions", 165, false},
    {"log_performance_metrics", 167, false}, {"log_protobuf_messages", 169, false},
    {"log_zmq_events", 171, false}, {"max_file_size_mb", 173, false}, {"syslog", 177, false},
    {"enable_export", 179, false}, {"export_file", 181, false}, {"export_format", 183, false},
    {"export_interval_sec", 79, false}, {"track_memory_usage", 186, false},
    {"track_processing_times", 188, false}, {"track_zmq_messages", 190, false}, {"dry_run", 192, true},
    {"enable_debug_logging", 194, false}, {"log_directory", 196, false},
    {"max_processing_delay_ms", 51, false}, {"simulate_block", 198, false},
    {"validation_strictness", 200, false}, {"enable_memory_pools", 203, false},
    {"max_processing_threads", 205, false}, {"memory_pool_size", 209, false},
    {"processing_timeout_ms", 51, false}, {"queue_size", 213, false}, {"allowed_senders", 217, false},
    {"enable_rate_limiting", 222, false}, {"max_message_size_bytes", 224, false},
    {"max_messages_per_second", 228, false}, {"require_zmq_topic", 232, false},
    {"validate_message_signature", 234, false}, {"auto_start_test_mode", 236, false},
    {"simulate_messages", 238, false}, {"test_ip_addresses", 240, false},
    {"test_message_interval_ms", 51, false}, {"allowed_ip_ranges", 245, false},
    {"block_gateway", 250, false}, {"block_localhost", 252, false}, {"max_confidence_score", 63, false},
    {"min_confidence_score", 63, false}, {"validate_confidence_scores", 254, false},
    {"validate_ip_addresses", 256, false}, {"enable_reconnect", 258, true}, {"endpoint", 260, true},
    {"high_water_mark", 213, false}, {"linger_ms", 263, true}, {"max_reconnect_interval_ms", 267, true},
    {"monitor_interval_sec", 93, false}, {"reconnect_interval_ms", 51, true},
    {"recv_timeout_ms", 263, true}, {"topic", 271, true},
};

inline constexpr pattern patterns[] = {
    {steps_0, 56, spans_0}, {steps_1, 7, spans_1}, {steps_2, 13, spans_2}, {steps_3, 7, spans_3},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, rules_::texts, rules_::choices, rules_::objects, rules_::properties, nullptr, rules_::patterns};
  return all;
}

}  // namespace appia::firewall
