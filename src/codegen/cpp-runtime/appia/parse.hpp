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
    if (!open_.back().is_sorted) out_.unordered.push_back(open_.back().container);
    return close();
  }
  bool start_array(std::size_t) { return open(kind::list); }
  bool end_array() { return close(); }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string&, const Exception& error) {
    // 406: a number that no double holds.
    const bool is_number = error.id == 406;
    const std::string rest = is_number ? "is a number beyond what a double can hold"
                                       : "is not JSON: " + syntax_message(error.what());
    const std::string where = pointer();
    const std::string subject = where.empty() ? "the document" : where;
    found_.push_back({is_number ? "wrong-type" : "syntax", where, subject + ' ' + rest, 0, position});
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

  /** Of the value that comes next, as far as it is known. */
  std::string pointer() const {
    std::string text;
    for (std::size_t each = 0; each < open_.size(); ++each) {
      const token& container = out_.tokens[open_[each].container];
      const bool is_innermost = each + 1 == open_.size();
      if (container.what == kind::list) {
        text += '/' + std::to_string(is_innermost ? container.size : container.size - 1);
      } else if (open_[each].last_name != 0 &&
                 (!is_innermost || open_[each].last_name + 1 == out_.tokens.size())) {
        append_segment(text, out_.text_of(out_.tokens[open_[each].last_name]));
      }
    }
    return text;
  }

  /** What the parser says, without the place and without what it read last: that may be part of a secret. */
  static std::string syntax_message(std::string text) {
    const std::size_t place = text.find("column ");
    const std::size_t colon = place == std::string::npos ? place : text.find(": ", place);
    if (colon != std::string::npos) text.erase(0, colon + 2);
    const std::size_t read = text.find("; last read: '");
    const std::size_t expected = text.rfind("'; expected ");
    if (read == std::string::npos) return text;
    const bool has_more = expected != std::string::npos && expected > read;
    return text.substr(0, read) + (has_more ? text.substr(expected + 1) : "");
  }
};

/** Line and column of a byte, from 1. */
inline void set_position(Problem& what, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  what.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n');
  what.column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
}

/**
 * What the parser lets pass, or has other words for in each version: it takes a NUL for the end of the text,
 * and skips a byte order mark.
 */
inline bool refuse_at_sight(std::string_view text, Problems& found) {
  const auto refuse = [&](const char* reason, std::size_t offset) {
    Problem what{"syntax", {}, std::string("the document is not JSON: ") + reason, 0, 0};
    set_position(what, text, offset);
    found.push_back(what);
    return true;
  };
  if (text.substr(0, 3) == "\xEF\xBB\xBF") return refuse("a byte order mark", 0);
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return refuse("a NUL byte", nul);
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos && refuse("it is empty", 0);
}

/** False where the text is no JSON; then `found` says why. */
inline bool parse(std::string_view text, document& out, Problems& found) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max() / 2) {
    found.push_back({"syntax", {}, "the document is longer than 2 GiB", 0, 0});
    return false;
  }
  if (refuse_at_sight(text, found)) return false;
  out.tokens.reserve(text.size() / 12 + 16);
  out.texts.reserve(text.size());
  builder events(out, found);
  if (nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &events)) return true;
  Problem& last = found.back();
  // The parser counts the byte that it stopped at.
  set_position(last, text, last.column == 0 ? 0 : last.column - 1);
  return false;
}

}  // namespace appia::detail
