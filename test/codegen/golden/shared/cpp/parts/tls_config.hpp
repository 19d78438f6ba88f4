// Generated from schemas/parts/tls.schema.json by appia generate; do not edit.
// One end of TLS.
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

#include "../appia/config.hpp"
#include "net_config.hpp"

namespace appia::parts::tls {

inline const appia::detail::schema& tables_();

enum class Version : std::uint16_t {
  v1_2,
  v1_3,
};

constexpr std::string_view to_text(Version value) {
  switch (value) {
    case Version::v1_2: return "1.2";
    case Version::v1_3: return "1.3";
  }
  return {};
}

inline bool from_text(std::string_view text, Version& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

/** One end of TLS */
struct Tls {
  /** at least 1 character */
  std::string certificate{};
  /** default "1.3" */
  Version minimum = Version::v1_3;
  std::optional<appia::parts::net::Address> peer;
  /** 0..86400 s (1 d) · default 300 s (5 min) */
  std::uint32_t session = 300;

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("certificate", self.certificate);
    visit("minimum", self.minimum);
    visit("peer", self.peer);
    visit("session", self.session);
  }
};

namespace rules_ {

using namespace appia::detail;

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /$defs/version:
    {check::choices, 0, 2}, {check::done},
    // /properties/certificate:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/net_address:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /properties/session:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
    // /$defs/net_address/properties/host:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/net_port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
};

inline constexpr choice choices[] = {
    {kind::text, "1.2"}, {kind::text, "1.3"},
};

inline constexpr object_rules objects[] = {
    {0, 4, 1, 0, 0, 0}, {4, 2, 2, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"certificate", 7, true}, {"minimum", 5, false}, {"peer", 10, false}, {"session", 13, false},
    {"host", 17, true}, {"port", 20, true},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, nullptr, rules_::choices, rules_::objects, rules_::properties, nullptr, nullptr};
  return all;
}

}  // namespace appia::parts::tls
