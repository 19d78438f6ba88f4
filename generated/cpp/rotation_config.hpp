// Generated from schemas/rotation.schema.json by appia generate; do not edit.
// How encryption seeds rotate.
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

namespace appia::rotation {

inline const appia::detail::schema& tables_();

enum class Algorithm : std::uint16_t {
  chacha20_poly1305,
};

constexpr std::string_view to_text(Algorithm value) {
  switch (value) {
    case Algorithm::chacha20_poly1305: return "chacha20-poly1305";
  }
  return {};
}

inline bool from_text(std::string_view text, Algorithm& out) {
  return appia::detail::enumerator_of(text, 1, out);
}

enum class QuietWindowsItemDaysItem : std::uint16_t {
  sun,
  mon,
  tue,
  wed,
  thu,
  fri,
  sat,
};

constexpr std::string_view to_text(QuietWindowsItemDaysItem value) {
  switch (value) {
    case QuietWindowsItemDaysItem::sun: return "sun";
    case QuietWindowsItemDaysItem::mon: return "mon";
    case QuietWindowsItemDaysItem::tue: return "tue";
    case QuietWindowsItemDaysItem::wed: return "wed";
    case QuietWindowsItemDaysItem::thu: return "thu";
    case QuietWindowsItemDaysItem::fri: return "fri";
    case QuietWindowsItemDaysItem::sat: return "sat";
  }
  return {};
}

inline bool from_text(std::string_view text, QuietWindowsItemDaysItem& out) {
  return appia::detail::enumerator_of(text, 7, out);
}

struct QuietWindowsItem {
  /**
   * Every day when absent; for a window that passes midnight, the day it begins
   * at most 7 elements · a change takes effect at once
   */
  std::optional<std::vector<QuietWindowsItemDaysItem>> days;
  /** of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once */
  std::string from{};
  /** of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once */
  std::string to{};

  static constexpr appia::detail::node schema_node_ = 45;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("days", self.days);
    visit("from", self.from);
    visit("to", self.to);
  }
};

/** How encryption seeds rotate */
struct Rotation {
  /** a change takes effect at once */
  Algorithm algorithm{};
  /**
   * Compact the store once a key has retired, so that its sealed text is gone from history too
   * a change takes effect at once
   */
  std::optional<bool> compactAfterRetirement;
  /**
   * How long a key that is no longer primary still opens messages; at least longestMessageAge
   * 1..604800 s (7 d) · a change takes effect at once
   */
  std::uint32_t grace{};
  /**
   * A new key becomes due this long after the one before
   * 1..8760 h (365 d) · a change takes effect at once
   */
  std::uint16_t interval{};
  /**
   * Previous keys that may exist at once; the next rotation waits for the oldest to retire
   * 1..8 count · a change takes effect at once
   */
  std::uint16_t keepPrevious{};
  /**
   * Older messages are refused
   * 1..604800 s (7 d) · a change takes effect at once
   */
  std::uint32_t longestMessageAge{};
  /**
   * Recipient of each member component@node; each must acknowledge a key before it is used
   * at most 256 members
   */
  std::map<std::string, std::string> members{};
  /**
   * Messages that one sender may seal under one key; 4294967296 when absent
   * 1..4294967296 messages · a change takes effect at once
   */
  std::optional<std::uint64_t> messageCap;
  /**
   * Times of the week (UTC) in which scheduled rotations neither begin nor change the primary key
   * at most 32 elements · a change takes effect at once
   */
  std::optional<std::vector<QuietWindowsItem>> quietWindows;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "c98875392beff87ecedac4e7492c3a51d129f8e9714d3561b070bab43909f01f";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("algorithm", self.algorithm);
    visit("compactAfterRetirement", self.compactAfterRetirement);
    visit("grace", self.grace);
    visit("interval", self.interval);
    visit("keepPrevious", self.keepPrevious);
    visit("longestMessageAge", self.longestMessageAge);
    visit("members", self.members);
    visit("messageCap", self.messageCap);
    visit("quietWindows", self.quietWindows);
  }
};

namespace rules_ {

using namespace appia::detail;

// /^[a-z][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9._-]*$/
inline constexpr step steps_0[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 1}, {action::fork, 3, 5}, {action::one_of, 1, 3},
    {action::go, 2, 0}, {action::one_of, 4, 1}, {action::one_of, 5, 3}, {action::fork, 8, 10},
    {action::one_of, 8, 5}, {action::go, 7, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_0[] = {
    {0x61, 0x7a}, {0x2d, 0x2d}, {0x30, 0x39}, {0x61, 0x7a}, {0x40, 0x40}, {0x30, 0x39}, {0x41, 0x5a},
    {0x61, 0x7a}, {0x2d, 0x2e}, {0x30, 0x39}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

// /^(age1[02-9ac-hj-np-z]{58}|plaintext)$/
inline constexpr step steps_1[] = {
    {action::at_start, 0, 0}, {action::fork, 2, 65}, {action::one_of, 0, 1}, {action::one_of, 1, 1},
    {action::one_of, 2, 1}, {action::one_of, 3, 1}, {action::one_of, 4, 6}, {action::one_of, 10, 6},
    {action::one_of, 16, 6}, {action::one_of, 22, 6}, {action::one_of, 28, 6}, {action::one_of, 34, 6},
    {action::one_of, 40, 6}, {action::one_of, 46, 6}, {action::one_of, 52, 6}, {action::one_of, 58, 6},
    {action::one_of, 64, 6}, {action::one_of, 70, 6}, {action::one_of, 76, 6}, {action::one_of, 82, 6},
    {action::one_of, 88, 6}, {action::one_of, 94, 6}, {action::one_of, 100, 6}, {action::one_of, 106, 6},
    {action::one_of, 112, 6}, {action::one_of, 118, 6}, {action::one_of, 124, 6}, {action::one_of, 130, 6},
    {action::one_of, 136, 6}, {action::one_of, 142, 6}, {action::one_of, 148, 6}, {action::one_of, 154, 6},
    {action::one_of, 160, 6}, {action::one_of, 166, 6}, {action::one_of, 172, 6}, {action::one_of, 178, 6},
    {action::one_of, 184, 6}, {action::one_of, 190, 6}, {action::one_of, 196, 6}, {action::one_of, 202, 6},
    {action::one_of, 208, 6}, {action::one_of, 214, 6}, {action::one_of, 220, 6}, {action::one_of, 226, 6},
    {action::one_of, 232, 6}, {action::one_of, 238, 6}, {action::one_of, 244, 6}, {action::one_of, 250, 6},
    {action::one_of, 256, 6}, {action::one_of, 262, 6}, {action::one_of, 268, 6}, {action::one_of, 274, 6},
    {action::one_of, 280, 6}, {action::one_of, 286, 6}, {action::one_of, 292, 6}, {action::one_of, 298, 6},
    {action::one_of, 304, 6}, {action::one_of, 310, 6}, {action::one_of, 316, 6}, {action::one_of, 322, 6},
    {action::one_of, 328, 6}, {action::one_of, 334, 6}, {action::one_of, 340, 6}, {action::one_of, 346, 6},
    {action::go, 74, 0}, {action::one_of, 352, 1}, {action::one_of, 353, 1}, {action::one_of, 354, 1},
    {action::one_of, 355, 1}, {action::one_of, 356, 1}, {action::one_of, 357, 1}, {action::one_of, 358, 1},
    {action::one_of, 359, 1}, {action::one_of, 360, 1}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_1[] = {
    {0x61, 0x61}, {0x67, 0x67}, {0x65, 0x65}, {0x31, 0x31}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e},
    {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a},
    {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30},
    {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39},
    {0x61, 0x61}, {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61},
    {0x63, 0x68}, {0x6a, 0x6e}, {0x70, 0x7a}, {0x30, 0x30}, {0x32, 0x39}, {0x61, 0x61}, {0x63, 0x68},
    {0x6a, 0x6e}, {0x70, 0x7a}, {0x70, 0x70}, {0x6c, 0x6c}, {0x61, 0x61}, {0x69, 0x69}, {0x6e, 0x6e},
    {0x74, 0x74}, {0x65, 0x65}, {0x78, 0x78}, {0x74, 0x74},
};

// /^([01][0-9]|2[0-3]):[0-5][0-9]$/
inline constexpr step steps_2[] = {
    {action::at_start, 0, 0}, {action::fork, 2, 5}, {action::one_of, 0, 1}, {action::one_of, 1, 1},
    {action::go, 7, 0}, {action::one_of, 2, 1}, {action::one_of, 3, 1}, {action::one_of, 4, 1},
    {action::one_of, 5, 1}, {action::one_of, 6, 1}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_2[] = {
    {0x30, 0x31}, {0x30, 0x39}, {0x32, 0x32}, {0x30, 0x33}, {0x3a, 0x3a}, {0x30, 0x35}, {0x30, 0x39},
};

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/algorithm:
    {check::types, 16}, {check::choices, 0, 1}, {check::done},
    // /properties/compactAfterRetirement:
    {check::types, 2}, {check::done},
    // /properties/grace:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 604800.0}, {check::done},
    // /properties/interval:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 8760.0}, {check::done},
    // /properties/keepPrevious:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 8.0}, {check::done},
    // /properties/longestMessageAge:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 604800.0}, {check::done},
    // /properties/members:
    {check::types, 64}, {check::members, 1}, {check::names, 42}, {check::most_members, 256}, {check::done},
    // /properties/messageCap:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 4294967296.0}, {check::done},
    // /properties/quietWindows:
    {check::types, 32}, {check::most_elements, 32}, {check::elements, 45, 0}, {check::done},
    // /properties/members/additionalProperties:
    {check::types, 16}, {check::matches, 1, 0}, {check::done},
    // /properties/members/propertyNames:
    {check::types, 16}, {check::matches, 0, 1}, {check::done},
    // /properties/quietWindows/items:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /properties/quietWindows/items/properties/days:
    {check::types, 32}, {check::most_elements, 7}, {check::elements, 58, 0}, {check::done},
    // /properties/quietWindows/items/properties/from:
    {check::types, 16}, {check::matches, 2, 2}, {check::done},
    // /properties/quietWindows/items/properties/to:
    {check::types, 16}, {check::matches, 2, 3}, {check::done},
    // /properties/quietWindows/items/properties/days/items:
    {check::types, 16}, {check::choices, 1, 7}, {check::done},
};

inline constexpr std::string_view texts[] = {
    "^(age1[02-9ac-hj-np-z]{58}|plaintext)$", "^[a-z][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9._-]*$",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$", "^([01][0-9]|2[0-3]):[0-5][0-9]$",
};

inline constexpr choice choices[] = {
    {kind::text, "chacha20-poly1305"}, {kind::text, "sun"}, {kind::text, "mon"}, {kind::text, "tue"},
    {kind::text, "wed"}, {kind::text, "thu"}, {kind::text, "fri"}, {kind::text, "sat"},
};

inline constexpr object_rules objects[] = {
    {0, 9, 6, 0, 0, 0}, {9, 0, 0, 0, 0, 39}, {9, 3, 2, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"algorithm", 5, true}, {"compactAfterRetirement", 8, false}, {"grace", 10, true},
    {"interval", 14, true}, {"keepPrevious", 18, true}, {"longestMessageAge", 22, true},
    {"members", 26, true}, {"messageCap", 31, false}, {"quietWindows", 35, false}, {"days", 48, false},
    {"from", 52, true}, {"to", 55, true},
};

inline constexpr pattern patterns[] = {
    {steps_0, 12, spans_0}, {steps_1, 76, spans_1}, {steps_2, 12, spans_2},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, rules_::texts, rules_::choices, rules_::objects, rules_::properties, nullptr, rules_::patterns};
  return all;
}

}  // namespace appia::rotation
