// Lines and columns of what is wrong: the text is parsed once more, and only when there is something to tell.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document.hpp"
#include "judge.hpp"
#include "parse.hpp"
#include "problem.hpp"
#include "text.hpp"

namespace appia::detail {

/** Reads bytes, and lets others see how far. */
class tracked_byte {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  tracked_byte(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  tracked_byte& operator++() {
    *seen_ = ++at_;
    return *this;
  }
  tracked_byte operator++(int) {
    tracked_byte old = *this;
    ++*this;
    return old;
  }
  bool operator==(const tracked_byte& other) const { return at_ == other.at_; }
  bool operator!=(const tracked_byte& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** seen_;
};

/** Receives the events of `builder` and notes where each token begins. */
class position_finder {
 public:
  position_finder(std::string_view text, const char** seen) : text_(text), seen_(seen) {}

  bool null() { return note(); }
  bool boolean(bool) { return note(); }
  bool number_integer(std::int64_t) { return note(); }
  bool number_unsigned(std::uint64_t) { return note(); }
  bool number_float(double, const std::string&) { return note(); }
  bool string(const std::string&) { return note(); }
  template <class Binary>
  bool binary(Binary&) {
    return false;
  }
  bool start_object(std::size_t) { return note(); }
  bool key(const std::string&) { return note(); }
  bool end_object() { return pass(); }
  bool start_array(std::size_t) { return note(); }
  bool end_array() { return pass(); }
  template <class Exception>
  bool parse_error(std::size_t, const std::string&, const Exception&) {
    return false;
  }

  const std::vector<std::size_t>& starts() const { return starts_; }

 private:
  std::string_view text_;
  const char** seen_;
  std::size_t behind_ = 0;
  std::vector<std::size_t> starts_;

  /** Between two tokens stand only these; the parser may have taken one of them to see where a number ends.
   */
  bool note() {
    const std::size_t start = text_.find_first_not_of(" \t\r\n,:]}", behind_);
    starts_.push_back(start == std::string_view::npos ? text_.size() : start);
    return pass();
  }
  bool pass() {
    behind_ = static_cast<std::size_t>(*seen_ - text_.data());
    return true;
  }
};

/** Moves what was found to the problems, with its place in the text. */
inline void locate(std::string_view text, const document& parsed, findings& found, Problems& out) {
  if (found.empty()) return;
  const char* seen = text.data();
  position_finder finder(text, &seen);
  const tracked_byte first(text.data(), &seen);
  const tracked_byte last(text.data() + text.size(), &seen);
  nlohmann::json::sax_parse(first, last, &finder);
  for (finding& each : found) {
    const auto index = static_cast<std::size_t>(each.at - parsed.tokens.data());
    if (index < finder.starts().size()) set_position(each.what, text, finder.starts()[index]);
    out.push_back(std::move(each.what));
  }
}

/** The pointer of a token: of a value, or of the member that a name begins. */
inline std::string pointer_of(const document& parsed, const token* wanted) {
  std::string pointer;
  const token* at = parsed.tokens.data();
  while (at != wanted && (at->what == kind::list || at->what == kind::object)) {
    const bool is_object = at->what == kind::object;
    const token* child = at + 1;
    for (std::uint32_t index = 0;; ++index) {
      const token* const value = is_object ? child + 1 : child;
      if (wanted < next(value)) {
        if (is_object)
          append_segment(pointer, parsed.text_of(*child));
        else
          pointer += '/' + std::to_string(index);
        if (wanted == child) return pointer;
        at = value;
        break;
      }
      child = next(value);
    }
  }
  return pointer;
}

/** Finds names that stand twice: a parser would keep the last of them without a word. */
inline void refuse_repeated(const document& parsed, findings& found) {
  for (const std::uint32_t container : parsed.unordered) {
    std::vector<const token*> names;
    const token* at = &parsed.tokens[container] + 1;
    for (std::uint32_t index = 0; index < parsed.tokens[container].size; ++index) {
      names.push_back(at);
      at = next(at + 1);
    }
    std::stable_sort(names.begin(), names.end(),
                     [&](const token* a, const token* b) { return parsed.text_of(*a) < parsed.text_of(*b); });
    for (std::size_t each = 1; each < names.size(); ++each) {
      if (parsed.text_of(*names[each]) != parsed.text_of(*names[each - 1])) continue;
      const std::string pointer = pointer_of(parsed, names[each]);
      found.push_back({{"unknown-key", pointer, pointer + " stands twice", 0, 0}, names[each]});
    }
  }
}

/** Finds the first value that lies too deep. */
inline void refuse_depth(const document& parsed, findings& found) {
  if (parsed.levels <= most_levels) return;
  std::vector<std::uint32_t> ends;
  for (std::size_t index = 0; index < parsed.tokens.size(); ++index) {
    const token& each = parsed.tokens[index];
    while (!ends.empty() && ends.back() <= index) ends.pop_back();
    if (each.what != kind::list && each.what != kind::object) continue;
    ends.push_back(static_cast<std::uint32_t>(index) + each.extent);
    if (ends.size() <= most_levels) continue;
    const std::string levels = std::to_string(most_levels);
    found.push_back(
        {{"schema-rule", {}, "the document is nested deeper than " + levels + " levels", 0, 0}, &each});
    return;
  }
}

}  // namespace appia::detail
