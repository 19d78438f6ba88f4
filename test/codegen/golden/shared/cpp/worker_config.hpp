// Generated from schemas/worker.schema.json by appia generate; do not edit.
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
#include "parts/log_config.hpp"
#include "parts/net_config.hpp"
#include "parts/tls_config.hpp"

namespace appia::worker {

inline const appia::detail::schema& tables_();

enum class Tls : std::uint16_t {
  off,
  on,
};

constexpr std::string_view to_text(Tls value) {
  switch (value) {
    case Tls::off: return "off";
    case Tls::on: return "on";
  }
  return {};
}

inline bool from_text(std::string_view text, Tls& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Worker {
  /** What is logged */
  appia::parts::log::Log log;
  /**
   * Where jobs come from
   * a change takes effect at once
   */
  std::optional<std::variant<appia::parts::net::Address, appia::parts::tls::Tls>> target;
  /** a change takes effect at once */
  std::optional<Tls> tls;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "0a47a4d026f70b123a8db77b8ec93df63a8bd5e1e5e20223399c4b3646ce5c21";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("log", self.log);
    visit("target", self.target);
    visit("tls", self.tls);
  }
};

namespace rules_ {

using namespace appia::detail;

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /$defs/log:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /properties/target:
    {check::one_of, 0, 2}, {check::done},
    // /$defs/tls:
    {check::choices, 0, 2}, {check::done},
    // /$defs/log/properties/level:
    {check::choices, 2, 3}, {check::done},
    // /$defs/net_address:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /$defs/parts_tls:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /$defs/net_address/properties/host:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/net_port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /$defs/parts_tls/properties/certificate:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/tls_version:
    {check::choices, 5, 2}, {check::done},
    // /$defs/parts_tls/properties/session:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
};

inline constexpr node nodes[] = {
    14, 17,
};

inline constexpr choice choices[] = {
    {kind::text, "off"}, {kind::text, "on"}, {kind::text, "debug"}, {kind::text, "info"},
    {kind::text, "error"}, {kind::text, "1.2"}, {kind::text, "1.3"},
};

inline constexpr object_rules objects[] = {
    {0, 3, 0, 0, 0, 0}, {3, 1, 0, 0, 0, 0}, {4, 2, 2, 0, 0, 0}, {6, 4, 1, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"log", 5, false}, {"target", 8, false}, {"tls", 10, false}, {"level", 12, false}, {"host", 20, true},
    {"port", 23, true}, {"certificate", 27, true}, {"minimum", 30, false}, {"peer", 14, false},
    {"session", 32, false},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, rules_::nodes, nullptr, rules_::choices, rules_::objects, rules_::properties, nullptr, nullptr};
  return all;
}

}  // namespace appia::worker
