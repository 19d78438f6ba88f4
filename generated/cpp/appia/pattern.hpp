// Patterns of ECMAScript (flag u), compiled by `appia generate`: all ways through a pattern are followed at
// once, so that the time is linear in the text. Nothing recurses, nothing throws.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace appia::detail {

/** Code points, both ends included. */
struct span {
  char32_t from;
  char32_t to;
};

enum class action : std::uint8_t { one_of, fork, go, at_start, at_end, at_boundary, inside_word, accept };

/** `one_of` spans [first, first + second); `fork` to first and second; `go` to first. */
struct step {
  action what;
  std::uint16_t first;
  std::uint16_t second;
};

struct pattern {
  const step* steps;
  std::uint16_t count;
  const span* spans;
};

/** The code point at `at`, which moves behind it. The text is UTF-8 that the parser has checked. */
inline char32_t take_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[index]));
  };
  const char32_t first = byte(at);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t value = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t index = at + 1; index < at + length && index < text.size(); ++index) {
    value = (value << 6U) | (byte(index) & 0x3FU);
  }
  at = std::min(at + length, text.size());
  return value;
}

class matcher {
 public:
  explicit matcher(const pattern& of) : of_(of), marks_(of.count, 0) {}

  /** True where some part of the text matches, as RegExp.test has it. */
  bool finds(std::string_view text) {
    std::size_t at = 0;
    char32_t before = none;
    for (;;) {
      const std::size_t here = at;
      const char32_t after = at < text.size() ? take_code_point(text, at) : none;
      ++round_;
      spot_ = {here == 0, here == text.size(), is_word(before) != is_word(after)};
      ready_.clear();
      for (const std::uint16_t each : waiting_) {
        if (follow(each)) return true;
      }
      if (follow(0)) return true;
      if (here == text.size()) return false;
      waiting_.clear();
      for (const std::uint16_t each : ready_) {
        if (takes(of_.steps[each], after)) waiting_.push_back(static_cast<std::uint16_t>(each + 1));
      }
      before = after;
    }
  }

 private:
  static constexpr char32_t none = 0xFFFFFFFF;

  struct spot {
    bool is_start;
    bool is_end;
    bool is_boundary;
  };

  const pattern& of_;
  std::vector<std::uint32_t> marks_;
  std::uint32_t round_ = 0;
  spot spot_{};
  std::vector<std::uint16_t> waiting_;
  std::vector<std::uint16_t> ready_;
  std::vector<std::uint16_t> todo_;

  /** Gathers the steps that can be reached without taking a character; true on reaching the end of the
   * pattern. */
  bool follow(std::uint16_t start) {
    todo_.assign(1, start);
    while (!todo_.empty()) {
      const std::uint16_t index = todo_.back();
      todo_.pop_back();
      if (marks_[index] == round_) continue;
      marks_[index] = round_;
      const step& each = of_.steps[index];
      const auto following = static_cast<std::uint16_t>(index + 1);
      switch (each.what) {
        case action::accept:
          return true;
        case action::one_of:
          ready_.push_back(index);
          break;
        case action::go:
          todo_.push_back(each.first);
          break;
        case action::fork:
          todo_.push_back(each.first);
          todo_.push_back(each.second);
          break;
        case action::at_start:
          if (spot_.is_start) todo_.push_back(following);
          break;
        case action::at_end:
          if (spot_.is_end) todo_.push_back(following);
          break;
        case action::at_boundary:
          if (spot_.is_boundary) todo_.push_back(following);
          break;
        case action::inside_word:
          if (!spot_.is_boundary) todo_.push_back(following);
          break;
      }
    }
    return false;
  }

  bool takes(const step& each, char32_t character) const {
    const span* const end = of_.spans + each.first + each.second;
    for (const span* at = of_.spans + each.first; at != end; ++at) {
      if (at->from <= character && character <= at->to) return true;
    }
    return false;
  }

  static bool is_word(char32_t each) {
    return (each >= '0' && each <= '9') || (each >= 'A' && each <= 'Z') || each == '_' ||
           (each >= 'a' && each <= 'z');
  }
};

}  // namespace appia::detail
