// Generated from schemas/interfaces.schema.json by appia generate; do not edit.
// Which network interfaces are captured, and as what; names resolve to an index on the node that captures.
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

namespace appia::interfaces {

inline const appia::detail::schema& tables_();

/** disabled: not captured; host-based: packets destined to this host; gateway: all transit */
enum class InterfaceMode : std::uint16_t {
  disabled,
  host_based,
  gateway,
};

constexpr std::string_view to_text(InterfaceMode value) {
  switch (value) {
    case InterfaceMode::disabled: return "disabled";
    case InterfaceMode::host_based: return "host-based";
    case InterfaceMode::gateway: return "gateway";
  }
  return {};
}

inline bool from_text(std::string_view text, InterfaceMode& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** Which side of the host the interface faces */
enum class InterfaceRole : std::uint16_t {
  wan,
  lan,
};

constexpr std::string_view to_text(InterfaceRole value) {
  switch (value) {
    case InterfaceRole::wan: return "wan";
    case InterfaceRole::lan: return "lan";
  }
  return {};
}

inline bool from_text(std::string_view text, InterfaceRole& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Interface {
  /**
   * disabled: not captured; host-based: packets destined to this host; gateway: all transit
   * a change takes effect at once
   */
  InterfaceMode mode{};
  /**
   * Which side of the host the interface faces
   * a change takes effect at once
   */
  InterfaceRole role{};

  static constexpr appia::detail::node schema_node_ = 10;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("mode", self.mode);
    visit("role", self.role);
  }
};

/** Which network interfaces are captured, and as what; names resolve to an index on the node that captures */
struct Interfaces {
  /**
   * Interfaces by name; one that is not listed is not captured
   * at most 16 members
   */
  std::map<std::string, Interface> interfaces{};

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "5d842ad902a9488ef2dddda1ee70ff0c260cce53e557b2ec147e53848e5ef45e";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("interfaces", self.interfaces);
  }
};

namespace rules_ {

using namespace appia::detail;

// /^[A-Za-z0-9._-]+$/
inline constexpr step steps_0[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 5}, {action::fork, 3, 5}, {action::one_of, 5, 5},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_0[] = {
    {0x2d, 0x2e}, {0x30, 0x39}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a}, {0x2d, 0x2e}, {0x30, 0x39},
    {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/interfaces:
    {check::types, 64}, {check::members, 1}, {check::names, 13}, {check::most_members, 16}, {check::done},
    // /$defs/interface:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /properties/interfaces/propertyNames:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 15}, {check::matches, 0, 0}, {check::done},
    // /$defs/interface/properties/mode:
    {check::types, 16}, {check::choices, 0, 3}, {check::done},
    // /$defs/interface/properties/role:
    {check::types, 16}, {check::choices, 3, 2}, {check::done},
};

inline constexpr std::string_view texts[] = {
    "^[A-Za-z0-9._-]+$",
};

inline constexpr choice choices[] = {
    {kind::text, "disabled"}, {kind::text, "host-based"}, {kind::text, "gateway"}, {kind::text, "wan"},
    {kind::text, "lan"},
};

inline constexpr object_rules objects[] = {
    {0, 1, 1, 0, 0, 0}, {1, 0, 0, 0, 0, 10}, {1, 2, 2, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"interfaces", 5, true}, {"mode", 18, true}, {"role", 21, true},
};

inline constexpr pattern patterns[] = {
    {steps_0, 7, spans_0},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, rules_::texts, rules_::choices, rules_::objects, rules_::properties, nullptr, rules_::patterns};
  return all;
}

}  // namespace appia::interfaces
