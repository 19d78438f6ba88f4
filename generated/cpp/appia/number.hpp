// Numbers as ECMAScript writes them, and decimal arithmetic on what is written.
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace appia::detail {

/** A finite double as its shortest decimal text has it: 0.digits · 10^point. */
struct decimal {
  std::array<char, 24> buffer{};
  std::size_t count = 0;
  int point = 0;
  bool is_negative = false;

  explicit decimal(double value) {
    std::array<char, 40> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific).ptr;
    const char* at = text.data();
    if (*at == '-') {
      is_negative = true;
      ++at;
    }
    for (; at != end && *at != 'e'; ++at) {
      if (*at != '.') buffer[count++] = *at;
    }
    int exponent = 0;
    // from_chars takes no plus sign.
    if (at != end) std::from_chars(at[1] == '+' ? at + 2 : at + 1, end, exponent);
    point = exponent + 1;
    while (count > 1 && buffer[count - 1] == '0') --count;
  }

  std::string_view digits() const { return {buffer.data(), count}; }
};

/** Number::toString of ECMAScript, which RFC 8785 asks for: `1e-7`, `1e+21`, `100000000000000000000`, `0` for
 * -0. */
inline void write_number(std::string& out, double value) {
  if (!std::isfinite(value)) throw std::domain_error("JSON has no number that is infinite or not a number");
  if (std::fpclassify(value) == FP_ZERO) {
    out += '0';
    return;
  }
  const decimal parts(value);
  const std::string_view digits = parts.digits();
  const auto count = static_cast<int>(digits.size());
  if (parts.is_negative) out += '-';
  if (parts.point > 21 || parts.point <= -6) {
    out += digits[0];
    if (count > 1) out.append(1, '.').append(digits.substr(1));
    out.append(parts.point > 0 ? "e+" : "e-").append(std::to_string(std::abs(parts.point - 1)));
  } else if (parts.point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-parts.point), '0').append(digits);
  } else if (parts.point >= count) {
    out.append(digits).append(static_cast<std::size_t>(parts.point - count), '0');
  } else {
    const auto whole = static_cast<std::size_t>(parts.point);
    out.append(digits.substr(0, whole)).append(1, '.').append(digits.substr(whole));
  }
}

inline std::string number_text(double value) {
  std::string text;
  write_number(text, value);
  return text;
}

/** Both taken as their shortest decimal texts say: 0.07 is a multiple of 0.01. Zero is one of everything. */
inline bool is_multiple_of(double value, double step) {
  if (std::fpclassify(value) == FP_ZERO) return true;
  if (std::fpclassify(step) == FP_ZERO) return false;
  const decimal dividend(value);
  const decimal divisor(step);
  std::uint64_t upper = 0;
  std::uint64_t lower = 0;
  for (const char each : dividend.digits()) upper = upper * 10 + static_cast<std::uint64_t>(each - '0');
  for (const char each : divisor.digits()) lower = lower * 10 + static_cast<std::uint64_t>(each - '0');
  int shift =
      (dividend.point - static_cast<int>(dividend.count)) - (divisor.point - static_cast<int>(divisor.count));
  // Neither ends in a zero, and 17 digits are the most: a divisor that outgrows the dividend divides no more.
  for (; shift < 0; ++shift) {
    if (lower > upper) return false;
    lower *= 10;
  }
  std::uint64_t rest = upper % lower;
  for (; shift > 0 && rest != 0; --shift) rest = rest * 10 % lower;
  return rest == 0;
}

/** An integer as JSON Schema has it: 1.0 is one. */
inline bool is_integer(double value) {
  return std::isfinite(value) && std::fpclassify(value - std::trunc(value)) == FP_ZERO;
}

}  // namespace appia::detail
