// JSON text becomes a document, by the SAX parser of nlohmann-json: strict, and no name twice.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document.hpp"
#include "problem.hpp"

namespace appia::detail {

/** Receives the parser's events. */
class builder {
 public:
  builder(document& out, Problems& found) : out_(out), found_(found) {}

  bool null() { return add(token{}); }
  bool boolean(bool truth) {
    token each;
    each.what = kind::boolean;
    each.truth = truth;
    return add(each);
  }
  bool number_integer(std::int64_t number) { return add_number(static_cast<double>(number)); }
  bool number_unsigned(std::uint64_t number) { return add_number(static_cast<double>(number)); }
  bool number_float(double number, const std::string&) { return add_number(number); }
  bool string(std::string& text) { return add_text(text); }
  template <class Binary>
  bool binary(Binary&) {
    return false;
  }

  bool start_object(std::size_t) { return open(kind::object); }
  bool key(std::string& name) {
    level& inner = open_.back();
    const auto at = static_cast<std::uint32_t>(out_.tokens.size());
    // Canonical text has its names in order: then none stands twice.
    if (inner.last_name != 0 && !(out_.text_of(out_.tokens[inner.last_name]) < name)) inner.is_sorted = false;
    inner.last_name = at;
    return push_text(name);
  }
  bool end_object() {
    if (!open_.back().is_sorted) find_repeated(open_.back().container);
    return close();
  }
  bool start_array(std::size_t) { return open(kind::list); }
  bool end_array() { return close(); }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string&, const Exception& error) {
    // 406: a number that no double holds.
    if (error.id == 406)
      report("wrong-type", "is a number beyond what a double can hold");
    else
      found_.push_back({"syntax", pointer(), syntax_message(error.what()), 0, position});
    return false;
  }

 private:
  struct level {
    std::uint32_t container;
    std::uint32_t last_name;
    bool is_sorted;
  };

  document& out_;
  Problems& found_;
  std::vector<level> open_;

  bool add(const token& value) {
    if (!open_.empty()) ++out_.tokens[open_.back().container].size;
    out_.tokens.push_back(value);
    return true;
  }

  bool add_number(double number) {
    token each;
    each.what = kind::number;
    each.number = number;
    return add(each);
  }

  bool add_text(const std::string& text) {
    if (!open_.empty()) ++out_.tokens[open_.back().container].size;
    return push_text(text);
  }

  bool push_text(const std::string& text) {
    token each;
    each.what = kind::text;
    each.extent = static_cast<std::uint32_t>(out_.texts.size());
    each.size = static_cast<std::uint32_t>(text.size());
    out_.texts += text;
    out_.tokens.push_back(each);
    return true;
  }

  bool open(kind what) {
    token each;
    each.what = what;
    add(each);
    open_.push_back({static_cast<std::uint32_t>(out_.tokens.size() - 1), 0, true});
    out_.levels = std::max(out_.levels, open_.size());
    return true;
  }

  bool close() {
    const std::uint32_t container = open_.back().container;
    out_.tokens[container].extent = static_cast<std::uint32_t>(out_.tokens.size()) - container;
    open_.pop_back();
    return true;
  }

  void find_repeated(std::uint32_t container) {
    std::vector<std::string_view> names;
    const token* at = &out_.tokens[container] + 1;
    for (std::uint32_t index = 0; index < out_.tokens[container].size; ++index) {
      names.push_back(out_.text_of(*at));
      at = next(at + 1);
    }
    std::sort(names.begin(), names.end());
    for (auto each = std::adjacent_find(names.begin(), names.end()); each != names.end();) {
      const std::string_view name = *each;
      std::string where = container_pointer(open_.size() - 1);
      append_segment(where, name);
      found_.push_back({"unknown-key", where, where + " stands twice", 0, 0});
      each = std::adjacent_find(std::upper_bound(each, names.end(), name), names.end());
    }
  }

  void report(std::string_view code, const char* what) {
    const std::string where = pointer();
    found_.push_back({code, where, (where.empty() ? "the document" : where) + ' ' + what, 0, 0});
  }

  /** Of the value that comes next. */
  std::string pointer() const { return container_pointer(open_.size()); }

  /** Of the container that is open at `depth`; of what comes next in the innermost at the full depth. */
  std::string container_pointer(std::size_t depth) const {
    std::string text;
    for (std::size_t each = 0; each < depth; ++each) {
      const token& container = out_.tokens[open_[each].container];
      const bool is_innermost = each + 1 == open_.size();
      if (container.what == kind::list) {
        text += '/' + std::to_string(is_innermost ? container.size : container.size - 1);
      } else if (open_[each].last_name != 0) {
        // In the innermost a name may stand without its value, or the value before it was the last.
        if (is_innermost && open_[each].last_name + 1 != out_.tokens.size()) break;
        append_segment(text, out_.text_of(out_.tokens[open_[each].last_name]));
      }
    }
    return text;
  }

  /** `[json.exception.parse_error.101] parse error at line 1, column 2: …` → what follows the place. */
  static std::string syntax_message(std::string text) {
    const std::size_t place = text.find("column ");
    const std::size_t colon = place == std::string::npos ? place : text.find(": ", place);
    return "not JSON: " + (colon == std::string::npos ? text : text.substr(colon + 2));
  }
};

/** Line and column of a byte, from 1. */
inline void set_position(Problem& what, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  what.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n');
  what.column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
}

/** What the parser lets pass: it takes a NUL for the end of the text, and skips a byte order mark. */
inline bool has_stray_bytes(std::string_view text, Problems& found) {
  const std::size_t nul = text.find('\0');
  const bool has_mark = text.substr(0, 3) == "\xEF\xBB\xBF";
  if (nul == std::string_view::npos && !has_mark) return false;
  Problem what{"syntax", {}, has_mark ? "not JSON: a byte order mark" : "not JSON: a NUL byte", 0, 0};
  set_position(what, text, has_mark ? 0 : nul);
  found.push_back(what);
  return true;
}

/** False where the text is no JSON; then `found` says why. A name that stands twice is a problem, but no
 * stop. */
inline bool parse(std::string_view text, document& out, Problems& found) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max() / 2) {
    found.push_back({"syntax", {}, "the document is longer than 2 GiB", 0, 0});
    return false;
  }
  if (has_stray_bytes(text, found)) return false;
  out.tokens.reserve(text.size() / 12 + 16);
  out.texts.reserve(text.size());
  builder events(out, found);
  if (nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &events)) return true;
  Problem& last = found.back();
  // The parser counts the byte that it stopped at.
  if (last.code == "syntax") set_position(last, text, last.column == 0 ? 0 : last.column - 1);
  return false;
}

}  // namespace appia::detail
