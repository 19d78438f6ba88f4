// Generated from schemas/parts/log.schema.json by appia generate; do not edit.
// What is logged.
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

namespace appia::parts::log {

inline const appia::detail::schema& tables_();

enum class Level : std::uint16_t {
  debug,
  info,
  error,
};

constexpr std::string_view to_text(Level value) {
  switch (value) {
    case Level::debug: return "debug";
    case Level::info: return "info";
    case Level::error: return "error";
  }
  return {};
}

inline bool from_text(std::string_view text, Level& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** What is logged */
struct Log {
  /** default "info" · a change takes effect at once */
  Level level = Level::info;

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("level", self.level);
  }
};

namespace rules_ {

using namespace appia::detail;

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/level:
    {check::choices, 0, 3}, {check::done},
};

inline constexpr choice choices[] = {
    {kind::text, "debug"}, {kind::text, "info"}, {kind::text, "error"},
};

inline constexpr object_rules objects[] = {
    {0, 1, 0, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"level", 5, false},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, nullptr, rules_::choices, rules_::objects, rules_::properties, nullptr, nullptr};
  return all;
}

}  // namespace appia::parts::log
