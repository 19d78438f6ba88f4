// Durations that documents say as text: "1h30m" as Go reads it, "PT1H30M" as ISO 8601 has it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "text.hpp"

namespace appia {
namespace detail {

enum class duration_form : std::uint32_t { go, iso };

/** Adds up whole nanoseconds; says no to parts of one, and to what no 63 bits hold. */
class nanosecond_sum {
 public:
  bool add(std::string_view whole, std::string_view fraction, std::uint64_t unit) {
    std::uint64_t amount = 0;
    for (const char digit : whole) {
      if (!times(amount, 10) || !plus(amount, static_cast<std::uint64_t>(digit - '0'))) return false;
    }
    if (!times(amount, unit)) return false;
    for (const char digit : fraction) {
      const bool is_finer = unit % 10 != 0;
      unit = is_finer ? 0 : unit / 10;
      if (unit == 0 && digit != '0') return false;
      if (!plus(amount, static_cast<std::uint64_t>(digit - '0') * unit)) return false;
    }
    return plus(sum_, amount);
  }
  std::int64_t sum() const { return static_cast<std::int64_t>(sum_); }

 private:
  static constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  std::uint64_t sum_ = 0;

  static bool times(std::uint64_t& value, std::uint64_t factor) {
    if (factor != 0 && value > most / factor) return false;
    value *= factor;
    return true;
  }
  static bool plus(std::uint64_t& value, std::uint64_t more) {
    if (more > most - value) return false;
    value += more;
    return true;
  }
};

/** Takes digits from the front of a text. */
inline std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

/** Takes `.5` from the front of a text, if it is there; false for a point without digits. */
inline bool take_fraction(std::string_view& text, std::string_view& fraction) {
  if (text.empty() || text.front() != '.') return true;
  text.remove_prefix(1);
  fraction = take_digits(text);
  return !fraction.empty();
}

inline bool take_unit(std::string_view& text, std::uint64_t& unit) {
  static constexpr std::pair<std::string_view, std::uint64_t> units[] = {
      {"ns", 1},      {"us", 1000},          {"\xC2\xB5s", 1000},   {"\xCE\xBCs", 1000},
      {"ms", 1000000}, {"s", 1000000000}, {"m", 60000000000}, {"h", 3600000000000}};
  for (const auto& [name, nanoseconds] : units) {
    if (text.substr(0, name.size()) != name) continue;
    text.remove_prefix(name.size());
    unit = nanoseconds;
    return true;
  }
  return false;
}

inline bool parse_go(std::string_view text, nanosecond_sum& sum) {
  if (text == "0") return true;
  if (text.empty()) return false;
  while (!text.empty()) {
    const std::string_view whole = take_digits(text);
    std::string_view fraction;
    std::uint64_t unit = 0;
    if (whole.empty() || !take_fraction(text, fraction) || !take_unit(text, unit)) return false;
    if (!sum.add(whole, fraction, unit)) return false;
  }
  return true;
}

inline bool parse_iso(std::string_view text, nanosecond_sum& sum) {
  // In this order, each at most once; weeks alone.
  static constexpr std::pair<char, std::uint64_t> units[] = {{'W', 604800000000000},
                                                             {'D', 86400000000000},
                                                             {'H', 3600000000000},
                                                             {'M', 60000000000},
                                                             {'S', 1000000000}};
  constexpr std::size_t first_of_time = 2;
  if (text.size() < 3 || text.front() != 'P') return false;
  text.remove_prefix(1);
  std::size_t next = 0;
  bool is_time = false;
  while (!text.empty()) {
    if (text.front() == 'T') {
      if (is_time || next == 1) return false;
      is_time = true;
      next = first_of_time;
      text.remove_prefix(1);
    }
    const std::string_view whole = take_digits(text);
    std::string_view fraction;
    if (whole.empty() || !take_fraction(text, fraction) || text.empty()) return false;
    std::size_t unit = next;
    const std::size_t end = is_time ? std::size(units) : first_of_time;
    while (unit < end && units[unit].first != text.front()) ++unit;
    if (unit == end || (!fraction.empty() && units[unit].first != 'S')) return false;
    text.remove_prefix(1);
    if (!sum.add(whole, fraction, units[unit].second)) return false;
    if (unit == 0 && !text.empty()) return false;
    next = unit + 1;
  }
  return true;
}

/** False for a text that says no duration of the form. */
inline bool parse_duration(duration_form form, std::string_view text, std::int64_t& nanoseconds) {
  constexpr std::size_t longest_text = 64;
  nanosecond_sum sum;
  if (count_code_points(text) > longest_text) return false;
  if (!(form == duration_form::go ? parse_go(text, sum) : parse_iso(text, sum))) return false;
  nanoseconds = sum.sum();
  return true;
}

}  // namespace detail

/** A duration, and how the document says it: what is read and written again is the same text. */
class Duration {
 public:
  Duration() = default;
  /** Nothing, and an empty text, where it is neither of the forms. */
  explicit Duration(std::string_view text) {
    using detail::duration_form;
    const bool is_known = detail::parse_duration(duration_form::go, text, nanoseconds_) ||
                          detail::parse_duration(duration_form::iso, text, nanoseconds_);
    text_ = is_known ? std::string(text) : std::string();
  }
  /** As Go writes them: `90000000000ns` says the same as `1m30s`. */
  static Duration go(std::chrono::nanoseconds value) { return Duration(std::to_string(value.count()) + "ns"); }
  static Duration iso(std::chrono::nanoseconds value) {
    std::string fraction = std::to_string(value.count() % 1000000000);
    fraction.insert(0, 9 - fraction.size(), '0');
    return Duration("PT" + std::to_string(value.count() / 1000000000) + '.' + fraction + 'S');
  }

  std::chrono::nanoseconds value() const { return std::chrono::nanoseconds(nanoseconds_); }
  const std::string& text() const { return text_; }
  friend bool operator==(const Duration& a, const Duration& b) { return a.nanoseconds_ == b.nanoseconds_; }
  friend bool operator!=(const Duration& a, const Duration& b) { return !(a == b); }
  friend bool operator<(const Duration& a, const Duration& b) { return a.nanoseconds_ < b.nanoseconds_; }

 private:
  std::int64_t nanoseconds_ = 0;
  std::string text_ = "0s";
};

}  // namespace appia
