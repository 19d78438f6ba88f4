// Generated from schemas/rag.schema.json by appia generate; do not edit.
// Configuration of the operator's assistant.
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

namespace appia::rag {

inline const appia::detail::schema& tables_();

enum class Compression : std::uint16_t {
  none,
  lz4,
  zstd,
  snappy,
  gzip,
  brotli,
};

constexpr std::string_view to_text(Compression value) {
  switch (value) {
    case Compression::none: return "none";
    case Compression::lz4: return "lz4";
    case Compression::zstd: return "zstd";
    case Compression::snappy: return "snappy";
    case Compression::gzip: return "gzip";
    case Compression::brotli: return "brotli";
  }
  return {};
}

inline bool from_text(std::string_view text, Compression& out) {
  return appia::detail::enumerator_of(text, 6, out);
}

enum class Encryption : std::uint16_t {
  chacha20_poly1305,
  AES_256_CBC,
};

constexpr std::string_view to_text(Encryption value) {
  switch (value) {
    case Encryption::chacha20_poly1305: return "chacha20-poly1305";
    case Encryption::AES_256_CBC: return "AES-256-CBC";
  }
  return {};
}

inline bool from_text(std::string_view text, Encryption& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

/** The one etcd of the installation */
struct Etcd {
  /** at least 1 character · a change restarts the component */
  std::string host{};
  /** 1..65535 · a change restarts the component */
  std::uint16_t port{};

  static constexpr appia::detail::node schema_node_ = 16;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("host", self.host);
    visit("port", self.port);
  }
};

/** Parameters of llama.cpp */
struct LlamaConfig {
  /**
   * Tokens that are evaluated at once
   * 1..65536 tokens · a change restarts the component
   */
  std::uint32_t batch_size{};
  /**
   * Longest context
   * 1..1048576 tokens · a change restarts the component
   */
  std::uint32_t context_size{};
  /**
   * Layers on the GPU; -1 is all
   * -1..1024 · a change restarts the component
   */
  std::int16_t gpu_layers{};
  /**
   * Keep the model in memory
   * a change restarts the component
   */
  bool use_mlock{};
  /**
   * Map the model instead of reading it
   * a change restarts the component
   */
  bool use_mmap{};

  static constexpr appia::detail::node schema_node_ = 21;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_size", self.batch_size);
    visit("context_size", self.context_size);
    visit("gpu_layers", self.gpu_layers);
    visit("use_mlock", self.use_mlock);
    visit("use_mmap", self.use_mmap);
  }
};

enum class LogLevel : std::uint16_t {
  trace,
  debug,
  info,
  warn,
  error,
  critical,
  off,
};

constexpr std::string_view to_text(LogLevel value) {
  switch (value) {
    case LogLevel::trace: return "trace";
    case LogLevel::debug: return "debug";
    case LogLevel::info: return "info";
    case LogLevel::warn: return "warn";
    case LogLevel::error: return "error";
    case LogLevel::critical: return "critical";
    case LogLevel::off: return "off";
  }
  return {};
}

inline bool from_text(std::string_view text, LogLevel& out) {
  return appia::detail::enumerator_of(text, 7, out);
}

/** The assistant and the address that it answers on */
struct Rag {
  /** 64..4096 · default 512 · nothing reads it */
  std::uint16_t embedding_dimension = 512;
  /**
   * Address to listen on
   * at least 1 character · a change restarts the component
   */
  std::string host{};
  /**
   * File of the language model
   * at least 1 character · a change restarts the component
   */
  std::string model_name{};
  /**
   * TCP port; 16 bits
   * 1..65535 · a change restarts the component
   */
  std::uint16_t port{};
  /** default true · nothing reads it */
  bool use_llm = true;

  static constexpr appia::detail::node schema_node_ = 27;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("embedding_dimension", self.embedding_dimension);
    visit("host", self.host);
    visit("model_name", self.model_name);
    visit("port", self.port);
    visit("use_llm", self.use_llm);
  }
};

/** Configuration of the operator's assistant */
struct Rag2 {
  /** at most 256 elements · nothing reads it */
  std::vector<std::string> capabilities = {"component_management", "config_validation", "pipeline_control"};
  /** default "lz4" · nothing reads it */
  Compression compression = Compression::lz4;
  /** default "chacha20-poly1305" · nothing reads it */
  Encryption encryption = Encryption::chacha20_poly1305;
  /** The one etcd of the installation */
  Etcd etcd;
  /** default "rag-security-system" · nothing reads it */
  std::string id = "rag-security-system";
  /** Parameters of llama.cpp */
  LlamaConfig llama_config;
  /** a change restarts the component */
  LogLevel log_level{};
  /** The assistant and the address that it answers on */
  Rag rag;
  /** default false · nothing reads it */
  bool requires_compression = false;
  /** default true · nothing reads it */
  bool requires_encryption = true;
  /** 0..10 · default 3 · nothing reads it */
  std::uint16_t security_level = 3;
  /** default true · nothing reads it */
  bool whitelist_commands = true;
  /**
   * File of the commands that the assistant may run
   * at least 1 character · a change restarts the component
   */
  std::string whitelist_path{};

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "2c4eedc68e0511d3753975f9c8e745d322329f8a034628e05571950c9b046531";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("capabilities", self.capabilities);
    visit("compression", self.compression);
    visit("encryption", self.encryption);
    visit("etcd", self.etcd);
    visit("id", self.id);
    visit("llama_config", self.llama_config);
    visit("log_level", self.log_level);
    visit("rag", self.rag);
    visit("requires_compression", self.requires_compression);
    visit("requires_encryption", self.requires_encryption);
    visit("security_level", self.security_level);
    visit("whitelist_commands", self.whitelist_commands);
    visit("whitelist_path", self.whitelist_path);
  }
};

namespace rules_ {

using namespace appia::detail;

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/capabilities:
    {check::types, 32}, {check::most_elements, 256}, {check::distinct_elements}, {check::elements, 43, 0},
    {check::done},
    // /properties/compression:
    {check::types, 16}, {check::choices, 0, 6}, {check::done},
    // /properties/encryption:
    {check::types, 16}, {check::choices, 6, 2}, {check::done},
    // /properties/etcd:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /properties/id:
    {check::types, 16}, {check::done},
    // /properties/llama_config:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /properties/log_level:
    {check::types, 16}, {check::choices, 8, 7}, {check::done},
    // /properties/rag:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /properties/requires_compression:
    {check::types, 2}, {check::done},
    // /properties/requires_encryption:
    {check::types, 2}, {check::done},
    // /properties/security_level:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 10.0}, {check::done},
    // /properties/whitelist_commands:
    {check::types, 2}, {check::done},
    // /properties/whitelist_path:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/capabilities/items:
    {check::types, 16}, {check::done},
    // /properties/etcd/properties/host:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/llama_config/properties/batch_size:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65536.0}, {check::done},
    // /properties/llama_config/properties/context_size:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1048576.0}, {check::done},
    // /properties/llama_config/properties/gpu_layers:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 1024.0}, {check::done},
    // /properties/llama_config/properties/use_mlock:
    {check::types, 2}, {check::done},
    // /properties/llama_config/properties/use_mmap:
    {check::types, 2}, {check::done},
    // /properties/rag/properties/embedding_dimension:
    {check::types, 4}, {check::minimum, 0, 0, 64.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/rag/properties/host:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/rag/properties/model_name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/rag/properties/use_llm:
    {check::types, 2}, {check::done},
};

inline constexpr choice choices[] = {
    {kind::text, "none"}, {kind::text, "lz4"}, {kind::text, "zstd"}, {kind::text, "snappy"},
    {kind::text, "gzip"}, {kind::text, "brotli"}, {kind::text, "chacha20-poly1305"},
    {kind::text, "AES-256-CBC"}, {kind::text, "trace"}, {kind::text, "debug"}, {kind::text, "info"},
    {kind::text, "warn"}, {kind::text, "error"}, {kind::text, "critical"}, {kind::text, "off"},
};

inline constexpr object_rules objects[] = {
    {0, 13, 5, 0, 0, 0}, {13, 2, 2, 0, 0, 0}, {15, 5, 5, 0, 0, 0}, {20, 5, 3, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"capabilities", 5, false}, {"compression", 10, false}, {"encryption", 13, false}, {"etcd", 16, true},
    {"id", 19, false}, {"llama_config", 21, true}, {"log_level", 24, true}, {"rag", 27, true},
    {"requires_compression", 30, false}, {"requires_encryption", 32, false}, {"security_level", 34, false},
    {"whitelist_commands", 38, false}, {"whitelist_path", 40, true}, {"host", 45, true}, {"port", 48, true},
    {"batch_size", 52, true}, {"context_size", 56, true}, {"gpu_layers", 60, true}, {"use_mlock", 64, true},
    {"use_mmap", 66, true}, {"embedding_dimension", 68, false}, {"host", 72, true},
    {"model_name", 75, true}, {"port", 48, true}, {"use_llm", 78, false},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, nullptr, rules_::choices, rules_::objects, rules_::properties, nullptr, nullptr};
  return all;
}

}  // namespace appia::rag
