// Generated from schemas/parts/net.schema.json by appia generate; do not edit.
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

namespace appia::parts::net {

inline const appia::detail::schema& tables_();

struct Address {
  /** at least 1 character */
  std::string host{};
  /** 1..65535 */
  std::uint16_t port{};

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("host", self.host);
    visit("port", self.port);
  }
};

namespace rules_ {

using namespace appia::detail;

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // /$defs/address:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /$defs/port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /$defs/address/properties/host:
    {check::types, 16}, {check::shortest, 1}, {check::done},
};

inline constexpr object_rules objects[] = {
    {0, 2, 2, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"host", 9, true}, {"port", 5, true},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, nullptr, nullptr, rules_::objects, rules_::properties, nullptr, nullptr};
  return all;
}

}  // namespace appia::parts::net
