// Generated from schemas/detector.schema.json by appia generate; do not edit.
// Configuration of the ML detector: three levels of models on the events of the sniffer. Required are the keys without which its loader refuses to start.
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

namespace appia::detector {

inline const appia::detail::schema& tables_();

struct BackpressureCircuitBreaker {
  /** default true · nothing reads it */
  bool enabled = true;
  /** 0..1000000 count · default 50 count · nothing reads it */
  std::uint32_t failure_threshold = 50;
  /** 0..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t recovery_timeout_seconds = 30;

  static constexpr appia::detail::node schema_node_ = 74;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enabled", self.enabled);
    visit("failure_threshold", self.failure_threshold);
    visit("recovery_timeout_seconds", self.recovery_timeout_seconds);
  }
};

struct Backpressure {
  /** 0..1 ratio · default 0.7 ratio · nothing reads it */
  double activation_threshold = 0.7;
  /** default true · nothing reads it */
  bool adaptive_rate_limiting = true;
  BackpressureCircuitBreaker circuit_breaker;
  /** default true · nothing reads it */
  bool enabled = true;
  /** 0..1000000000 events/s · default 1000 events/s · nothing reads it */
  std::uint32_t max_drops_per_second = 1000;

  static constexpr appia::detail::node schema_node_ = 5;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("activation_threshold", self.activation_threshold);
    visit("adaptive_rate_limiting", self.adaptive_rate_limiting);
    visit("circuit_breaker", self.circuit_breaker);
    visit("enabled", self.enabled);
    visit("max_drops_per_second", self.max_drops_per_second);
  }
};

/** What the component reports itself to be */
struct Component {
  /** a change restarts the component */
  std::string mode{};
  /** a change restarts the component */
  std::string name{};
  /**
   * Version of ONNX Runtime that it was built with
   * a change restarts the component
   */
  std::string onnx_runtime_version{};
  /** a change restarts the component */
  std::string version{};

  static constexpr appia::detail::node schema_node_ = 11;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("mode", self.mode);
    visit("name", self.name);
    visit("onnx_runtime_version", self.onnx_runtime_version);
    visit("version", self.version);
  }
};

struct DegradedMode {
  /** default true · nothing reads it */
  bool continue_with_partial_models = true;
  /** default true · nothing reads it */
  bool fallback_to_heuristics = true;
  /** default true · nothing reads it */
  bool log_degraded_operations = true;
  /** 0..64 count · default 1 count · nothing reads it */
  std::uint16_t min_models_required = 1;

  static constexpr appia::detail::node schema_node_ = 14;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("continue_with_partial_models", self.continue_with_partial_models);
    visit("fallback_to_heuristics", self.fallback_to_heuristics);
    visit("log_degraded_operations", self.log_degraded_operations);
    visit("min_models_required", self.min_models_required);
  }
};

struct Etcd {
  /**
   * Key of this document
   * default "/config/detector/json" · nothing reads it
   */
  std::string config_sync_path = "/config/detector/json";
  /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
  std::uint32_t connection_timeout_ms = 5000;
  /** default "/crypto/ml-detector/tokens" · nothing reads it */
  std::string crypto_token_path = "/crypto/ml-detector/tokens";
  /** default true · nothing reads it */
  bool enabled = true;
  /** 1..16 elements · nothing reads it */
  std::vector<std::string> endpoints = {"localhost:2379"};
  /** of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it */
  std::string fallback_mode = "standalone_compression_only";
  /** 1..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t heartbeat_interval_seconds = 30;
  /** 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
  std::uint32_t lease_ttl_seconds = 60;
  /** default false · nothing reads it */
  bool required_for_encryption = false;
  /** 0..1000 count · default 3 count · nothing reads it */
  std::uint16_t retry_attempts = 3;
  /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
  std::uint32_t retry_interval_ms = 1000;
  /** default "/services/ml-detector" · nothing reads it */
  std::string service_registration_path = "/services/ml-detector";

  static constexpr appia::detail::node schema_node_ = 17;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("config_sync_path", self.config_sync_path);
    visit("connection_timeout_ms", self.connection_timeout_ms);
    visit("crypto_token_path", self.crypto_token_path);
    visit("enabled", self.enabled);
    visit("endpoints", self.endpoints);
    visit("fallback_mode", self.fallback_mode);
    visit("heartbeat_interval_seconds", self.heartbeat_interval_seconds);
    visit("lease_ttl_seconds", self.lease_ttl_seconds);
    visit("required_for_encryption", self.required_for_encryption);
    visit("retry_attempts", self.retry_attempts);
    visit("retry_interval_ms", self.retry_interval_ms);
    visit("service_registration_path", self.service_registration_path);
  }
};

struct FeatureExtraction {
  /** default true · nothing reads it */
  bool cache_extractions = true;
  /** 0..1000000 count · default 500 count · nothing reads it */
  std::uint32_t cache_size = 500;
  /** default false · nothing reads it */
  bool log_extraction_errors = false;
  /** default true · nothing reads it */
  bool pad_missing = true;
  /** default true · nothing reads it */
  bool simd_optimization = true;
  /** default true · nothing reads it */
  bool validate_features = true;

  static constexpr appia::detail::node schema_node_ = 20;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("cache_extractions", self.cache_extractions);
    visit("cache_size", self.cache_size);
    visit("log_extraction_errors", self.log_extraction_errors);
    visit("pad_missing", self.pad_missing);
    visit("simd_optimization", self.simd_optimization);
    visit("validate_features", self.validate_features);
  }
};

enum class InferenceOnnxOptimizationLevel : std::uint16_t {
  disable,
  basic,
  extended,
  all,
};

constexpr std::string_view to_text(InferenceOnnxOptimizationLevel value) {
  switch (value) {
    case InferenceOnnxOptimizationLevel::disable: return "disable";
    case InferenceOnnxOptimizationLevel::basic: return "basic";
    case InferenceOnnxOptimizationLevel::extended: return "extended";
    case InferenceOnnxOptimizationLevel::all: return "all";
  }
  return {};
}

inline bool from_text(std::string_view text, InferenceOnnxOptimizationLevel& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

/** Repeats ml.inference */
struct Inference {
  /** 1..100000 events · default 32 events · nothing reads it */
  std::uint32_t batch_size = 32;
  /** default true · nothing reads it */
  bool enable_cpu_mem_arena = true;
  /** default true · nothing reads it */
  bool enable_model_warmup = true;
  /** default false · nothing reads it */
  bool enable_profiling = false;
  /** 1..1024 threads · default 4 threads · nothing reads it */
  std::uint16_t inter_op_threads = 4;
  /** 1..1024 threads · default 4 threads · nothing reads it */
  std::uint16_t intra_op_threads = 4;
  /** default "all" · nothing reads it */
  InferenceOnnxOptimizationLevel onnx_optimization_level = InferenceOnnxOptimizationLevel::all;
  /** 0..100000 · default 10 · nothing reads it */
  std::uint32_t warmup_iterations = 10;

  static constexpr appia::detail::node schema_node_ = 23;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_size", self.batch_size);
    visit("enable_cpu_mem_arena", self.enable_cpu_mem_arena);
    visit("enable_model_warmup", self.enable_model_warmup);
    visit("enable_profiling", self.enable_profiling);
    visit("inter_op_threads", self.inter_op_threads);
    visit("intra_op_threads", self.intra_op_threads);
    visit("onnx_optimization_level", self.onnx_optimization_level);
    visit("warmup_iterations", self.warmup_iterations);
  }
};

/** Lower case, as spdlog spells its levels */
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
  /** 0..1000 count · default 10 count · nothing reads it */
  std::uint16_t backup_count = 10;
  /**
   * Where the log is written
   * at least 1 character · a change restarts the component
   */
  std::string file{};
  /** default true · nothing reads it */
  bool include_compression_stats = true;
  /** default true · nothing reads it */
  bool include_ml_predictions = true;
  /** default true · nothing reads it */
  bool include_performance_logs = true;
  /** default true · nothing reads it */
  bool include_thread_stats = true;
  /**
   * Lower case, as spdlog spells its levels
   * a change restarts the component
   */
  LoggingLevel level{};
  /** default false · nothing reads it */
  bool log_feature_extraction = false;
  /** default true · nothing reads it */
  bool log_inference_scores = true;
  /** 0..1048576 MiB (1024 GiB) · default 200 MiB · nothing reads it */
  std::uint32_t max_file_size_mb = 200;

  static constexpr appia::detail::node schema_node_ = 26;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("backup_count", self.backup_count);
    visit("file", self.file);
    visit("include_compression_stats", self.include_compression_stats);
    visit("include_ml_predictions", self.include_ml_predictions);
    visit("include_performance_logs", self.include_performance_logs);
    visit("include_thread_stats", self.include_thread_stats);
    visit("level", self.level);
    visit("log_feature_extraction", self.log_feature_extraction);
    visit("log_inference_scores", self.log_inference_scores);
    visit("max_file_size_mb", self.max_file_size_mb);
  }
};

struct MlDegradedMode {
  /** default true · nothing reads it */
  bool continue_with_partial_models = true;
  /** default true · nothing reads it */
  bool fallback_to_heuristics = true;
  /** default true · nothing reads it */
  bool log_degraded_operations = true;
  /** 0..64 count · default 1 count · nothing reads it */
  std::uint16_t min_models_required = 1;

  static constexpr appia::detail::node schema_node_ = 189;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("continue_with_partial_models", self.continue_with_partial_models);
    visit("fallback_to_heuristics", self.fallback_to_heuristics);
    visit("log_degraded_operations", self.log_degraded_operations);
    visit("min_models_required", self.min_models_required);
  }
};

struct MlFeatureExtraction {
  /** default false · nothing reads it */
  bool cache_extractions = false;
  /** 0..1000000 count · default 1000 count · nothing reads it */
  std::uint32_t cache_size = 1000;
  /** default true · nothing reads it */
  bool log_extraction_errors = true;
  /** default true · nothing reads it */
  bool pad_missing = true;
  /** default true · nothing reads it */
  bool simd_optimization = true;
  /** default true · nothing reads it */
  bool validate_features = true;

  static constexpr appia::detail::node schema_node_ = 192;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("cache_extractions", self.cache_extractions);
    visit("cache_size", self.cache_size);
    visit("log_extraction_errors", self.log_extraction_errors);
    visit("pad_missing", self.pad_missing);
    visit("simd_optimization", self.simd_optimization);
    visit("validate_features", self.validate_features);
  }
};

enum class MlInferenceOnnxOptimizationLevel : std::uint16_t {
  disable,
  basic,
  extended,
  all,
};

constexpr std::string_view to_text(MlInferenceOnnxOptimizationLevel value) {
  switch (value) {
    case MlInferenceOnnxOptimizationLevel::disable: return "disable";
    case MlInferenceOnnxOptimizationLevel::basic: return "basic";
    case MlInferenceOnnxOptimizationLevel::extended: return "extended";
    case MlInferenceOnnxOptimizationLevel::all: return "all";
  }
  return {};
}

inline bool from_text(std::string_view text, MlInferenceOnnxOptimizationLevel& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

/** How the models are run */
struct MlInference {
  /** 1..100000 events · default 32 events · nothing reads it */
  std::uint32_t batch_size = 32;
  /** default true · nothing reads it */
  bool enable_cpu_mem_arena = true;
  /**
   * Run the models before the first event
   * a change restarts the component
   */
  bool enable_model_warmup{};
  /** default false · nothing reads it */
  bool enable_profiling = false;
  /** 1..1024 threads · default 4 threads · nothing reads it */
  std::uint16_t inter_op_threads = 4;
  /**
   * Threads inside one operator of ONNX Runtime
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t intra_op_threads{};
  /** default "all" · nothing reads it */
  MlInferenceOnnxOptimizationLevel onnx_optimization_level = MlInferenceOnnxOptimizationLevel::all;
  /**
   * Runs before the first event
   * 0..100000 · a change restarts the component
   */
  std::uint32_t warmup_iterations{};

  static constexpr appia::detail::node schema_node_ = 195;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_size", self.batch_size);
    visit("enable_cpu_mem_arena", self.enable_cpu_mem_arena);
    visit("enable_model_warmup", self.enable_model_warmup);
    visit("enable_profiling", self.enable_profiling);
    visit("inter_op_threads", self.inter_op_threads);
    visit("intra_op_threads", self.intra_op_threads);
    visit("onnx_optimization_level", self.onnx_optimization_level);
    visit("warmup_iterations", self.warmup_iterations);
  }
};

/** General attack detection */
struct MlLevel1 {
  /** a change restarts the component */
  std::string description{};
  /** a change restarts the component */
  bool enabled{};
  /**
   * Features that the model takes
   * 1..4096 features · a change restarts the component
   */
  std::uint16_t features_count{};
  /**
   * Relative to models_base_dir
   * a change restarts the component
   */
  std::string model_file{};
  /** a change restarts the component */
  std::string model_type{};
  /** at least 1 character · a change restarts the component */
  std::string name{};
  /**
   * Scale features with scaler_file first
   * a change restarts the component
   */
  bool requires_scaling{};
  /**
   * Relative to models_base_dir
   * a change restarts the component
   */
  std::string scaler_file{};
  /**
   * Longest time for one inference
   * 0..60000 ms (1 min) · a change restarts the component
   */
  std::uint16_t timeout_ms{};

  static constexpr appia::detail::node schema_node_ = 198;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("description", self.description);
    visit("enabled", self.enabled);
    visit("features_count", self.features_count);
    visit("model_file", self.model_file);
    visit("model_type", self.model_type);
    visit("name", self.name);
    visit("requires_scaling", self.requires_scaling);
    visit("scaler_file", self.scaler_file);
    visit("timeout_ms", self.timeout_ms);
  }
};

struct MlLevel2Ddos {
  /** default "✨ DDoS Detection - Embedded C++20 RandomForest (100 trees, 612 nodes, <50μs latency)" · nothing reads it */
  std::string description = "✨ DDoS Detection - Embedded C++20 RandomForest (100 trees, 612 nodes, <50μs latency)";
  /** a change restarts the component */
  bool enabled{};
  /** at most 4096 elements · nothing reads it */
  std::vector<std::string> features = {"syn_ack_ratio", "packet_symmetry", "source_ip_dispersion", "protocol_anomaly_score", "packet_size_entropy", "traffic_amplification_factor", "flow_completion_rate", "geographical_concentration", "traffic_escalation_rate", "resource_saturation_score"};
  /**
   * Features that the model takes
   * 1..4096 features · a change restarts the component
   */
  std::uint16_t features_count{};
  /** default "native_cpp" · nothing reads it */
  std::string implementation = "native_cpp";
  /** default "" · nothing reads it */
  std::string model_file = "";
  /** default "RandomForest-Embedded" · nothing reads it */
  std::string model_type = "RandomForest-Embedded";
  /** at least 1 character · a change restarts the component */
  std::string name{};
  /** default false · nothing reads it */
  bool requires_scaling = false;
  /**
   * Longest time for one inference
   * 0..60000 ms (1 min) · default 1 ms · nothing reads it
   */
  std::uint16_t timeout_ms = 1;

  static constexpr appia::detail::node schema_node_ = 368;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("description", self.description);
    visit("enabled", self.enabled);
    visit("features", self.features);
    visit("features_count", self.features_count);
    visit("implementation", self.implementation);
    visit("model_file", self.model_file);
    visit("model_type", self.model_type);
    visit("name", self.name);
    visit("requires_scaling", self.requires_scaling);
    visit("timeout_ms", self.timeout_ms);
  }
};

struct MlLevel2Ransomware {
  /** default "✨ Ransomware Detection - Embedded C++20 RandomForest (100 trees, 3764 nodes, <55μs latency)" · nothing reads it */
  std::string description = "✨ Ransomware Detection - Embedded C++20 RandomForest (100 trees, 3764 nodes, <55μs latency)";
  /** a change restarts the component */
  bool enabled{};
  /** at most 4096 elements · nothing reads it */
  std::vector<std::string> features = {"io_intensity", "entropy", "resource_usage", "network_activity", "file_operations", "process_anomaly", "temporal_pattern", "access_frequency", "data_volume", "behavior_consistency"};
  /**
   * Features that the model takes
   * 1..4096 features · a change restarts the component
   */
  std::uint16_t features_count{};
  /** default "native_cpp" · nothing reads it */
  std::string implementation = "native_cpp";
  /** default "" · nothing reads it */
  std::string model_file = "";
  /** default "RandomForest-Embedded" · nothing reads it */
  std::string model_type = "RandomForest-Embedded";
  /** at least 1 character · a change restarts the component */
  std::string name{};
  /** default false · nothing reads it */
  bool requires_scaling = false;
  /** 0..1 · default 0.75 · nothing reads it */
  double threshold = 0.75;
  /**
   * Longest time for one inference
   * 0..60000 ms (1 min) · default 1 ms · nothing reads it
   */
  std::uint16_t timeout_ms = 1;

  static constexpr appia::detail::node schema_node_ = 371;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("description", self.description);
    visit("enabled", self.enabled);
    visit("features", self.features);
    visit("features_count", self.features_count);
    visit("implementation", self.implementation);
    visit("model_file", self.model_file);
    visit("model_type", self.model_type);
    visit("name", self.name);
    visit("requires_scaling", self.requires_scaling);
    visit("threshold", self.threshold);
    visit("timeout_ms", self.timeout_ms);
  }
};

/** Attack families */
struct MlLevel2 {
  MlLevel2Ddos ddos;
  MlLevel2Ransomware ransomware;

  static constexpr appia::detail::node schema_node_ = 201;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("ddos", self.ddos);
    visit("ransomware", self.ransomware);
  }
};

struct MlLevel3Internal {
  /** default "✨ Internal Traffic Analysis - Embedded C++20 RandomForest (100 trees, 940 nodes, <48μs latency) - Lateral Movement & Data Exfiltration" · nothing reads it */
  std::string description = "✨ Internal Traffic Analysis - Embedded C++20 RandomForest (100 trees, 940 nodes, <48μs latency) - Lateral Movement & Data Exfiltration";
  /** a change restarts the component */
  bool enabled{};
  /** at most 4096 elements · nothing reads it */
  std::vector<std::string> features = {"internal_connection_rate", "service_port_consistency", "protocol_regularity", "packet_size_consistency", "connection_duration_std", "lateral_movement_score", "service_discovery_patterns", "data_exfiltration_indicators", "temporal_anomaly_score", "access_pattern_entropy"};
  /**
   * Features that the model takes
   * 1..4096 features · a change restarts the component
   */
  std::uint16_t features_count{};
  /** default "native_cpp" · nothing reads it */
  std::string implementation = "native_cpp";
  /** default "" · nothing reads it */
  std::string model_file = "";
  /** default "RandomForest-Embedded" · nothing reads it */
  std::string model_type = "RandomForest-Embedded";
  /** at least 1 character · a change restarts the component */
  std::string name{};
  /** default false · nothing reads it */
  bool requires_scaling = false;
  /**
   * Longest time for one inference
   * 0..60000 ms (1 min) · default 1 ms · nothing reads it
   */
  std::uint16_t timeout_ms = 1;

  static constexpr appia::detail::node schema_node_ = 374;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("description", self.description);
    visit("enabled", self.enabled);
    visit("features", self.features);
    visit("features_count", self.features_count);
    visit("implementation", self.implementation);
    visit("model_file", self.model_file);
    visit("model_type", self.model_type);
    visit("name", self.name);
    visit("requires_scaling", self.requires_scaling);
    visit("timeout_ms", self.timeout_ms);
  }
};

struct MlLevel3Web {
  /** default "✨ Traffic Classification (Internet vs Internal) - Embedded C++20 RandomForest (100 trees, 1014 nodes, <50μs latency)" · nothing reads it */
  std::string description = "✨ Traffic Classification (Internet vs Internal) - Embedded C++20 RandomForest (100 trees, 1014 nodes, <50μs latency)";
  /** a change restarts the component */
  bool enabled{};
  /** at most 4096 elements · nothing reads it */
  std::vector<std::string> features = {"packet_rate", "connection_rate", "tcp_udp_ratio", "avg_packet_size", "port_entropy", "flow_duration_std", "src_ip_entropy", "dst_ip_concentration", "protocol_variety", "temporal_consistency"};
  /**
   * Features that the model takes
   * 1..4096 features · a change restarts the component
   */
  std::uint16_t features_count{};
  /** default "native_cpp" · nothing reads it */
  std::string implementation = "native_cpp";
  /** default "" · nothing reads it */
  std::string model_file = "";
  /** default "RandomForest-Embedded" · nothing reads it */
  std::string model_type = "RandomForest-Embedded";
  /** at least 1 character · a change restarts the component */
  std::string name{};
  /** default false · nothing reads it */
  bool requires_scaling = false;
  /**
   * Longest time for one inference
   * 0..60000 ms (1 min) · default 1 ms · nothing reads it
   */
  std::uint16_t timeout_ms = 1;

  static constexpr appia::detail::node schema_node_ = 377;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("description", self.description);
    visit("enabled", self.enabled);
    visit("features", self.features);
    visit("features_count", self.features_count);
    visit("implementation", self.implementation);
    visit("model_file", self.model_file);
    visit("model_type", self.model_type);
    visit("name", self.name);
    visit("requires_scaling", self.requires_scaling);
    visit("timeout_ms", self.timeout_ms);
  }
};

/** Traffic classes */
struct MlLevel3 {
  MlLevel3Internal internal;
  MlLevel3Web web;

  static constexpr appia::detail::node schema_node_ = 204;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("internal", self.internal);
    visit("web", self.web);
  }
};

/** Confidence from which a verdict counts */
struct MlThresholds {
  /**
   * Attack at all
   * 0..1 · a change restarts the component
   */
  double level1_attack{};
  /**
   * DDoS
   * 0..1 · a change restarts the component
   */
  double level2_ddos{};
  /**
   * Ransomware
   * 0..1 · a change restarts the component
   */
  double level2_ransomware{};
  /** 0..1 · default 0.8 · nothing reads it */
  double level3_anomaly = 0.8;
  /** 0..1 · default 0.65 · nothing reads it */
  double level3_internal = 0.65;
  /** 0..1 · default 0.6 · nothing reads it */
  double level3_web = 0.6;

  static constexpr appia::detail::node schema_node_ = 210;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("level1_attack", self.level1_attack);
    visit("level2_ddos", self.level2_ddos);
    visit("level2_ransomware", self.level2_ransomware);
    visit("level3_anomaly", self.level3_anomaly);
    visit("level3_internal", self.level3_internal);
    visit("level3_web", self.level3_web);
  }
};

/** The models and when they raise an alarm */
struct Ml {
  MlDegradedMode degraded_mode;
  MlFeatureExtraction feature_extraction;
  /** How the models are run */
  MlInference inference;
  /** General attack detection */
  MlLevel1 level1;
  /** Attack families */
  MlLevel2 level2;
  /** Traffic classes */
  MlLevel3 level3;
  /**
   * Folder that model_file and scaler_file are relative to
   * at least 1 character · a change restarts the component
   */
  std::string models_base_dir{};
  /** Confidence from which a verdict counts */
  MlThresholds thresholds;

  static constexpr appia::detail::node schema_node_ = 29;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("degraded_mode", self.degraded_mode);
    visit("feature_extraction", self.feature_extraction);
    visit("inference", self.inference);
    visit("level1", self.level1);
    visit("level2", self.level2);
    visit("level3", self.level3);
    visit("models_base_dir", self.models_base_dir);
    visit("thresholds", self.thresholds);
  }
};

struct MonitoringAlerts {
  /** 0..100 percent · default 80 percent · nothing reads it */
  std::uint16_t max_cpu_usage_percent = 80;
  /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
  std::uint32_t max_inference_latency_ms = 10;
  /** 0..1048576 MiB (1024 GiB) · default 1024 MiB (1 GiB) · nothing reads it */
  std::uint32_t max_memory_usage_mb = 1024;
  /** 0..1000000 count · default 10 count · nothing reads it */
  std::uint32_t max_model_failures_per_minute = 10;
  /** 0..100 percent · default 85 percent · nothing reads it */
  std::uint16_t max_queue_usage_percent = 85;
  /** 0..1 ratio · default 0.3 ratio · nothing reads it */
  double min_compression_ratio = 0.3;

  static constexpr appia::detail::node schema_node_ = 213;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("max_cpu_usage_percent", self.max_cpu_usage_percent);
    visit("max_inference_latency_ms", self.max_inference_latency_ms);
    visit("max_memory_usage_mb", self.max_memory_usage_mb);
    visit("max_model_failures_per_minute", self.max_model_failures_per_minute);
    visit("max_queue_usage_percent", self.max_queue_usage_percent);
    visit("min_compression_ratio", self.min_compression_ratio);
  }
};

struct MonitoringMlMetrics {
  /** default false · nothing reads it */
  bool feature_importance = false;
  /** default true · nothing reads it */
  bool inference_time = true;
  /** default false · nothing reads it */
  bool model_accuracy = false;
  /** default true · nothing reads it */
  bool model_load_time = true;
  /** default true · nothing reads it */
  bool predictions_per_second = true;

  static constexpr appia::detail::node schema_node_ = 216;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("feature_importance", self.feature_importance);
    visit("inference_time", self.inference_time);
    visit("model_accuracy", self.model_accuracy);
    visit("model_load_time", self.model_load_time);
    visit("predictions_per_second", self.predictions_per_second);
  }
};

struct MonitoringSystemMetrics {
  /** default true · nothing reads it */
  bool compression_ratio = true;
  /** default true · nothing reads it */
  bool memory_usage = true;
  /** default true · nothing reads it */
  bool queue_depth = true;
  /** default true · nothing reads it */
  bool thread_utilization = true;
  /** default true · nothing reads it */
  bool zmq_throughput = true;

  static constexpr appia::detail::node schema_node_ = 221;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("compression_ratio", self.compression_ratio);
    visit("memory_usage", self.memory_usage);
    visit("queue_depth", self.queue_depth);
    visit("thread_utilization", self.thread_utilization);
    visit("zmq_throughput", self.zmq_throughput);
  }
};

struct Monitoring {
  MonitoringAlerts alerts;
  MonitoringMlMetrics ml_metrics;
  /** default true · nothing reads it */
  bool performance_tracking = true;
  /**
   * How often statistics are printed
   * 1..86400 s (1 d) · a change restarts the component
   */
  std::uint32_t stats_interval_seconds{};
  MonitoringSystemMetrics system_metrics;

  static constexpr appia::detail::node schema_node_ = 32;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("alerts", self.alerts);
    visit("ml_metrics", self.ml_metrics);
    visit("performance_tracking", self.performance_tracking);
    visit("stats_interval_seconds", self.stats_interval_seconds);
    visit("system_metrics", self.system_metrics);
  }
};

enum class SocketMode : std::uint16_t {
  bind,
  connect,
};

constexpr std::string_view to_text(SocketMode value) {
  switch (value) {
    case SocketMode::bind: return "bind";
    case SocketMode::connect: return "connect";
  }
  return {};
}

inline bool from_text(std::string_view text, SocketMode& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

enum class SocketType : std::uint16_t {
  PUSH,
  PULL,
  PUB,
  SUB,
};

constexpr std::string_view to_text(SocketType value) {
  switch (value) {
    case SocketType::PUSH: return "PUSH";
    case SocketType::PULL: return "PULL";
    case SocketType::PUB: return "PUB";
    case SocketType::SUB: return "SUB";
  }
  return {};
}

inline bool from_text(std::string_view text, SocketType& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

/** Where events arrive from the sniffer */
struct NetworkInputSocket {
  /**
   * tcp://address:port
   * a change restarts the component
   */
  std::string endpoint{};
  /**
   * Messages queued before the socket drops or blocks; 0 is no limit
   * 0..1000000 messages · a change restarts the component
   */
  std::uint32_t high_water_mark{};
  /**
   * bind listens, connect dials
   * a change restarts the component
   */
  SocketMode mode{};
  /** default "PULL" · nothing reads it */
  SocketType socket_type = SocketType::PULL;

  static constexpr appia::detail::node schema_node_ = 224;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("endpoint", self.endpoint);
    visit("high_water_mark", self.high_water_mark);
    visit("mode", self.mode);
    visit("socket_type", self.socket_type);
  }
};

/** Where verdicts leave for the firewall */
struct NetworkOutputSocket {
  /**
   * tcp://address:port
   * a change restarts the component
   */
  std::string endpoint{};
  /**
   * Messages queued before the socket drops or blocks; 0 is no limit
   * 0..1000000 messages · a change restarts the component
   */
  std::uint32_t high_water_mark{};
  /**
   * bind listens, connect dials
   * a change restarts the component
   */
  SocketMode mode{};
  /** default "PUB" · nothing reads it */
  SocketType socket_type = SocketType::PUB;

  static constexpr appia::detail::node schema_node_ = 227;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("endpoint", self.endpoint);
    visit("high_water_mark", self.high_water_mark);
    visit("mode", self.mode);
    visit("socket_type", self.socket_type);
  }
};

struct Network {
  /** Where events arrive from the sniffer */
  NetworkInputSocket input_socket;
  /** Where verdicts leave for the firewall */
  NetworkOutputSocket output_socket;

  static constexpr appia::detail::node schema_node_ = 35;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("input_socket", self.input_socket);
    visit("output_socket", self.output_socket);
  }
};

struct Performance {
  /** 0..1000000 count · default 1000 count · nothing reads it */
  std::uint32_t buffer_pool_size = 1000;
  /** 16..1024 B (1 KiB) · default 64 B · nothing reads it */
  std::uint16_t cache_line_size = 64;
  /** default true · nothing reads it */
  bool enable_avx2 = true;
  /** default true · nothing reads it */
  bool enable_memory_pools = true;
  /** default true · nothing reads it */
  bool enable_simd = true;
  /** default true · nothing reads it */
  bool enable_zero_copy = true;
  /** default true · nothing reads it */
  bool preallocate_buffers = true;

  static constexpr appia::detail::node schema_node_ = 41;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("buffer_pool_size", self.buffer_pool_size);
    visit("cache_line_size", self.cache_line_size);
    visit("enable_avx2", self.enable_avx2);
    visit("enable_memory_pools", self.enable_memory_pools);
    visit("enable_simd", self.enable_simd);
    visit("enable_zero_copy", self.enable_zero_copy);
    visit("preallocate_buffers", self.preallocate_buffers);
  }
};

struct ProcessingBatchProcessing {
  /** 1..100000 events · default 1 events · nothing reads it */
  std::uint32_t batch_size = 1;
  /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
  std::uint32_t batch_timeout_ms = 10;
  /** default false · nothing reads it */
  bool enabled = false;

  static constexpr appia::detail::node schema_node_ = 244;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_size", self.batch_size);
    visit("batch_timeout_ms", self.batch_timeout_ms);
    visit("enabled", self.enabled);
  }
};

struct Processing {
  ProcessingBatchProcessing batch_processing;
  /** 0..1000000 messages · default 300 messages · nothing reads it */
  std::uint32_t input_queue_size = 300;
  /** default true · nothing reads it */
  bool lockfree_queues = true;
  /** default false · nothing reads it */
  bool memory_prefaulting = false;
  /** default false · nothing reads it */
  bool numa_aware_allocation = false;
  /** 0..1000000 messages · default 200 messages · nothing reads it */
  std::uint32_t output_queue_size = 200;
  /** 0..600000 ms (10 min) · default 100 ms · nothing reads it */
  std::uint32_t queue_timeout_ms = 100;

  static constexpr appia::detail::node schema_node_ = 44;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_processing", self.batch_processing);
    visit("input_queue_size", self.input_queue_size);
    visit("lockfree_queues", self.lockfree_queues);
    visit("memory_prefaulting", self.memory_prefaulting);
    visit("numa_aware_allocation", self.numa_aware_allocation);
    visit("output_queue_size", self.output_queue_size);
    visit("queue_timeout_ms", self.queue_timeout_ms);
  }
};

/** The active profile */
enum class Profile : std::uint16_t {
  lab,
  cloud,
  bare_metal,
};

constexpr std::string_view to_text(Profile value) {
  switch (value) {
    case Profile::lab: return "lab";
    case Profile::cloud: return "cloud";
    case Profile::bare_metal: return "bare_metal";
  }
  return {};
}

inline bool from_text(std::string_view text, Profile& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct ProfilesBareMetal {
  /** 0..22 · default 1 · nothing reads it */
  std::uint16_t compression_level = 1;
  /** default true · nothing reads it */
  bool cpu_affinity_enabled = true;
  /** default true · nothing reads it */
  bool enable_all_models = true;
  /** 0..1000000 messages · default 2000 messages · nothing reads it */
  std::uint32_t input_queue_size = 2000;
  /** 0..1000000 messages · default 1000 messages · nothing reads it */
  std::uint32_t output_queue_size = 1000;
  /** 1..1024 threads · default 16 threads · nothing reads it */
  std::uint16_t worker_threads = 16;

  static constexpr appia::detail::node schema_node_ = 257;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("compression_level", self.compression_level);
    visit("cpu_affinity_enabled", self.cpu_affinity_enabled);
    visit("enable_all_models", self.enable_all_models);
    visit("input_queue_size", self.input_queue_size);
    visit("output_queue_size", self.output_queue_size);
    visit("worker_threads", self.worker_threads);
  }
};

struct ProfilesCloud {
  /** 0..22 · default 3 · nothing reads it */
  std::uint16_t compression_level = 3;
  /** default true · nothing reads it */
  bool enable_all_models = true;
  /** 0..1000000 messages · default 1000 messages · nothing reads it */
  std::uint32_t input_queue_size = 1000;
  /** 0..1000000 messages · default 500 messages · nothing reads it */
  std::uint32_t output_queue_size = 500;
  /** 1..1024 threads · default 8 threads · nothing reads it */
  std::uint16_t worker_threads = 8;

  static constexpr appia::detail::node schema_node_ = 260;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("compression_level", self.compression_level);
    visit("enable_all_models", self.enable_all_models);
    visit("input_queue_size", self.input_queue_size);
    visit("output_queue_size", self.output_queue_size);
    visit("worker_threads", self.worker_threads);
  }
};

struct ProfilesLab {
  /** 0..22 · default 1 · nothing reads it */
  std::uint16_t compression_level = 1;
  /** default true · nothing reads it */
  bool enable_all_models = true;
  /** 0..1000000 messages · default 300 messages · nothing reads it */
  std::uint32_t input_queue_size = 300;
  /** 0..1000000 messages · default 200 messages · nothing reads it */
  std::uint32_t output_queue_size = 200;
  /** 1..1024 threads · default 2 threads · nothing reads it */
  std::uint16_t worker_threads = 2;

  static constexpr appia::detail::node schema_node_ = 263;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("compression_level", self.compression_level);
    visit("enable_all_models", self.enable_all_models);
    visit("input_queue_size", self.input_queue_size);
    visit("output_queue_size", self.output_queue_size);
    visit("worker_threads", self.worker_threads);
  }
};

/** Sets of values of which `profile` selects one */
struct Profiles {
  ProfilesBareMetal bare_metal;
  ProfilesCloud cloud;
  ProfilesLab lab;

  static constexpr appia::detail::node schema_node_ = 50;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("bare_metal", self.bare_metal);
    visit("cloud", self.cloud);
    visit("lab", self.lab);
  }
};

struct Protobuf {
  /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
  std::uint32_t deserialization_timeout_ms = 50;
  /** 0..1073741824 B (1 GiB) · default 100000 B · nothing reads it */
  std::uint32_t max_event_size_bytes = 100000;
  /** 0..1000000 count · default 1000 count · nothing reads it */
  std::uint32_t pool_size = 1000;
  /** default true · nothing reads it */
  bool reuse_objects = true;
  /** default "v3.1.0" · nothing reads it */
  std::string schema_version = "v3.1.0";
  /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
  std::uint32_t serialization_timeout_ms = 50;
  /** default true · nothing reads it */
  bool validate_after_enrichment = true;
  /** default true · nothing reads it */
  bool validate_before_processing = true;

  static constexpr appia::detail::node schema_node_ = 53;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("deserialization_timeout_ms", self.deserialization_timeout_ms);
    visit("max_event_size_bytes", self.max_event_size_bytes);
    visit("pool_size", self.pool_size);
    visit("reuse_objects", self.reuse_objects);
    visit("schema_version", self.schema_version);
    visit("serialization_timeout_ms", self.serialization_timeout_ms);
    visit("validate_after_enrichment", self.validate_after_enrichment);
    visit("validate_before_processing", self.validate_before_processing);
  }
};

struct SecurityInputValidation {
  /** default true · nothing reads it */
  bool enabled = true;
  /** 0..1000000000000000 · default 1000000000 · nothing reads it */
  double max_feature_value = 1000000000.0;
  /** 0..4096 features · default 10 features · nothing reads it */
  std::uint16_t min_features_required = 10;
  /** default true · nothing reads it */
  bool reject_malformed_events = true;
  /** default true · nothing reads it */
  bool sanitize_features = true;
  /** default true · nothing reads it */
  bool validate_protobuf_schema = true;

  static constexpr appia::detail::node schema_node_ = 278;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enabled", self.enabled);
    visit("max_feature_value", self.max_feature_value);
    visit("min_features_required", self.min_features_required);
    visit("reject_malformed_events", self.reject_malformed_events);
    visit("sanitize_features", self.sanitize_features);
    visit("validate_protobuf_schema", self.validate_protobuf_schema);
  }
};

struct Security {
  SecurityInputValidation input_validation;

  static constexpr appia::detail::node schema_node_ = 56;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("input_validation", self.input_validation);
  }
};

struct ThreadingCpuAffinity {
  /** at most 1024 elements · nothing reads it */
  std::vector<std::uint16_t> deserializers = {0};
  /** default false · nothing reads it */
  bool enabled = false;
  /** at most 1024 elements · nothing reads it */
  std::vector<std::uint16_t> feature_extractors = {1, 2};
  /** at most 1024 elements · nothing reads it */
  std::vector<std::uint16_t> ml_inference = {3, 4, 5};
  /** at most 1024 elements · nothing reads it */
  std::vector<std::uint16_t> zmq_senders = {6};

  static constexpr appia::detail::node schema_node_ = 281;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("deserializers", self.deserializers);
    visit("enabled", self.enabled);
    visit("feature_extractors", self.feature_extractors);
    visit("ml_inference", self.ml_inference);
    visit("zmq_senders", self.zmq_senders);
  }
};

enum class Priority : std::uint16_t {
  low,
  normal,
  high,
};

constexpr std::string_view to_text(Priority value) {
  switch (value) {
    case Priority::low: return "low";
    case Priority::normal: return "normal";
    case Priority::high: return "high";
  }
  return {};
}

inline bool from_text(std::string_view text, Priority& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct ThreadingThreadPriorities {
  /** default "high" · nothing reads it */
  Priority deserializers = Priority::high;
  /** default "normal" · nothing reads it */
  Priority feature_extractors = Priority::normal;
  /** default "high" · nothing reads it */
  Priority ml_inference = Priority::high;
  /** default "normal" · nothing reads it */
  Priority zmq_senders = Priority::normal;

  static constexpr appia::detail::node schema_node_ = 284;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("deserializers", self.deserializers);
    visit("feature_extractors", self.feature_extractors);
    visit("ml_inference", self.ml_inference);
    visit("zmq_senders", self.zmq_senders);
  }
};

/** Threads by task; total_worker_threads is the sum of the others */
struct Threading {
  ThreadingCpuAffinity cpu_affinity;
  /**
   * Extract features
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t feature_extractor_threads{};
  /**
   * Run the models
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t ml_inference_threads{};
  /**
   * Decode events
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t protobuf_deserializer_threads{};
  ThreadingThreadPriorities thread_priorities;
  /**
   * Sum of the others
   * 1..4096 threads · a change restarts the component
   */
  std::uint16_t total_worker_threads{};
  /**
   * General workers
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t worker_threads{};
  /**
   * Send to the firewall
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t zmq_sender_threads{};

  static constexpr appia::detail::node schema_node_ = 59;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("cpu_affinity", self.cpu_affinity);
    visit("feature_extractor_threads", self.feature_extractor_threads);
    visit("ml_inference_threads", self.ml_inference_threads);
    visit("protobuf_deserializer_threads", self.protobuf_deserializer_threads);
    visit("thread_priorities", self.thread_priorities);
    visit("total_worker_threads", self.total_worker_threads);
    visit("worker_threads", self.worker_threads);
    visit("zmq_sender_threads", self.zmq_sender_threads);
  }
};

enum class TransportCompressionAlgorithm : std::uint16_t {
  none,
  lz4,
  zstd,
  snappy,
  gzip,
  brotli,
};

constexpr std::string_view to_text(TransportCompressionAlgorithm value) {
  switch (value) {
    case TransportCompressionAlgorithm::none: return "none";
    case TransportCompressionAlgorithm::lz4: return "lz4";
    case TransportCompressionAlgorithm::zstd: return "zstd";
    case TransportCompressionAlgorithm::snappy: return "snappy";
    case TransportCompressionAlgorithm::gzip: return "gzip";
    case TransportCompressionAlgorithm::brotli: return "brotli";
  }
  return {};
}

inline bool from_text(std::string_view text, TransportCompressionAlgorithm& out) {
  return appia::detail::enumerator_of(text, 6, out);
}

struct TransportCompression {
  /** default false · nothing reads it */
  bool adaptive_compression = false;
  /** default "lz4" · nothing reads it */
  TransportCompressionAlgorithm algorithm = TransportCompressionAlgorithm::lz4;
  /** 0..1 ratio · default 0.8 ratio · nothing reads it */
  double compression_ratio_threshold = 0.8;
  /** default false · nothing reads it */
  bool enabled = false;
  /** 0..22 · default 1 · nothing reads it */
  std::uint16_t level = 1;
  /** 0..1073741824 B (1 GiB) · default 0 B · nothing reads it */
  std::uint32_t min_compress_size = 0;

  static constexpr appia::detail::node schema_node_ = 291;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("adaptive_compression", self.adaptive_compression);
    visit("algorithm", self.algorithm);
    visit("compression_ratio_threshold", self.compression_ratio_threshold);
    visit("enabled", self.enabled);
    visit("level", self.level);
    visit("min_compress_size", self.min_compress_size);
  }
};

enum class TransportEncryptionAlgorithm : std::uint16_t {
  chacha20_poly1305,
  AES_256_CBC,
};

constexpr std::string_view to_text(TransportEncryptionAlgorithm value) {
  switch (value) {
    case TransportEncryptionAlgorithm::chacha20_poly1305: return "chacha20-poly1305";
    case TransportEncryptionAlgorithm::AES_256_CBC: return "AES-256-CBC";
  }
  return {};
}

inline bool from_text(std::string_view text, TransportEncryptionAlgorithm& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct TransportEncryption {
  /** default "chacha20-poly1305" · nothing reads it */
  TransportEncryptionAlgorithm algorithm = TransportEncryptionAlgorithm::chacha20_poly1305;
  /** default false · nothing reads it */
  bool enabled = false;
  /** default false · nothing reads it */
  bool etcd_token_required = false;
  /** of the form ^[a-z_]+$ · default "compression_only" · nothing reads it */
  std::string fallback_mode = "compression_only";
  /**
   * The interval of the rotation policy
   * 1..8760 h (365 d) · default 168 h (7 d) · nothing reads it
   */
  std::uint16_t key_rotation_hours = 168;
  /** default 256 · nothing reads it */
  std::uint16_t key_size = 256;

  static constexpr appia::detail::node schema_node_ = 294;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("algorithm", self.algorithm);
    visit("enabled", self.enabled);
    visit("etcd_token_required", self.etcd_token_required);
    visit("fallback_mode", self.fallback_mode);
    visit("key_rotation_hours", self.key_rotation_hours);
    visit("key_size", self.key_size);
  }
};

struct Transport {
  TransportCompression compression;
  TransportEncryption encryption;

  static constexpr appia::detail::node schema_node_ = 62;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("compression", self.compression);
    visit("encryption", self.encryption);
  }
};

struct ZmqConnectionSettings {
  /** 0..1 · default 0 · nothing reads it */
  std::uint16_t immediate = 0;
  /**
   * How long unsent messages are kept on close; -1 is for ever
   * -1..600000 ms (10 min) · a change restarts the component
   */
  std::int32_t linger_ms{};
  /** -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
  std::int32_t rcvbuf = 262144;
  /** 0..1000000 messages · default 1000 messages · nothing reads it */
  std::uint32_t rcvhwm = 1000;
  /**
   * -1 waits for ever
   * -1..600000 ms (10 min) · default 500 ms · nothing reads it
   */
  std::int32_t recv_timeout_ms = 500;
  /**
   * -1 waits for ever
   * -1..600000 ms (10 min) · default 250 ms · nothing reads it
   */
  std::int32_t send_timeout_ms = 250;
  /** -1..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
  std::int32_t sndbuf = 262144;
  /** 0..1000000 messages · default 1000 messages · nothing reads it */
  std::uint32_t sndhwm = 1000;

  static constexpr appia::detail::node schema_node_ = 297;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("immediate", self.immediate);
    visit("linger_ms", self.linger_ms);
    visit("rcvbuf", self.rcvbuf);
    visit("rcvhwm", self.rcvhwm);
    visit("recv_timeout_ms", self.recv_timeout_ms);
    visit("send_timeout_ms", self.send_timeout_ms);
    visit("sndbuf", self.sndbuf);
    visit("sndhwm", self.sndhwm);
  }
};

enum class ZmqQueueManagementOverflowPolicy : std::uint16_t {
  drop_oldest,
  drop_newest,
  block,
};

constexpr std::string_view to_text(ZmqQueueManagementOverflowPolicy value) {
  switch (value) {
    case ZmqQueueManagementOverflowPolicy::drop_oldest: return "drop_oldest";
    case ZmqQueueManagementOverflowPolicy::drop_newest: return "drop_newest";
    case ZmqQueueManagementOverflowPolicy::block: return "block";
  }
  return {};
}

inline bool from_text(std::string_view text, ZmqQueueManagementOverflowPolicy& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct ZmqQueueManagement {
  /** 0..1000000 messages · default 300 messages · nothing reads it */
  std::uint32_t input_queue_size = 300;
  /** 0..1000000 messages · default 200 messages · nothing reads it */
  std::uint32_t output_queue_size = 200;
  /** default "drop_oldest" · nothing reads it */
  ZmqQueueManagementOverflowPolicy overflow_policy = ZmqQueueManagementOverflowPolicy::drop_oldest;
  /** 0..600000 ms (10 min) · default 100 ms · nothing reads it */
  std::uint32_t queue_timeout_ms = 100;

  static constexpr appia::detail::node schema_node_ = 300;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("input_queue_size", self.input_queue_size);
    visit("output_queue_size", self.output_queue_size);
    visit("overflow_policy", self.overflow_policy);
    visit("queue_timeout_ms", self.queue_timeout_ms);
  }
};

struct Zmq {
  ZmqConnectionSettings connection_settings;
  /** 1..1024 threads · default 1 threads · nothing reads it */
  std::uint16_t io_thread_pools = 1;
  ZmqQueueManagement queue_management;
  /** 1..1024 threads · default 2 threads · nothing reads it */
  std::uint16_t worker_threads = 2;

  static constexpr appia::detail::node schema_node_ = 65;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("connection_settings", self.connection_settings);
    visit("io_thread_pools", self.io_thread_pools);
    visit("queue_management", self.queue_management);
    visit("worker_threads", self.worker_threads);
  }
};

/** Configuration of the ML detector: three levels of models on the events of the sniffer. Required are the keys without which its loader refuses to start */
struct Detector {
  Backpressure backpressure;
  /**
   * Name of the installation that all components belong to
   * at least 1 character · a change restarts the component
   */
  std::string cluster_name{};
  /** What the component reports itself to be */
  Component component;
  DegradedMode degraded_mode;
  Etcd etcd;
  FeatureExtraction feature_extraction;
  /** Repeats ml.inference */
  Inference inference;
  Logging logging;
  /** The models and when they raise an alarm */
  Ml ml;
  Monitoring monitoring;
  Network network;
  /**
   * Name of this instance in events and logs
   * at least 1 character · a change restarts the component
   */
  std::string node_id{};
  Performance performance;
  Processing processing;
  /**
   * The active profile
   * a change restarts the component
   */
  Profile profile{};
  /** Sets of values of which `profile` selects one */
  Profiles profiles;
  Protobuf protobuf;
  Security security;
  /** Threads by task; total_worker_threads is the sum of the others */
  Threading threading;
  Transport transport;
  Zmq zmq;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "5256af6add3fa535b3994c6f0522f77f475c99bfc04ed3f9d398e96bc2f8a578";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("backpressure", self.backpressure);
    visit("cluster_name", self.cluster_name);
    visit("component", self.component);
    visit("degraded_mode", self.degraded_mode);
    visit("etcd", self.etcd);
    visit("feature_extraction", self.feature_extraction);
    visit("inference", self.inference);
    visit("logging", self.logging);
    visit("ml", self.ml);
    visit("monitoring", self.monitoring);
    visit("network", self.network);
    visit("node_id", self.node_id);
    visit("performance", self.performance);
    visit("processing", self.processing);
    visit("profile", self.profile);
    visit("profiles", self.profiles);
    visit("protobuf", self.protobuf);
    visit("security", self.security);
    visit("threading", self.threading);
    visit("transport", self.transport);
    visit("zmq", self.zmq);
  }
};

namespace rules_ {

using namespace appia::detail;

// /^[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/
inline constexpr step steps_0[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 4}, {action::fork, 3, 5}, {action::one_of, 4, 4},
    {action::go, 2, 0}, {action::one_of, 8, 1}, {action::fork, 7, 15}, {action::one_of, 9, 1},
    {action::fork, 9, 14}, {action::one_of, 10, 1}, {action::fork, 11, 14}, {action::one_of, 11, 1},
    {action::fork, 13, 14}, {action::one_of, 12, 1}, {action::go, 48, 0}, {action::fork, 16, 22},
    {action::one_of, 13, 1}, {action::one_of, 14, 1}, {action::one_of, 15, 1}, {action::one_of, 16, 1},
    {action::one_of, 17, 1}, {action::go, 48, 0}, {action::fork, 23, 29}, {action::one_of, 18, 1},
    {action::one_of, 19, 1}, {action::one_of, 20, 1}, {action::one_of, 21, 1}, {action::one_of, 22, 1},
    {action::go, 48, 0}, {action::fork, 30, 36}, {action::one_of, 23, 1}, {action::one_of, 24, 1},
    {action::one_of, 25, 1}, {action::one_of, 26, 1}, {action::one_of, 27, 1}, {action::go, 48, 0},
    {action::fork, 37, 43}, {action::one_of, 28, 1}, {action::one_of, 29, 1}, {action::one_of, 30, 1},
    {action::one_of, 31, 1}, {action::one_of, 32, 1}, {action::go, 48, 0}, {action::one_of, 33, 1},
    {action::one_of, 34, 1}, {action::one_of, 35, 1}, {action::one_of, 36, 1}, {action::one_of, 37, 1},
    {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_0[] = {
    {0x0, 0x1f}, {0x21, 0x2e}, {0x30, 0x39}, {0x3b, 0x10ffff}, {0x0, 0x1f}, {0x21, 0x2e}, {0x30, 0x39},
    {0x3b, 0x10ffff}, {0x3a, 0x3a}, {0x31, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x31, 0x35},
    {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36}, {0x30, 0x34}, {0x30, 0x39},
    {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35}, {0x30, 0x34}, {0x30, 0x39}, {0x30, 0x39},
    {0x36, 0x36}, {0x35, 0x35}, {0x35, 0x35}, {0x30, 0x32}, {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35},
    {0x35, 0x35}, {0x33, 0x33}, {0x30, 0x35},
};

// /^[a-z_]+$/
inline constexpr step steps_1[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 2}, {action::fork, 3, 5}, {action::one_of, 2, 2},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_1[] = {
    {0x5f, 0x5f}, {0x61, 0x7a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

// /^tcp://[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/
inline constexpr step steps_2[] = {
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
inline constexpr span spans_2[] = {
    {0x74, 0x74}, {0x63, 0x63}, {0x70, 0x70}, {0x3a, 0x3a}, {0x2f, 0x2f}, {0x2f, 0x2f}, {0x0, 0x1f},
    {0x21, 0x2e}, {0x30, 0x39}, {0x3b, 0x10ffff}, {0x0, 0x1f}, {0x21, 0x2e}, {0x30, 0x39}, {0x3b, 0x10ffff},
    {0x3a, 0x3a}, {0x31, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x31, 0x35}, {0x30, 0x39},
    {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36}, {0x30, 0x34}, {0x30, 0x39}, {0x30, 0x39},
    {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35}, {0x30, 0x34}, {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36},
    {0x35, 0x35}, {0x35, 0x35}, {0x30, 0x32}, {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35}, {0x35, 0x35},
    {0x33, 0x33}, {0x30, 0x35},
};

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/backpressure:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /properties/cluster_name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/component:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /properties/degraded_mode:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /properties/etcd:
    {check::types, 64}, {check::members, 4}, {check::done},
    // /properties/feature_extraction:
    {check::types, 64}, {check::members, 5}, {check::done},
    // /properties/inference:
    {check::types, 64}, {check::members, 6}, {check::done},
    // /properties/logging:
    {check::types, 64}, {check::members, 7}, {check::done},
    // /properties/ml:
    {check::types, 64}, {check::members, 8}, {check::done},
    // /properties/monitoring:
    {check::types, 64}, {check::members, 9}, {check::done},
    // /properties/network:
    {check::types, 64}, {check::members, 10}, {check::done},
    // /properties/node_id:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/performance:
    {check::types, 64}, {check::members, 11}, {check::done},
    // /properties/processing:
    {check::types, 64}, {check::members, 12}, {check::done},
    // /properties/profile:
    {check::types, 16}, {check::choices, 0, 3}, {check::done},
    // /properties/profiles:
    {check::types, 64}, {check::members, 13}, {check::done},
    // /properties/protobuf:
    {check::types, 64}, {check::members, 14}, {check::done},
    // /properties/security:
    {check::types, 64}, {check::members, 15}, {check::done},
    // /properties/threading:
    {check::types, 64}, {check::members, 16}, {check::done},
    // /properties/transport:
    {check::types, 64}, {check::members, 17}, {check::done},
    // /properties/zmq:
    {check::types, 64}, {check::members, 18}, {check::done},
    // /$defs/ratio:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1.0}, {check::done},
    // /properties/backpressure/properties/adaptive_rate_limiting:
    {check::types, 2}, {check::done},
    // /properties/backpressure/properties/circuit_breaker:
    {check::types, 64}, {check::members, 19}, {check::done},
    // /properties/backpressure/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/backpressure/properties/max_drops_per_second:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000000.0}, {check::done},
    // /properties/component/properties/mode:
    {check::types, 16}, {check::done},
    // /properties/component/properties/name:
    {check::types, 16}, {check::done},
    // /properties/component/properties/onnx_runtime_version:
    {check::types, 16}, {check::done},
    // /properties/component/properties/version:
    {check::types, 16}, {check::done},
    // /properties/degraded_mode/properties/continue_with_partial_models:
    {check::types, 2}, {check::done},
    // /properties/degraded_mode/properties/fallback_to_heuristics:
    {check::types, 2}, {check::done},
    // /properties/degraded_mode/properties/log_degraded_operations:
    {check::types, 2}, {check::done},
    // /properties/degraded_mode/properties/min_models_required:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 64.0}, {check::done},
    // /properties/etcd/properties/config_sync_path:
    {check::types, 16}, {check::done},
    // /$defs/milliseconds:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 600000.0}, {check::done},
    // /properties/etcd/properties/crypto_token_path:
    {check::types, 16}, {check::done},
    // /properties/etcd/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/etcd/properties/endpoints:
    {check::types, 32}, {check::fewest_elements, 1}, {check::most_elements, 16}, {check::distinct_elements},
    {check::elements, 309, 0}, {check::done},
    // /$defs/fallback:
    {check::types, 16}, {check::matches, 1, 0}, {check::done},
    // /$defs/period:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
    // /properties/etcd/properties/required_for_encryption:
    {check::types, 2}, {check::done},
    // /$defs/count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000.0}, {check::done},
    // /properties/etcd/properties/service_registration_path:
    {check::types, 16}, {check::done},
    // /properties/feature_extraction/properties/cache_extractions:
    {check::types, 2}, {check::done},
    // /$defs/amount:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/feature_extraction/properties/log_extraction_errors:
    {check::types, 2}, {check::done},
    // /properties/feature_extraction/properties/pad_missing:
    {check::types, 2}, {check::done},
    // /properties/feature_extraction/properties/simd_optimization:
    {check::types, 2}, {check::done},
    // /properties/feature_extraction/properties/validate_features:
    {check::types, 2}, {check::done},
    // /$defs/events:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 100000.0}, {check::done},
    // /properties/inference/properties/enable_cpu_mem_arena:
    {check::types, 2}, {check::done},
    // /properties/inference/properties/enable_model_warmup:
    {check::types, 2}, {check::done},
    // /properties/inference/properties/enable_profiling:
    {check::types, 2}, {check::done},
    // /$defs/threads:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1024.0}, {check::done},
    // /properties/inference/properties/onnx_optimization_level:
    {check::types, 16}, {check::choices, 3, 4}, {check::done},
    // /properties/inference/properties/warmup_iterations:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 100000.0}, {check::done},
    // /properties/logging/properties/file:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/logging/properties/include_compression_stats:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/include_ml_predictions:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/include_performance_logs:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/include_thread_stats:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/level:
    {check::types, 16}, {check::choices, 7, 7}, {check::done},
    // /properties/logging/properties/log_feature_extraction:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/log_inference_scores:
    {check::types, 2}, {check::done},
    // /$defs/mebibytes:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1048576.0}, {check::done},
    // /properties/ml/properties/degraded_mode:
    {check::types, 64}, {check::members, 20}, {check::done},
    // /properties/ml/properties/feature_extraction:
    {check::types, 64}, {check::members, 21}, {check::done},
    // /properties/ml/properties/inference:
    {check::types, 64}, {check::members, 22}, {check::done},
    // /properties/ml/properties/level1:
    {check::types, 64}, {check::members, 23}, {check::done},
    // /properties/ml/properties/level2:
    {check::types, 64}, {check::members, 24}, {check::done},
    // /properties/ml/properties/level3:
    {check::types, 64}, {check::members, 25}, {check::done},
    // /properties/ml/properties/models_base_dir:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/ml/properties/thresholds:
    {check::types, 64}, {check::members, 26}, {check::done},
    // /properties/monitoring/properties/alerts:
    {check::types, 64}, {check::members, 27}, {check::done},
    // /properties/monitoring/properties/ml_metrics:
    {check::types, 64}, {check::members, 28}, {check::done},
    // /properties/monitoring/properties/performance_tracking:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/system_metrics:
    {check::types, 64}, {check::members, 29}, {check::done},
    // /properties/network/properties/input_socket:
    {check::types, 64}, {check::members, 30}, {check::done},
    // /properties/network/properties/output_socket:
    {check::types, 64}, {check::members, 31}, {check::done},
    // /properties/performance/properties/cache_line_size:
    {check::types, 4}, {check::minimum, 0, 0, 16.0}, {check::maximum, 0, 0, 1024.0}, {check::done},
    // /properties/performance/properties/enable_avx2:
    {check::types, 2}, {check::done},
    // /properties/performance/properties/enable_memory_pools:
    {check::types, 2}, {check::done},
    // /properties/performance/properties/enable_simd:
    {check::types, 2}, {check::done},
    // /properties/performance/properties/enable_zero_copy:
    {check::types, 2}, {check::done},
    // /properties/performance/properties/preallocate_buffers:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/batch_processing:
    {check::types, 64}, {check::members, 32}, {check::done},
    // /$defs/messages:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/processing/properties/lockfree_queues:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/memory_prefaulting:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/numa_aware_allocation:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/bare_metal:
    {check::types, 64}, {check::members, 33}, {check::done},
    // /properties/profiles/properties/cloud:
    {check::types, 64}, {check::members, 34}, {check::done},
    // /properties/profiles/properties/lab:
    {check::types, 64}, {check::members, 35}, {check::done},
    // /$defs/bytes:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/protobuf/properties/reuse_objects:
    {check::types, 2}, {check::done},
    // /properties/protobuf/properties/schema_version:
    {check::types, 16}, {check::done},
    // /properties/protobuf/properties/validate_after_enrichment:
    {check::types, 2}, {check::done},
    // /properties/protobuf/properties/validate_before_processing:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation:
    {check::types, 64}, {check::members, 36}, {check::done},
    // /properties/threading/properties/cpu_affinity:
    {check::types, 64}, {check::members, 37}, {check::done},
    // /properties/threading/properties/thread_priorities:
    {check::types, 64}, {check::members, 38}, {check::done},
    // /properties/threading/properties/total_worker_threads:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/transport/properties/compression:
    {check::types, 64}, {check::members, 39}, {check::done},
    // /properties/transport/properties/encryption:
    {check::types, 64}, {check::members, 40}, {check::done},
    // /properties/zmq/properties/connection_settings:
    {check::types, 64}, {check::members, 41}, {check::done},
    // /properties/zmq/properties/queue_management:
    {check::types, 64}, {check::members, 42}, {check::done},
    // /properties/backpressure/properties/circuit_breaker/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/backpressure/properties/circuit_breaker/properties/recovery_timeout_seconds:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
    // /properties/etcd/properties/endpoints/items:
    {check::types, 16}, {check::matches, 0, 1}, {check::done},
    // /properties/ml/properties/degraded_mode/properties/continue_with_partial_models:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/degraded_mode/properties/fallback_to_heuristics:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/degraded_mode/properties/log_degraded_operations:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/degraded_mode/properties/min_models_required:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 64.0}, {check::done},
    // /properties/ml/properties/feature_extraction/properties/cache_extractions:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/feature_extraction/properties/log_extraction_errors:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/feature_extraction/properties/pad_missing:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/feature_extraction/properties/simd_optimization:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/feature_extraction/properties/validate_features:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/inference/properties/enable_cpu_mem_arena:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/inference/properties/enable_model_warmup:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/inference/properties/enable_profiling:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/inference/properties/onnx_optimization_level:
    {check::types, 16}, {check::choices, 14, 4}, {check::done},
    // /properties/ml/properties/inference/properties/warmup_iterations:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 100000.0}, {check::done},
    // /properties/ml/properties/level1/properties/description:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level1/properties/enabled:
    {check::types, 2}, {check::done},
    // /$defs/featureCount:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/ml/properties/level1/properties/model_file:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level1/properties/model_type:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level1/properties/name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/ml/properties/level1/properties/requires_scaling:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/level1/properties/scaler_file:
    {check::types, 16}, {check::done},
    // /$defs/inferenceTimeout:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 60000.0}, {check::done},
    // /properties/ml/properties/level2/properties/ddos:
    {check::types, 64}, {check::members, 43}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware:
    {check::types, 64}, {check::members, 44}, {check::done},
    // /properties/ml/properties/level3/properties/internal:
    {check::types, 64}, {check::members, 45}, {check::done},
    // /properties/ml/properties/level3/properties/web:
    {check::types, 64}, {check::members, 46}, {check::done},
    // /$defs/fraction:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1.0}, {check::done},
    // /$defs/percent:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 100.0}, {check::done},
    // /properties/monitoring/properties/ml_metrics/properties/feature_importance:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/ml_metrics/properties/inference_time:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/ml_metrics/properties/model_accuracy:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/ml_metrics/properties/model_load_time:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/ml_metrics/properties/predictions_per_second:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/system_metrics/properties/compression_ratio:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/system_metrics/properties/memory_usage:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/system_metrics/properties/queue_depth:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/system_metrics/properties/thread_utilization:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/system_metrics/properties/zmq_throughput:
    {check::types, 2}, {check::done},
    // /$defs/endpoint:
    {check::types, 16}, {check::matches, 2, 2}, {check::done},
    // /$defs/socketMode:
    {check::types, 16}, {check::choices, 18, 2}, {check::done},
    // /$defs/socketType:
    {check::types, 16}, {check::choices, 20, 4}, {check::done},
    // /properties/processing/properties/batch_processing/properties/enabled:
    {check::types, 2}, {check::done},
    // /$defs/compressionLevel:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 22.0}, {check::done},
    // /properties/profiles/properties/bare_metal/properties/cpu_affinity_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/bare_metal/properties/enable_all_models:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/cloud/properties/enable_all_models:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/lab/properties/enable_all_models:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/max_feature_value:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000000000000.0},
    {check::done},
    // /properties/security/properties/input_validation/properties/min_features_required:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/security/properties/input_validation/properties/reject_malformed_events:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/sanitize_features:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/validate_protobuf_schema:
    {check::types, 2}, {check::done},
    // /$defs/processors:
    {check::types, 32}, {check::most_elements, 1024}, {check::distinct_elements}, {check::elements, 564, 0},
    {check::done},
    // /properties/threading/properties/cpu_affinity/properties/enabled:
    {check::types, 2}, {check::done},
    // /$defs/priority:
    {check::types, 16}, {check::choices, 24, 3}, {check::done},
    // /properties/transport/properties/compression/properties/adaptive_compression:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/compression/properties/algorithm:
    {check::types, 16}, {check::choices, 27, 6}, {check::done},
    // /properties/transport/properties/compression/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/algorithm:
    {check::types, 16}, {check::choices, 33, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/etcd_token_required:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/key_rotation_hours:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 8760.0}, {check::done},
    // /properties/transport/properties/encryption/properties/key_size:
    {check::types, 4}, {check::choices, 35, 3}, {check::minimum, 0, 0, 128.0},
    {check::maximum, 0, 0, 256.0}, {check::done},
    // /properties/zmq/properties/connection_settings/properties/immediate:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1.0}, {check::done},
    // /$defs/wait:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 600000.0}, {check::done},
    // /properties/zmq/properties/connection_settings/properties/rcvbuf:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/zmq/properties/connection_settings/properties/sndbuf:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/zmq/properties/queue_management/properties/overflow_policy:
    {check::types, 16}, {check::choices, 38, 3}, {check::done},
    // /properties/ml/properties/level2/properties/ddos/properties/description:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ddos/properties/enabled:
    {check::types, 2}, {check::done},
    // /$defs/featureNames:
    {check::types, 32}, {check::most_elements, 4096}, {check::distinct_elements}, {check::elements, 568, 0},
    {check::done},
    // /properties/ml/properties/level2/properties/ddos/properties/implementation:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ddos/properties/model_file:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ddos/properties/model_type:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ddos/properties/name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/ml/properties/level2/properties/ddos/properties/requires_scaling:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware/properties/description:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware/properties/implementation:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware/properties/model_file:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware/properties/model_type:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware/properties/name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/ml/properties/level2/properties/ransomware/properties/requires_scaling:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/level3/properties/internal/properties/description:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/internal/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/level3/properties/internal/properties/implementation:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/internal/properties/model_file:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/internal/properties/model_type:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/internal/properties/name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/ml/properties/level3/properties/internal/properties/requires_scaling:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/level3/properties/web/properties/description:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/web/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/ml/properties/level3/properties/web/properties/implementation:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/web/properties/model_file:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/web/properties/model_type:
    {check::types, 16}, {check::done},
    // /properties/ml/properties/level3/properties/web/properties/name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/ml/properties/level3/properties/web/properties/requires_scaling:
    {check::types, 2}, {check::done},
    // /$defs/processors/items:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1023.0}, {check::done},
    // /$defs/featureNames/items:
    {check::types, 16}, {check::done},
};

inline constexpr std::string_view texts[] = {
    "^[a-z_]+$",
    "^[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",
    "^tcp://[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",
};

inline constexpr choice choices[] = {
    {kind::text, "lab"}, {kind::text, "cloud"}, {kind::text, "bare_metal"}, {kind::text, "disable"},
    {kind::text, "basic"}, {kind::text, "extended"}, {kind::text, "all"}, {kind::text, "trace"},
    {kind::text, "debug"}, {kind::text, "info"}, {kind::text, "warn"}, {kind::text, "error"},
    {kind::text, "critical"}, {kind::text, "off"}, {kind::text, "disable"}, {kind::text, "basic"},
    {kind::text, "extended"}, {kind::text, "all"}, {kind::text, "bind"}, {kind::text, "connect"},
    {kind::text, "PUSH"}, {kind::text, "PULL"}, {kind::text, "PUB"}, {kind::text, "SUB"},
    {kind::text, "low"}, {kind::text, "normal"}, {kind::text, "high"}, {kind::text, "none"},
    {kind::text, "lz4"}, {kind::text, "zstd"}, {kind::text, "snappy"}, {kind::text, "gzip"},
    {kind::text, "brotli"}, {kind::text, "chacha20-poly1305"}, {kind::text, "AES-256-CBC"},
    {kind::number, {}, 128.0}, {kind::number, {}, 192.0}, {kind::number, {}, 256.0},
    {kind::text, "drop_oldest"}, {kind::text, "drop_newest"}, {kind::text, "block"},
};

inline constexpr object_rules objects[] = {
    {0, 21, 18, 0, 0, 0}, {21, 5, 5, 0, 0, 0}, {26, 4, 4, 0, 0, 0}, {30, 4, 0, 0, 0, 0},
    {34, 12, 12, 0, 0, 0}, {46, 6, 0, 0, 0, 0}, {52, 8, 0, 0, 0, 0}, {60, 10, 10, 0, 0, 0},
    {70, 8, 8, 0, 0, 0}, {78, 5, 5, 0, 0, 0}, {83, 2, 2, 0, 0, 0}, {85, 7, 7, 0, 0, 0}, {92, 7, 7, 0, 0, 0},
    {99, 3, 3, 0, 0, 0}, {102, 8, 8, 0, 0, 0}, {110, 1, 1, 0, 0, 0}, {111, 8, 8, 0, 0, 0},
    {119, 2, 2, 0, 0, 0}, {121, 4, 4, 0, 0, 0}, {125, 3, 3, 0, 0, 0}, {128, 4, 4, 0, 0, 0},
    {132, 6, 6, 0, 0, 0}, {138, 8, 8, 0, 0, 0}, {146, 9, 9, 0, 0, 0}, {155, 2, 2, 0, 0, 0},
    {157, 2, 2, 0, 0, 0}, {159, 6, 4, 0, 0, 0}, {165, 6, 6, 0, 0, 0}, {171, 5, 5, 0, 0, 0},
    {176, 5, 5, 0, 0, 0}, {181, 4, 4, 0, 0, 0}, {185, 4, 4, 0, 0, 0}, {189, 3, 3, 0, 0, 0},
    {192, 6, 5, 0, 0, 0}, {198, 5, 5, 0, 0, 0}, {203, 5, 5, 0, 0, 0}, {208, 6, 6, 0, 0, 0},
    {214, 5, 5, 0, 0, 0}, {219, 4, 4, 0, 0, 0}, {223, 6, 6, 0, 0, 0}, {229, 6, 6, 0, 0, 0},
    {235, 8, 8, 0, 0, 0}, {243, 4, 4, 0, 0, 0}, {247, 10, 8, 0, 0, 0}, {257, 11, 8, 0, 0, 0},
    {268, 10, 8, 0, 0, 0}, {278, 10, 8, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"backpressure", 5, true}, {"cluster_name", 8, true}, {"component", 11, true},
    {"degraded_mode", 14, false}, {"etcd", 17, true}, {"feature_extraction", 20, false},
    {"inference", 23, false}, {"logging", 26, true}, {"ml", 29, true}, {"monitoring", 32, true},
    {"network", 35, true}, {"node_id", 38, true}, {"performance", 41, true}, {"processing", 44, true},
    {"profile", 47, true}, {"profiles", 50, true}, {"protobuf", 53, true}, {"security", 56, true},
    {"threading", 59, true}, {"transport", 62, true}, {"zmq", 65, true}, {"activation_threshold", 68, true},
    {"adaptive_rate_limiting", 72, true}, {"circuit_breaker", 74, true}, {"enabled", 77, true},
    {"max_drops_per_second", 79, true}, {"mode", 83, true}, {"name", 85, true},
    {"onnx_runtime_version", 87, true}, {"version", 89, true}, {"continue_with_partial_models", 91, false},
    {"fallback_to_heuristics", 93, false}, {"log_degraded_operations", 95, false},
    {"min_models_required", 97, false}, {"config_sync_path", 101, true},
    {"connection_timeout_ms", 103, true}, {"crypto_token_path", 107, true}, {"enabled", 109, true},
    {"endpoints", 111, true}, {"fallback_mode", 117, true}, {"heartbeat_interval_seconds", 120, true},
    {"lease_ttl_seconds", 120, true}, {"required_for_encryption", 124, true}, {"retry_attempts", 126, true},
    {"retry_interval_ms", 103, true}, {"service_registration_path", 130, true},
    {"cache_extractions", 132, false}, {"cache_size", 134, false}, {"log_extraction_errors", 138, false},
    {"pad_missing", 140, false}, {"simd_optimization", 142, false}, {"validate_features", 144, false},
    {"batch_size", 146, false}, {"enable_cpu_mem_arena", 150, false}, {"enable_model_warmup", 152, false},
    {"enable_profiling", 154, false}, {"inter_op_threads", 156, false}, {"intra_op_threads", 156, false},
    {"onnx_optimization_level", 160, false}, {"warmup_iterations", 163, false}, {"backup_count", 126, true},
    {"file", 167, true}, {"include_compression_stats", 170, true}, {"include_ml_predictions", 172, true},
    {"include_performance_logs", 174, true}, {"include_thread_stats", 176, true}, {"level", 178, true},
    {"log_feature_extraction", 181, true}, {"log_inference_scores", 183, true},
    {"max_file_size_mb", 185, true}, {"degraded_mode", 189, true}, {"feature_extraction", 192, true},
    {"inference", 195, true}, {"level1", 198, true}, {"level2", 201, true}, {"level3", 204, true},
    {"models_base_dir", 207, true}, {"thresholds", 210, true}, {"alerts", 213, true},
    {"ml_metrics", 216, true}, {"performance_tracking", 219, true}, {"stats_interval_seconds", 120, true},
    {"system_metrics", 221, true}, {"input_socket", 224, true}, {"output_socket", 227, true},
    {"buffer_pool_size", 134, true}, {"cache_line_size", 230, true}, {"enable_avx2", 234, true},
    {"enable_memory_pools", 236, true}, {"enable_simd", 238, true}, {"enable_zero_copy", 240, true},
    {"preallocate_buffers", 242, true}, {"batch_processing", 244, true}, {"input_queue_size", 247, true},
    {"lockfree_queues", 251, true}, {"memory_prefaulting", 253, true}, {"numa_aware_allocation", 255, true},
    {"output_queue_size", 247, true}, {"queue_timeout_ms", 103, true}, {"bare_metal", 257, true},
    {"cloud", 260, true}, {"lab", 263, true}, {"deserialization_timeout_ms", 103, true},
    {"max_event_size_bytes", 266, true}, {"pool_size", 134, true}, {"reuse_objects", 270, true},
    {"schema_version", 272, true}, {"serialization_timeout_ms", 103, true},
    {"validate_after_enrichment", 274, true}, {"validate_before_processing", 276, true},
    {"input_validation", 278, true}, {"cpu_affinity", 281, true}, {"feature_extractor_threads", 156, true},
    {"ml_inference_threads", 156, true}, {"protobuf_deserializer_threads", 156, true},
    {"thread_priorities", 284, true}, {"total_worker_threads", 287, true}, {"worker_threads", 156, true},
    {"zmq_sender_threads", 156, true}, {"compression", 291, true}, {"encryption", 294, true},
    {"connection_settings", 297, true}, {"io_thread_pools", 156, true}, {"queue_management", 300, true},
    {"worker_threads", 156, true}, {"enabled", 303, true}, {"failure_threshold", 134, true},
    {"recovery_timeout_seconds", 305, true}, {"continue_with_partial_models", 312, true},
    {"fallback_to_heuristics", 314, true}, {"log_degraded_operations", 316, true},
    {"min_models_required", 318, true}, {"cache_extractions", 322, true}, {"cache_size", 134, true},
    {"log_extraction_errors", 324, true}, {"pad_missing", 326, true}, {"simd_optimization", 328, true},
    {"validate_features", 330, true}, {"batch_size", 146, true}, {"enable_cpu_mem_arena", 332, true},
    {"enable_model_warmup", 334, true}, {"enable_profiling", 336, true}, {"inter_op_threads", 156, true},
    {"intra_op_threads", 156, true}, {"onnx_optimization_level", 338, true},
    {"warmup_iterations", 341, true}, {"description", 345, true}, {"enabled", 347, true},
    {"features_count", 349, true}, {"model_file", 353, true}, {"model_type", 355, true},
    {"name", 357, true}, {"requires_scaling", 360, true}, {"scaler_file", 362, true},
    {"timeout_ms", 364, true}, {"ddos", 368, true}, {"ransomware", 371, true}, {"internal", 374, true},
    {"web", 377, true}, {"level1_attack", 380, true}, {"level2_ddos", 380, true},
    {"level2_ransomware", 380, true}, {"level3_anomaly", 380, true}, {"level3_internal", 380, false},
    {"level3_web", 380, false}, {"max_cpu_usage_percent", 384, true},
    {"max_inference_latency_ms", 103, true}, {"max_memory_usage_mb", 185, true},
    {"max_model_failures_per_minute", 134, true}, {"max_queue_usage_percent", 384, true},
    {"min_compression_ratio", 68, true}, {"feature_importance", 388, true}, {"inference_time", 390, true},
    {"model_accuracy", 392, true}, {"model_load_time", 394, true}, {"predictions_per_second", 396, true},
    {"compression_ratio", 398, true}, {"memory_usage", 400, true}, {"queue_depth", 402, true},
    {"thread_utilization", 404, true}, {"zmq_throughput", 406, true}, {"endpoint", 408, true},
    {"high_water_mark", 247, true}, {"mode", 411, true}, {"socket_type", 414, true},
    {"endpoint", 408, true}, {"high_water_mark", 247, true}, {"mode", 411, true},
    {"socket_type", 414, true}, {"batch_size", 146, true}, {"batch_timeout_ms", 103, true},
    {"enabled", 417, true}, {"compression_level", 419, true}, {"cpu_affinity_enabled", 423, false},
    {"enable_all_models", 425, true}, {"input_queue_size", 247, true}, {"output_queue_size", 247, true},
    {"worker_threads", 156, true}, {"compression_level", 419, true}, {"enable_all_models", 427, true},
    {"input_queue_size", 247, true}, {"output_queue_size", 247, true}, {"worker_threads", 156, true},
    {"compression_level", 419, true}, {"enable_all_models", 429, true}, {"input_queue_size", 247, true},
    {"output_queue_size", 247, true}, {"worker_threads", 156, true}, {"enabled", 431, true},
    {"max_feature_value", 433, true}, {"min_features_required", 437, true},
    {"reject_malformed_events", 441, true}, {"sanitize_features", 443, true},
    {"validate_protobuf_schema", 445, true}, {"deserializers", 447, true}, {"enabled", 452, true},
    {"feature_extractors", 447, true}, {"ml_inference", 447, true}, {"zmq_senders", 447, true},
    {"deserializers", 454, true}, {"feature_extractors", 454, true}, {"ml_inference", 454, true},
    {"zmq_senders", 454, true}, {"adaptive_compression", 457, true}, {"algorithm", 459, true},
    {"compression_ratio_threshold", 68, true}, {"enabled", 462, true}, {"level", 419, true},
    {"min_compress_size", 266, true}, {"algorithm", 464, true}, {"enabled", 467, true},
    {"etcd_token_required", 469, true}, {"fallback_mode", 117, true}, {"key_rotation_hours", 471, true},
    {"key_size", 475, true}, {"immediate", 480, true}, {"linger_ms", 484, true}, {"rcvbuf", 488, true},
    {"rcvhwm", 247, true}, {"recv_timeout_ms", 484, true}, {"send_timeout_ms", 484, true},
    {"sndbuf", 492, true}, {"sndhwm", 247, true}, {"input_queue_size", 247, true},
    {"output_queue_size", 247, true}, {"overflow_policy", 496, true}, {"queue_timeout_ms", 103, true},
    {"description", 499, true}, {"enabled", 501, true}, {"features", 503, false},
    {"features_count", 349, true}, {"implementation", 508, false}, {"model_file", 510, true},
    {"model_type", 512, true}, {"name", 514, true}, {"requires_scaling", 517, true},
    {"timeout_ms", 364, true}, {"description", 519, true}, {"enabled", 521, true}, {"features", 503, false},
    {"features_count", 349, true}, {"implementation", 523, false}, {"model_file", 525, true},
    {"model_type", 527, true}, {"name", 529, true}, {"requires_scaling", 532, true},
    {"threshold", 380, false}, {"timeout_ms", 364, true}, {"description", 534, true},
    {"enabled", 536, true}, {"features", 503, false}, {"features_count", 349, true},
    {"implementation", 538, false}, {"model_file", 540, true}, {"model_type", 542, true},
    {"name", 544, true}, {"requires_scaling", 547, true}, {"timeout_ms", 364, true},
    {"description", 549, true}, {"enabled", 551, true}, {"features", 503, false},
    {"features_count", 349, true}, {"implementation", 553, false}, {"model_file", 555, true},
    {"model_type", 557, true}, {"name", 559, true}, {"requires_scaling", 562, true},
    {"timeout_ms", 364, true},
};

inline constexpr pattern patterns[] = {
    {steps_0, 50, spans_0}, {steps_1, 7, spans_1}, {steps_2, 56, spans_2},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, rules_::texts, rules_::choices, rules_::objects, rules_::properties, nullptr, rules_::patterns};
  return all;
}

}  // namespace appia::detector
